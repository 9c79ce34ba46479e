"""Concepts, by an example page: which translations mix up two crimes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from projects import ROOT

from masthead.compile.check import mixed_up
from masthead.language import load_words
from masthead.language.words import dig
from masthead.project import Project

PAGE = Path(__file__).parent / "concepts.md"
LINES = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in PAGE.read_text("utf-8").splitlines()
    if line.startswith("| ")
][1:]


@cache
def concepts(language: str) -> Mapping[str, object]:
    words, _ = load_words(Project(ROOT), language)
    table = dig(words.terms, ("concepts",))
    assert isinstance(table, Mapping)
    return table


@pytest.mark.parametrize(("source", "said", "language", "codes"), LINES)
def test_line(source: str, said: str, language: str, codes: str) -> None:
    found = mixed_up(source, said, concepts("en"), concepts(language))
    assert [code for code, _ in found] == codes.split()
