"""Phrases: the sentence that drafts the paragraph of a record, one per kind and language.

A phrase writes tokens, not words: what it drafts is a unit like any other, which a person can
confirm or rewrite. Its variables are the record's fields; text from records is never template.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from traceback import walk_tb

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from masthead.language.say import FORMS
from masthead.model.activity import (
    Activity,
    Choice,
    DatedStates,
    Names,
    Partners,
    Place,
    Value,
)
from masthead.model.problem import Problem, Where, error
from masthead.model.when import When
from masthead.notation import Report, decode
from masthead.project import Project

_FILTERS = sorted({form for forms in FORMS.values() for form in forms})

# All that a phrase may be made of. Without loops, calls and sums it ends soon, whoever wrote it.
_PARTS = (
    nodes.Template, nodes.TemplateData, nodes.Output, nodes.Name, nodes.Const, nodes.Getattr,
    nodes.Getitem, nodes.Filter, nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand,
    nodes.And, nodes.Or, nodes.Not, nodes.Assign, nodes.AssignBlock,
)  # fmt: skip
_FAULTS = (TemplateError, TypeError, AttributeError, SyntaxError, RecursionError)
_CODE = "<phrase>"


@dataclass(frozen=True, slots=True)
class Slot:
    """A field of a record as a phrase sees it: true if there is something to say."""

    key: str
    value: Value | None
    parts: Mapping[str, Slot]

    def __bool__(self) -> bool:
        if isinstance(self.value, When):
            return self.value.printable
        if isinstance(self.value, Names):
            return bool(self.value.ids)
        return self.value is not None or any(self.parts.values())

    def __len__(self) -> int:
        if isinstance(self.value, Names):
            return len(self.value.ids)
        if isinstance(self.value, DatedStates):
            return len(self.value.entries)
        if isinstance(self.value, Partners):
            return len(self.value.parts)
        return int(bool(self))

    def __str__(self) -> str:
        return f"{{fact}}`{self.key}`"

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str):
            return isinstance(self.value, Choice) and self.value.value == other
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self.key)

    def __getattr__(self, name: str) -> Slot:
        if name.startswith("_"):
            raise AttributeError(name)
        return self.parts.get(name.replace("-", "_"), Slot(f"{self.key}.{name}", None, {}))


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language, by kind: their text and the file that it stands in."""

    sources: Mapping[str, tuple[str, str]]

    def draft(self, activity: Activity, fields: tuple[str, ...], office: str) -> str | Problem:
        """Write the unit of a record; `fields` are all names that its kind allows."""
        if activity.kind not in self.sources:
            return error(activity.where, "T040", kind=activity.kind)
        text, path = self.sources[activity.kind]
        variables = _variables(activity, fields)
        try:
            drafted = _template(text).render(
                **variables, role=activity.role, office=Slot(office, Names((office,)), {})
            )
        except _FAULTS as fault:
            where = Where(path, _line_of(fault))
            return error(where, "T041", reason=str(fault).split("\n")[0])
        return re.sub(r" (?=[,.;)])", "", " ".join(drafted.split()))


def _line_of(fault: Exception) -> int:
    """Find the line of a phrase at which it failed, while it was read or while it was filled."""
    if isinstance(fault, TemplateSyntaxError):
        return fault.lineno
    frames = walk_tb(fault.__traceback__)
    return next((line for frame, line in frames if frame.f_code.co_filename == _CODE), 1)


@cache
def _template(text: str) -> Template:
    environment = _environment()
    tree = environment.parse(text, filename=_CODE)
    _refuse_other_parts(tree)
    code = environment.compile(tree, filename=_CODE)
    return Template.from_code(environment, code, environment.make_globals(None))


def _refuse_other_parts(node: nodes.Node) -> None:
    if not isinstance(node, _PARTS):
        raise TemplateSyntaxError(f"{type(node).__name__.lower()} is not allowed", node.lineno)
    for child in node.iter_child_nodes():
        _refuse_other_parts(child)


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    # No escaping here: a phrase writes tokens, and the outputs escape what becomes of them.
    # Nor optimizing: each phrase is used a few times, and translating it is what takes long.
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=False, optimized=False
    )
    environment.filters = {form: _filter(form) for form in _FILTERS}
    environment.filters["length"] = len
    environment.globals = {}
    return environment


def _filter(form: str) -> object:
    return lambda slot: f"{{fact}}`{slot.key}|{form}`"


def _variables(activity: Activity, fields: tuple[str, ...]) -> dict[str, Slot]:
    slots: dict[str, Slot] = {}
    for name in fields:
        key = f"{activity.id}.{name}"
        parts = {
            part.removeprefix(f"{name}.").replace("-", "_"): Slot(
                f"{activity.id}.{part}", value, {}
            )
            for part, value in activity.values.items()
            if part.startswith(f"{name}.")
        }
        value = activity.values.get(name)
        if isinstance(value, Place):
            parts.update(_parts_of_place(key, value))
        slots[name.replace("-", "_")] = Slot(key, value, parts)
    figures = {
        name.replace("-", "_"): Slot(f"{activity.id}.{name}", value, {})
        for name, value in activity.values.items()
        if name not in fields and "." not in name
    }
    slots["figures"] = Slot(f"{activity.id}.figures", None, figures)
    return slots


def _parts_of_place(key: str, place: Place) -> dict[str, Slot]:
    named = {"city": place.city, "venue": place.venue, "state": place.state, "region": place.region}
    return {name: Slot(f"{key}.{name}", Names((id_,)), {}) for name, id_ in named.items() if id_}


def load_phrases(project: Project, code: str, report: Report) -> Phrases:
    """Read translations/<code>/phrases/*.md: one phrase a kind."""
    sources: dict[str, tuple[str, str]] = {}
    files, problems = project.read_all(f"translations/{code}/phrases", ".md")
    for problem in problems:
        report(problem)
    for source in files:
        kind = source.path.rsplit("/", 1)[-1].removesuffix(".md")
        text = decode(source, report)
        if text is not None:
            sources[kind] = (text, source.path)
    return Phrases(sources)
