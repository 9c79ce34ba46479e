"""The names of States: all there, and those of the United Nations; prepositions and cases."""

from __future__ import annotations

import csv
import re
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
from masthead.language.witness import digest
from masthead.language.words import Words
from masthead.model.activity import Names
from masthead.project import Project
from masthead.records import STATES

HERE = Path(__file__).parent
NOW = date(2026, 11, 1)
# The languages whose names are compared with those of the United Nations.
WITNESSED = ("ar", "en", "es", "fr", "ru", "zh")
# The one State of which two names are in the list: it has been the Kingdom since April 2023.
RENAMED = "NLD"
PREPOSITION = re.compile("(?:в|во|на|с|со) ")
PREPOSED = ("in", "with")


@cache
def words(language: str) -> Words:
    loaded, problems = load_words(Project(ROOT), language)
    assert problems == ()
    return loaded


def said(state: str, form: str, language: str, day: date = NOW) -> str:
    found = say(Names((state,)), form, Speech(words(language), day, {}.get))
    assert isinstance(found, Said), found
    return found.text


def digests() -> Iterator[tuple[str, str, str]]:
    """Read the list that the program has: of the names in running text, not inverted."""
    with (ROOT / "src/masthead/language/un-names.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield row["state"], row["language"], row["sha256"]


@pytest.mark.parametrize("language", WITNESSED)
def test_every_state_has_a_name(language: str) -> None:
    assert set(words(language).names["states"]) == STATES
    assert len({said(state, "name", language) for state in STATES}) == len(STATES) == 197


@pytest.mark.parametrize("language", WITNESSED)
def test_names_are_those_of_the_united_nations(language: str) -> None:
    """A digest is of the short name, without its article; the list itself is not ours to copy."""
    listed = [(state, sha) for state, code, sha in digests() if code == language]
    assert {state for state, _ in listed} == STATES
    assert len(listed) == len(STATES) + 1
    wrong = [s for s, sha in listed if s != RENAMED and digest(said(s, "name", language)) != sha]
    assert wrong == []


@pytest.mark.parametrize("language", WITNESSED)
def test_the_netherlands_have_two_names(language: str) -> None:
    listed = {sha for state, code, sha in digests() if (state, code) == (RENAMED, language)}
    days = (date(2023, 4, 9), NOW)
    assert {digest(said(RENAMED, "name", language, day)) for day in days} == listed


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


@pytest.mark.parametrize("form", ["of", "to", "object", "by", "with", "in"])
def test_every_russian_name_has_every_case(form: str) -> None:
    for state in STATES:
        for former in words("ru").names["states"][state]:
            for called in filter(None, (former.full, former.acronym, former.short)):
                assert form == "object" or form in called.forms, (state, form)
                # What a preposition stands before is the name in that case, not in another.
                assert bool(PREPOSITION.match(called.forms.get(form, ""))) is (form in PREPOSED)


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
