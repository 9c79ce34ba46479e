"""JSON Schemas for editors that complete and check files while they are typed.

A schema is made of what the reader of a file declares, so that the two cannot part.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from masthead.jobs.writing.shapes import Schema, Things, closed, object_of, shape_of, terms_of
from masthead.model.activity import FieldType, Kind
from masthead.project import Project, own_words
from masthead.records import Records, all_fields
from masthead.records.document_kinds import FIELDS as RULES
from masthead.records.front_matter import FIELDS as FRONT_MATTER
from masthead.records.kinds import FIELDS as KIND
from masthead.records.sessions import FIELDS as SESSION

RECORDS = "activities/.schema"
TERMS = "translations/.schema/terminology.json"
DRAFT = "http://json-schema.org/draft-07/schema#"

# The files that are no records: where the schema of each is written, and what its reader declares.
DECLARED: Mapping[str, tuple[str, Mapping[str, FieldType]]] = {
    "activities/kinds/.schema/kind.json": ("A kind of activity", KIND),
    "content/.schema/kind.json": ("A kind of document", RULES),
    "content/.schema/session.json": ("A session", SESSION),
    "content/.schema/document.json": ("The head of a document", FRONT_MATTER),
}


def schemas(
    records: Records, parts: tuple[str, ...], languages: tuple[str, ...]
) -> dict[str, Schema]:
    """Make every schema by the name of its file.

    Of records there is one a kind, and `activity`, which chooses by the record's `kind`.
    """
    ids = tuple(sorted(records.activities))
    things = Things(records.registry, ids, parts, languages, tuple(records.kinds))
    kinds = records.registry.kinds
    made = {f"{RECORDS}/{kind.id}.json": _of_kind(kind, things) for kind in kinds.values()}
    made[f"{RECORDS}/activity.json"] = _chooser(sorted(kinds))
    for name, (title, fields) in DECLARED.items():
        made[name] = {"$schema": DRAFT, "title": title, **object_of(fields, things)}
    spoken = sorted({*languages, *own_words().languages()})
    made[TERMS] = {"$schema": DRAFT, "title": "The list of terms", **terms_of(spoken)}
    return made


def write_schemas(project: Project, made: Mapping[str, Schema]) -> list[str]:
    """Write schemas where editors look for them, and give the names of the files."""
    for name, schema in sorted(made.items()):
        project.write(name, json.dumps(schema, ensure_ascii=False, indent=1) + "\n")
    return sorted(made)


def _chooser(kinds: list[str]) -> Schema:
    chosen = [
        {
            "if": {"properties": {"kind": {"const": id_}}, "required": ["kind"]},
            "then": {"$ref": f"{id_}.json"},
        }
        for id_ in kinds
    ]
    return {
        "$schema": DRAFT, "type": "object", "properties": {"kind": {"enum": kinds}},
        "required": ["kind"], "allOf": chosen,
    }  # fmt: skip


def _of_kind(kind: Kind, things: Things) -> Schema:
    fields = all_fields(kind)
    shapes: Schema = {name: shape_of(type_, things) for name, type_ in fields.items()}
    shapes["kind"] = {"const": kind.id}
    shapes["role"] = {"enum": list(kind.roles)}
    required = [name for name, type_ in fields.items() if type_.required]
    needed = tuple(dict.fromkeys(("kind", *required, *kind.requires)))
    head = {"$schema": DRAFT, "title": kind.id, "description": kind.summary}
    return {**head, **closed(shapes, needed)}
