"""Phrases: the sentence that drafts the paragraph of a record, one per kind and language.

A phrase writes tokens, not words: what it drafts is a unit like any other, which a person can
confirm or rewrite. Its variables are the record's fields; text from records is never template.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, partial
from typing import NamedTuple

from minijinja import Environment, TemplateError

from masthead.language.say import FORMS
from masthead.language.unspaced import without_spaces
from masthead.language.words import Words
from masthead.model.activity import (
    Activity,
    Choice,
    DatedStates,
    Names,
    Partners,
    Place,
    Value,
)
from masthead.model.problem import Problem, Where, error, warning
from masthead.model.when import Shape, When
from masthead.notation import Report, decode
from masthead.project import Project

# A hyphen in the name of a form is written as a low line, as one in a field's.
_FORMS = {form.replace("-", "_"): form for forms in FORMS.values() for form in forms}

# All that a phrase may be made of. Without loops, calls and sums it ends soon, whoever wrote it;
# the fuel is for what nobody thought of.
_VERBS = ("if", "elif", "else", "endif", "set", "endset")
_OPENING = re.compile(r"{[#%{]")
# What ends a tag; a text within it may hold whatever it likes, but for a backslash.
_CLOSING = {
    "{#": re.compile(r"#}"), "{%": re.compile(r"'[^']*'|%}"), "{{": re.compile(r"'[^']*'|}}"),
}  # fmt: skip
_VERB = re.compile(r"\s*(?P<verb>\w*)")
_FORM = rf"\|\s*(?:{'|'.join([*sorted(_FORMS), 'length'])})\b(?!\s*[(-])"
_NAME = r"[A-Za-z][\w.]*+(?!\()"
_TEXT = r"'[^']*'(?!\s*\|)"
_ASKED = re.compile(
    rf"(?:\s+ | {_TEXT} | \d+ | [=!]= | [<>]=? | [=()] | {_FORM} | {_NAME})*+", re.X
)
_PRINTED = re.compile(rf"\s*(?:{_TEXT}|{_NAME}\s*(?:{_FORM})?)\s*")
_FUEL = 20_000
# What is no slot has no form: a text, a choice, a piece that the phrase has set.
_NOT_A_SLOT = (TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Slot:
    """A field of a record as a phrase sees it: true if there is something to say.

    What begins with a low line is out of a phrase's reach.
    """

    _key: str
    _value: Value | None
    _parts: Mapping[str, Slot | str]

    def __bool__(self) -> bool:
        if isinstance(self._value, When):
            return self._value.printable
        if isinstance(self._value, Names):
            return bool(self._value.ids)
        return self._value is not None or any(self._parts.values())

    def __len__(self) -> int:
        if isinstance(self._value, Names):
            return len(self._value.ids)
        if isinstance(self._value, DatedStates):
            return len(self._value.entries)
        if isinstance(self._value, Partners):
            return len(self._value.parts)
        return int(bool(self))

    def __str__(self) -> str:
        return f"{{fact}}`{self._key}`"

    def __getattr__(self, name: str) -> Slot | str:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._parts.get(name.replace("-", "_"), Slot(f"{self._key}.{name}", None, {}))


class Phrases(NamedTuple):
    """The phrases of one language, by kind: their text and the file that it stands in.

    `spaces_words`: what they write has spaces between its words.
    """

    sources: Mapping[str, tuple[str, str]]
    spaces_words: bool = True

    def draft(self, activity: Activity, fields: tuple[str, ...], office: str) -> str | Problem:
        """Write the unit of a record; `fields` are all names that its kind allows."""
        if activity.kind not in self.sources:
            return error(activity.where, "T040", kind=activity.kind)
        text, path = self.sources[activity.kind]
        for line, reason in _forbidden(text)[:1]:
            return error(Where(path, line), "T041", reason=reason)
        named = {"role": activity.role, "office": Slot(office, Names((office,)), {})}
        try:
            drafted = _engine().render_str(text, path, **_variables(activity, fields), **named)
        except TemplateError as fault:
            return error(Where(path, fault.line or 1), "T041", reason=fault.detail or fault.kind)
        except _NOT_A_SLOT as fault:
            return error(Where(path), "T041", reason=str(fault))
        if not drafted.strip():
            return error(Where(path), "T043", record=activity.id)
        sentence = " ".join(drafted.split())
        if not self.spaces_words:
            return without_spaces(sentence)
        return re.sub(r" (?=[,.;)،؛])", "", sentence)


@cache
def _forbidden(text: str) -> tuple[tuple[int, str], ...]:
    """List what no phrase is made of, each with its line."""
    return tuple(_faults(text))


def _faults(text: str) -> Iterator[tuple[int, str]]:
    for start, mark, said in _tags(text):
        line = text.count("\n", 0, start) + 1
        if said is None:
            yield line, f"“{mark}” is not closed"
        elif mark == "{#":
            continue
        elif "\\" in said:
            # The engine would read it as an escape, and end the text elsewhere than we do.
            yield line, "“\\” is not allowed"
        elif mark == "{{":
            if not _PRINTED.fullmatch(said):
                yield line, f"“{said.strip()[:40]}” is not allowed"
        else:
            yield from ((line, reason) for reason in _forbidden_verb(said))


def _forbidden_verb(said: str) -> Iterator[str]:
    found = _VERB.match(said)
    verb = found["verb"] if found else ""
    asked = said[found.end() :] if found else said
    if verb not in _VERBS:
        yield f"“{verb}” is not allowed"
    if not _ASKED.fullmatch(asked):
        yield f"“{asked.strip()[:40]}” is not allowed"


def _tags(text: str) -> Iterator[tuple[int, str, str | None]]:
    """Find the tags as the engine does: where each begins, its mark, and what it says."""
    end = 0
    while opening := _OPENING.search(text, end):
        start, mark = opening.start(), opening[0]
        ends = _CLOSING[mark].finditer(text, opening.end())
        closing = next((found for found in ends if found[0][0] != "'"), None)
        if closing is None:
            yield start, mark, None
            return
        end = closing.end()
        yield start, mark, _trimmed(text[opening.end() : closing.start()])


def _trimmed(said: str) -> str:
    """Leave out the signs by which a tag takes the white space around it away."""
    return said.removeprefix("-").removeprefix("+").removesuffix("-").removesuffix("+")


@cache
def _engine() -> Environment:
    # No escaping here: a phrase writes tokens, and the outputs escape what becomes of them.
    engine = Environment(
        undefined_behavior="strict",
        auto_escape_callback=lambda name: False,
        fuel=_FUEL,
        filters={name: partial(_token, form) for name, form in _FORMS.items()} | {"length": len},
    )
    for name in engine.globals:
        engine.remove_global(name)
    return engine


def _token(form: str, slot: Slot) -> str:
    if not isinstance(slot, Slot):
        raise TypeError(f"“|{form}” stands after what is no field with something to say")
    return f"{{fact}}`{slot._key}|{form}`"


def _variables(activity: Activity, fields: tuple[str, ...]) -> dict[str, Slot | str]:
    slots: dict[str, Slot | str] = {}
    for name in fields:
        key = f"{activity.id}.{name}"
        parts: dict[str, Slot | str] = {
            part.removeprefix(f"{name}.").replace("-", "_"): Slot(
                f"{activity.id}.{part}", value, {}
            )
            for part, value in activity.values.items()
            if part.startswith(f"{name}.")
        }
        value = activity.values.get(name)
        if isinstance(value, Place):
            parts.update(_parts_of_place(key, value))
        if isinstance(value, When) and value.shape is Shape.SINCE:
            parts["open"] = "open"
        said = value.value if isinstance(value, Choice) else Slot(key, value, parts)
        slots[name.replace("-", "_")] = said
    figures: dict[str, Slot | str] = {
        name.replace("-", "_"): Slot(f"{activity.id}.{name}", value, {})
        for name, value in activity.values.items()
        if name not in fields and "." not in name
    }
    slots["figures"] = Slot(f"{activity.id}.figures", None, figures)
    return slots


def _parts_of_place(key: str, place: Place) -> dict[str, Slot]:
    named = {"city": place.city, "venue": place.venue, "state": place.state, "region": place.region}
    return {name: Slot(f"{key}.{name}", Names((id_,)), {}) for name, id_ in named.items() if id_}


def load_phrases(project: Project, words: Words, report: Report) -> Phrases:
    """Read translations/<code>/phrases/*.md: one phrase a kind."""
    sources: dict[str, tuple[str, str]] = {}
    files, problems = project.read_all(f"translations/{words.code}/phrases", ".md")
    for problem in problems:
        report(problem)
    for source in files:
        kind = source.path.rsplit("/", 1)[-1].removesuffix(".md")
        text = decode(source, report)
        if text is not None:
            sources[kind] = (text, source.path)
            _check(text, source.path, report)
    return Phrases(sources, words.spaces_words)


def _check(text: str, path: str, report: Report) -> None:
    """Check a phrase before any record needs it."""
    if not text.strip():
        report(error(Where(path), "T043", record=""))
    if faults := _forbidden(text):
        line, reason = faults[0]
        report(error(Where(path, line), "T041", reason=reason))
        return
    try:
        Environment().add_template(path, text)
    except TemplateError as fault:
        report(error(Where(path, fault.line or 1), "T041", reason=fault.detail or fault.kind))


def check_phrases(phrases: Phrases, kinds: Collection[str], report: Report) -> None:
    """Report each phrase of a kind that is not there."""
    for kind, (_, path) in phrases.sources.items():
        if kind not in kinds:
            near = next(iter(get_close_matches(kind, kinds, n=1)), "")
            report(warning(Where(path), "T042", kind=kind, nearest=near))
