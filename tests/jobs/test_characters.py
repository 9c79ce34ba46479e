"""A character without a glyph is refused with its code, its name and the passage that has it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from outputs.samples import TEMPLATES, make_edition

from masthead.jobs.making.characters import unprintable
from masthead.jobs.making.render import Job, Outcome, run_job
from masthead.model.edition import Edition
from masthead.model.inlines import Text
from masthead.model.problem import Where

DOCUMENT = Where("content/TEST/7.md")


def with_words(edition: Edition, words: str) -> Edition:
    """Put words into the second paragraph."""
    second = list(edition.paragraphs())[1]
    changed = replace(second, inlines=(Text(words),), where="content/TEST/7.md:42")
    return replace(edition, blocks=tuple(changed if b is second else b for b in edition.blocks))


def made(edition: Edition, folder: Path) -> Outcome:
    return run_job(Job("pdf", (edition,), TEMPLATES, folder))


@pytest.mark.parametrize(
    ("character", "said"),
    [
        ("\U00013000", "U+13000 \U00013000 EGYPTIAN HIEROGLYPH A001"),  # a script no font has here
        ("\ue000", "U+E000"),  # private use
        ("\u0378", "U+0378"),  # assigned to nothing
        ("\U0010ffff", "U+10FFFF"),  # never to be assigned
        ("⚔", "U+2694 ⚔ CROSSED SWORDS"),  # another font of the machine may have it
    ],
)
def test_a_character_without_a_glyph_is_refused(character: str, said: str, tmp_path: Path) -> None:
    outcome = made(with_words(make_edition(paragraphs=3), f"The sign {character} here."), tmp_path)
    assert outcome.unprintable == character
    (problem,) = unprintable(outcome, DOCUMENT)
    assert (problem.code, problem.where) == ("E032", Where("content/TEST/7.md", 42))
    assert problem.args["character"] == said
    assert problem.args["rendition"] == "en/pdf"
    assert problem.args["passages"] == f"“2. The sign {character} here.”"
    assert not list(tmp_path.rglob("*.pdf"))


def test_a_character_of_the_first_page_is_refused(tmp_path: Path) -> None:
    outcome = made(replace(make_edition(paragraphs=3), title="Swords ⚔"), tmp_path)
    (problem,) = unprintable(outcome, DOCUMENT)
    assert (problem.where, problem.args["passages"]) == (DOCUMENT, "“Swords ⚔”")


def test_each_character_is_told_once(tmp_path: Path) -> None:
    edition = with_words(make_edition(paragraphs=3), "⚔ and \ue000, ⚔")
    heading = next(edition.headings())
    swords = replace(heading, inlines=(Text("⚔ again"),), where="content/TEST/7.md:8")
    edition = replace(edition, blocks=tuple(swords if b is heading else b for b in edition.blocks))
    first, second = unprintable(made(edition, tmp_path), DOCUMENT)
    assert first.where.line == 8
    assert first.args["passages"] == "“I. ⚔ again”, “2. ⚔ and \ue000, ⚔”"
    assert second.args["character"] == "U+E000"


def test_what_the_page_has_is_printed(tmp_path: Path) -> None:
    """Letters with marks, what has no shape, and the spaces and dashes of typography."""
    words = "É œ Ž ğ e\u0301 ﬁ « » “ ” ’ – — … № ½ Ж Ω a\u200bb\u00adc\u2060d\u202f:\u00a0; \u2003x"
    edition = with_words(make_edition("fr", paragraphs=3), words)
    assert made(edition, tmp_path).unprintable == ""
