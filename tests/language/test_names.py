"""The names of States: all there, those of the United Nations, and French prepositions by class."""

from __future__ import annotations

import csv
import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pages import examples
from projects import ROOT

from masthead.language import Said, Speech, say
from masthead.language.load import load_words
from masthead.language.words import Words
from masthead.model.activity import Names
from masthead.project import Project
from masthead.records import STATES

HERE = Path(__file__).parent
NOW = date(2026, 11, 1)
# The languages whose names are compared with those of the United Nations.
WITNESSED = ("en", "fr", "zh")
# Running text takes another form than the list of the United Nations for these, and the digest of
# NLD is of the name before 2023 (States that changed their names are said as at a day).
RUNNING_TEXT = {
    "BOL": "the Plurinational State of Bolivia; the list inverts it: Bolivia (Plurinational ...)",
    "FSM": "the Federated States of Micronesia; the list inverts it",
    "IRN": "the Islamic Republic of Iran; the list inverts it",
    "VEN": "the Bolivarian Republic of Venezuela; the list inverts it",
    "COG": "刚果; the list in Chinese adds the capital",
    "NLD": "the Kingdom of the Netherlands, since April 2023",
}


@cache
def words(language: str) -> Words:
    loaded, problems = load_words(Project(ROOT), language)
    assert problems == ()
    return loaded


def said(state: str, form: str, language: str, day: date = NOW) -> str:
    found = say(Names((state,)), form, Speech(words(language), day, {}))
    assert isinstance(found, Said), found
    return found.text


def digests() -> Iterator[tuple[str, str, str]]:
    with (HERE / "un-names.sha256.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield row["state"], row["language"], row["sha256"]


def digest(name: str) -> str:
    return hashlib.sha256(unicodedata.normalize("NFC", name).encode()).hexdigest()


@pytest.mark.parametrize("language", WITNESSED)
def test_every_state_has_a_name(language: str) -> None:
    assert set(words(language).names["states"]) == STATES
    assert len({said(state, "name", language) for state in STATES}) == len(STATES) == 197


def test_names_are_those_of_the_united_nations() -> None:
    """A digest is of the short name, without its article; the list itself is not ours to copy."""
    checked = [(s, language, sha) for s, language, sha in digests() if s not in RUNNING_TEXT]
    assert len(checked) == len(WITNESSED) * (len(STATES) - len(RUNNING_TEXT))
    wrong = [(s, lang) for s, lang, sha in checked if digest(said(s, "name", lang)) != sha]
    assert wrong == []


def test_the_exceptions_are_exceptions() -> None:
    odd = {s for s, lang, sha in digests() if digest(said(s, "name", lang)) != sha}
    assert odd == set(RUNNING_TEXT)


def test_the_netherlands_had_the_digest_until_2023() -> None:
    before = date(2023, 4, 9)
    kept = [
        digest(said(s, "name", lang, before)) == sha for s, lang, sha in digests() if s == "NLD"
    ]
    assert kept == [True] * len(WITNESSED)


@pytest.mark.parametrize("language", WITNESSED)
def test_former_names_end_before_later_ones(language: str) -> None:
    for section in words(language).names.values():
        for names in section.values():
            ends = [name.until for name in names]
            assert ends[-1] is None and None not in ends[:-1]
            assert ends[:-1] == sorted(end for end in ends if end)


def test_both_languages_change_names_on_the_same_days() -> None:
    for section, english in words("en").names.items():
        french = words("fr").names[section]
        for id_, names in english.items():
            assert [n.until for n in names] == [n.until for n in french[id_]], id_


@pytest.mark.parametrize("form", ["in", "to", "of"])
def test_french_prepositions_by_class(form: str) -> None:
    """What stands before the name of each State, as the page lists it."""
    classes: dict[str, list[str]] = defaultdict(list)
    for state in sorted(STATES):
        before = said(state, form, "fr").removesuffix(said(state, "name", "fr")).strip()
        classes[before].append(state)
    page = {e.input: e.expected.split() for e in examples(HERE / "classes.md") if e.title == form}
    assert dict(classes) == page


def test_french_gender_is_known_where_the_article_hides_it() -> None:
    """Agreement cannot be read off l' (l'Iraq, l'Inde): the name says its gender."""
    states = words("fr").names["states"]
    silent = [s for s in STATES for n in states[s] if n.full.article == "l'" and not n.gender]
    assert silent == []


@pytest.mark.parametrize("language", WITNESSED)
def test_articles_are_taken_off_the_front(language: str) -> None:
    """A name that keeps an article inside would be said with two ("de la la")."""
    articles = words(language).series("articles")
    for section in words(language).names.values():
        for names in section.values():
            for called in (c for n in names for c in (n.full, n.acronym, n.short) if c):
                assert called.name and not called.name.startswith(tuple(f"{a} " for a in articles))
