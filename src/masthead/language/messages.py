"""Messages: what the program says to its user, in English and in French."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from masthead.language.words import Plain, dig, fill, plain
from masthead.model.problem import Problem, Where
from masthead.notation import Fields, read_fields
from masthead.project import Project, Source

PLACE = re.compile(r"\{([a-z_]+)\}")
# How a cause names a fact whose grammar changed: "x.when: 2014-06 (month) -> 2014-06-04 (day)".
BENT = re.compile(r"\((?P<before>[^()]+)\)(?P<between> -> .+?) \((?P<now>[^()]+)\)(?=; |$)")


class Messages(NamedTuple):
    """The program's words in one language, read when the first is needed.

    `homes` are the projects that may have a messages.yaml, the one that is heard first in front.
    The last is the starter that the program carries: it can speak where there is no project.
    """

    language: str
    homes: tuple[Project, ...]

    def text(self, key: str, **values: object) -> str:
        """Give a sentence of the program ("build.made") with its places filled."""
        found = self._find(*key.split("."))
        return fill(found, **values) if isinstance(found, str) else key

    def problem(self, problem: Problem) -> tuple[str, str]:
        """Give the sentence of a problem, and the hint that says what to do.

        `hint` is used unless a place in it has an empty value; then `otherwise` is. A role of the
        markup (`{fact}`) is no place: a problem never has a value of that name.
        """
        said = self._find("problems", problem.code)
        if not isinstance(said, Mapping):
            return problem.code, ""
        values = {name: str(value) for name, value in problem.args.items()}
        for name in ("language", "original"):
            if name in values:
                values[name] = self.language_name(values[name])
        if "cause" in values:
            values["cause"] = self.cause(values["cause"])
        hint = str(said.get("hint", ""))
        if any(not values.get(name, name) for name in PLACE.findall(hint)):
            hint = str(said.get("otherwise", ""))
        return fill(str(said.get("says", "")), **values), fill(hint, **values)

    def language_name(self, code: str) -> str:
        """Name a language in this one; by its code if it has no name here."""
        found = self._find("language", code)
        return found if isinstance(found, str) else code

    def cause(self, text: str) -> str:
        """Say why a unit was overtaken: classes of grammar in words, a word diff as it is."""
        return BENT.sub(
            lambda f: f"({self._class(f['before'])}){f['between']} ({self._class(f['now'])})", text
        )

    def _class(self, words: str) -> str:
        """Say what a sentence round a fact depends on; an article or a gender as it is written."""
        said = ((word, self._find("grammar", word)) for word in words.split())
        return ", ".join(str(found) if isinstance(found, str) else f"“{w}”" for w, found in said)

    def severity(self, problem: Problem) -> str:
        """Say "error" or "warning"."""
        return self.text(f"severity.{problem.severity}")

    def _find(self, *path: str) -> Plain:
        for home in self.homes:
            if found := dig(table_of(home, self.language), path):
                return found
        return {}


@cache
def table_of(home: Project, language: str) -> Plain:
    """Read a project's messages.yaml of a language; empty if it has none."""
    source = home.read(f"translations/{language}/messages.yaml")
    fields = read_fields(source, lambda p: None) if isinstance(source, Source) else None
    return plain(fields or Fields((), Where("messages.yaml")))
