"""JSON Schemas: they accept every file that the program accepts, and no field that it refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest
import yaml
from golden import fictional
from projects import ROOT, lay_out, masthead

from masthead.compile.ledger import ledger_of
from masthead.jobs.prepare import Opened, open_project
from masthead.jobs.writing.schema import schemas
from masthead.model.outline import Outline
from masthead.model.problem import Problem
from masthead.notation import Report
from masthead.project import Project, Source
from masthead.records.document_kinds import FIELDS as RULES
from masthead.records.document_kinds import read_document_kinds
from masthead.records.documents import read_document
from masthead.records.front_matter import FIELDS as FRONT_MATTER
from masthead.records.kinds import FIELDS as KIND
from masthead.records.kinds import read_kinds
from masthead.records.sessions import FIELDS as SESSION
from masthead.records.sessions import read_session

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
    return of_project(project())


def of_project(opened: Opened) -> dict[str, dict[str, Any]]:
    return schemas(opened.records, opened.parts, tuple(opened.tongues))


def faults(record: object, kind: str) -> list[str]:
    return refused(record, made()[f"activities/.schema/{kind}.json"])


def refused(written: object, schema: dict[str, Any]) -> list[str]:
    return [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(written)]


def read(path: Path) -> dict[str, Any]:
    return plain(path.read_text("utf-8"))


def plain(text: str) -> dict[str, Any]:
    """Read a file as an editor does, or the head of a document."""
    head = text.split("---\n")[1] if text.startswith("---\n") else text
    record = yaml.load(head, Core)
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
        schema = made()[f"activities/.schema/{id_}.json"]
        assert set(schema["properties"]) >= {"kind", "role", "when", *kind.fields}
        assert schema["description"] == kind.summary != ""


def test_the_verb_writes_one_file_a_kind_and_one_that_chooses(tmp_path: Path) -> None:
    laid = lay_out(tmp_path)
    done = masthead("schema", project=laid)
    assert done.exit_code == 0
    folder = laid.path("activities/.schema")
    assert sorted(path.name for path in folder.iterdir()) == ["activity.json", "workshop.json"]
    for declared in DECLARED.values():
        assert laid.path(declared.schema).is_file()
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


class Declared(NamedTuple):
    """A file that is no record: its schema, what its reader declares, one that is right.

    `read` reports what the program says of a text.
    """

    schema: str
    fields: Mapping[str, object]
    right: str
    read: Callable[[str, Report], object]


def _document(text: str, report: Report) -> None:
    known = project().records.known(tuple(project().tongues))
    written = Source("content/CTOC-COP-2014/9.md", f"---\n{text}---\n# Title\n".encode())
    document = read_document(written, known, project().project.read, report)
    if document is not None:
        # The ledger knows which records there are; what it misses is no fault of the head.
        found: list[Problem] = []
        ledger_of(document, project().records, Outline(), found.append)
        for problem in found:
            if problem.code == "C041":
                report(problem)


def _session(text: str, report: Report) -> None:
    written = Source("content/CTOC-COP-2014/session.yaml", text.encode())
    read_session(written, project().records.registry, report)


def _kind(text: str, report: Report) -> None:
    read_kinds([Source("activities/kinds/tour.yaml", text.encode())], report)


def _rules(text: str, report: Report) -> None:
    read_document_kinds([Source("content/kinds/paper.yaml", text.encode())], report)


HEAD = """\
symbol: CTOC/COP/2014/L.9
kind: draft-resolution
date: 2014-06-23
original: en
languages: [en, fr]
"""
MEETING = "body: ctoc-cop\nordinal: 7\nwhen: 2014-10-06/2014-10-10\nwhere: {city: vienna}\n"
PAPER = """\
distribution: general
nature: none
meeting: true
numbering: running
languages: any
"""
DECLARED = {
    "document": Declared("content/.schema/document.json", FRONT_MATTER, HEAD, _document),
    "session": Declared("content/.schema/session.json", SESSION, MEETING, _session),
    "rules": Declared("content/.schema/kind.json", RULES, PAPER, _rules),
    "kind": Declared("activities/kinds/.schema/kind.json", KIND, "role: [organized]\n", _kind),
}
# What may stand behind a field, right in one and wrong in others.
VALUES = (
    "x", "X y", "2", "0", "-1", "2 (c)", "true", "yes", "en", "[en]", "[en, fr]", "[xx]", "[]",
    "{}", "[{}]", "''", "' '", "2014-06-23", "2014-06", "2014", "2012-10/2014-06",
    "report-of-the-secretariat", "CTOC/COP/2014/3", "CTOC/COP/2014/L.3",
    "[CTOC/COP/2014/3, CTOC/COP/2014/5]",
    "[A/1, A/2, A/3]", "ALB", "[ALB, BEN]", "[KAM]", "{en: V.14-00001}", "{en: V14}",
    "{de: V.14-00001}", "{vienna-briefing: told elsewhere}", "{vienna-briefing: }",
    "{nothing: told}", "{CTOC/COP/2014/5: put off}", "{city: vienna}", "{town: vienna}", "vienna",
    "ctoc-cop", "draft", "official", "general", "secret", "L", "CRP", "running", "any", "one",
    "8500", "draft-resolution", "organized", "[organized, took-part]", "{symbol: CTOC/COP/2014/1}",
    "{status: adopted}", "{symbol: CTOC/COP/2014/1, status: open}",
    "{symbol: CTOC/COP/2014/1, items: [{number: 2, title: Law}]}",
    "{symbol: CTOC/COP/2014/1, items: [{letter: a, title: Law}]}",
    "{symbol: CTOC/COP/2014/1, items: [{number: 2, title: Law, items: [{letter: c, title: Sea}]}]}",
    "{symbol: CTOC/COP/2014/1, items: [{number: 2, title: Law, items: [{number: 3, title: Sea}]}]}",
    "{hosts: {type: body, many: true}}", "{hosts: {type: bodies}}", "{when: {type: text}}",
    "{scale: {type: choice}}", "{scale: {type: choice, of: [small, large]}}",
    "{scale: {type: text, of: [small]}}", "{scale: {type: text, many: true}}",
    "{Scale: {type: text}}", "[subject]", "subject",
)  # fmt: skip


# What this field may say hangs on the other fields of its file: `masthead check` says it.
HANGING = ("requires",)


def reported(declared: Declared, text: str) -> list[Problem]:
    found: list[Problem] = []
    declared.read(text, found.append)
    return found


def with_field(declared: Declared, name: str, value: str) -> str:
    kept = [line for line in declared.right.splitlines() if not line.startswith(f"{name}:")]
    return "\n".join([*kept, f"{name}: {value}", ""])


@pytest.mark.parametrize("declared", DECLARED.values(), ids=DECLARED)
def test_a_schema_and_its_reader_do_not_part(declared: Declared) -> None:
    """No editor marks what the program accepts; nearly all that it refuses is marked."""
    schema = made()[declared.schema]
    assert (reported(declared, declared.right), refused(plain(declared.right), schema)) == ([], [])
    assert set(schema["properties"]) == set(declared.fields)
    checker, right = jsonschema.Draft7Validator(schema), plain(declared.right)
    unmarked, marked = [], 0
    for name in declared.fields:
        accepted = 0
        for value in VALUES:
            told = reported(declared, with_field(declared, name, value))
            is_fit = checker.is_valid({**right, **plain(f"{name}: {value}")})
            assert told or is_fit, (name, value)
            accepted += not told
            marked += not is_fit
            if told and is_fit and name not in HANGING:
                unmarked.append(f"{name}: {value}")
        assert accepted, f"nothing that is tried is right for {name}"
    assert len(unmarked) <= marked / 20, unmarked


@pytest.mark.parametrize("declared", DECLARED.values(), ids=DECLARED)
def test_what_must_be_there_must_be_there(declared: Declared) -> None:
    schema = made()[declared.schema]
    right = plain(declared.right)
    for name in right:
        assert refused({k: v for k, v in right.items() if k != name}, schema), name
    assert refused({**right, "kidn": "x"}, schema)


FILES = {
    "content/.schema/document.json": "content/*/*.md",
    "content/.schema/session.json": "content/*/session.yaml",
    "content/.schema/kind.json": "content/kinds/*.yaml",
    "activities/kinds/.schema/kind.json": "activities/kinds/*.yaml",
}


@pytest.mark.parametrize("laid", ["repository", "session"])
def test_files_that_the_program_accepts_fit(laid: str, tmp_path: Path) -> None:
    at = Project(ROOT) if laid == "repository" else fictional.lay_out(tmp_path)
    schemas_ = of_project(open_project(at))
    for name, pattern in FILES.items():
        paths = [path for path in at.root.glob(pattern) if _is_written(path)]
        assert paths, pattern
        for path in paths:
            assert refused(read(path), schemas_[name]) == [], path


def _is_written(path: Path) -> bool:
    """Leave out the skeletons of documents, which are none."""
    return path.parent.name != "kinds" or path.suffix == ".yaml"
