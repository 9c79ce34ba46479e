"""Units go out to translators and come back: nothing is lost, nothing is taken that is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from projects import ROOT

from masthead.inline import runs_of, text_of
from masthead.jobs.translating.exchange import EXCHANGE
from masthead.language import Unit, read_units
from masthead.language.exchange import Sent, Sheet, read_back, write_tmx, write_xliff
from masthead.language.units import digest
from masthead.model.document import Prose
from masthead.model.problem import Problem
from masthead.project import Source

LANGUAGES = ("fr", "es", "ar", "ru", "zh")
REPORT = "ctoc-cop-2014-4"
CORE = "{urn:oasis:names:tc:xliff:document:2.0}"


def units_of(language: str) -> Iterator[Unit]:
    """Read the units of the sample report, and of the records that it tells of."""
    for name in (REPORT, "activities"):
        path = f"translations/{language}/{name}.po"
        problems: list[Problem] = []
        yield from read_units(
            Source(path, (ROOT / path).read_bytes()), problems.append
        ).units.values()
        assert problems == []


def sheet_of(language: str, units: Iterator[Unit], state: str = "translated") -> Sheet:
    sent = [Sent(unit, "drafted" if unit.is_draft else state) for unit in units]
    return Sheet("en", language, {"units.po": sent})


def bare(unit: Unit) -> Unit:
    """Leave away where a unit was read."""
    return replace(unit, prose=Prose("", "", ()), sent="")


@pytest.mark.parametrize("language", LANGUAGES)
def test_xliff_loses_nothing(language: str) -> None:
    units = [*units_of(language)]
    text = write_xliff(sheet_of(language, iter(units)))
    problems: list[Problem] = []
    back = read_back(Source("back.xlf", text.encode()), problems.append)
    assert back is not None and not problems and back.language == language
    assert [bare(one.unit) for one in back.units] == [bare(unit) for unit in units]
    assert all(one.sent == digest(one.unit.text) for one in back.units)
    assert len(units) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_po_loses_nothing(language: str) -> None:
    units = [*units_of(language)]
    text = EXCHANGE["po"](sheet_of(language, iter(units)))
    problems: list[Problem] = []
    back = read_back(Source("back.po", text.encode()), problems.append)
    assert back is not None and not problems and back.language == language
    assert [bare(one.unit) for one in back.units] == [bare(unit) for unit in units]


@pytest.mark.parametrize("language", LANGUAGES)
def test_tmx_loses_nothing(language: str) -> None:
    units = [replace(unit, confirmed_by="A. Reviser", drafted="") for unit in units_of(language)]
    text = write_tmx(sheet_of(language, iter(units), "confirmed"))
    pairs = {
        pair.get("tuid"): tuple("".join(seg.itertext()) for seg in pair.iter("seg"))
        for pair in etree.fromstring(text.encode()).iter("tu")
    }
    assert pairs == {unit.key: (unit.source, unit.text) for unit in units}


WORD = st.text(st.sampled_from("abé “”،。 \u00a0<&>\"'"), max_size=12)
MARKUP = st.sampled_from(
    (
        "{fact}`a.when|at`", "{fact}`a.when`", "{para}`x`", "{literal}`2025`", "*", "_", "[", "](",
        "https://un.org/x)", "{fact}`", "`", "{note}`n`", "{item}`a`", "[y](https://un.org)",
    )
)  # fmt: skip
PASSAGE = st.lists(st.one_of(WORD, MARKUP), max_size=8).map(
    lambda parts: " ".join("".join(parts).split())
)


@given(PASSAGE)
def test_runs_are_the_passage(text: str) -> None:
    assert text_of(runs_of(text)) == text


STATE_OF = st.sampled_from(("missing", "translated", "confirmed", "fact-changed"))
FACTS = st.dictionaries(st.sampled_from(("a.when", "unodc")), st.just(("2030-03", "one f")))


@given(PASSAGE, PASSAGE, STATE_OF, st.sampled_from(("", "A. Reviser")), FACTS)
def test_any_unit_comes_back_from_xliff(
    source: str, text: str, state: str, person: str, facts: Mapping[str, tuple[str, str]]
) -> None:
    unit = Unit("TEST/1#a", source, text, Prose("", "", ()), person, "", facts=facts, was=facts)
    unit = replace(unit, remark="So.\nReally.", previous=source)
    written = write_xliff(Sheet("en", "fr", {"a.po": [Sent(unit, state, "1", source)]}))
    back = read_back(Source("back.xlf", written.encode()), [].append)
    assert back is not None and back.units[0].problem is None
    assert bare(back.units[0].unit) == unit


@pytest.mark.parametrize("language", LANGUAGES)
def test_xliff_is_what_its_standard_asks_for(language: str) -> None:
    """The rules of XLIFF 2.1 that a schema cannot say; `nox -s translators` has the schema."""
    root = etree.fromstring(write_xliff(sheet_of(language, units_of(language))).encode())
    units = [*root.iter(f"{CORE}unit")]
    assert len({unit.get("id") for unit in units}) == len(units)
    for unit in units:
        ids = [part.get("id") for part in unit.iter(f"{CORE}segment")]
        for source in unit.iter(f"{CORE}source"):
            ids += [code.get("id") for code in source.iter(f"{CORE}ph", f"{CORE}pc")]
        assert len(set(ids)) == len(ids)
        for target in unit.iter(f"{CORE}target"):
            placed = [code.get("id") for code in target.iter(f"{CORE}ph", f"{CORE}pc")]
            assert len(set(placed)) == len(placed) and "s" not in placed
        refs = {
            code.get(name)
            for code in unit.iter(f"{CORE}ph", f"{CORE}pc")
            for name in ("dataRef", "dataRefStart", "dataRefEnd")
            if code.get(name)
        }
        assert refs == {data.get("id") for data in unit.iter(f"{CORE}data")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_that_must_stay_is_missing_in_a_translation(language: str) -> None:
    root = etree.fromstring(write_xliff(sheet_of(language, units_of(language))).encode())
    for segment in root.iter(f"{CORE}segment"):
        kept = [
            {code.get("id") for code in text.iter(f"{CORE}ph") if code.get("canDelete") == "no"}
            for text in segment
        ]
        assert kept[0] == kept[-1]


def test_the_same_units_make_the_same_bytes() -> None:
    for write in EXCHANGE.values():
        assert write(sheet_of("ru", units_of("ru"))) == write(sheet_of("ru", units_of("ru")))
