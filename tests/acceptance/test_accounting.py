"""Nothing is lost, and what is internal stays inside: not a word of it is published."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
import yaml
from acceptance.copies import LANGUAGES, REPORT, ROOT, Copy, pdf_name
from acceptance.readers import readings

KINDS = sorted(path.stem for path in (ROOT / "activities/kinds").glob("*.yaml"))
REGISTRY = ROOT / "activities/registry"
SECTIONS = {"body": "bodies", "process": "processes"}
Record = dict[str, object]


def test_lost_record_is_found(twin: Copy) -> None:
    slot = r"\{#colombia-law\}\n```\{activities\} colombia-drafting\n(.*\n)*?```\n"
    without, count = re.subn(slot, "", twin.text(REPORT))
    assert count == 1
    twin.write(REPORT, without)
    run = twin.run("check")
    assert run.status == 1
    (lost,) = run.errors
    assert lost.code == "C040"
    assert lost.path == "activities/2013/colombia-drafting.yaml"
    assert "colombia-drafting" in lost.sentence
    assert "CTOC/COP/2014/4" in lost.sentence
    assert lost.hint


def test_record_lost_from_a_merged_paragraph_is_found(twin: Copy) -> None:
    """Its facts are still said there; but no paragraph answers for it."""
    twin.replace(
        REPORT, "{activities} nato-course-2012 nato-course-2013", "{activities} nato-course-2012"
    )
    run = twin.run("check")
    assert [(lost.code, lost.path) for lost in run.errors] == [
        ("C040", "activities/2013/nato-course-2013.yaml")
    ]


def test_ledger_accounts_for_every_record(sample: Copy) -> None:
    records = {path.stem for path in sample.path("activities").glob("20*/*.yaml")}
    run = sample.run("ledger", "CTOC/COP/2014/4")
    assert run.status == 0
    listed = {word for word in re.findall(r"[\w-]+", run.out) if word in records}
    assert listed == records


# A record of each kind, internal and held, with a word of its own in every text that it may hold.


@pytest.fixture(scope="module")
def secrets() -> dict[str, str]:
    """A word for each kind, of consonants only, so that no search index finds its stem."""
    chance = random.Random(58)
    return {kind: "".join(chance.choices("bcdfghjkmpqtvwxz", k=12)) for kind in KINDS}


@pytest.fixture(scope="module")
def discreet(
    sample: Copy, secrets: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Copy:
    """The report, built while the project holds those records."""
    copy = sample.twin(tmp_path_factory.mktemp("discreet") / "project")
    held = []
    for kind, word in secrets.items():
        text = yaml.safe_dump(internal_record(kind, word), sort_keys=False)
        copy.write(f"activities/2014/{word}.yaml", text)
        held.append(f"{word}: {word} waits for the next session")
    copy.replace(REPORT, "held: {}", "held:\n  " + "\n  ".join(held))
    copy.build()
    return copy


def internal_record(kind: str, word: str) -> Record:
    """Fill every text of a kind with a word, and what the kind requires besides."""
    declared = yaml.safe_load((ROOT / f"activities/kinds/{kind}.yaml").read_text(encoding="utf-8"))
    own = declared.get("fields") or {}
    record: Record = {
        "kind": kind,
        "when": "2014-05-15",
        "internal": True,
        "concerns": ["KHM"],
        "figures": {"days": {"value": 3, "unit": "days", "source": f"{word} source"}},
        "evidence": [f"https://example.org/{word}"],
        "note": f"{word} note",
        "subject": f"{word} subject",
        "title": f"{word} title",
    }
    for name, type_ in own.items():
        if type_["type"] == "text":
            record[name] = f"{word} {name}"
        elif type_.get("required") or name in declared.get("requires", ()):
            record[name] = some_value(type_)
    return record


def some_value(type_: dict[str, Any]) -> str:
    """Choose a value that a field of this type may have."""
    if type_["type"] == "choice":
        return str(type_["of"][0])
    section = SECTIONS.get(str(type_["type"]), f"{type_['type']}s")
    ids = yaml.safe_load((REGISTRY / f"{section}.yaml").read_text(encoding="utf-8"))
    return str(next(iter(ids)))


def test_internal_records_are_full_and_held(discreet: Copy, secrets: dict[str, str]) -> None:
    """Otherwise the next test would look for words that nobody wrote."""
    assert len(secrets) > 10
    for kind, word in secrets.items():
        assert discreet.text(f"activities/2014/{word}.yaml").count(word) >= 5, kind
    ledger = discreet.run("ledger", "CTOC/COP/2014/4")
    assert all(f"held: {word}" in ledger.out for word in secrets.values())


def test_word_of_an_internal_record_is_nowhere(discreet: Copy, secrets: dict[str, str]) -> None:
    for name, data in discreet.published().items():
        for text in (name.encode(), *readings(discreet.site / name, data)):
            found = [kind for kind, word in secrets.items() if word[:8].encode() in text]
            assert found == [], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_that_is_published_is_found(discreet: Copy, language: str) -> None:
    """The search that found nothing must be able to find something, in every kind of file."""
    published = discreet.published()
    holding = {
        name
        for name, data in published.items()
        for text in readings(discreet.site / name, data)
        if b"langkaw" in text  # as far as its stem goes in French
    }
    folder = f"{language}/CTOC/COP/2014/4"
    wanted = {f"{folder}/index.html", f"{folder}/edition.json", pdf_name(language)}
    assert wanted | {f"{language}/searchindex.js"} <= holding
