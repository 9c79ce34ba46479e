"""What changes a document and stands behind its symbol: /Add.1, /Corr.2, /Rev.1 (Vol. I)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import total_ordering

from masthead.model.natural import Order, natural
from masthead.model.series import MODIFIERS

ADDENDUM, AMENDMENT, CORRIGENDUM, REVISION, SUMMARY = MODIFIERS


@total_ordering
@dataclass(frozen=True, slots=True)
class Modifier:
    """One modifier: its kind ("Add"), its number (0 for /Summary, which has none), and its part.

    `part` is what stands in parentheses behind it: "Vol. I".
    """

    kind: str
    number: int
    part: str = ""

    @classmethod
    def of(cls, name: str, part: str = "") -> Modifier:
        """Read the name of an element that modifies: "Add.1"."""
        kind, _, number = name.partition(".")
        return cls(kind, int(number or 0), part)

    @property
    def order(self) -> tuple[int, int, Order, str]:
        """The key it sorts by: addenda, amendments, corrigenda, revisions, by their numbers."""
        part = natural(f"({self.part})") if self.part else ()
        return MODIFIERS.index(self.kind), self.number, part, self.part

    def __lt__(self, other: object) -> bool:
        return self.order < other.order if isinstance(other, Modifier) else NotImplemented

    def __str__(self) -> str:
        name = f"{self.kind}.{self.number}" if self.number else self.kind
        return f"{name} ({self.part})" if self.part else name
