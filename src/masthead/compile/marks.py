"""Marks: numbers as headings, items and captions print them: IV., B., (a), (ii), 三., (ب).

A pattern shows its first mark: "I.", "(a)", "一.". What stands round it is printed as it is. Latin
letters, Roman numbers and figures are known; a language lists its other series itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_lowercase

from masthead.language import Words

FIRST = re.compile(r"[IiAa1]")
ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


Series = tuple[tuple[str, ...], ...]


def mark(pattern: str, number: int, listed: Series = ()) -> str:
    """Print a number in the way that a pattern begins: the third of "(a)" is "(c)"."""
    own = _series_of(pattern, listed)
    if own:
        return pattern.replace(own[0], _of(own, number), 1)
    return FIRST.sub(lambda first: numeral(number, first[0]), pattern, count=1)


def heading(path: Sequence[int], words: Words) -> str:
    """Print the mark of a heading, by its place among those of its level."""
    return mark(_pattern(words, "headings", len(path)), path[-1], listed(words))


def item(level: int, number: int, words: Words) -> str:
    """Print the mark of an item of a list."""
    return mark(_pattern(words, "items", level), number, listed(words))


def annex(number: int, words: Words) -> str:
    """Print the number of an annex: Roman, if the language has no other way."""
    return mark(words.text("marks", "annex") or "I", number, listed(words))


def letter(key: str, words: Words) -> str:
    """Print a letter of the source as the language counts items: "c" is the third of them."""
    own = _series_of(_pattern(words, "items", 1), listed(words))
    is_letter = len(key) == 1 and key in ascii_lowercase
    return _of(own, ascii_lowercase.index(key) + 1) if own and is_letter else key


def agenda_number(path: Sequence[str], words: Words) -> str:
    """Print the number of an item of an agenda: "2 (c)"."""
    pattern = words.text("marks", "agenda", "sub-item" if len(path) > 1 else "item")
    for place, part in enumerate(path):
        pattern = pattern.replace(f"{{{place}}}", letter(part, words))
    return pattern


def _pattern(words: Words, kind: str, level: int) -> str:
    patterns = words.series("marks", kind)
    return patterns[level - 1] if level <= len(patterns) else "1."


def listed(words: Words) -> Series:
    """Give the series of marks that a language lists."""
    return words.lists("marks", "series")


def _series_of(pattern: str, listed: Series) -> tuple[str, ...]:
    """Find the series whose first mark a pattern shows, the longest where one holds another."""
    shown = [series for series in listed if series[0] in pattern]
    return max(shown, key=lambda series: len(series[0]), default=())


def _of(series: tuple[str, ...], number: int) -> str:
    """Give a mark of a series; what comes after its end is counted in figures."""
    return series[number - 1] if number <= len(series) else str(number)


def numeral(number: int, style: str) -> str:
    """Write a number as I, i, A, a or 1 begin; after z comes aa."""
    if style in "Ii":
        return _roman(number) if style == "I" else _roman(number).lower()
    if style in "Aa":
        return _letters(number) if style == "a" else _letters(number).upper()
    return str(number)


def _roman(number: int) -> str:
    said = ""
    for worth, letters in ROMAN:
        said += letters * (number // worth)
        number %= worth
    return said


def _letters(number: int) -> str:
    round_, place = divmod(number - 1, len(ascii_lowercase))
    return ascii_lowercase[place] * (round_ + 1)
