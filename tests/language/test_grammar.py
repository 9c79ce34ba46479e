"""Grammar that English and French do not have, on small languages of their own (`grammar/`).

A line of a page is `value|form`, as in the pages beside (`test_saying.py`): a date, ids, a figure,
an ordinal. A mark is `headings 2 3` (the third of the second level), `items 1 2`, `annex 2`,
`agenda 2 c`.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pages import Example, examples

from masthead.language import Said, Speech, Words, load_words, marks, say
from masthead.language.order import sort_key, unordered
from masthead.model.activity import Figure, Names, Ordinal, Place, Value
from masthead.model.problem import Fault
from masthead.model.when import When
from masthead.project import Project

HOME = Path(__file__).parent / "grammar"
LANGUAGES = ("ar", "es", "ru", "zh")
CASES = [(code, case) for code in LANGUAGES for case in examples(HOME / f"{code}.md")]
FIGURE = re.compile(r"(?P<value>\d+)(?P<more>\+?) (?P<unit>[a-z-]+)")


@cache
def words(language: str) -> Words:
    loaded, problems = load_words(Project(HOME), language)
    assert [p for p in problems if not p.where.path.endswith("terms.yaml")] == []
    return loaded


@pytest.mark.parametrize(("language", "case"), CASES, ids=lambda of: getattr(of, "input", of))
def test_page(language: str, case: Example) -> None:
    written, bar, form = case.input.rpartition("|")
    text = said(written, form, words(language)) if bar else marked(case.input, words(language))
    assert text == case.expected


def said(text: str, form: str, language: Words) -> str:
    """Say a value; `first` and `again` are the mentions of a name, in full without them."""
    value, _, mention = text.partition(" @")
    ids = frozenset(value.split()) if mention == "again" else frozenset[str]()
    mentioned = ids if mention else None
    found = say(value_of(value), form, Speech(language, date(2014, 6, 23), {}.get, mentioned))
    return found.text if isinstance(found, Said) else f"{found.code} {dict(found.args)}"


def value_of(text: str) -> Value:
    """Read a value: "city in state" is a place."""
    if " in " in text:
        city, _, state = text.partition(" in ")
        return Place(city, state=state)
    if text.isdigit() and len(text) < 4:
        return Ordinal(int(text))
    if figure := FIGURE.fullmatch(text):
        return Figure(int(figure["value"]), figure["unit"], bool(figure["more"]))
    when = When.parse(text)
    return Names(tuple(text.split())) if isinstance(when, Fault) else when


def marked(text: str, language: Words) -> str:
    """Print a mark, or put names in order."""
    kind, *rest = text.split()
    if kind == "agenda":
        return marks.agenda_number(rest, language)
    if kind == "order":
        return " ".join(sorted(rest, key=lambda word: sort_key(word, language)))
    numbers = [int(number) for number in rest]
    if kind == "headings":
        return marks.heading((*(1,) * (numbers[0] - 1), numbers[1]), language)
    return marks.item(*numbers, language) if kind == "items" else marks.annex(*numbers, language)


def test_an_alphabet_has_every_letter_of_the_states() -> None:
    assert unordered("Ёрш", words("ru")) == set()
    assert unordered("Ёрш, Ålesund", words("ru")) == {"å", *"lesund"}
    assert unordered("埃塞俄比亚", words("zh")) == set()
    assert unordered("埃塞俄比亚鑫", words("zh")) == {"鑫"}
    assert unordered("México", words("es")) == set()
