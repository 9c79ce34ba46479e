"""Sessions: which meeting of which body, when and where, and its agenda."""

from __future__ import annotations

from masthead.model.activity import FieldType, Place
from masthead.model.document import AgendaItem, Session
from masthead.model.problem import error
from masthead.model.symbol import Symbol
from masthead.model.when import Shape
from masthead.notation import Fields, Listing, Node, Report, Scalar, read_fields
from masthead.project import Source
from masthead.records.fields import Context, read_field, read_when
from masthead.records.plain import prose_of, refuse_other, refuse_unknown, scalar, symbol_of
from masthead.records.registry import Registry
from masthead.records.symbols import absent_symbols

KEYS = ("body", "ordinal", "when", "where", "agenda", "skipped", "elsewhere")
AGENDA_KEYS = ("symbol", "status", "items")
ITEM_KEYS = ("number", "letter", "title", "items")
AGENDA_STATUSES = ("provisional", "adopted")


def read_session(source: Source, registry: Registry, report: Report) -> Session | None:
    """Read content/<session>/session.yaml."""
    fields = read_fields(source, report)
    if fields is None:
        return None
    refuse_unknown(fields, KEYS, report)
    for key in ("body", "ordinal", "when", "where"):
        if fields.get(key) is None:
            report(error(fields.where, "A002", field=key))
    context = Context(source.path, registry, frozenset(), report)
    values = {
        name: found[name][0]
        for name, type_ in (("body", "body"), ("ordinal", "ordinal"), ("where", "place"))
        if (node := fields.get(name)) is not None
        and name in (found := read_field(name, FieldType(type_), node, context))
    }
    when = read_when(fields.get("when"), report)
    if when is not None and when.shape not in (Shape.DAY, Shape.SPAN):
        report(error(fields.place("when"), "C032"))
    if len(values) < 3 or when is None:
        return None
    place = values["where"]
    agenda = fields.get("agenda")
    if agenda is not None and not isinstance(agenda, Fields):
        report(error(agenda.where, "A012", field="agenda", expected="{symbol: , items: }"))
    head = agenda if isinstance(agenda, Fields) else Fields((), fields.where)
    refuse_unknown(head, AGENDA_KEYS, report)
    return Session(
        source.path.rsplit("/", 1)[0],
        str(values["body"]),
        int(str(values["ordinal"])),
        when,
        place if isinstance(place, Place) else Place(),
        _symbol(head, report),
        _status(head.get("status"), report),
        tuple(_items(head.get("items"), (), report)),
        fields.where,
        absent_symbols(fields, report),
    )


def _symbol(agenda: Fields, report: Report) -> Symbol | None:
    node = scalar(agenda, "symbol", report)
    return None if node is None else symbol_of(node, report)


def _status(node: Node | None, report: Report) -> str:
    text = node.text if isinstance(node, Scalar) else "provisional"
    if node is not None and text not in AGENDA_STATUSES:
        refuse_other("status", text, node.where, AGENDA_STATUSES, report)
    return text


def _items(node: Node | None, parent: tuple[str, ...], report: Report) -> list[AgendaItem]:
    found: list[AgendaItem] = []
    if node is not None and not isinstance(node, Listing):
        report(error(node.where, "A012", field="items", expected="[{number: , title: }]"))
    for item in node.items if isinstance(node, Listing) else ():
        if not isinstance(item, Fields):
            report(error(item.where, "A012", field="items", expected="{number: , title: }"))
            continue
        refuse_unknown(item, ITEM_KEYS, report)
        mark = item.get("letter" if parent else "number")
        title = item.get("title")
        if not isinstance(mark, Scalar) or not isinstance(title, Scalar):
            report(error(item.where, "A002", field="title"))
            continue
        path = (*parent, mark.text)
        found.append(AgendaItem(path, prose_of(title, report)))
        found.extend(_items(item.get("items"), path, report))
    return found
