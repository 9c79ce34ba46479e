"""JSON Schemas: they accept every record that the program accepts, and no field that it refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from projects import ROOT, lay_out, masthead

from masthead.jobs.prepare import Opened, open_project
from masthead.jobs.schema import schemas
from masthead.language import partner_parts
from masthead.project import Project

RECORDS = sorted((ROOT / "activities").glob("[0-9]*/*.yaml"))


class Core(yaml.SafeLoader):
    """YAML as editors read it (1.2): numbers and true, but dates and `no` stay text."""


Core.yaml_implicit_resolvers = {}
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("[0-9]+$"), [*"0123456789"])


@cache
def project() -> Opened:
    return open_project(Project(ROOT))


@cache
def made() -> Mapping[str, dict[str, Any]]:
    records = project().records
    parts = partner_parts(project().tongues["en"].words)
    return schemas(records.registry, records.activities, parts)


def faults(record: object, kind: str) -> list[str]:
    checker = jsonschema.Draft7Validator(made()[kind])
    return [error.message for error in checker.iter_errors(record)]


def read(path: Path) -> dict[str, Any]:
    record = yaml.load(path.read_text("utf-8"), Core)
    assert isinstance(record, dict)
    return record


def test_records_that_the_program_accepts_fit() -> None:
    records = {path.stem: read(path) for path in RECORDS}
    found = {id_: faults(record, record["kind"]) for id_, record in records.items()}
    assert {id_: told for id_, told in found.items() if told} == {}
    assert len(found) == len(project().records.activities)


@pytest.mark.parametrize("path", RECORDS[::7], ids=lambda path: path.stem)
def test_an_unknown_field_does_not_fit(path: Path) -> None:
    record = read(path)
    assert faults({**record, "subjekt": "x"}, record["kind"])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "training"),
        ("role", "attended"),
        ("where", {"town": "bali"}),
        ("where", {"city": "nowhere"}),
        ("where", "bali"),
        ("organizers", ["nobody"]),
        ("with", [{"org": "iom"}]),
        ("with", [{"org": "iom", "as": "help"}]),
        ("participants", {"group": []}),
        ("participants", {"groups": ["nobody"]}),
        ("concerns", ["KAM"]),
        ("evidence", ["http://example.org"]),
        ("figures", {"days": {"unit": "days"}}),
        ("figures", {"days": {"value": "ten"}}),
        ("ordinal", 0),
        ("internal", "yes"),
        ("subject", ""),
        ("follows", "nothing"),
        ("nature", "party"),
        ("mandates", ["ctoc-cop:9/9"]),
    ],
)
def test_a_wrong_value_does_not_fit(field: str, value: object) -> None:
    record = {"kind": "workshop", "when": "2013-11", "subject": "x"}
    assert faults(record, "workshop") == []
    assert faults({**record, field: value}, "workshop")


@pytest.mark.parametrize("field", ["when", "kind", "subject"])
def test_a_missing_field_does_not_fit(field: str) -> None:
    record = {"kind": "workshop", "when": "2013-11", "subject": "x"}
    assert faults({k: v for k, v in record.items() if k != field}, "workshop")


def test_schemas_are_schemas() -> None:
    for schema in made().values():
        jsonschema.Draft7Validator.check_schema(schema)


def test_a_schema_offers_every_field_of_its_kind() -> None:
    for id_, kind in project().records.registry.kinds.items():
        assert set(made()[id_]["properties"]) >= {"kind", "role", "when", *kind.fields}
        assert made()[id_]["description"] == kind.summary != ""


def test_the_verb_writes_one_file_a_kind_and_one_that_chooses(tmp_path: Path) -> None:
    laid = lay_out(tmp_path)
    done = masthead("schema", project=laid)
    assert done.exit_code == 0
    folder = laid.path("activities/.schema")
    assert sorted(path.name for path in folder.iterdir()) == ["activity.json", "workshop.json"]
    chooser = json.loads((folder / "activity.json").read_text("utf-8"))
    assert [choice["then"]["$ref"] for choice in chooser["allOf"]] == ["workshop.json"]
    before = {path: path.read_bytes() for path in folder.iterdir()}
    masthead("schema", project=laid)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_schemas_are_no_records(tmp_path: Path) -> None:
    """They lie among the activities, where editors look; nobody takes them for one."""
    laid = lay_out(tmp_path)
    masthead("schema", project=laid)
    assert masthead("check", "--strict", project=laid).exit_code == 0
