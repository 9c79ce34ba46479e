"""Questions on a terminal: asked until the answer is good, each with what is known nearby."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection

import click

from masthead.cli.console import USAGE, Console
from masthead.model.problem import Fault
from masthead.model.when import When
from masthead.records import nearest
from masthead.records.activities import ID

# None for a good answer; otherwise what is wrong with it, or the nearest known one ("" for none).
Objection = Fault | str | None


def can_ask() -> bool:
    """Tell whether somebody is there to answer."""
    return sys.stdin.isatty()


def ask(console: Console, name: str, object_to: Callable[[str], Objection]) -> str:
    """Ask until there is no objection; without a terminal, name the option that is missing."""
    if not can_ask():
        console.fail("new.missing", USAGE, field=name)
    question = console.messages.text(f"ask.{name}")
    if question == f"ask.{name}":
        question = console.messages.text("ask.other", field=name)
    while True:
        given = click.prompt(question, default="", show_default=False, prompt_suffix=" ")
        answer = str(given).strip()
        objection = object_to(answer)
        if objection is None:
            return answer
        if isinstance(objection, Fault):
            console.caret(answer, objection)
        elif objection:
            console.say("ask.nearest", err=True, answer=answer, nearest=objection)
        else:
            console.say("ask.again", err=True, answer=answer)


def a_date(answer: str) -> Objection:
    """Want a date in one of the forms of records."""
    parsed = When.parse(answer)
    return parsed if isinstance(parsed, Fault) else None


def some_words(answer: str) -> Objection:
    """Want anything but nothing."""
    return None if answer else ""


def one_of(known: Collection[str]) -> Callable[[str], Objection]:
    """Want one of the known words."""
    return lambda answer: None if answer in known else nearest(answer, known)


def one_or_none_of(known: Collection[str]) -> Callable[[str], Objection]:
    """Want one of the known words, or no answer."""
    return lambda answer: None if not answer else one_of(known)(answer)


def any_of(known: Collection[str]) -> Callable[[str], Objection]:
    """Want known words with spaces between, or no answer."""

    def object_to(answer: str) -> Objection:
        unknown = next((word for word in answer.split() if word not in known), None)
        return None if unknown is None else nearest(unknown, known)

    return object_to


def a_new_id(taken: Collection[str]) -> Callable[[str], Objection]:
    """Want an id in small letters, digits and hyphens that nothing bears yet."""
    return lambda answer: None if ID.fullmatch(answer) and answer not in taken else ""
