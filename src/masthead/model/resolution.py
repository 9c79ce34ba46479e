"""What the work rests on: resolutions (`ctoc-cop:6/3`) and articles of treaties (`ctoc:6`).

Both are written as an id of the registry, a colon and a number; the number's shape tells them
apart. Neither is a document symbol.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import total_ordering

from masthead.model.natural import ROMAN, Order, natural
from masthead.model.problem import Fault

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_ARTICLE = re.compile(r"[1-9][0-9]{0,3}")
# Editorial Manual, resolutions and decisions: 31/16 A, S-30/1 and 6/3 name the session; 3363 (XXX)
# is older and gives it in parentheses; 986 (1995) gives the year, as the Security Council does.
_RESOLUTION = re.compile(
    rf"""
      (?P<session>(?:E?S-)?[1-9][0-9]{{0,3}}/[1-9][0-9]{{0,3}}) (?:[ ]?(?P<part>[A-Z]))?
    | (?P<number>[1-9][0-9]{{0,3}}) (?:[ ]?(?P<section>[A-Z]))?
      [ ]?\((?P<period>(?:19|20)[0-9]{{2}}|{ROMAN})\)
    """,
    re.VERBOSE,
)


@total_ordering
@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolution or decision: its body, and its number as it is cited."""

    body: str
    number: str

    @classmethod
    def parse(cls, text: str) -> Resolution | Fault:
        """Read `body:number`; the spaces in a number may be left out."""
        parted = _part(text)
        if isinstance(parted, Fault):
            return parted
        body, number = parted
        found = _RESOLUTION.fullmatch(number)
        if not found:
            return Fault("S018", len(body) + 1, {"found": number[:40]})
        names = (found["session"] or found["number"], found["part"] or found["section"])
        period = f"({found['period']})" if found["period"] else None
        return cls(body, " ".join(filter(None, (*names, period))))

    @property
    def order(self) -> tuple[str, Order]:
        """The key it sorts by: the body, then the number by its value."""
        return self.body, natural(self.number)

    def __lt__(self, other: object) -> bool:
        return self.order < other.order if isinstance(other, Resolution) else NotImplemented

    def __str__(self) -> str:
        return f"{self.body}:{self.number}"


@total_ordering
@dataclass(frozen=True, slots=True)
class Article:
    """An article of a treaty."""

    treaty: str
    number: str

    @classmethod
    def parse(cls, text: str) -> Article | Fault:
        """Read `treaty:number`."""
        parted = _part(text)
        if isinstance(parted, Fault):
            return parted
        treaty, number = parted
        if not _ARTICLE.fullmatch(number):
            return Fault("S019", len(treaty) + 1, {"found": number[:40]})
        return cls(treaty, number)

    @property
    def order(self) -> tuple[str, Order]:
        """The key it sorts by: the treaty, then the number by its value."""
        return self.treaty, natural(self.number)

    def __lt__(self, other: object) -> bool:
        return self.order < other.order if isinstance(other, Article) else NotImplemented

    def __str__(self) -> str:
        return f"{self.treaty}:{self.number}"


def parse(text: str) -> Resolution | Article | Fault:
    """Read what a number after a colon says it is: a bare number is an article's."""
    article = Article.parse(text)
    return Resolution.parse(text) if isinstance(article, Fault) else article


def _part(text: str) -> tuple[str, str] | Fault:
    id_, colon, number = text.partition(":")
    found = _ID.match(id_)
    end = found.end() if found else 0
    if end < len(id_) or not colon or not id_:
        return Fault("S017", end, {"found": text[:40]})
    return id_, number
