"""What the elements of a symbol say: whose paper it is, of which period and nature, its number.

Dag Hammarskjöld Library, guide to document symbols: the first components name the body, then come
the session or year, the nature of the paper and its number. Older series have the nature in front.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from masthead.model.series import BODIES, MEETINGS, NATURES, PAPERS, SESSIONS

_PERIOD = re.compile(r"[0-9]+[A-Z]?|E?S-[0-9]+")
_PART_OF_YEAR = re.compile(r"[IVX]+")
_DATED = re.compile(r"[0-9]{4}|[IVXLC]+")


class Anatomy(NamedTuple):
    """The parts of a symbol as they are written; empty where it has none.

    `part` is what stands in parentheses and is no period: "Sect. 5", "closed".
    """

    body: str
    period: str = ""
    nature: str = ""
    number: str = ""
    part: str = ""


def dissect(elements: Sequence[str], tail: str) -> Anatomy:
    """Tell the parts of a symbol from its elements before any modifier, and their parentheses."""
    found = _Found()
    first, *middle, last = elements
    found.begin(first)
    for element in middle:
        found.add(element)
    found.end(last)
    dated = _DATED.fullmatch(tail) is not None
    if dated:
        found.period.append(tail)
    body, period = "/".join(found.body), "/".join(found.period)
    nature, number = "/".join(found.nature), "/".join(found.number)
    return Anatomy(body, period, nature, number, "" if dated else tail)


@dataclass(slots=True)
class _Found:
    """What the elements read so far have said."""

    body: list[str] = field(default_factory=list)
    period: list[str] = field(default_factory=list)
    nature: list[str] = field(default_factory=list)
    number: list[str] = field(default_factory=list)
    period_stands: bool = False

    def begin(self, element: str) -> None:
        """Read the first element: a body, with its session if it is written so (IDB.49)."""
        name, dot, session = element.rpartition(".")
        self.body.append(name if f"{name}." in BODIES else element)
        if dot and f"{name}." in BODIES:
            self.period.append(session)

    def add(self, element: str) -> None:
        """Read an element that is neither first nor last."""
        name, _, number = element.rpartition(".")
        if _PERIOD.fullmatch(element):
            (self.number if self.period_stands else self.period).append(element)
        elif element in SESSIONS or (self.period and _PART_OF_YEAR.fullmatch(element)):
            self.period.append(element)
        elif name in MEETINGS and number.isdigit():
            self.body.append(name)
            self.period.append(number)
        elif element in NATURES or name == "SER" or (self.period and not name):
            self._add_nature(element)
        else:
            self.body.append(element)

    def end(self, element: str) -> None:
        """Read the last element: a number, a paper with its number, or "" for a series."""
        name, _, number = element.rpartition(".")
        if name in PAPERS:
            self._add_nature(name)
        if element:
            self.number.append(number if name in PAPERS else element)

    def _add_nature(self, name: str) -> None:
        self.nature.append(name)
        # What follows belongs to the number then: CAT/C/56/D/562/2013.
        self.period_stands = bool(self.period)
