"""The JSON of an edition loses nothing and is what its schema says."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest
from outputs.samples import ROOT, full_masthead, make_edition, put_in

from masthead.model.edition import Edition
from masthead.model.edition_json import from_json, to_json
from masthead.outputs import json as json_output

SCHEMA = json.loads((ROOT / "src/masthead/outputs/edition.schema.json").read_text())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_round_trip(language: str) -> None:
    edition = make_edition(language)
    assert from_json(to_json(edition)) == edition
    assert to_json(from_json(to_json(edition))) == to_json(edition)


def test_a_full_masthead_is_carried_whole(edition: Edition) -> None:
    full = replace(edition, masthead=full_masthead())
    assert from_json(to_json(full)) == full
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(json_output.write(full)))


def test_13_bis_is_carried_and_no_other_paragraph_says_more(edition: Edition) -> None:
    more = put_in(edition, 5, ["bis"])
    assert from_json(to_json(more)) == more
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(json_output.write(more)))
    assert to_json(more).count('"suffix"') == 1


def test_official_edition_has_no_mark(edition: Edition) -> None:
    official = replace(edition, status=None)
    assert from_json(to_json(official)) == official


def test_one_inline_a_line(edition: Edition) -> None:
    assert '    {"fact": "w1.when", "value": "2013-11", "text": "in November 2013"},' in to_json(
        edition
    )


def test_schema_accepts_what_is_written(edition: Edition) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for each in (edition, replace(edition, status=None)):
        jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(json_output.write(each)))


@pytest.mark.parametrize(
    ("key", "value"),
    [("format", "other"), ("letter", "EN"), ("date", "3 June 2030"), ("blocks", [{"id": "a"}])],
)
def test_schema_refuses_what_is_not_an_edition(edition: Edition, key: str, value: object) -> None:
    plain = json.loads(to_json(edition)) | {key: value}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(plain)


def test_another_format_is_refused(edition: Edition) -> None:
    with pytest.raises(ValueError, match="masthead-edition-1"):
        from_json(to_json(edition).replace("masthead-edition-1", "masthead-edition-9"))
