"""What records name: the types of fields whose value is an id, and where such an id is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from masthead.inline.parse import LINK
from masthead.model.activity import FieldType, Names, Value
from masthead.model.problem import Fault, Where, error
from masthead.model.resolution import Resolution
from masthead.notation import Node, Report
from masthead.records.plain import nearest, words
from masthead.records.registry import SECTIONS, Registry

SECTION_OF = {singular: section for section, singular in SECTIONS.items()}


class Context(NamedTuple):
    """What typing a field needs to know: the record, what exists, and where to report."""

    record: str
    registry: Registry
    activities: frozenset[str]
    report: Report
    as_parts: tuple[str, ...] = ()
    fields: frozenset[str] = frozenset()


# Types whose value is one or more ids, and the sections in which these are looked up.
NAMED: Mapping[str, tuple[str, ...]] = {
    "state": ("states",),
    "area": ("states", "places"),
    "thing": (),
    "activity": ("activities",),
    "resolution": ("resolutions",),
    "link": ("links",),
    **{singular: (section,) for singular, section in SECTION_OF.items()},
}


def names(name: str, type_: FieldType, node: Node, context: Context) -> Value | None:
    """Type a field that names one or more things, each once."""
    ids: list[str] = []
    listed = words(node, context.report)
    for word, where in listed:
        if word in ids and type_.many:
            context.report(error(where, "A037", id=word, field=name))
        elif known(word, type_.type, where, context) and word not in ids:
            ids.append(word)
    if not listed and not type_.many:
        context.report(error(node.where, "A012", field=name, expected=type_.type))
        return None
    if len(listed) > 1 and not type_.many:
        context.report(error(node.where, "A015", field=name))
    return Names(tuple(ids))


def known(word: str, type_: str, where: Where, context: Context) -> bool:
    """Tell whether an id exists among the things of a type; report it where it does not."""
    if type_ == "link":
        is_link = LINK.fullmatch(word) is not None
        if not is_link:
            context.report(error(where, "A016", link=word[:60]))
        return is_link
    sections = NAMED[type_]
    of_records = type_ == "activity"
    if word in context.activities if of_records else context.registry.has(word, *sections):
        return True
    code = {"state": "A010", "area": "A010", "activity": "A017"}.get(type_, "A011")
    if type_ == "resolution" and isinstance(Resolution.parse(word), Fault):
        code = "A018"
    near = nearest(word, context.activities if of_records else context.registry.ids(*sections))
    context.report(error(where, code, id=word, state=word, what=type_, nearest=near))
    return False
