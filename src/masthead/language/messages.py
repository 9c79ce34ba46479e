"""Messages: what the program says to its user, in English and in French."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from masthead.language.words import Plain, dig, fill, plain
from masthead.model.problem import Problem, Where
from masthead.notation import Fields, read_fields
from masthead.project import Project, Source

PLACE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Messages:
    """The program's words in one language; `table` is messages.yaml."""

    language: str
    table: Mapping[str, Plain]

    def text(self, key: str, **values: object) -> str:
        """Give a sentence of the program ("build.made") with its places filled."""
        found = dig(self.table, key.split("."))
        return fill(found, **values) if isinstance(found, str) else key

    def problem(self, problem: Problem) -> tuple[str, str]:
        """Give the sentence of a problem, and the hint that says what to do.

        `hint` is used unless a place in it has an empty value; then `otherwise` is. A role of the
        markup (`{fact}`) is no place: a problem never has a value of that name.
        """
        said = dig(self.table, ("problems", problem.code))
        if not isinstance(said, Mapping):
            return problem.code, ""
        values = {name: str(value) for name, value in problem.args.items()}
        if "language" in values:
            values["language"] = self.language_name(values["language"])
        hint = str(said.get("hint", ""))
        if any(not values.get(name, name) for name in PLACE.findall(hint)):
            hint = str(said.get("otherwise", ""))
        return fill(str(said.get("says", "")), **values), fill(hint, **values)

    def language_name(self, code: str) -> str:
        """Name a language in this one; by its code if it has no name here."""
        found = dig(self.table, ("language", code))
        return found if isinstance(found, str) else code

    def severity(self, problem: Problem) -> str:
        """Say "error" or "warning"."""
        return self.text(f"severity.{problem.severity}")


def load_messages(projects: tuple[Project, ...], language: str) -> Messages:
    """Read messages.yaml of a language from the projects that have one, the later ones winning.

    The first is the starter that the program carries: it can speak where there is no project.
    """
    table: dict[str, Plain] = {}
    for project in projects:
        source = project.read(f"translations/{language}/messages.yaml")
        fields = read_fields(source, lambda p: None) if isinstance(source, Source) else None
        said = plain(fields or Fields((), Where("messages.yaml")))
        if isinstance(said, Mapping):
            table = _merged(table, said)
    return Messages(language, table)


def _merged(below: Mapping[str, Plain], above: Mapping[str, Plain]) -> dict[str, Plain]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        both = isinstance(old, Mapping) and isinstance(value, Mapping)
        merged[key] = _merged(old, value) if both else value  # type: ignore[arg-type]
    return merged
