"""Marks and spaces as the office's profile sets them; ~ stands for a no-break space here."""

from __future__ import annotations

from functools import cache

import pytest
from projects import ROOT

from masthead.language import Typography, load_words, typeset
from masthead.project import Project

CURRENT = [
    ("intitulé “Mer”", "intitulé «~Mer~»"),
    ("intitulé “Mer”: suite", "intitulé «~Mer~»~: suite"),
    ("l'Office (ONUDC): suite", "l’Office (ONUDC)~: suite"),
    ("un; deux! trois? quatre: cinq", "un~; deux~! trois~? quatre~: cinq"),
    ("déjà posé ; oui", "déjà posé~; oui"),
    ("et après :", "et après~:"),
    (": suite d'un fait", "~: suite d’un fait"),
    ("; puis", "~; puis"),
    ("de 10:30 à 11:00", "de 10:30 à 11:00"),
    ("voir https://example.org/a?b", "voir https://example.org/a?b"),
    ("par terre, air et mer.", "par terre, air et mer."),
    ("“Oui?”", "«~Oui~?~»"),
    ("“Oui”?", "«~Oui~»~?"),
]
VIENNA = [
    ("intitulé “Mer”: suite", "intitulé “Mer”: suite"),
    ("un; deux! trois? quatre: cinq", "un; deux! trois? quatre: cinq"),
    ("l'Office d'abord", "l’Office d’abord"),
]
ENGLISH = [
    ("entitled “Sea”: more; isn't it?", "entitled “Sea”: more; isn’t it?"),
    ("the States' own", "the States’ own"),
]


@cache
def style(language: str, profile: str) -> Typography:
    return Typography.of(load_words(Project(ROOT), language)[0], profile)


def set_in(language: str, profile: str, text: str) -> str:
    return typeset(text, style(language, profile)).replace("\u00a0", "~")


@pytest.mark.parametrize(("typed", "printed"), CURRENT)
def test_french_since_2016(typed: str, printed: str) -> None:
    assert set_in("fr", "current", typed) == printed


@pytest.mark.parametrize(("typed", "printed"), VIENNA)
def test_french_of_vienna_to_2016(typed: str, printed: str) -> None:
    assert set_in("fr", "vienna-2016", typed) == printed


@pytest.mark.parametrize("profile", ["current", "vienna-2016"])
@pytest.mark.parametrize(("typed", "printed"), ENGLISH)
def test_english(typed: str, printed: str, profile: str) -> None:
    assert set_in("en", profile, typed) == printed


@pytest.mark.parametrize("profile", ["current", "vienna-2016"])
@pytest.mark.parametrize("text", [typed for typed, _ in CURRENT])
def test_setting_twice_changes_nothing(text: str, profile: str) -> None:
    """A passage that was set may be set again, as a name inside a sentence is."""
    once = typeset(text, style("fr", profile))
    assert typeset(once, style("fr", profile)) == once


def test_an_unknown_profile_sets_curly_quotes() -> None:
    assert set_in("fr", "unknown", "“Oui”: non") == "“Oui”: non"
