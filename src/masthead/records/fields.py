"""The types of fields: how the text of a record becomes a date, a place, a name or a figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from masthead.inline.parse import LONGEST
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
from masthead.model.resolution import Resolution
from masthead.model.when import When
from masthead.notation import Fields, Listing, Node, Report, Scalar, printed
from masthead.records.plain import flag, nearest, refuse_other, refuse_unknown, scalar, words
from masthead.records.registry import SECTIONS, Registry

SECTION_OF = {singular: section for section, singular in SECTIONS.items()}
PLACE_KEYS = ("city", "venue", "state", "region")
FIGURE = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*")
FIGURE_KEYS = ("value", "unit", "at_least", "as_of", "source")


@dataclass(frozen=True, slots=True)
class Context:
    """What typing a field needs to know: the record, what exists, and where to report."""

    record: str
    registry: Registry
    activities: frozenset[str]
    report: Report
    as_parts: tuple[str, ...] = ()
    fields: frozenset[str] = frozenset()


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
        return _names(name, type_, node, context)
    if not isinstance(node, Scalar) or not node.text.strip():
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


def _names(name: str, type_: FieldType, node: Node, context: Context) -> Value | None:
    ids: list[str] = []
    for word, where in words(node, context.report):
        if known(word, type_.type, where, context):
            ids.append(word)
    if len(ids) > 1 and not type_.many:
        context.report(error(node.where, "A015", field=name))
    return Names(tuple(ids))


def known(word: str, type_: str, where: Where, context: Context) -> bool:
    """Tell whether an id exists among the things of a type; report it where it does not."""
    if type_ == "link":
        if not word.startswith("https://"):
            context.report(error(where, "A016", link=word[:60]))
        return word.startswith("https://")
    sections = NAMED[type_]
    exists = context.activities if type_ == "activity" else context.registry.ids(*sections)
    if word in exists:
        return True
    code = {"state": "A010", "area": "A010", "activity": "A017"}.get(type_, "A011")
    if type_ == "resolution" and isinstance(Resolution.parse(word), Fault):
        code = "A018"
    context.report(
        error(where, code, id=word, state=word, what=type_, nearest=nearest(word, exists))
    )
    return False


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
        elif known(value.text, "state" if key == "state" else "place", value.where, context):
            parts[key] = value.text
    city, venue, state, region = (parts.get(key, "") for key in PLACE_KEYS)
    return _completed(Place(city, venue, state, region), node, context)


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
            names = _names(key, FieldType(type_, many=True), value, context)
            if isinstance(names, Names) and names.ids:
                found[f"{name}.{key}"] = (names, value.where)
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
    value, unit, source = node.get("value"), node.get("unit"), node.get("source")
    number = _number(value, name, context) if isinstance(value, Scalar) else None
    if number is None:
        if not isinstance(value, Scalar):
            context.report(error(node.where, "A002", field=f"{name}.value"))
        return None
    noun = unit.text if isinstance(unit, Scalar) else name
    unit_where = unit.where if unit is not None else node.where
    if not known(noun, "unit", unit_where, context):
        return None
    as_of = node.get("as_of")
    return Figure(
        number,
        noun,
        flag(node, "at_least", context.report),
        read_when(as_of, context.report) if as_of is not None else None,
        source.text if isinstance(source, Scalar) else "",
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
        entries.append((state.text, when))
    return {name: (DatedStates(tuple(entries)), node.where)} if entries else {}
