"""The facts of the report, one by one, in both languages, read from what was published.

The names of months and States below are typed here a second time, on purpose: a wrong name in
`translations/` would be wrong in a test that reads it from there as well.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

import pytest
from acceptance.conftest import Renditions
from acceptance.copies import LANGUAGES
from acceptance.readers import normal, paragraphs

RENDITIONS = [(language, format_) for language in LANGUAGES for format_ in ("html", "pdf")]
MONTHS = {
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
        "octobre", "novembre", "décembre",
    ),
}  # fmt: skip
STATES = {
    "BEN": ("Benin", "Bénin"),
    "BRA": ("Brazil", "Brésil"),
    "CAN": ("Canada", "Canada"),
    "COL": ("Colombia", "Colombie"),
    "CPV": ("Cabo Verde", "Cabo Verde"),
    "CUB": ("Cuba", "Cuba"),
    "CZE": ("Czech Republic", "République tchèque"),  # as it was called in 2014
    "DMA": ("Dominica", "Dominique"),
    "DZA": ("Algeria", "Algérie"),
    "ETH": ("Ethiopia", "Éthiopie"),
    "GHA": ("Ghana", "Ghana"),
    "GRC": ("Greece", "Grèce"),
    "IDN": ("Indonesia", "Indonésie"),
    "KAZ": ("Kazakhstan", "Kazakhstan"),
    "KEN": ("Kenya", "Kenya"),
    "KHM": ("Cambodia", "Cambodge"),
    "LAO": ("Lao People's Democratic Republic", "République démocratique populaire lao"),
    "LBR": ("Liberia", "Libéria"),
    "LKA": ("Sri Lanka", "Sri Lanka"),
    "MEX": ("Mexico", "Mexique"),
    "MMR": ("Myanmar", "Myanmar"),
    "MUS": ("Mauritius", "Maurice"),
    "MYS": ("Malaysia", "Malaisie"),
    "PAK": ("Pakistan", "Pakistan"),
    "PAN": ("Panama", "Panama"),
    "PER": ("Peru", "Pérou"),
    "PHL": ("Philippines", "Philippines"),
    "SLE": ("Sierra Leone", "Sierra Leone"),
    "THA": ("Thailand", "Thaïlande"),
    "TZA": ("United Republic of Tanzania", "République-Unie de Tanzanie"),
    "USA": ("United States of America", "États-Unis d'Amérique"),
    "VNM": ("Viet Nam", "Viet Nam"),
}
# Said, but by an adjective: French names the ministries and the Government of a State so.
ADJECTIVES = {
    (17, "KHM", "fr"): "Ministère cambodgien",
    (36, "DZA", "fr"): "Ministère algérien",
    (46, "GRC", "fr"): "Gouvernement grec",
}
# With what a sentence may begin before it names a State.
OPENERS = {"In", "The", "From", "En", "Au", "Aux", "À", "La", "Le", "Les", "L"}
FIGURES = {5: "138", 10: "80", 22: "19"}
LISTS = (5, 13, 33, 43)
# Not the "2015" of "post-2015" and "après-2015".
YEAR = re.compile(r"(?<![\w-])(?:19|20)\d\d(?!\w)")


class Row(NamedTuple):
    """A fact of the report: its paragraph, its date as it is stored, the States that it names."""

    number: int
    date: str
    states: tuple[str, ...]
    whole: str


def read_rows() -> list[Row]:
    told = Path(__file__).with_name("facts.csv").read_text(encoding="utf-8")
    return [
        Row(
            int(row["para"]),
            row["date_edtf"],
            tuple(filter(None, row["states"].split(";"))),
            " ".join(row.values()),
        )
        for row in csv.DictReader(told.splitlines())
    ]


ROWS = read_rows()


def said(date: str, language: str) -> str:
    """Say a stored date as a sentence of the report does, without the word before it."""
    english = language == "en"
    if not date:
        return ""
    if date.startswith("{"):
        return (" and " if english else " et ").join(date.strip("{}").split(","))
    if date.endswith("/.."):
        return f"{'since' if english else 'depuis'} {said(date[:-3], language)}"
    if date.endswith("-41"):
        return f"{'second half of' if english else 'second semestre'} {date[:4]}"
    if "/" in date:
        return span(*date.split("/"), language)
    year, month, day = (*date.split("-"), "", "")[:3]
    named = MONTHS[language][int(month) - 1] if month else ""
    return " ".join(filter(None, (day.lstrip("0"), named, year)))


def span(first: str, last: str, language: str) -> str:
    """Say a span of days or years, each part that both share only once."""
    if len(first) == 4:
        return f"{first} {'to' if language == 'en' else 'à'} {last}"
    to, and_ = ("to", "and") if language == "en" else ("au", "et")
    begin, end = said(first, language), said(last, language)
    day = begin.split()[0]
    if first[:7] != last[:7]:
        return f"{begin.removesuffix(first[:4]).strip()} {to} {end}"
    return f"{day} {and_ if int(last[8:]) - int(day) == 1 else to} {end}"


def name(state: str, language: str) -> str:
    return STATES[state][LANGUAGES.index(language)]


def stands(words: str, text: str) -> bool:
    """Find whole words, whatever their capitals."""
    return bool(re.search(rf"(?<!\w){re.escape(words.lower())}(?!\w)", text.lower()))


def named(words: str, text: str) -> bool:
    """Find a name that is no part of a longer one: not "Maurice" in "l'Île Maurice"."""
    for found in re.finditer(rf"(?<![\w-]){re.escape(words)}(?!\w|-| [A-ZÀ-Ý])", text):
        before = re.search(r"([A-ZÀ-Ý]\w*) $", text[: found.start()])
        if before is None or before[1] in OPENERS:
            return True
    return False


@pytest.mark.parametrize(
    ("date", "english", "french"),
    [
        ("2014-02-06", "6 February 2014", "6 février 2014"),
        ("2012-11-12/2012-11-13", "12 and 13 November 2012", "12 et 13 novembre 2012"),
        ("2013-07-22/2013-07-25", "22 to 25 July 2013", "22 au 25 juillet 2013"),
        (
            "2013-09-23/2013-10-04",
            "23 September to 4 October 2013",
            "23 septembre au 4 octobre 2013",
        ),
        ("2010/2013", "2010 to 2013", "2010 à 2013"),
        ("{2013,2014}", "2013 and 2014", "2013 et 2014"),
        ("2012-10/..", "since October 2012", "depuis octobre 2012"),
        ("2012-41", "second half of 2012", "second semestre 2012"),
    ],
)
def test_this_test_says_dates_well(date: str, english: str, french: str) -> None:
    assert (said(date, "en"), said(date, "fr")) == (english, french)


@pytest.mark.parametrize("rendition", RENDITIONS, ids="-".join)
def test_every_date_is_said_in_its_paragraph(
    renditions: Renditions, rendition: tuple[str, str]
) -> None:
    text = paragraphs(renditions[rendition])
    dated = [row for row in ROWS if row.date]
    assert len(dated) > 35
    wanted = {(row.number, said(row.date, rendition[0])) for row in dated}
    assert sorted((n, date) for n, date in wanted if not stands(date, text[n])) == []


@pytest.mark.parametrize("rendition", RENDITIONS, ids="-".join)
def test_no_other_date_is_said(renditions: Renditions, rendition: tuple[str, str]) -> None:
    """What a paragraph prints as a month or a year stands in one of its rows."""
    language, _ = rendition
    month_and_year = re.compile(rf"(?:{'|'.join(MONTHS[language])}) \d{{4}}")
    for number, text in paragraphs(renditions[rendition]).items():
        wanted = " ".join(said(row.date, language) for row in ROWS if row.number == number)
        found = {*month_and_year.findall(text), *YEAR.findall(text)}
        assert sorted(date for date in found if not stands(date, wanted)) == [], (number, text)


@pytest.mark.parametrize("rendition", RENDITIONS, ids="-".join)
def test_every_state_is_named_in_its_paragraph(
    renditions: Renditions, rendition: tuple[str, str]
) -> None:
    language, _ = rendition
    text = paragraphs(renditions[rendition])
    wanted = {(row.number, state) for row in ROWS for state in row.states}
    assert len(wanted) > 40
    missing = [
        (number, state)
        for number, state in sorted(wanted)
        if not named(ADJECTIVES.get((number, state, language), name(state, language)), text[number])
    ]
    assert missing == []


@pytest.mark.parametrize("rendition", RENDITIONS, ids="-".join)
def test_no_other_state_is_named(renditions: Renditions, rendition: tuple[str, str]) -> None:
    language, _ = rendition
    for number, text in paragraphs(renditions[rendition]).items():
        wanted = {state for row in ROWS if row.number == number for state in row.states}
        assert {state for state in STATES if named(name(state, language), text)} <= wanted, number


@pytest.mark.parametrize("rendition", RENDITIONS, ids="-".join)
def test_figures_are_said_in_their_paragraphs(
    renditions: Renditions, rendition: tuple[str, str]
) -> None:
    text = paragraphs(renditions[rendition])
    for number, figure in FIGURES.items():
        assert any(stands(figure, row.whole) for row in ROWS if row.number == number)
        assert stands(figure, text[number]), (number, text[number])


@pytest.mark.parametrize("number", LISTS)
@pytest.mark.parametrize("rendition", RENDITIONS, ids="-".join)
def test_lists_of_states_are_alphabetical(
    renditions: Renditions, rendition: tuple[str, str], number: int
) -> None:
    text = paragraphs(renditions[rendition])[number].lower()
    (row,) = (row for row in ROWS if row.number == number and len(row.states) > 2)
    names = [name(state, rendition[0]) for state in row.states]
    printed = sorted(names, key=lambda each: text.index(each.lower()))
    assert printed == sorted(names, key=alphabetical)


def alphabetical(words: str) -> str:
    """Order as a dictionary does: accents, capitals, hyphens and spaces do not count."""
    letters = unicodedata.normalize("NFD", normal(words))
    return "".join(letter for letter in letters if letter.isalpha()).casefold()
