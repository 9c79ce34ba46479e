"""Marks: numbers as headings, items and captions print them: IV., B., (a), (ii)."""

from __future__ import annotations

import re
from string import ascii_lowercase

# A pattern shows its first mark: "I.", "(a)", "i)". What stands round it is printed as it is.
FIRST = re.compile(r"[IiAa1]")
ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def mark(pattern: str, number: int) -> str:
    """Print a number in the way that a pattern begins: the third of "(a)" is "(c)"."""
    return FIRST.sub(lambda first: numeral(number, first[0]), pattern, count=1)


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
