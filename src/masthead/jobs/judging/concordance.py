"""The numbering contract: every edition and every rendition of a document bears the same marks.

A language has its own way of printing a mark ("II.", "二.", "ثانيا -"). Marks are compared as the
original prints them: what an edition prints is counted back to its number first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from masthead.language import Words
from masthead.language.marks import mark
from masthead.model.blocks import Block, Box, Heading, ListItem, Paragraph, Summary
from masthead.model.document import Document
from masthead.model.edition import Edition
from masthead.model.problem import Problem, error

# More than anything that is counted in a list or below a heading.
MOST = 200
NUMBER = re.compile(r"\d+")


class Reading(NamedTuple):
    """How an edition's marks are read: its own language's, and the original's."""

    own: Words
    original: Words

    def of(self, kind: str, level: int, printed: str) -> str:
        """Print the mark of a heading or an item as the original prints it."""
        own, original = (_pattern(words, kind, level) for words in self)
        if own.strip("()") != original.strip("()"):
            number = _numbers(own, self.own.lists("marks", "series")).get(printed)
            printed = (
                mark(original, number, self.original.lists("marks", "series"))
                if number
                else printed
            )
        return printed.strip("()")


def _pattern(words: Words, kind: str, level: int) -> str:
    patterns = words.series("marks", kind)
    return patterns[level - 1] if level <= len(patterns) else ""


@cache
def _numbers(pattern: str, series: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    """Say of what number each mark is that a pattern makes."""
    return {mark(pattern, number, series): number for number in range(MOST, 0, -1)}


def compare_editions(
    document: Document, editions: Mapping[str, Edition], words: Mapping[str, Words]
) -> list[Problem]:
    """Report each edition whose numbers differ from the original's."""
    original = editions.get(document.original)
    if original is None:
        return []
    model = words[document.original]
    wanted = marks_of(original, Reading(model, model))
    problems = []
    for language, edition in editions.items():
        detail = difference(wanted, marks_of(edition, Reading(words[language], model)))
        if detail:
            problems.append(
                error(
                    document.where,
                    "E021",
                    document=document.symbol,
                    language=language,
                    original=document.original,
                    detail=detail,
                )
            )
    return problems


def marks_of(edition: Edition, reading: Reading) -> tuple[str, ...]:
    """List what an edition counts, in order: "I.", "1.", "2.", "table-1", ...

    The marks of lists, captions and notes are each language's own; their numbers are not.
    """
    notes = (f"note {_number(note.mark)}" for note in edition.notes)
    return (*_counted(edition.blocks, reading), *notes)


def _number(printed: str) -> str:
    """Read the number of a paragraph or a note out of its mark; a bare one has none."""
    found = NUMBER.search(printed)
    return found[0] if found else printed


def _counted(blocks: Iterable[Block], reading: Reading) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading | ListItem):
            kind = "headings" if isinstance(block, Heading) else "items"
            yield reading.of(kind, block.level, block.mark)
        elif isinstance(block, Paragraph):
            yield _number(block.mark)
        elif isinstance(block, Summary):
            yield block.id
        else:
            yield block.anchor
        if isinstance(block, Box | Summary):
            yield from _counted(block.blocks, reading)


def difference(wanted: tuple[str, ...], found: tuple[str, ...]) -> str:
    """Say where two runs of marks part, "" if they do not."""
    for place, (one, other) in enumerate(zip(wanted, found, strict=False)):
        if one != other:
            before = wanted[place - 1] if place else "^"
            return f"{before} > {one} / {other}"
    if len(wanted) != len(found):
        longer = wanted if len(wanted) > len(found) else found
        return f"{len(wanted)} / {len(found)}: {longer[min(len(wanted), len(found))]}"
    return ""
