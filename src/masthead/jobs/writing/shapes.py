"""What a field takes, as JSON Schema: its type is the one that its reader declares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from masthead.language.terminology import CONFIRMED, NEVER, NOTE
from masthead.model.activity import FieldType
from masthead.model.when import FIRST_YEAR, LAST_YEAR
from masthead.records import Registry
from masthead.records.front_matter import ITEM, JOB
from masthead.records.kinds import ALONE, RESERVED, TYPE_FIELDS, WORD
from masthead.records.named import NAMED
from masthead.records.sessions import AGENDA_FIELDS, ITEM_FIELDS, MARKS, PART_FIELDS

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Things:
    """What there is to be named: ids of the registry and of records, words, languages, kinds."""

    registry: Registry
    activities: tuple[str, ...]
    parts: tuple[str, ...]
    languages: tuple[str, ...]
    kinds: tuple[str, ...]


def object_of(fields: Mapping[str, FieldType], things: Things) -> Schema:
    """Make the schema of a file, or of a table in it, that has these fields and no others."""
    shapes = {name: shape_of(type_, things) for name, type_ in fields.items()}
    return closed(shapes, tuple(name for name, type_ in fields.items() if type_.required))


def shape_of(type_: FieldType, things: Things) -> Schema:
    """Make the schema of what a field takes."""
    if type_.type == "choice":
        return {"enum": list(type_.of)}
    one = _SHAPES[type_.type] if type_.type in _SHAPES else _MAKERS[type_.type](things)
    return {"anyOf": [one, _list(one)]} if type_.many else one


def closed(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    """Make the schema of a table that has these fields and no others."""
    made: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**made, "required": list(required)} if required else made


def terms_of(languages: Iterable[str]) -> Schema:
    """Make the schema of the list of terms."""
    form: Schema = {"type": _PLAIN, "pattern": r"\w"}
    first = {**form, "pattern": r"^[^*]*\w[^*]*$"}
    forms = {
        "anyOf": [
            first,
            {"type": "array", "items": [first], "additionalItems": form, "minItems": 1},
        ]
    }
    wrong = {"anyOf": [form, _list(form)]}
    codes = tuple(languages)
    term = closed(
        {
            **dict.fromkeys(codes, forms),
            NEVER: closed(dict.fromkeys(codes, wrong)),
            CONFIRMED: _list({"enum": list(codes)}),
            NOTE: {"type": _PLAIN},
        }
    )
    return {"type": "object", "additionalProperties": term}


def _list(one: Schema) -> Schema:
    return {"type": "array", "items": one}


def _ids(ids: Iterable[str]) -> Schema:
    return {"enum": sorted(ids)}


def _like(pattern: re.Pattern[str]) -> Schema:
    return {"type": "string", "pattern": f"^(?:{pattern.pattern})$"}


def _figured(pattern: re.Pattern[str]) -> Schema:
    """Take a text that an editor may read as a number."""
    return {**_like(pattern), "type": ["string", "integer"]}


def _named(type_: str) -> Callable[[Things], Schema]:
    return lambda things: _ids(things.registry.ids(*NAMED[type_]))


def _place(things: Things) -> Schema:
    places, states = (_ids(things.registry.ids(name)) for name in ("places", "states"))
    made = closed({"city": places, "venue": places, "state": states, "region": places})
    return {**made, "minProperties": 1}


def _partners(things: Things) -> Schema:
    bodies = _ids(things.registry.ids("bodies"))
    return _list(closed({"org": bodies, "as": {"enum": list(things.parts)}}, ("org", "as")))


def _participants(things: Things) -> Schema:
    groups, areas = things.registry.ids("groups"), things.registry.ids("states", "places")
    return closed({"groups": _list(_ids(groups)), "from": _list(_ids(areas))})


def _figure(things: Things) -> Schema:
    shapes: Schema = {
        "value": {"type": "integer"},
        "unit": _ids(things.registry.ids("units")),
        "as_of": _WHEN,
        "at_least": {"type": "boolean"},
        "source": {"type": _PLAIN},
    }
    return closed(shapes, ("value",))


def _figures(things: Things) -> Schema:
    return {"type": "object", "additionalProperties": _figure(things)}


def _dated_states(things: Things) -> Schema:
    states = _ids(things.registry.ids("states"))
    return _list(closed({"state": states, "when": _WHEN}, ("state", "when")))


def _records(things: Things) -> Schema:
    return closed(dict.fromkeys(things.activities, _TEXT))


def _jobs(things: Things) -> Schema:
    return closed({language: _like(JOB) for language in things.languages})


def _field_types(things: Things) -> Schema:
    """Take the fields of a kind of activity, each declared by its type."""
    one = object_of(TYPE_FIELDS, things)
    choice = {"properties": {"type": {"const": "choice"}}}
    alone = {"properties": {"type": {"enum": list(ALONE)}}}
    one["allOf"] = [
        {"if": choice, "then": {"required": ["of"]}, "else": {"not": {"required": ["of"]}}},
        {"if": alone, "then": {"properties": {"many": {"const": False}}}},
    ]
    names = {**_like(WORD), "not": {"enum": sorted(RESERVED)}}
    return {"type": "object", "propertyNames": names, "additionalProperties": one}


_WHEN: Schema = {
    "type": ["string", "integer"],
    # A year first; the grammar of dates says the rest.
    "pattern": r"^[\[{]?\d{4}[-\d/., ]*[\]}]?$",
    "minimum": FIRST_YEAR,
    "maximum": LAST_YEAR,
    "description": "2014-02-06, 2013-11, 2013, 2012-41 (second half), a/b, {a,b}, [a..b], a/..",
}
# An editor reads 2014 as a number, and true as neither; to the program all is text.
_PLAIN = ["string", "number", "boolean"]
_TEXT: Schema = {"type": _PLAIN, "pattern": r"\S"}
# A body, and at least one element more: the grammar of symbols says the rest.
_SYMBOL: Schema = {"type": "string", "pattern": "^[A-Z][^/]*/.*[^/]$"}
_SHAPES: Mapping[str, Schema] = {
    "text": _TEXT,
    "note": {"type": _PLAIN},
    "when": _WHEN,
    "day": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "ordinal": {"type": "integer", "minimum": 1},
    "whole": {"type": "integer", "minimum": 0},
    "flag": {"type": "boolean"},
    "word": {**_like(WORD), "type": ["string", "boolean"]},
    "link": {"type": "string", "pattern": "^https://"},
    "symbol": _SYMBOL,
    "symbols": {"anyOf": [_SYMBOL, {**_list(_SYMBOL), "minItems": 2, "maxItems": 2}]},
    "reasons": {"type": "object", "propertyNames": _SYMBOL, "additionalProperties": _TEXT},
    "item": _figured(ITEM),
    "number": {**_figured(MARKS["number"]), "minimum": 1},
    "letter": _like(MARKS["letter"]),
}
_MAKERS: Mapping[str, Callable[[Things], Schema]] = {
    **{type_: _named(type_) for type_ in NAMED},
    "activity": lambda things: _ids(things.activities),
    # A place has a name, too; but a field holds a table of its parts.
    "place": _place,
    "partners": _partners,
    "participants": _participants,
    "figures": _figures,
    "count": _figure,
    "dated-states": _dated_states,
    "language": lambda things: _ids(things.languages),
    "document-kind": lambda things: _ids(things.kinds),
    "records": _records,
    "jobs": _jobs,
    "agenda": lambda things: object_of(AGENDA_FIELDS, things),
    "items": lambda things: _list(object_of(ITEM_FIELDS, things)),
    "parts": lambda things: _list(object_of(PART_FIELDS, things)),
    "fields": _field_types,
}
