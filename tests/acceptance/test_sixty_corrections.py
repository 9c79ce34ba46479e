"""Sixty corrections of facts (`corrections.md`): what every edition says, and who is asked.

With `MASTHEAD_GOLDEN=rewrite` the page is written anew, for a person to read the difference.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from acceptance.changed import Changed
from acceptance.copies import REPORT
from projects import ROOT

from masthead.compile import Standing, State
from masthead.jobs.judging.gate import judge
from masthead.jobs.prepare import compile_all, open_project
from masthead.model.edition import Edition
from masthead.model.inlines import Emphasis, Fact, Inline, Link
from masthead.project import Project

PAGE = Path(__file__).with_name("corrections.md")
SYMBOL = "CTOC/COP/2014/4"
ROW = re.compile(
    r"(?m)^\| (?P<record>[a-z0-9-]+): `(?P<old>[^`]*)` → `(?P<new>[^`]*)` \| (?P<asks>.*) \|$"
)
STALE = (State.MISSING, State.SOURCE_CHANGED, State.REVIEW)
NOTHING = "–"


class Correction(NamedTuple):
    """A row of the page: what is corrected in which record, and who is asked to read again."""

    record: str
    old: str
    new: str
    asks: str

    def __str__(self) -> str:
        return f"{self.record} {self.new}"


class Seen(NamedTuple):
    """What a project comes to: its editions, if they may be published, and how its units stand."""

    editions: Mapping[str, Edition]
    is_ready: bool
    standings: Mapping[tuple[str, str], Standing]


CORRECTIONS = [Correction(*row) for row in ROW.findall(PAGE.read_text("utf-8"))]


class InSix(Changed):
    """The repository in all its languages, with a file changed."""

    def languages(self) -> tuple[str, ...]:
        return Project.languages(self)


def seen(files: Mapping[str, str]) -> Seen:
    project = InSix(ROOT)
    project.files = files
    opened = open_project(project)
    documents = [d for d in opened.records.documents if str(d.symbol) == SYMBOL]
    judged = judge(opened, documents)
    (one,), (compiled,) = judged.verdicts, compile_all(opened, documents)
    standings = {(s.language, s.key.partition("#")[2]): s for s in compiled.standings}
    return Seen(one.editions, bool(judged.ready), standings)


@cache
def before() -> Seen:
    return seen({})


@cache
def after(correction: Correction) -> Seen:
    (path,) = ROOT.glob(f"activities/*/{correction.record}.yaml")
    text = path.read_text("utf-8")
    assert text.count(correction.old) == 1, f"{path.name} has once: {correction.old}"
    name = path.relative_to(ROOT).as_posix()
    return seen({name: text.replace(correction.old, correction.new)})


def asking(now: Seen) -> str:
    """Say which units ask to be read, and in which languages: "ar fr: status"."""
    units: dict[str, list[str]] = defaultdict(list)
    for (language, unit), standing in sorted(now.standings.items()):
        if standing.state in STALE:
            units[unit].append(language)
    return "; ".join(f"{' '.join(codes)}: {unit}" for unit, codes in sorted(units.items()))


def facts(edition: Edition, record: str) -> list[tuple[str, str, str]]:
    return [
        (fact.fact, fact.value, fact.text)
        for _, inlines in edition.passages()
        for fact in flat(inlines)
        if isinstance(fact, Fact) and fact.fact.startswith(f"{record}.")
    ]


def flat(inlines: tuple[Inline, ...]) -> list[Inline]:
    inside = [flat(p.children) if isinstance(p, Emphasis | Link) else [p] for p in inlines]
    return [part for parts in inside for part in parts]


def test_there_are_sixty() -> None:
    assert len(set(CORRECTIONS)) == 60
    assert sum(one.asks == NOTHING for one in CORRECTIONS) == 30


@pytest.mark.skipif(os.environ.get("MASTHEAD_GOLDEN") != "rewrite", reason="writes the page")
def test_golden_page_is_written() -> None:
    def renewed(row: re.Match[str]) -> str:
        found = asking(after(Correction(*row.groups()))) or NOTHING
        return row[0].replace(f"| {row['asks']} |", f"| {found} |")

    PAGE.write_text(ROW.sub(renewed, PAGE.read_text("utf-8")), "utf-8")


@pytest.mark.parametrize("correction", CORRECTIONS, ids=str)
def test_who_is_asked(correction: Correction) -> None:
    assert (asking(after(correction)) or NOTHING) == correction.asks


@pytest.mark.parametrize("correction", CORRECTIONS, ids=str)
def test_every_edition_says_the_new_fact(correction: Correction) -> None:
    """What the record's facts print differs from what they printed, in each of the editions."""
    now = after(correction)
    assert now.is_ready
    assert len(now.editions) == 6
    for code, edition in now.editions.items():
        old, new = (facts(one, correction.record) for one in (before().editions[code], edition))
        changed = [(was, is_) for was, is_ in zip(old, new, strict=True) if was != is_]
        assert changed, code
        # What covers its fact prints nothing, before and after.
        assert any(was[2] != is_[2] for was, is_ in changed), code


def test_reworded_source_makes_its_five_units_old() -> None:
    text = (ROOT / REPORT).read_text("utf-8")
    now = seen({REPORT: text.replace("Legislation is still insufficient", "Legislation is weak")})
    old = before().standings
    changed = {key: s for key, s in now.standings.items() if s.state is not old[key].state}
    languages = sorted(set(now.editions) - {"en"})
    assert sorted(changed) == [(code, "conclusion-gaps") for code in languages]
    assert {s.state for s in changed.values()} == {State.SOURCE_CHANGED}
    assert len(changed) == 5
    for standing in changed.values():
        assert "[-still insufficient,-] {+weak,+}" in standing.cause
