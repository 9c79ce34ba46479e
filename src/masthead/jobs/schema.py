"""JSON Schemas of the kinds, for editors that complete and check YAML while it is typed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from masthead.model.activity import FieldType, Kind
from masthead.project import Project
from masthead.records import Registry, all_fields
from masthead.records.named import NAMED

FOLDER = "activities/.schema"
DRAFT = "http://json-schema.org/draft-07/schema#"
Schema = dict[str, Any]


def schemas(
    registry: Registry, activities: Mapping[str, object], parts: tuple[str, ...]
) -> dict[str, Schema]:
    """Make one schema a kind, and `activity`, which chooses by the record's `kind`."""
    made = {
        kind.id: _of_kind(kind, registry, tuple(sorted(activities)), parts)
        for kind in registry.kinds.values()
    }
    chosen = [
        {
            "if": {"properties": {"kind": {"const": id_}}, "required": ["kind"]},
            "then": {"$ref": f"{id_}.json"},
        }
        for id_ in sorted(made)
    ]
    kinds = {"kind": {"enum": sorted(made)}}
    made["activity"] = {
        "$schema": DRAFT, "type": "object", "properties": kinds, "required": ["kind"],
        "allOf": chosen,
    }  # fmt: skip
    return made


def write_schemas(project: Project, made: Mapping[str, Schema]) -> list[str]:
    """Write schemas below activities/.schema/, and give the names of the files."""
    names = []
    for id_, schema in sorted(made.items()):
        name = f"{FOLDER}/{id_}.json"
        project.write(name, json.dumps(schema, ensure_ascii=False, indent=1) + "\n")
        names.append(name)
    return names


def _of_kind(
    kind: Kind, registry: Registry, activities: tuple[str, ...], parts: tuple[str, ...]
) -> Schema:
    fields = all_fields(kind)
    properties: Schema = {
        name: _of_type(type_, registry, activities, parts) for name, type_ in fields.items()
    }
    properties["kind"] = {"const": kind.id}
    properties["role"] = {"enum": list(kind.roles)}
    required = [name for name, type_ in fields.items() if type_.required]
    return {
        "$schema": DRAFT,
        "title": kind.id,
        "description": kind.summary,
        "type": "object",
        "properties": properties,
        "required": list(dict.fromkeys(("kind", *required, *kind.requires))),
        "additionalProperties": False,
    }


def _of_type(
    type_: FieldType, registry: Registry, activities: tuple[str, ...], parts: tuple[str, ...]
) -> Schema:
    # A place has a name, too; but `where` holds a mapping.
    if type_.type in NAMED and type_.type != "place":
        one = _of_id(type_.type, registry, activities)
        return {"anyOf": [one, {"type": "array", "items": one}]} if type_.many else one
    shape = _SHAPES.get(type_.type)
    if shape is not None:
        return shape
    if type_.type == "choice":
        return {"enum": list(type_.of)}
    states, places = list(registry.ids("states")), list(registry.ids("places"))
    bodies, units = list(registry.ids("bodies")), list(registry.ids("units"))
    if type_.type == "place":
        keys = {"city": places, "venue": places, "state": states, "region": places}
        return _object({key: {"enum": ids} for key, ids in keys.items()})
    if type_.type == "partners":
        one = _object({"org": {"enum": bodies}, "as": {"enum": list(parts)}}, ("org", "as"))
        return {"type": "array", "items": one}
    if type_.type == "participants":
        groups, areas = list(registry.ids("groups")), [*states, *places]
        return _object({"groups": _list(groups), "from": _list(areas)})
    if type_.type in ("figures", "count"):
        figure = _figure(units)
        whole: Schema = {"type": "object", "additionalProperties": figure}
        return whole if type_.type == "figures" else figure
    dated = _object({"state": {"enum": states}, "when": _WHEN}, ("state", "when"))
    return {"type": "array", "items": dated}


def _figure(units: list[str]) -> Schema:
    shapes: Schema = {
        "value": {"type": "integer"},
        "unit": {"enum": units},
        "as_of": _WHEN,
        "at_least": {"type": "boolean"},
        "source": {"type": "string"},
    }
    return _object(shapes, ("value",))


def _of_id(type_: str, registry: Registry, activities: tuple[str, ...]) -> Schema:
    if type_ == "link":
        return {"type": "string", "pattern": "^https://"}
    ids = activities if type_ == "activity" else registry.ids(*NAMED[type_])
    return {"enum": sorted(ids)}


def _list(ids: list[str]) -> Schema:
    return {"type": "array", "items": {"enum": ids}}


def _object(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    made: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**made, "required": list(required)} if required else made


_WHEN: Schema = {
    "type": ["string", "integer"],
    "description": "2014-02-06, 2013-11, 2013, 2012-41 (second half), a/b, {a,b}, [a..b], a/..",
}
_SHAPES: Mapping[str, Schema] = {
    "text": {"type": "string", "minLength": 1},
    "note": {"type": "string"},
    "when": _WHEN,
    "ordinal": {"type": "integer", "minimum": 1},
    "flag": {"type": "boolean"},
}
