"""What editions say is compared with the original, passage by passage, before publishing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from projects import ROOT

from masthead.jobs.judging.comparison import compare_said
from masthead.jobs.prepare import compile_all, open_project
from masthead.model.edition import Edition
from masthead.model.inlines import Fact, Inline, Text
from masthead.project import Project

SYMBOL = "CTOC/COP/2014/4"
# Of fewer words a passage may be what two languages share ("la création de centres").
MANY = 9
opened = open_project(Project(ROOT))
(compiled,) = compile_all(opened, opened.records.documents)


def told(french: Edition) -> list[str]:
    editions = {**compiled.editions, "fr": french}
    return [p.code for p in compare_said(compiled.document, editions, opened.tongues)]


def altered(id_: str, old: str, new: str) -> Edition:
    """Change the words of one passage of the French edition, as a careless hand would."""
    french = compiled.editions["fr"]
    (block,) = [b for b in french.blocks if b.id == id_]
    said: list[Inline] = []
    found = 0
    for part in block.inlines:  # type: ignore[union-attr]
        is_it = isinstance(part, Text | Fact) and old in part.text
        found += is_it
        said.append(replace(part, text=part.text.replace(old, new)) if is_it else part)
    assert found == 1, f"{id_} says this in one place: {old}"
    changed = replace(block, inlines=tuple(said))  # type: ignore[call-overload]
    return replace(french, blocks=tuple(changed if b is block else b for b in french.blocks))


def test_the_report_says_the_same_in_all_languages() -> None:
    assert told(compiled.editions["fr"]) == []


@pytest.mark.parametrize(
    ("id_", "old", "new", "code"),
    [
        ("vrs-states", "19", "91", "E024"),
        ("vrs-creation", "octobre 2012", "novembre 2012", "E024"),
        ("vrs-creation", "octobre 2012", "octobre 2011", "E024"),
        (
            "vrs-states",
            "L’accès repose sur la réciprocité",
            "Access is based on reciprocity",
            "E025",
        ),
        ("vrs-states", "seuls les États", "seuls 3 États", "E024"),
        ("vrs-states", "seuls les États", "seuls les États (A/68/127)", "E024"),
        ("vrs-states", "seuls les États", "seuls {fact}`x` les États", "E022"),
    ],
)
def test_words_that_a_hand_has_changed(id_: str, old: str, new: str, code: str) -> None:
    assert set(told(altered(id_, old, new))) == {code}


def test_a_fact_that_is_another() -> None:
    french = compiled.editions["fr"]
    block = next(b for b in french.blocks if b.id == "vrs-states")
    facts = [p for p in block.inlines if isinstance(p, Fact)]  # type: ignore[union-attr]
    fewer = tuple(p for p in block.inlines if p is not facts[0])  # type: ignore[union-attr]
    changed = replace(block, inlines=fewer)  # type: ignore[call-overload]
    without = replace(french, blocks=tuple(changed if b is block else b for b in french.blocks))
    assert "E023" in told(without)


PAIRS = [(own, other) for own in compiled.editions for other in compiled.editions if own != other]


@pytest.mark.parametrize(("own", "other"), [pair for pair in PAIRS if pair[0] != "en"])
def test_a_passage_of_another_edition_is_known(own: str, other: str) -> None:
    """Whatever two languages: a passage of more than a heading's words is known as foreign."""
    editions = {**compiled.editions, own: compiled.editions[other]}
    told = {
        p.args["passage"]
        for p in compare_said(compiled.document, editions, opened.tongues)
        if p.code == "E025" and p.args["language"] == own
    }
    long = {id_ for id_, said in compiled.editions[other].passages() if typed(said) >= MANY}
    assert len(long) > 25
    assert long <= told


def typed(said: tuple[Inline, ...]) -> int:
    """Count the words of a passage that no token says; of Chinese, every second character."""
    text = " ".join(part.text for part in said if isinstance(part, Text))
    return len(re.findall(r"[\u3400-\u9fff]{2}|[^\W\d_\u3400-\u9fff]+", text))
