"""How each language says facts: the example pages `en.md` and `fr.md`, which linguists extend.

A line of a page is `value|form`. A value is written as in a record: a date (`2013-08`), ids
(`KHM COL`, `unodc`), a place (`{city: bali}`), partners (`close-cooperation:moj-khm`), a figure
(`80+ states`), an ordinal (`7`), a resolution (`ctoc-cop:6/3`), an article
(`smuggling-protocol:6`), an agenda item (`item 2 (c)`), a symbol. Words after it say when:
`@2023-05-01` as at that day, `first` at its first mention, `again` at a later one; without them a
name is said in full. Where a line holds tokens it is a passage, over the records of the sample
report.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pages import Example, examples
from projects import ROOT

from masthead.compile import Facts, Tongue
from masthead.compile.assemble import wordings
from masthead.compile.facts import named_by
from masthead.compile.resolve import Resolver
from masthead.inline import parse
from masthead.jobs.prepare import Opened, open_project
from masthead.language import FORMS, Said, Speech, say
from masthead.model.activity import FieldType, Figure, ItemNumber, Names, Ordinal, Partners, Value
from masthead.model.document import Prose
from masthead.model.inlines import plain
from masthead.model.outline import Outline
from masthead.model.problem import Fault, Problem
from masthead.model.resolution import Article, Resolution
from masthead.model.symbol import Symbol
from masthead.model.when import When
from masthead.notation import read_fields
from masthead.project import Project, Source
from masthead.records.fields import read_field
from masthead.records.named import Context

HERE = Path(__file__).parent
PAGES = {page.stem: examples(page) for page in sorted(HERE.glob("??.md"))}
CASES = [(language, example) for language, cases in PAGES.items() for example in cases]
DAY = date(2014, 6, 23)  # the date of the sample report
MOMENT = re.compile(r" (?:@(?P<day>\d{4}-\d\d-\d\d)|(?P<mention>first|again))")
ITEM = re.compile(r"item (\d+)(?: \(([a-z])\))?")
FIGURE = re.compile(r"(?P<value>\d+)(?P<more>\+?) (?P<unit>[a-z-]+)")


@cache
def project() -> Opened:
    return open_project(Project(ROOT))


@pytest.mark.parametrize(("language", "case"), CASES, ids=lambda of: getattr(of, "input", of))
def test_page(language: str, case: Example) -> None:
    # A page shows words; where lines may break is typography's.
    assert said(case.input, project().tongues[language]).replace("\u00a0", " ") == case.expected


def said(text: str, tongue: Tongue) -> str:
    """Say a line of a page."""
    if "{fact}" in text:
        return said_passage(text, tongue)
    written, _, form = text.rpartition("|")
    value = value_of(MOMENT.sub("", written))
    found = say(value, form, speech_of(written, named_by(value), tongue))
    return found.text if isinstance(found, Said) else f"{found.code} {dict(found.args)}"


def said_passage(text: str, tongue: Tongue) -> str:
    records, problems = project().records, list[Problem]()
    speech = Speech(tongue.words, DAY, wordings(records, tongue), frozenset(), frozenset())
    resolver = Resolver(tongue, Facts(records), Outline(), speech, problems.append)
    parts, faults = parse(text)
    passage = plain(resolver.inlines(parts, Prose(text, "page", ((0, 1, 1),)), full=False))
    assert (faults, problems) == ((), [])
    return passage


def speech_of(written: str, named: tuple[str, ...], tongue: Tongue) -> Speech:
    """Say as at the day, and at the mention, that stand after a value."""
    found = [mark.groupdict() for mark in MOMENT.finditer(written)]
    day = next((date.fromisoformat(mark["day"]) for mark in found if mark["day"]), DAY)
    mention = next((mark["mention"] for mark in found if mark["mention"]), None)
    mentioned = {"first": frozenset[str](), "again": frozenset(named), None: None}[mention]
    return Speech(tongue.words, day, {}.get, mentioned)


def value_of(text: str) -> Value:
    """Read a value as a record would."""
    if text.startswith("{") and ":" in text:
        return place(text)
    if text.isdigit() and len(text) < 4:
        return Ordinal(int(text))
    if item := ITEM.fullmatch(text):
        return ItemNumber(tuple(part for part in item.groups() if part))
    if figure := FIGURE.fullmatch(text):
        return Figure(int(figure["value"]), figure["unit"], bool(figure["more"]))
    for type_ in (When, Resolution, Article):
        if not isinstance(found := type_.parse(text), Fault):
            return found
    if ":" in text:
        return Partners(tuple((body, part) for part, _, body in map(_parted, text.split())))
    if "/" in text and isinstance(symbol := Symbol.parse(text), Symbol):
        return symbol
    return Names(tuple(text.split()))


def _parted(text: str) -> tuple[str, str, str]:
    return text.partition(":")


def place(text: str) -> Value:
    problems: list[Problem] = []
    fields = read_fields(Source("page", f"where: {text}".encode()), problems.append)
    assert fields is not None
    context = Context("page", project().records.registry, frozenset(), problems.append)
    found = read_field("where", FieldType("place"), fields.pairs[0][2], context)
    assert not problems, problems
    return found["where"][0]


@pytest.mark.parametrize("language", PAGES)
def test_each_form_of_each_kind_of_fact_has_an_example(language: str) -> None:
    lines = [case.input.rpartition("|") for case in PAGES[language] if "{fact}" not in case.input]
    shown = {(type(value_of(MOMENT.sub("", value))), form) for value, _, form in lines}
    forms = {(type_, form) for type_, forms in FORMS.items() for form in forms}
    elsewhere = {
        "DatedStates",
        "Wording",
        "ItemTitle",
    }  # these are said as names, and as they stand
    assert {f for f in forms if f[0].__name__ not in elsewhere} <= shown


def test_every_language_has_a_page() -> None:
    assert set(PAGES) == set(project().tongues)
