"""Questions on a terminal: asked until the answer is good, each with the reason why one is not."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

import click

from masthead.cli.console import USAGE, Console
from masthead.model.problem import Fault
from masthead.model.when import When
from masthead.records import nearest
from masthead.records.activities import ID, RESERVED

LIST = "?"
PAIR = re.compile(r"(?P<unit>[^=\s]+)=\d+")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an answer cannot stand: a sentence of the program, and what it needs."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


# None for a good answer.
Objection = Fault | Reason | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an answer must be; `known` are the words that it may be made of, if there is a list."""

    object_to: Callable[[str], Objection]
    known: Collection[str] = ()


def can_ask() -> bool:
    """Tell whether somebody is there to answer."""
    return sys.stdin.isatty()


def ask(console: Console, name: str, wanted: Wanted) -> str:
    """Ask until there is no objection; without a terminal, name the option that is missing."""
    if not can_ask():
        console.fail("new.missing", USAGE, field=name)
    question = console.messages.text(f"ask.{name}")
    if question == f"ask.{name}":
        question = console.messages.text("ask.other", field=name)
    while True:
        given = click.prompt(question, default="", show_default=False, prompt_suffix=" ")
        answer = str(given).strip()
        if answer == LIST and wanted.known:
            click.echo(", ".join(sorted(wanted.known)))
            continue
        objection = wanted.object_to(answer)
        if objection is None:
            return answer
        if isinstance(objection, Fault):
            console.caret(answer, objection)
        else:
            console.say(objection.key, err=True, answer=answer, **objection.values)


def a_date() -> Wanted:
    """Want a date in one of the forms of records."""

    def object_to(answer: str) -> Objection:
        parsed = When.parse(answer)
        return parsed if isinstance(parsed, Fault) else None

    return Wanted(object_to)


def words_or_nothing() -> Wanted:
    """Want anything, or no answer."""
    return Wanted(lambda answer: None)


def some_words() -> Wanted:
    """Want anything but nothing."""
    return Wanted(lambda answer: None if answer else Reason("ask.empty"))


def one_of(known: Collection[str]) -> Wanted:
    """Want one of the known words."""
    return Wanted(lambda answer: _unknown((answer,), known), known)


def one_or_none_of(known: Collection[str]) -> Wanted:
    """Want one of the known words, or no answer."""
    return Wanted(lambda answer: _unknown((answer,), known) if answer else None, known)


def any_of(known: Collection[str]) -> Wanted:
    """Want known words with spaces between, or no answer."""
    return Wanted(lambda answer: _unknown(answer.split(), known), known)


def some_of(known: Collection[str]) -> Wanted:
    """Want known words with spaces between, one at least."""
    return Wanted(lambda answer: _unknown(answer.split() or ("",), known), known)


def figures_of(units: Collection[str]) -> Wanted:
    """Want pairs such as states=12 with spaces between, one at least."""

    def object_to(answer: str) -> Objection:
        for text in answer.split() or ("",):
            pair = PAIR.fullmatch(text)
            if pair is None:
                return Reason("ask.pair", {"text": text})
            if pair["unit"] not in units:
                return _unknown((pair["unit"],), units)
        return None

    return Wanted(object_to, units)


def a_new_id(taken: Mapping[str, object]) -> Wanted:
    """Want an id in small letters, digits and hyphens that nothing bears yet."""

    def object_to(answer: str) -> Objection:
        if not ID.fullmatch(answer) or answer in RESERVED:
            return Reason("ask.form")
        if answer in taken:
            return Reason("ask.taken", {"first": taken[answer]})
        return None

    return Wanted(object_to)


def _unknown(words: Collection[str], known: Collection[str]) -> Objection:
    """Object to the first word that is not known, with the nearest that is."""
    unknown = next((word for word in words if word not in known), None)
    if unknown is None:
        return None
    if not unknown:
        return Reason("ask.empty")
    near = nearest(unknown, known)
    values = {"word": unknown, "nearest": near}
    return Reason("ask.nearest" if near else "ask.unknown", values)
