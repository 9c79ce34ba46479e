"""Languages without spaces between words: Chinese is closed up, counted and looked through."""

from __future__ import annotations

from functools import cache

import pytest
from projects import ROOT

from masthead.language import Typography, load_words, typeset
from masthead.language.unspaced import closed_up, count_words, sentences, without_spaces
from masthead.language.words import Words
from masthead.project import Project

CLOSED = {
    "在 2013年\n举办 ，": "在2013年举办，",
    "与 EUJUST LEX 合作": "与EUJUST LEX合作",
    "A/64/13 and Add.1": "A/64/13 and Add.1",
    " ": "",
    "V.14-03965 (C)": "V.14-03965 (C)",
}
DRAFTS = {
    "{fact}`x.when|at` ， {fact}`unodc|to` 在": "{fact}`x.when|at`，{fact}`unodc|to`在",
    "{fact}`a|subject` {fact}`b|in` 。": "{fact}`a|subject`{fact}`b|in`。",
}


@cache
def words(language: str) -> Words:
    return load_words(Project(ROOT), language)[0]


@pytest.mark.parametrize(("text", "closed"), CLOSED.items())
def test_no_space_stands_beside_an_ideograph(text: str, closed: str) -> None:
    assert closed_up(text) == closed


@pytest.mark.parametrize(("draft", "closed"), DRAFTS.items())
def test_a_draft_has_no_space_beside_its_tokens(draft: str, closed: str) -> None:
    assert without_spaces(draft) == closed


def test_only_a_language_without_spaces_is_closed_up() -> None:
    for language, set_ in (("zh", "在维也纳举行"), ("en", "在 维也纳 举行")):
        style = Typography.of(words(language), "current")
        assert typeset("在 维也纳 举行", style) == set_


def test_sentences_stand_side_by_side() -> None:
    assert sentences(["一。", "二。"], words("zh")) == "一。二。"
    assert sentences(["One.", "Two."], words("en")) == "One. Two."


def test_words_are_counted_by_the_dictionary() -> None:
    assert count_words("会议在维也纳举行。", words("zh")) == 4
    assert count_words("It met in Vienna.", words("en")) == 4
