"""A fact is corrected in one place: every edition says it, and only what must be read is stale."""

from __future__ import annotations

import json
import re
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from acceptance.conftest import Renditions
from acceptance.copies import LANGUAGES, UNITS, Copy, data_name, page_name, pdf_name
from acceptance.readers import paragraphs, read_html, read_pdf

from masthead.compile import Standing, State
from masthead.jobs.prepare import compile_all, open_project
from masthead.project import Project

STALE = {State.MISSING, State.SOURCE_CHANGED, State.REVIEW}
STALE_WORDS = ("missing", "source changed", "review")
MONTHS = {"en": ("November 2013", "December 2013"), "fr": ("novembre 2013", "décembre 2013")}


def standings(copy: Copy) -> list[Standing]:
    opened = open_project(Project(copy.folder))
    return [s for one in compile_all(opened, opened.records.documents) for s in one.standings]


def states(copy: Copy) -> dict[tuple[str, str], State]:
    return {(one.language, one.key): one.state for one in standings(copy)}


def blocks(copy: Copy, language: str) -> list[dict[str, Any]]:
    data: dict[str, Any] = json.loads((copy.site / data_name(language)).read_bytes())
    rest = {key: value for key, value in data.items() if key != "blocks"}
    return [rest, *data["blocks"]]


@pytest.fixture(scope="module")
def december(sample: Copy, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The report after the month of one workshop was corrected."""
    copy = sample.twin(tmp_path_factory.mktemp("december") / "project")
    copy.replace("activities/2013/phnom-penh-legislation.yaml", "when: 2013-11", "when: 2013-12")
    copy.build()
    return copy


def test_corrected_month_makes_nothing_stale(sample: Copy, december: Copy) -> None:
    before, after = states(sample), states(december)
    assert len(after) > 130
    assert not STALE & set(before.values())
    assert not STALE & set(after.values())
    assert {key: state for key, state in after.items() if state is not State.FACT_CHANGED} == {
        key: state for key, state in before.items() if after[key] is not State.FACT_CHANGED
    }


def test_status_lists_nothing_to_do_for_a_corrected_month(december: Copy) -> None:
    run = december.run("translate", "status")
    assert run.status == 0
    assert run.out.startswith("CTOC/COP/2014/4 en")
    assert not any(word in run.out for word in STALE_WORDS)
    assert december.run("check").status == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_corrected_month_changes_paragraph_17_alone(
    sample: Copy, december: Copy, language: str
) -> None:
    pairs = zip_longest(blocks(sample, language), blocks(december, language))
    changed = [(one, other) for one, other in pairs if one != other]
    assert [(one["number"], other["number"]) for one, other in changed] == [(17, 17)]
    old, new = ((copy.site / page_name(language)).read_text("utf-8") for copy in (sample, december))
    lines = zip_longest(old.split("\n"), new.split("\n"))
    ((was, is_now),) = [(one, other) for one, other in lines if one != other]
    assert 'id="para-17"' in was
    assert "2013-11" in was.replace(*MONTHS[language])
    for one, other in (("2013-11", "2013-12"), MONTHS[language]):
        was = was.replace(one, other)
    assert was == is_now


@pytest.mark.parametrize("language", LANGUAGES)
def test_corrected_month_is_in_the_pdf(
    renditions: Renditions, december: Copy, language: str
) -> None:
    before = paragraphs(renditions[language, "pdf"])
    after = paragraphs(read_pdf(december.site / pdf_name(language)))
    assert {number for number in after if before[number] != after[number]} == {17}
    assert before[17].lower().replace(*(m.lower() for m in MONTHS[language])) == after[17].lower()


def test_corrected_month_in_a_translation_is_still_valid(sample: Copy, twin: Copy) -> None:
    """A person wrote that sentence round the date: it says the new one, and needs no reading."""
    twin.replace("activities/2013/kazakhstan-workshop.yaml", "when: 2013-07", "when: 2013-08")
    before, after = states(sample), states(twin)
    changed = {key: state for key, state in after.items() if state is not before[key]}
    assert changed == {("fr", "CTOC/COP/2014/4#kazakhstan"): State.FACT_CHANGED}


def test_figure_that_becomes_one_asks_for_a_reading(sample: Copy, twin: Copy) -> None:
    """138 parties become 1: the sentence may have to change, so its French asks to be read."""
    twin.replace("activities/2014/protocol-status.yaml", "value: 138", "value: 1")
    before, after = states(sample), states(twin)
    changed = {key: state for key, state in after.items() if state is not before[key]}
    assert changed == {("fr", "CTOC/COP/2014/4#status"): State.REVIEW}
    run = twin.run("check")
    (found,) = [one for one in run.findings if one.code == "T027"]
    assert found.path == UNITS
    assert unit_of(twin.path(UNITS), found.line) == "CTOC/COP/2014/4#status"
    assert "138" in found.sentence and "-> 1 " in found.sentence
    listed = [line for line in twin.run("translate", "status").out.splitlines() if "review" in line]
    assert [line for line in listed if line.startswith(" ")] == listed[1:]
    assert len(listed) == 2 and "#status:" in listed[1]


def unit_of(path: Path, line: int) -> str:
    """Name the unit to which a line of a PO file belongs."""
    above = path.read_text(encoding="utf-8").split("\n")[:line]
    return next(each for each in reversed(above) if each.startswith("msgctxt"))[9:-1]


def test_figure_that_becomes_one_is_said_in_the_singular(twin: Copy) -> None:
    twin.replace("activities/2014/protocol-status.yaml", "value: 138", "value: 1")
    twin.build("--output", "one", "--format", "site")
    said = {
        language: paragraphs(read_html((twin.path("one") / page_name(language)).read_bytes()))[5]
        for language in LANGUAGES
    }
    # In words, as the Editorial Manual has it for numbers below ten.
    assert re.search(r"\b(?:1|one) party\b", said["en"])
    assert re.search(r"\b(?:1|une) partie\b", said["fr"])
    for text in said.values():
        assert not re.search(r"\b(?:1|one|une|138) parties\b", text)
