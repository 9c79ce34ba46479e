"""The parts of a passage as it was written: words, tokens, emphasis and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Words(NamedTuple):
    """Words as they were typed, and the offset of the first in its passage."""

    text: str
    offset: int


class Token(NamedTuple):
    """A role: `` {fact}`key|form` ``, `{para}`, `{item}` or `{literal}`."""

    role: str
    key: str
    form: str
    offset: int

    def __str__(self) -> str:
        form = f"|{self.form}" if self.form else ""
        return f"{{{self.role}}}`{self.key}{form}`"


class Emphatic(NamedTuple):
    """A passage in italics."""

    children: tuple[Part, ...]
    offset: int


class Anchor(NamedTuple):
    """A link to the outside."""

    href: str
    children: tuple[Part, ...]
    offset: int


Part = Words | Token | Emphatic | Anchor
# Whatever holds other parts; a tuple, for a union is made anew each time that it is asked for.
HOLDING = (Emphatic, Anchor)


def flat(parts: Iterable[Part]) -> Iterator[Words | Token]:
    """Go through words and tokens in order, whatever they stand in."""
    for part in parts:
        if isinstance(part, HOLDING):
            yield from flat(part.children)
        else:
            yield part


def tokens(parts: Iterable[Part], role: str = "") -> Iterator[Token]:
    """Go through the tokens in order; only those of a role when one is named."""
    return (p for p in flat(parts) if isinstance(p, Token) and (not role or p.role == role))


def anchors(parts: Iterable[Part]) -> Iterator[Anchor]:
    """Go through the links of a passage, whatever they stand in."""
    for part in parts:
        if isinstance(part, Anchor):
            yield part
        if isinstance(part, HOLDING):
            yield from anchors(part.children)


def links(parts: Iterable[Part]) -> Iterator[str]:
    """Go through the addresses that a passage links to."""
    return (anchor.href for anchor in anchors(parts))
