"""The letters behind the glyphs: what is copied from the file, searched in it and read aloud.

WeasyPrint (70.0) gives the text of several glyphs that are shaped together to the first that it
meets, and none to the others. Alef with hamza under a vowel sign lost the alef wherever it stood:
of "أُعد ... أكد" a reader copied "كد". A stroke that a face adds to lengthen a letter said the
letter again: "الإللكتروني".
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from typing import Any

import pydyf
from weasyprint.text.ffi import ffi, harfbuzz

UNICODE_MAP = b"/CMapName /Adobe-Identity-UCS def"
# What a stroke says between two letters that it joins: it has to say something.
STROKE = "\N{ZERO WIDTH JOINER}"
# OpenType's types of substitutions: one glyph becomes several; one of any type, further away.
MULTIPLE, EXTENSION = 2, 7


def restore_letters(document: Any, pdf: Any) -> None:
    """Give each glyph of a laid-out document its own letters, in the maps that a file has."""
    maps = [part for part in pdf.objects if _is_map(part)]
    for font, map_ in zip(document.fonts.values(), maps, strict=True):
        if not any(map(_is_joined, font.to_unicode.values())):
            continue
        face = _Face(font)
        known = own_letters(font.to_unicode, font.widths, face.characters(), face.strokes())
        for glyph, text in known.items():
            line = _line(glyph, font.to_unicode[glyph])
            map_.stream[map_.stream.index(line)] = _line(glyph, text)


def own_letters(
    texts: Mapping[int, str],
    widths: Mapping[int, float],
    characters: Mapping[int, str],
    strokes: Collection[int],
) -> dict[int, str]:
    """Find the glyphs that have not their own letters, and give these.

    `texts` are in the order in which the glyphs were met; `characters` are those that a face has a
    glyph of. A sign without width that says its letter too leaves it to the letter's glyph.
    """
    own: dict[int, str] = {}
    letters = dict[int, str]()
    for (glyph, text), (other, after) in pairwise((*texts.items(), (-1, " "))):
        letter, signs = _parted(text)
        if glyph in strokes:
            own[glyph] = STROKE
        elif letter and signs and not widths.get(glyph):
            own[glyph] = signs
        if glyph in own and not after:
            letters[other] = letter
    for glyph, text in texts.items():
        if not text and (found := characters.get(glyph) or letters.get(glyph)):
            own[glyph] = found
    return own


def _parted(text: str) -> tuple[str, str]:
    """Part a letter from the signs above and below it."""
    first = next((i for i, c in enumerate(text) if unicodedata.combining(c)), len(text))
    signs = text[first:]
    return (text[:first], signs) if all(map(unicodedata.combining, signs)) else (text, "")


def _is_joined(text: str) -> bool:
    """Tell whether a glyph is of a script whose letters join, or has lost its letters."""
    return not text or unicodedata.bidirectional(text[0]) == "AL"


class _Face:
    """A face as its file has it; what was cut for the document has lost its rules."""

    def __init__(self, font: Any) -> None:
        # Seldom wanted, and slow to load.
        from fontTools.ttLib import TTFont  # noqa: PLC0415

        blob = ffi.gc(harfbuzz.hb_face_reference_blob(font.hb_face), harfbuzz.hb_blob_destroy)
        length = ffi.new("unsigned int *")
        data = harfbuzz.hb_blob_get_data(blob, length)
        file = io.BytesIO(ffi.unpack(data, length[0]))
        self._file = TTFont(file, fontNumber=font.index, lazy=True)

    def characters(self) -> dict[int, str]:
        """Give the character of each glyph that a character is."""
        named = self._file.getBestCmap().items()
        return {self._file.getGlyphID(name): chr(code) for code, name in named}

    def strokes(self) -> frozenset[int]:
        """Give the glyphs that a rule sets after a letter which it leaves as it is."""
        return frozenset(map(self._file.getGlyphID, self._added()))

    def _added(self) -> Iterator[str]:
        if "GSUB" not in self._file:
            return
        for lookup in self._file["GSUB"].table.LookupList.Lookup:
            if lookup.LookupType in (MULTIPLE, EXTENSION):
                for rules in lookup.SubTable:
                    yield from _added_by(getattr(rules, "ExtSubTable", rules))


def _added_by(rules: Any) -> Iterator[str]:
    mapping = rules.mapping.items() if rules.LookupType == MULTIPLE else ()
    for glyph, becomes in mapping:
        if becomes[:1] == [glyph]:
            yield from becomes[1:]


def _is_map(part: object) -> bool:
    return isinstance(part, pydyf.Stream) and UNICODE_MAP in part.stream


def _line(glyph: int, text: str) -> bytes:
    return f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>".encode()
