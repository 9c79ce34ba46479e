"""The values that a text says, and numbers in words as witnesses."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pages import Example, examples
from projects import ROOT

from masthead.language import Words, load_words, parted
from masthead.language.values import cldr_months, script_of, values_of
from masthead.project import Project

PAGE = Path(__file__).parent / "values.md"


@cache
def words(language: str) -> Words:
    return load_words(Project(ROOT), language)[0]


@pytest.mark.parametrize("example", examples(PAGE), ids=lambda example: example.title)
def test_page(example: Example) -> None:
    language, _ = example.title.split(" ", 1)
    found = values_of(example.input, words(language))
    assert sorted(f"{value.kind} {value.said}" for value in found) == example.expected.splitlines()


@pytest.mark.parametrize(
    ("here", "there", "lost"),
    [
        ("19 States", "dix-neuf États", []),
        ("in 21 States", "dans vingt et un États", []),
        ("10 days", "une dizaine de jours", ["10"]),
        ("138 parties", "183 parties", ["138"]),
        ("7 workshops", "en septembre", ["7"]),
        ("138 parties", "138 parties à 2 protocoles", []),
    ],
)
def test_numbers_in_words_are_witnesses(here: str, there: str, lost: list[str]) -> None:
    found = parted(here, there, words("en"), words("fr"))
    assert [value.said for value in found.lost] == lost


def test_months_are_those_of_the_language_whichever_is_asked_first() -> None:
    scripts = {}
    for language in ("zh", "fr", "ar", "ru", "es", "en"):
        months = {month for series in cldr_months(words(language)) for month in series}
        scripts[language] = {script_of(month) for month in months}
    assert scripts == {
        "zh": {"CJK"}, "fr": {"LATIN"}, "ar": {"ARABIC"}, "ru": {"CYRILLIC"}, "es": {"LATIN"},
        "en": {"LATIN"},
    }  # fmt: skip
