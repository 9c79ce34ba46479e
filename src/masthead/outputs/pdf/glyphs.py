"""Characters that the typeface of the page lacks: no box is printed, and no face of chance.

What the sheet's faces lack, the layout takes from any font of the machine, another one elsewhere;
what no font has, it prints as a box.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from masthead.outputs import Unprintable

# Generic families stand for whatever the machine has.
GENERIC = frozenset({"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"})
# Spaces take the face of their neighbours.
BLANK = " \N{NO-BREAK SPACE}"


def refuse_missing(document: Any) -> None:
    """Raise `Unprintable` if a laid-out document holds what the faces of its body lack."""
    faces = {name.lower() for name in _faces(document)} - GENERIC
    lacking = {character for font in document.fonts.values() for character in _lent(font, faces)}
    if lacking:
        raise Unprintable("".join(sorted(lacking)))


def _faces(document: Any) -> Iterable[str]:
    """Name the faces that the sheet gives to the body."""
    boxes = document.pages[0]._page_box.descendants()
    names: Iterable[str] = next(box for box in boxes if box.element_tag == "body").style[
        "font_family"
    ]
    return names


def _lent(font: Any, faces: set[str]) -> Iterable[str]:
    """Give the characters that no face of the sheet has, and this font stood in for."""
    yield from map(chr, font.missing)
    if font.family.lower() not in faces:
        for text in font.to_unicode.values():
            yield from (character for character in text if character not in BLANK)
