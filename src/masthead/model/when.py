"""When something happened: a closed list of EDTF forms, from a day to "since".

2014-02-06 · 2013-11 · 2013 · 2012-41 (second half) · a/b (from, to) · {a,b} (each of them) ·
[a..b] (some time in it) · a/.. (since).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import total_ordering

from masthead.model.problem import Fault

FIRST_YEAR, LAST_YEAR = 1900, 2100  # outside, it is a slip of the keyboard
FIRST_HALF, SECOND_HALF = 40, 41  # EDTF level 2, sub-year groupings
QUOTED = 40  # characters of a faulty text that a message repeats

_MOMENT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_PATTERN = "0000-00-00"
_UNSURE = re.compile(r"[?~%X]")


class Shape(Enum):
    """The form of a date, and with it the words around it."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    HALF = "half"
    SPAN = "span"
    SET = "set"
    SOME = "some"
    SINCE = "since"

    def __str__(self) -> str:
        return self.value


_FRAMES = {
    Shape.SPAN: ("", "/", ""),
    Shape.SET: ("{", ",", "}"),
    Shape.SOME: ("[", "..", "]"),
    Shape.SINCE: ("", "", "/.."),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, a month, a half-year (1 or 2) or a year."""

    year: int
    month: int | None = None
    day: int | None = None
    half: int | None = None

    @property
    def shape(self) -> Shape:
        """What it is: a day, a month, a half-year or a year."""
        if self.half:
            return Shape.HALF
        if self.day:
            return Shape.DAY
        return Shape.MONTH if self.month else Shape.YEAR

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month or (7 if self.half == 2 else 1), self.day or 1)

    @property
    def last(self) -> date:
        """Its last day."""
        month = self.month or (6 if self.half == 1 else 12)
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        if self.half:
            return f"{self.year}-{FIRST_HALF + self.half - 1}"
        parts = (self.month, self.day)
        return "-".join((str(self.year), *(f"{part:02}" for part in parts if part)))


@total_ordering
@dataclass(frozen=True, slots=True)
class When:
    """One date of a record, as `parse` reads it: its shape and its moments in order."""

    shape: Shape
    moments: tuple[Moment, ...]

    @classmethod
    def parse(cls, text: str) -> When | Fault:
        """Read a date in one of the forms of the list."""
        unsure = _UNSURE.search(text)
        if unsure:
            return Fault("D008", unsure.start(), {"found": unsure[0]})
        read = _READERS.get(text[:1]) or (_interval if "/" in text else None)
        if read:
            return read(text)
        moment = _moment(text, 0)
        return moment if isinstance(moment, Fault) else cls(moment.shape, (moment,))

    @property
    def first(self) -> date:
        """The first day it may mean."""
        return self.moments[0].first

    @property
    def last(self) -> date | None:
        """The last day it may mean; None when it goes on."""
        return None if self.shape is Shape.SINCE else self.moments[-1].last

    @property
    def printable(self) -> bool:
        """Whether a sentence can say it; "some time between" is known but never printed."""
        return self.shape is not Shape.SOME

    @property
    def grammar(self) -> str:
        """The class whose members take the same words around them in every language.

        While it stays, a translation stays grammatical when the date changes.
        """
        if not self.printable:
            return "none"
        return "two-days" if self._is_two_days() else self.shape.value

    def overlaps(self, other: When) -> bool:
        """Tell whether the two have a day in common; between members of a set there is none."""
        return any(
            start <= other_end and other_start <= end
            for start, end in self._stretches()
            for other_start, other_end in other._stretches()
        )

    @property
    def order(self) -> tuple[date, date, str]:
        """The key it sorts by: the first day, then the last; what goes on comes after."""
        return self.first, self.last or date.max, str(self)

    def __lt__(self, other: object) -> bool:
        return self.order < other.order if isinstance(other, When) else NotImplemented

    def __str__(self) -> str:
        before, between, after = _FRAMES.get(self.shape, ("", "", ""))
        return before + between.join(map(str, self.moments)) + after

    def _is_two_days(self) -> bool:
        days = [m.first for m in self.moments if m.shape is Shape.DAY]
        return self.shape is Shape.SPAN and [d - days[0] for d in days[1:]] == [timedelta(1)]

    def _stretches(self) -> Iterator[tuple[date, date]]:
        if self.shape is Shape.SET:
            yield from ((moment.first, moment.last) for moment in self.moments)
        else:
            yield self.first, self.last or date.max


def _moment(text: str, offset: int) -> Moment | Fault:
    """Read a day, a month, a half-year or a year, `offset` characters into the text."""
    found = _MOMENT.fullmatch(text)
    if not found:
        return Fault("D001", offset + _stop(text), {"found": text[:QUOTED]})
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        limits = {"first": FIRST_YEAR, "last": LAST_YEAR}
        return Fault("D004", offset, {"year": found[1], **limits})
    if month in (FIRST_HALF, SECOND_HALF) and day is None:
        return Moment(year, half=month - FIRST_HALF + 1)
    if month is not None and not 1 <= month <= 12:
        return Fault("D002", offset + 5, {"month": found[2]})
    if month is not None and day is not None and not 1 <= day <= monthrange(year, month)[1]:
        last = monthrange(year, month)[1]
        return Fault("D003", offset + 8, {"day": found[3], "month": text[:7], "last": last})
    return Moment(year, month, day)


def _stop(text: str) -> int:
    """Find where a text stops looking like YYYY-MM-DD."""
    pairs = enumerate(zip(text, _PATTERN, strict=False))
    fits = {"0": "0123456789", "-": "-"}
    return next((i for i, (c, slot) in pairs if c not in fits[slot]), min(len(text), 10))


def _interval(text: str) -> When | Fault:
    """Read a/b or a/.. ."""
    start, _, end = text.partition("/")
    if start in ("", ".."):
        return Fault("D010", 0, {"found": text[:QUOTED]})
    since = _joined(Shape.SINCE, [(0, start)])
    if end == ".." or isinstance(since, Fault):
        return since
    if not end:
        return Fault("D007", len(text), {"found": text, "expected": str(since)})
    return _joined(Shape.SPAN, [(0, start), (len(start) + 1, end)])


def _set(text: str) -> When | Fault:
    """Read {a,b,...}; a space may follow a comma."""
    if not text.endswith("}"):
        return Fault("D009", len(text), {"expected": "}"})
    members: list[tuple[int, str]] = []
    offset = 1
    for written in text[1:-1].split(","):
        member = written.removeprefix(" ") if members else written
        members.append((offset + len(written) - len(member), member))
        offset += len(written) + 1
    if len(members) == 1:
        return Fault("D012", 0, {"found": members[0][1][:QUOTED]})
    return _joined(Shape.SET, members)


def _some(text: str) -> When | Fault:
    """Read [a..b]."""
    if not text.endswith("]"):
        return Fault("D009", len(text), {"expected": "]"})
    start, dots, end = text[1:-1].partition("..")
    if not dots:
        return Fault("D009", 1 + _stop(start), {"expected": ".."})
    return _joined(Shape.SOME, [(1, start), (len(start) + 3, end)])


def _joined(shape: Shape, members: list[tuple[int, str]]) -> When | Fault:
    """Read the members of a compound date, which are of one kind and in order."""
    moments: list[Moment] = []
    for offset, text in members:
        moment = _moment(text, offset)
        if isinstance(moment, Fault):
            return moment
        fault = _misfit(moment, moments[-1:], offset)
        if fault:
            return fault
        moments.append(moment)
    return When(shape, tuple(moments))


def _misfit(moment: Moment, before: list[Moment], offset: int) -> Fault | None:
    if moment.shape is Shape.HALF:
        return Fault("D011", offset, {"found": str(moment)})
    for last in before:
        args = {"before": str(last), "found": str(moment)}
        if moment.shape is not last.shape:
            return Fault("D006", offset, args)
        if moment.first <= last.first:
            return Fault("D005", offset, args)
    return None


_READERS: Mapping[str, Callable[[str], When | Fault]] = {"{": _set, "[": _some}
