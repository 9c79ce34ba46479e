"""Marks and spaces as the office's profile sets them; ~ stands for a no-break space here."""

from __future__ import annotations

from functools import cache

import pytest
from projects import ROOT

from masthead.language import Typography, load_words, typeset
from masthead.project import Project

NUMBERS = [
    ("on 6 October 2013", "on 6~October 2013"),
    ("from 6 to 10 October", "from 6 to 10~October"),
    ("on 6-10 October 2013 in", "on 6-10~October 2013 in"),
    ("80 States and 1,200 participants", "80~States and 1,200~participants"),
    ("in 2013 the Office held", "in 2013 the Office held"),
    ("in 2013 States held", "in 2013 States held"),
    ("see para. 12 above", "see para.~12~above"),
    ("Paragraph 12, paras. 3 and 4", "Paragraph~12, paras.~3 and 4"),
    ("resolution 6/3 of the Conference", "resolution~6/3 of the Conference"),
    ("Item 2 of the agenda", "Item~2 of the agenda"),
    ("CTOC/COP/2014/4 was", "CTOC/COP/2014/4 was"),
    ("some 3.5 per cent", "some 3.5~per cent"),
    ("a compartment 7", "a compartment 7"),
]
FRENCH_NUMBERS = [
    ("le 6 octobre et le 1er juillet", "le 6~octobre et le 1er~juillet"),
    ("80 États et 1~200 participants", "80~États et 1~200~participants"),
    ("voir par. 12 ci-dessus", "voir par.~12~ci-dessus"),
    ("la résolution 6/3 de 2012", "la résolution~6/3 de 2012"),
    ("Point 2 de l'ordre", "Point~2 de l’ordre"),
    ("du 6 au 10 mai", "du 6 au 10~mai"),
]
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


@pytest.mark.parametrize(("typed", "printed"), NUMBERS)
def test_numbers_in_english(typed: str, printed: str) -> None:
    assert set_in("en", "current", typed) == printed


@pytest.mark.parametrize(("typed", "printed"), FRENCH_NUMBERS)
def test_numbers_in_french(typed: str, printed: str) -> None:
    assert set_in("fr", "current", typed.replace("~", "\u00a0")) == printed


def test_a_number_that_was_said_before_keeps_its_word() -> None:
    """A fact prints "80", and the text after it goes on with " States"."""
    english = style("en", "current")
    assert typeset(" States took part", english, "In all, 80") == "\u00a0States took part"
    assert typeset(" the Office", english, "In 2013") == " the Office"
    assert typeset(" and 81", english, "80") == " and 81"


@pytest.mark.parametrize("profile", ["current", "vienna-2016"])
@pytest.mark.parametrize("text", [typed for typed, _ in (*CURRENT, *FRENCH_NUMBERS)])
def test_setting_twice_changes_nothing(text: str, profile: str) -> None:
    """A passage that was set may be set again, as a name inside a sentence is."""
    once = typeset(text, style("fr", profile))
    assert typeset(once, style("fr", profile)) == once


def test_an_unknown_profile_sets_curly_quotes() -> None:
    assert set_in("fr", "unknown", "“Oui”: non") == "“Oui”: non"
