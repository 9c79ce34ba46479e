"""The asterisk notes of the first page: *, **, *** in the order in which the page calls them.

Seen on documents: the marks follow the page, not the sort of note (un-style.md 1.1 and 1.3).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple


class Spot(Enum):
    """A place of the first page where a note can be called, from the top down."""

    SYMBOL = 1
    ITEM = 2
    SPONSORS = 3
    TITLE = 4
    AUTHOR = 5


class Asterisks(NamedTuple):
    """The notes, each with its mark, and where each mark stands."""

    notes: tuple[tuple[str, str], ...]
    spots: tuple[Spot, ...]

    def at(self, spot: Spot) -> str:
        """Give the marks at a spot; two at one spot are parted by a comma (Editorial Manual)."""
        marks = (
            mark for (mark, _), where in zip(self.notes, self.spots, strict=True) if where is spot
        )
        return ", ".join(marks)


def asterisks_of(called: Iterable[tuple[Spot, str]]) -> Asterisks:
    """Put notes in the order of their spots and mark them; an empty note is none."""
    present = sorted((c for c in called if c[1]), key=lambda call: call[0].value)
    notes = tuple(("*" * n, text) for n, (_, text) in enumerate(present, 1))
    return Asterisks(notes, tuple(spot for spot, _ in present))
