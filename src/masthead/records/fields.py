"""The types of fields: how the text of a record becomes a date, a place, a name or a figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from masthead.inline.parse import BLANK, LONGEST
from masthead.model.activity import (
    Choice,
    DatedStates,
    FieldType,
    Figure,
    Names,
    Ordinal,
    Partners,
    Place,
    Value,
    Wording,
)
from masthead.model.problem import Fault, Where, error
from masthead.model.when import When
from masthead.notation import Fields, Listing, Node, Report, Scalar, printed
from masthead.records.named import NAMED, Context, known, names
from masthead.records.plain import flag, refuse_other, refuse_unknown, scalar

PLACE_KEYS = ("city", "venue", "state", "region")
FIGURE = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*")
MOST_ORDINAL = 9999
FIGURE_KEYS = ("value", "unit", "at_least", "as_of", "source")


Found = Mapping[str, tuple[Value, Where]]


def read_field(name: str, type_: FieldType, node: Node, context: Context) -> Found:
    """Type one field of a record; gives its values by dotted name, each with its place."""
    if type_.type == "participants":
        return _participants(name, node, context)
    if type_.type == "figures":
        return _figures(node, context)
    if type_.type == "dated-states":
        return _dated_states(name, node, context)
    if type_.type == "count":
        return _count(name, node.where, node, context)
    value = _single(name, type_, node, context)
    return {} if value is None else {name: (value, node.where)}


def _single(name: str, type_: FieldType, node: Node, context: Context) -> Value | None:
    if type_.type == "place":
        return _place(name, node, context)
    if type_.type == "partners":
        return _partners(name, node, context)
    if type_.many or type_.type in NAMED:
        return names(name, type_, node, context)
    if not isinstance(node, Scalar) or not node.text.strip(BLANK):
        context.report(error(node.where, "A012", field=name, expected=type_.type))
        return None
    return _SCALARS[type_.type](name, type_, node, context)


def read_when(node: Node | None, report: Report) -> When | None:
    """Read a date in one of the forms of `When`, or report where it fails."""
    if not isinstance(node, Scalar):
        if node is not None:
            report(error(node.where, "A012", field="when", expected="when"))
        return None
    match When.parse(node.text):
        case When() as when:
            return when
        case Fault() as fault:
            report(fault.at(node.where, shift=1 if node.style in ("'", '"') else 0))
    return None


def _when(name: str, type_: FieldType, node: Scalar, context: Context) -> Value | None:
    return read_when(node, context.report)


def _text(name: str, type_: FieldType, node: Scalar, context: Context) -> Value | None:
    text = " ".join(printed(node, context.report).split())
    if len(text) > LONGEST:
        context.report(error(node.where, "C102", limit=LONGEST))
        return None
    return Wording(f"{context.record}#{name}", text)


def _number(node: Scalar, name: str, context: Context) -> int | None:
    text = node.text.strip()
    if text.isascii() and text.isdigit() and len(text) <= 12:
        return int(text)
    context.report(error(node.where, "A013", field=name, value=node.text[:40]))
    return None


def _ordinal(name: str, type_: FieldType, node: Scalar, context: Context) -> Value | None:
    number = _number(node, name, context)
    if number is not None and not 1 <= number <= MOST_ORDINAL:
        context.report(error(node.where, "A035", field=name, value=number, last=MOST_ORDINAL))
        return None
    return None if number is None else Ordinal(number)


def _choice(name: str, type_: FieldType, node: Scalar, context: Context) -> Value | None:
    if node.text in type_.of:
        return Choice(node.text)
    refuse_other(name, node.text, node.where, type_.of, context.report)
    return None


_SCALARS: Mapping[str, Callable[[str, FieldType, Scalar, Context], Value | None]] = {
    "text": _text,
    "note": _text,
    "when": _when,
    "ordinal": _ordinal,
    "choice": _choice,
}


def _place(name: str, node: Node, context: Context) -> Value | None:
    if not isinstance(node, Fields):
        context.report(error(node.where, "A012", field=name, expected="{city: ...}"))
        return None
    refuse_unknown(node, PLACE_KEYS, context.report, f"{name}.")
    parts: dict[str, str] = {}
    for key, _, value in node.pairs:
        if key not in PLACE_KEYS:
            continue
        if not isinstance(value, Scalar):
            context.report(error(value.where, "A012", field=key, expected="id"))
        elif _is_place(key, value, context):
            parts[key] = value.text
    if not node.pairs:
        context.report(error(node.where, "A012", field=name, expected="{city: ...}"))
    if not parts:
        return None
    city, venue, state, region = (parts.get(key, "") for key in PLACE_KEYS)
    return _completed(Place(city, venue, state, region), node, context)


def _is_place(key: str, node: Scalar, context: Context) -> bool:
    """Tell whether an id names a place of the kind that a part of a place takes."""
    if not known(node.text, "state" if key == "state" else "place", node.where, context):
        return False
    entry = context.registry.entries.get(node.text)
    kind = entry.facts.get("is", key) if entry else key
    if kind != key:
        context.report(error(node.where, "A036", id=node.text, actual=kind, field=key))
    return kind == key


def _completed(place: Place, node: Fields, context: Context) -> Place:
    """Take the city of a venue and the State of a city from the registry."""
    entries = context.registry.entries
    of_venue = entries[place.venue].facts.get("city", "") if place.venue else ""
    _check_lies_in("city", place.city, place.venue, of_venue, node, context)
    city = place.city or of_venue
    facts = entries[city].facts if city in entries else {}
    of_city = facts.get("state", "")
    _check_lies_in("state", place.state, city, of_city, node, context)
    alone = "true" in (facts.get("capital"), facts.get("seat"))
    return Place(city, place.venue, place.state or of_city, place.region, alone)


def _check_lies_in(
    field: str, said: str, thing: str, actual: str, node: Fields, context: Context
) -> None:
    """Report a city or a State in which a thing does not lie, as the registry has it."""
    if said and actual and said != actual:
        where = node.place(field)
        context.report(error(where, "A019", thing=thing, said=said, actual=actual, field=field))


def _partners(name: str, node: Node, context: Context) -> Value | None:
    parts: list[tuple[str, str]] = []
    for item in node.items if isinstance(node, Listing) else (node,):
        if not isinstance(item, Fields):
            context.report(error(item.where, "A012", field=name, expected="{org: ..., as: ...}"))
            continue
        refuse_unknown(item, ("org", "as"), context.report, f"{name}.")
        org, part = item.get("org"), item.get("as")
        if not isinstance(org, Scalar) or not isinstance(part, Scalar):
            context.report(error(item.where, "A012", field=name, expected="{org: ..., as: ...}"))
        elif (org.text, part.text) in parts:
            context.report(error(org.where, "A037", id=org.text, field=name))
        elif known(org.text, "body", org.where, context) and _part_known(part, context):
            parts.append((org.text, part.text))
    return Partners(tuple(parts)) if parts else None


def _part_known(part: Scalar, context: Context) -> bool:
    if not context.as_parts or part.text in context.as_parts:
        return True
    refuse_other("as", part.text, part.where, context.as_parts, context.report)
    return False


def _participants(name: str, node: Node, context: Context) -> Found:
    if not isinstance(node, Fields):
        context.report(error(node.where, "A012", field=name, expected="{groups: [...]}"))
        return {}
    refuse_unknown(node, ("groups", "from"), context.report, f"{name}.")
    found: dict[str, tuple[Value, Where]] = {}
    for key, type_ in (("groups", "group"), ("from", "area")):
        value = node.get(key)
        if value is not None:
            named = names(key, FieldType(type_, many=True), value, context)
            if isinstance(named, Names) and named.ids:
                found[f"{name}.{key}"] = (named, value.where)
    return found


def _figures(node: Node, context: Context) -> Found:
    found: dict[str, tuple[Value, Where]] = {}
    if not isinstance(node, Fields):
        context.report(error(node.where, "A012", field="figures", expected="{name: {value: 1}}"))
        return found
    for name, where, item in node.pairs:
        if name in context.fields or not FIGURE.fullmatch(name):
            context.report(error(where, "A034", figure=name))
        else:
            found.update(_count(name, where, item, context))
    return found


def _count(name: str, where: Where, node: Node, context: Context) -> Found:
    """Type one figure; its date is a fact beside it."""
    figure = _figure(name, node, context)
    if figure is None:
        return {}
    as_of = {f"{name}.as_of": (figure.as_of, where)} if figure.as_of is not None else {}
    return {name: (figure, where), **as_of}


def _figure(name: str, node: Node, context: Context) -> Figure | None:
    if not isinstance(node, Fields):
        context.report(error(node.where, "A012", field=name, expected="{value: 1, unit: ...}"))
        return None
    refuse_unknown(node, FIGURE_KEYS, context.report, f"{name}.")
    value, unit = node.get("value"), scalar(node, "unit", context.report)
    source = scalar(node, "source", context.report)
    number = _number(value, name, context) if isinstance(value, Scalar) else None
    if number is None:
        if not isinstance(value, Scalar):
            context.report(error(node.where, "A002", field=f"{name}.value"))
        return None
    noun = unit.text if unit is not None else name
    unit_where = unit.where if unit is not None else node.where
    if not known(noun, "unit", unit_where, context):
        return None
    as_of = read_when(node.get("as_of"), context.report)
    if as_of is not None and not as_of.printable:
        context.report(error(node.place("as_of"), "A012", field="as_of", expected="2014-06-23"))
        as_of = None
    return Figure(
        number,
        noun,
        flag(node, "at_least", context.report),
        as_of,
        printed(source, context.report) if source is not None else "",
    )


def _dated_states(name: str, node: Node, context: Context) -> Found:
    entries: list[tuple[str, When]] = []
    for item in node.items if isinstance(node, Listing) else (node,):
        if not isinstance(item, Fields):
            context.report(error(item.where, "A012", field=name, expected="{state: , when: }"))
            continue
        refuse_unknown(item, ("state", "when"), context.report, f"{name}.")
        for key in ("state", "when"):
            if item.get(key) is None:
                context.report(error(item.where, "A002", field=f"{name}.{key}"))
        state = scalar(item, "state", context.report)
        when = read_when(item.get("when"), context.report)
        if state is None or not known(state.text, "state", state.where, context) or when is None:
            continue
        if state.text in dict(entries):
            context.report(error(state.where, "A037", id=state.text, field=name))
            continue
        entries.append((state.text, when))
    return {name: (DatedStates(tuple(entries)), node.where)} if entries else {}
