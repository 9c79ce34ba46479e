"""All forms of the names of all States, on a page for each language that a reviser can read.

The pages (`states/`) are written by the program, with `MASTHEAD_GOLDEN=rewrite`; whoever finds a
form wrong corrects names.yaml, not the page, and writes it anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from projects import ROOT

from masthead.language import Said, Speech, load_words, say
from masthead.language.names import CASES, at_date
from masthead.language.order import sort_key
from masthead.model.activity import Names
from masthead.project import Project
from masthead.records import STATES

PAGES = Path(__file__).parent / "states"
REWRITE = os.environ.get("MASTHEAD_GOLDEN") == "rewrite"
LANGUAGES = Project(ROOT).languages()
NOW = date(2026, 11, 1)
FORMS = ("name", *(case for case in CASES if case != "name"))
HEAD = """\
# {name}: the names of States in a sentence

Written by the program from `translations/{code}/names.yaml` and the rules of `language.yaml`.
What is wrong is corrected there; then `MASTHEAD_GOLDEN=rewrite pytest -k golden` writes it anew.

"""


@cache
def speech(language: str) -> Speech:
    return Speech(load_words(Project(ROOT), language)[0], NOW, {})


def said(state: str, form: str, language: str) -> str:
    found = say(Names((state,)), form, speech(language))
    return found.text if isinstance(found, Said) else ""


def in_order(language: str) -> list[str]:
    words = speech(language).words
    names = {id_: at_date(words.names["states"][id_], NOW).full.name for id_ in STATES}
    return sorted(STATES, key=lambda id_: (sort_key(names[id_], words), id_))


@cache
def forms_of(language: str) -> list[str]:
    """List the forms that say something else than every form before them."""
    kept: dict[tuple[str, ...], str] = {}
    for form in FORMS:
        column = tuple(said(state, form, language) for state in sorted(STATES))
        if any(column):
            kept.setdefault(column, form)
    return list(kept.values())


def page(language: str) -> Iterator[str]:
    words, forms = speech(language).words, forms_of(language)
    yield HEAD.format(name=words.name, code=language)
    yield f"| State | {' | '.join(forms)} |\n|{'---|' * (len(forms) + 1)}\n"
    for state in in_order(language):
        yield f"| {state} | {' | '.join(said(state, form, language) for form in forms)} |\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_golden_forms(language: str) -> None:
    path, made = PAGES / f"{language}.md", "".join(page(language))
    if REWRITE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, "utf-8")
    assert made == path.read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_every_state_is_said(language: str) -> None:
    assert len(STATES) == 197
    assert [(s, f) for s in STATES for f in forms_of(language) if not said(s, f, language)] == []
