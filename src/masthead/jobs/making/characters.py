"""Characters that an output has no sign for: which they are, and where the text has them."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import name

from masthead.jobs.making.render import Outcome
from masthead.model.edition import Edition
from masthead.model.problem import Problem, Where, error

# What the parts of an edition call their words, in the order of print.
WORDS = ("title", "text", "children", "head", "rows", "inlines", "blocks", "remarks")


def unprintable(outcome: Outcome, document: Where) -> list[Problem]:
    """Report each character that a job could not print, at the first passage that has it."""
    edition = outcome.job.opened()
    return [_problem(one, edition, outcome.job.name, document) for one in outcome.unprintable]


def _problem(character: str, edition: Edition, rendition: str, document: Where) -> Problem:
    found = [(shown, where) for shown, where, text in passages(edition) if character in text]
    where = place(found[0][1], document) if found else document
    return error(
        where,
        "E032",
        document=edition.symbol,
        rendition=rendition,
        character=said(character),
        passages=", ".join(shown for shown, _ in found[:5]) or edition.symbol,
    )


def passages(edition: Edition) -> Iterator[tuple[str, str, str]]:
    """Go through what is printed: how a reader finds it, where it is written, its words."""
    first_page = edition.masthead
    lines = (edition.title, first_page.session, first_page.venue, first_page.item_title)
    notes = (text for _, text in first_page.notes)
    for line in (*lines, first_page.item, first_page.organ, first_page.author, *notes):
        yield _shown(line), "", line
    for block in (*edition.blocks, *edition.notes):
        words = _words(block)
        yield _shown(words), block.where, words


def _words(thing: object) -> str:
    """Give all words of a block, of what it is made of, or of a part of a line."""
    if isinstance(thing, str):
        return thing
    if isinstance(thing, tuple):
        return "".join(map(_words, thing))
    mark = getattr(thing, "mark", "")
    words = "".join(_words(getattr(thing, name, "")) for name in WORDS)
    return f"{mark} {words}" if mark else words


def _shown(text: str) -> str:
    words = text.strip()
    return f"“{words[:40]}”" if len(words) <= 40 else f"“{words[:40].rstrip()}…”"


def said(character: str) -> str:
    """Say a character by its code and its name, and show it if that can be done."""
    shown = f" {character}" if character.isprintable() else ""
    return f"U+{ord(character):04X}{shown} {name(character, '')}".strip()


def place(where: str, document: Where) -> Where:
    """Read the place of a block, "path:line"; a line of the first page stands for the document."""
    path, _, line = where.rpartition(":")
    return Where(path, int(line)) if path else document
