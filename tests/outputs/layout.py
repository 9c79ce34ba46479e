"""A PDF read back as it lies on paper: which lines stand where, and which passage each belongs to.

Nothing here knows the sheet: positions come from `pdftotext -bbox`, passages from the edition.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from masthead.model.blocks import Heading, Paragraph
from masthead.model.edition import Edition
from masthead.model.inlines import plain

WORD = "{http://www.w3.org/1999/xhtml}word"
PAGE = "{http://www.w3.org/1999/xhtml}page"


class Line(NamedTuple):
    """A line of a page: its foot from the page's top, and its letters without spaces."""

    page: int
    foot: float
    letters: str


class Passage(NamedTuple):
    """A block of the edition, and its letters as they are to be printed."""

    is_heading: bool
    letters: str


@dataclass(frozen=True, slots=True)
class Set:
    """A line of the text and the number of the passage that it belongs to."""

    line: Line
    passage: int


def lines(path: Path) -> list[Line]:
    """Read the lines of a PDF from the first page's top to the last one's foot."""
    command = ["pdftotext", "-bbox", str(path), "-"]
    told = subprocess.run(command, check=True, capture_output=True).stdout
    return [
        line
        for number, page in enumerate(ElementTree.fromstring(told).iter(PAGE), 1)
        for line in _lines_of(number, page)
    ]


def _lines_of(number: int, page: ElementTree.Element) -> Iterator[Line]:
    places = (
        (float(word.attrib["yMax"]), float(word.attrib["xMin"]), word.text or "")
        for word in page.iter(WORD)
    )
    rows: list[list[tuple[float, float, str]]] = []
    for word in sorted(places):
        if rows and word[0] - rows[-1][0][0] < 3:
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        ordered = sorted(row, key=lambda word: word[1])
        yield Line(number, row[0][0], letters("".join(text for _, _, text in ordered)))


def letters(text: str) -> str:
    """Take the spaces of every width out of a text."""
    return "".join(text.split())


def passages(edition: Edition) -> list[Passage]:
    """List the headings and paragraphs of an edition."""
    return [
        Passage(isinstance(block, Heading), letters(block.mark + plain(block.inlines)))
        for block in edition.blocks
        if isinstance(block, Heading | Paragraph)
    ]


def text_of(path: Path, edition: Edition) -> list[Set]:
    """Find the lines of the text, in order; what is left over are heads, feet and the first page.

    Ends only with every letter of every passage found, once and in the order of the source.
    """
    found: list[Set] = []
    wanted = [(number, one.letters) for number, one in enumerate(passages(edition))]
    rest = ""
    number = -1
    for line in lines(path):
        if not rest and wanted:
            number, rest = wanted[0]
        if line.letters and rest.startswith(line.letters):
            found.append(Set(line, number))
            rest = rest.removeprefix(line.letters)
            if not rest:
                wanted.pop(0)
    assert not wanted, f"not printed in its place: {rest[:80]}"
    return found


def pages(text: list[Set]) -> list[list[Set]]:
    """Put lines of the text into their pages."""
    return [list(page) for _, page in groupby(text, key=lambda one: one.line.page)]


def widowed_headings(path: Path, edition: Edition) -> list[str]:
    """Name the headings that stand last on a page."""
    known = passages(edition)
    last = [page[-1] for page in pages(text_of(path, edition))]
    return [one.line.letters for one in last if known[one.passage].is_heading]


def stranded_lines(path: Path, edition: Edition) -> list[str]:
    """Name the lines that stand alone at the foot or the top of a page, parted from their own."""
    text = text_of(path, edition)
    of_all = {number: sum(one.passage == number for one in text) for number in range(len(text))}
    found = []
    for page in pages(text):
        for end in (page[0], page[-1]):
            here = sum(one.passage == end.passage for one in page)
            if here == 1 < of_all[end.passage]:
                found.append(f"{end.line.page}: {end.line.letters}")
    return found
