"""The numbers and the words that a reader sees in a PDF, read from its bytes alone."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from masthead.model.outline import SUFFIXES
from masthead.outputs.logical import is_against, logical
from masthead.outputs.readback import NumberMap, Seen, seen, squeeze

NEAR = 1.5  # points
BREAK = 18  # points: lines further apart belong to two blocks
# "bis." in "13 bis."
SUFFIX = re.compile(rf"(?:{'|'.join(SUFFIXES)})\W*")


def numbers_in_pdf(words: Sequence[Word]) -> NumberMap:
    """Read the numbers of a PDF by where its words stand.

    A paragraph's number stands at the edge of the text, with a tab after it and space above ("13
    bis." reaches over the tab); a heading's mark stands outside that edge, close to its words, so
    "1." is the one or the other.
    """
    lines = _all_lines(words)
    numbered = [line for line in lines if _may_be_number(line)]
    edge = _most_common([line.words[0].left for line in numbered or lines])
    tab = _most_common([line.words[1].left for line in numbered])
    return tuple(_read_lines(lines, edge, tab))


def text_of_pdf(words: Sequence[Word]) -> str:
    """Give all the words of a PDF, without their spaces, in the order in which it has them.

    What is read from right to left, and seen in a mirror, is put in order line by line.
    """
    if all(word.left < 0 for word in words):
        words = [word for line in _all_lines(words) for word in line.words]
    return squeeze("".join(word.text for word in words))


def _all_lines(words: Sequence[Word]) -> list[_Line]:
    pages = groupby(words, key=lambda word: word.page)
    return [line for _, on_page in pages for line in _lines(on_page)]


class Word(NamedTuple):
    """A word of a PDF, with its page and its place there in points."""

    page: int
    left: float
    right: float
    top: float
    bottom: float
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    """The words of a line in the order of reading, and the space above its foot."""

    words: tuple[Word, ...]
    rise: float

    def __str__(self) -> str:
        return "".join(word.text for word in self.words)


class _Begun(NamedTuple):
    """The first line of a block: its mark, and the words after it."""

    kind: str
    mark: str
    rest: tuple[Word, ...]


def words_of_pdf(path: Path, direction: str = "ltr") -> tuple[Word, ...]:
    """Read the words of a PDF by pdftotext; one that is read from right to left, in a mirror."""
    words = _words(path)
    return tuple(words if direction == "ltr" else map(_mirrored, words))


def _words(path: Path) -> Iterator[Word]:
    command = ["pdftotext", "-tsv", "-enc", "UTF-8", str(path), "-"]
    table = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    for row in table.splitlines()[1:]:
        level, page, *_, left, top, width, height, _, text = row.split("\t", 11)
        if level == "5":
            x, y = float(left), float(top)
            yield Word(int(page), x, x + float(width), y, y + float(height), text)


def _mirrored(word: Word) -> Word:
    """See a word of a page that is read from right to left in a mirror: it begins on the left."""
    return word._replace(left=-word.right, right=-word.left, text=logical(word.text))


def _lines(words: Iterator[Word]) -> list[_Line]:
    """Put the words of one page into lines, whatever order the file has them in."""
    ordered = sorted(words, key=lambda word: word.bottom)
    rows: list[list[Word]] = []
    for word in ordered:
        if rows and _on_one_line(rows[-1][-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    feet = [max(word.bottom for word in row) for row in rows]
    return [
        _Line(_in_order(_joined(sorted(row, key=lambda word: word.left))), foot - above)
        for row, foot, above in zip(rows, feet, [float("-inf"), *feet], strict=False)
    ]


def _in_order(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Read a line that runs against its page, as one in English does in Arabic, from its own side.

    The words change their places; what stands at each place is all that its mark is known by.
    """
    least_gap = 7
    has_mark = len(words) > 1 and (
        not is_against([words[0].text]) and words[1].left - words[0].right > least_gap
    )
    mark, rest = words[:has_mark], words[has_mark:]
    if rest[0].left >= 0 or not is_against(word.text for word in rest):
        return words
    texts = [logical(word.text) for word in reversed(rest)]
    return (*mark, *(w._replace(text=text) for w, text in zip(rest, texts, strict=True)))


def _joined(words: Sequence[Word]) -> tuple[Word, ...]:
    """Make one word of a mark at the beginning of a line: "13" and "bis.", "30" and "-"."""
    first, *rest = words
    if not rest:
        return (first,)
    second, *others = rest
    if second.text == "-":
        return (first._replace(right=second.right, text=f"{first.text}-"), *others)
    if first.text.isdigit() and SUFFIX.fullmatch(second.text):
        both = first._replace(right=second.right, text=f"{first.text} {second.text}")
        return (both, *others)
    return tuple(words)


def _on_one_line(one: Word, other: Word) -> bool:
    """Tell words that stand beside each other; the call of a note stands a little higher."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > min(one.bottom - one.top, other.bottom - other.top) / 2


def _read_lines(lines: Sequence[_Line], edge: float, tab: float) -> Iterator[Seen]:
    """Go down the lines: each that begins a block ends the one before."""
    kind = mark = text = ""
    is_open = False
    for line in lines:
        is_open = is_open and line.rise < BREAK
        found = _heading_mark(line, edge) or _paragraph_mark(line, edge, tab)
        if found:
            if kind:
                yield seen(kind, mark, text)
            kind, mark, rest = found
            text = "".join(word.text for word in rest)
        elif is_open and _goes_on(line, edge):
            text += str(line)
        is_open = is_open or bool(found)
    if kind:
        yield seen(kind, mark, text)


def _goes_on(line: _Line, edge: float) -> bool:
    """Tell a line of the text from running heads, page numbers and asterisk notes."""
    first = line.words[0]
    return abs(first.left - edge) < NEAR and first.text.strip("*") != ""


def _heading_mark(line: _Line, edge: float) -> _Begun | None:
    first, *rest = line.words
    outside = first.right < edge - NEAR and edge - first.right < 25
    if rest and outside and abs(rest[0].left - edge) < NEAR and not first.text[-1].isalnum():
        return _Begun("heading", first.text, tuple(rest))
    return None


def _paragraph_mark(line: _Line, edge: float, tab: float) -> _Begun | None:
    first, *rest = line.words
    if abs(first.left - edge) > NEAR or not _may_be_number(line):
        return None
    if abs(rest[0].left - tab) < NEAR or _reaches_over(first, rest[0], tab):
        return _Begun("paragraph", first.text, tuple(rest))
    return None


def _reaches_over(first: Word, text: Word, tab: float) -> bool:
    """Tell a long number that has its tab behind it: an em space, which no line stretches."""
    least_gap = 7
    return " " in first.text and text.left > tab and text.left - first.right > least_gap


def _may_be_number(line: _Line) -> bool:
    """Tell a number from a heading's mark, and from text that begins with one ("2013. The ...")."""
    first = line.words[0]
    height_of_text, least_tab = 12.5, 20
    return (
        len(line.words) > 1
        and bool(_digits(first.text))
        and len(first.text.partition(" ")[0]) < 6
        and line.words[1].left - first.left > least_tab
        and line.rise > height_of_text
    )


def _digits(text: str) -> str:
    return "".join(re.findall(r"\d", text))


def _most_common(places: Sequence[float]) -> float:
    counted = Counter(round(place, 1) for place in places)
    return counted.most_common(1)[0][0] if counted else 0.0
