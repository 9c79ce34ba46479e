"""Sessions: which meeting of which body, when and where, and its agenda."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from masthead.inline import parse
from masthead.model.activity import FieldType, Place
from masthead.model.document import AgendaItem, Prose, Session
from masthead.model.problem import Problem, error
from masthead.model.symbol import Symbol
from masthead.model.when import Shape
from masthead.notation import Fields, Listing, Node, Report, Scalar, read_fields
from masthead.project import Source
from masthead.records.fields import read_field, read_when
from masthead.records.named import Context
from masthead.records.plain import (
    check_fields,
    prose_of,
    refuse_other,
    refuse_unknown,
    scalar,
    symbol_of,
)
from masthead.records.registry import Registry
from masthead.records.symbols import absent_symbols

AGENDA_STATUSES = ("provisional", "adopted")
FIELDS: Mapping[str, FieldType] = MappingProxyType(
    {
        "body": FieldType("body", required=True),
        "ordinal": FieldType("ordinal", required=True),
        "when": FieldType("when", required=True),
        "where": FieldType("place", required=True),
        "agenda": FieldType("agenda"),
        "skipped": FieldType("reasons"),
        "elsewhere": FieldType("symbol", many=True),
    }
)
AGENDA_FIELDS: Mapping[str, FieldType] = MappingProxyType(
    {
        "symbol": FieldType("symbol", required=True),
        "status": FieldType("choice", of=AGENDA_STATUSES),
        "items": FieldType("items"),
    }
)
# An agenda has items and their parts: 2, and 2 (c).
ITEM_FIELDS: Mapping[str, FieldType] = MappingProxyType(
    {
        "number": FieldType("number", required=True),
        "title": FieldType("text", required=True),
        "items": FieldType("parts"),
    }
)
PART_FIELDS: Mapping[str, FieldType] = MappingProxyType(
    {"letter": FieldType("letter", required=True), "title": FieldType("text", required=True)}
)
# The mark of the other level is told by itself, with the one that was meant.
ITEM_KEYS = ("letter", *ITEM_FIELDS)
PART_KEYS = ("number", *PART_FIELDS)
MARKS = {"number": re.compile("[1-9][0-9]{0,2}"), "letter": re.compile("[a-z]")}


def read_session(source: Source, registry: Registry, report: Report) -> Session | None:
    """Read content/<session>/session.yaml."""
    fields = read_fields(source, report)
    if fields is None:
        return None
    check_fields(fields, FIELDS, report)
    context = Context(source.path, registry, frozenset(), report)
    values = {
        name: found[name][0]
        for name in ("body", "ordinal", "where")
        if (node := fields.get(name)) is not None
        and name in (found := read_field(name, FIELDS[name], node, context))
    }
    when = read_when(fields.get("when"), report)
    if when is not None and when.shape not in (Shape.DAY, Shape.SPAN):
        report(error(fields.place("when"), "C032"))
    head = _agenda(fields, report)
    symbol, status = _symbol(head, report), _status(head.get("status"), report)
    items = tuple(_items(head.get("items"), (), report))
    absent = absent_symbols(fields, report)
    if len(values) < 3 or when is None:
        return None
    place = values["where"]
    return Session(
        source.path.rsplit("/", 1)[0],
        str(values["body"]),
        int(str(values["ordinal"])),
        when,
        place if isinstance(place, Place) else Place(),
        symbol,
        status,
        items,
        fields.where,
        absent,
    )


def _agenda(fields: Fields, report: Report) -> Fields:
    agenda = fields.get("agenda")
    if isinstance(agenda, Fields):
        refuse_unknown(agenda, AGENDA_FIELDS, report)
        if agenda.get("symbol") is None:
            report(error(fields.place("agenda"), "A002", field="agenda.symbol"))
        return agenda
    if agenda is not None:
        report(error(agenda.where, "A012", field="agenda", expected="{symbol: , items: }"))
    return Fields((), fields.where)


def _symbol(agenda: Fields, report: Report) -> Symbol | None:
    node = scalar(agenda, "symbol", report)
    return None if node is None else symbol_of(node, report)


def _status(node: Node | None, report: Report) -> str:
    if node is None:
        return AGENDA_STATUSES[0]
    if not isinstance(node, Scalar):
        report(error(node.where, "A012", field="status", expected=", ".join(AGENDA_STATUSES)))
        return AGENDA_STATUSES[0]
    if node.text not in AGENDA_STATUSES:
        refuse_other("status", node.text, node.where, AGENDA_STATUSES, report)
    return node.text


def _items(node: Node | None, parent: tuple[str, ...], report: Report) -> list[AgendaItem]:
    found: list[AgendaItem] = []
    if node is not None and not isinstance(node, Listing):
        report(error(node.where, "A012", field="items", expected="[{number: , title: }]"))
    for item in node.items if isinstance(node, Listing) else ():
        if not isinstance(item, Fields):
            report(error(item.where, "A012", field="items", expected="{number: , title: }"))
            continue
        refuse_unknown(item, PART_KEYS if parent else ITEM_KEYS, report)
        path = (*parent, _mark(item, report, parent=parent))
        if not path[-1]:
            continue
        if path in (earlier.path for earlier in found):
            report(error(item.where, "C103", item=path[-1]))
        title = _title(item, report)
        if title is not None:
            found.append(AgendaItem(path, title))
        if not parent:
            found.extend(_items(item.get("items"), path, report))
    return found


def _mark(item: Fields, report: Report, *, parent: tuple[str, ...]) -> str:
    """Read the number of an item, or the letter of one below another; "" if it is none."""
    name, other = ("letter", "number") if parent else ("number", "letter")
    if item.get(other) is not None:
        report(error(item.place(other), "A001", field=other, nearest=name))
    mark = scalar(item, name, report)
    if mark is None:
        if item.get(name) is None:
            report(error(item.where, "A002", field=name))
        return ""
    if not MARKS[name].fullmatch(mark.text):
        expected = {"number": "2", "letter": "c"}[name]
        report(error(mark.where, "A012", field=name, expected=expected))
        return ""
    return mark.text


def _title(item: Fields, report: Report) -> Prose | None:
    title = scalar(item, "title", report)
    if title is None or not title.text.strip():
        if title is not None or item.get("title") is None:
            report(error(title.where if title else item.where, "A002", field="title"))
        return None
    prose = prose_of(title, report)
    # Whether a document prints it or not, nothing may stand in it that no document could print.
    for fault in parse(prose.text)[1]:
        report(Problem(prose.at(fault.offset), fault.code, fault.args))
    return prose
