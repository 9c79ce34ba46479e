"""The letters behind the glyphs: what is copied from the file, searched in it and read aloud.

Two signs may be shaped together: alef with hamza and the vowel sign above it are two glyphs of one
cluster. WeasyPrint (70.0) gives the text of a cluster to the glyph that it meets first, and none
to the other, which is then lost wherever it stands: of "أُعد ... أكد" a reader copied "كد".
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pydyf

UNICODE_MAP = b"/CMapName /Adobe-Identity-UCS def"


def restore_letters(document: Any, pdf: Any) -> None:
    """Give each glyph of a laid-out document its own letters, in the maps that a file has."""
    maps = [part for part in pdf.objects if _is_map(part)]
    for font, map_ in zip(document.fonts.values(), maps, strict=True):
        wanting = any(not text for text in font.to_unicode.values())
        nominal = _nominal(font) if wanting else {}
        for glyph, text in own_letters(font.to_unicode, font.widths, nominal).items():
            line = f"<{glyph:04x}> <{_hex(font.to_unicode[glyph])}>".encode()
            map_.stream[map_.stream.index(line)] = f"<{glyph:04x}> <{_hex(text)}>".encode()


def own_letters(
    texts: Mapping[int, str], widths: Mapping[int, float], nominal: Mapping[int, str]
) -> dict[int, str]:
    """Find the glyphs that have not their own letters, and give these.

    `texts` are in the order in which the glyphs were met; `nominal` are those that a font has for
    one character. A sign without width that stands for a letter too leaves it to its base.
    """
    own: dict[int, str] = {}
    bases = dict[int, str]()
    for (glyph, text), (other, after) in pairwise((*texts.items(), (-1, " "))):
        letter, signs = _parted(text)
        if letter and signs and not widths.get(glyph):
            own[glyph] = signs
            if not after:
                bases[other] = letter
    for glyph, text in texts.items():
        if not text and (found := nominal.get(glyph) or bases.get(glyph)):
            own[glyph] = found
    return own


def _parted(text: str) -> tuple[str, str]:
    """Part a letter from the signs above and below it."""
    signs = next((i for i, c in enumerate(text) if unicodedata.combining(c)), len(text))
    rest = text[signs:]
    return (text[:signs], rest) if all(map(unicodedata.combining, rest)) else (text, "")


def _nominal(font: Any) -> dict[int, str]:
    # Seldom wanted, and slow to load.
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    face = TTFont(io.BytesIO(font.file_content), fontNumber=0, lazy=True)
    return {face.getGlyphID(name): chr(code) for code, name in face.getBestCmap().items()}


def _is_map(part: object) -> bool:
    return isinstance(part, pydyf.Stream) and UNICODE_MAP in part.stream


def _hex(text: str) -> str:
    return text.encode("utf-16-be").hex()
