"""What a reader must see of an edition, to be compared with what was read back from its renditions.

Nothing here knows how a rendition is made: a number is what stands printed before a paragraph, and
it is compared with the edition before anything is published.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from masthead.model.blocks import Heading, ListItem, Paragraph
from masthead.model.edition import Edition
from masthead.model.inlines import Inline, plain

# Enough letters to tell two paragraphs apart, few enough to stand on their first two lines.
LETTERS = 32
LEAST = 6  # letters that are no chance
# Signs over letters, and marks that print nothing.
UNSEEN = ("Mn", "Cf")


@dataclass(frozen=True, slots=True)
class Seen:
    """A heading or a paragraph: its printed mark and its first letters, without their spaces."""

    kind: str
    mark: str
    opening: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch that is not as in the edition: what should stand there, and what stands there."""

    expected: tuple[Seen, ...]
    found: tuple[Seen, ...]


NumberMap = tuple[Seen, ...]
Passages = Iterable[tuple[str, tuple[Inline, ...]]]


def numbers_in_edition(edition: Edition) -> NumberMap:
    """List what the pages of an edition must show."""
    return tuple(
        seen("heading" if isinstance(b, Heading) else "paragraph", b.mark, plain(b.inlines))
        for b in edition.blocks
        if isinstance(b, Heading)
        or (isinstance(b, Paragraph) and b.number)
        or (isinstance(b, ListItem) and b.is_numbered)
    )


def differences(expected: NumberMap, found: NumberMap) -> tuple[Difference, ...]:
    """Compare two lists; equal lists have no differences."""
    matcher = SequenceMatcher(None, expected, found, autojunk=False)
    return tuple(
        Difference(expected[a:b], found[c:d])
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    )


def unprinted(passages: Passages, text: str, pieces: int = 1) -> tuple[str, str] | None:
    """Find a passage that is not in a text, whole or in some pieces; None if all are.

    Gives the passage's id and where its words are lost. The foot of a page may part a passage.
    """
    for id_, inlines in passages:
        lost = _lost(squeeze(plain(inlines)), text, pieces)
        if lost:
            return id_, lost[:LETTERS]
    return None


def _lost(passage: str, text: str, pieces: int) -> str:
    while passage and passage not in text:
        pieces -= 1
        found = _prefix(passage, text)
        if pieces < 1 or found < LEAST:
            return passage[found:]
        passage = passage[found:]
    return ""


def _prefix(passage: str, text: str) -> int:
    """Count the letters with which a passage begins somewhere in a text."""
    return bisect_left(range(1, len(passage) + 1), True, key=lambda n: passage[:n] not in text)


def seen(kind: str, mark: str, text: str) -> Seen:
    """Make what can be compared of a heading or a paragraph."""
    return Seen(kind, squeeze(mark), squeeze(text)[:LETTERS])


class _Seen(dict[int, int | None]):
    """What remains of each character, told once for all texts: `str.translate` asks it."""

    def __missing__(self, code: int) -> int | None:
        letter = chr(code)
        is_unseen = letter.isspace() or unicodedata.category(letter) in UNSEEN
        self[code] = None if is_unseen else code
        return self[code]


_SEEN = _Seen()


def squeeze(text: str) -> str:
    """Drop what a line break may change: spaces of every width, soft hyphens, ligatures.

    Vowel signs too: where they stand among their letters, each reader of a PDF tells otherwise.
    """
    return unicodedata.normalize("NFKC", text).translate(_SEEN)
