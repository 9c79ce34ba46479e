"""The order in which people sort what is numbered: 2 before 10, II before X, One before Three."""

from __future__ import annotations

import re

WORDS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
ROMAN = r"(?=[IVXLC])C{0,3}(?:X[LC]|L?X{0,3})(?:I[XV]|V?I{0,3})"

_FIGURES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_NUMERAL = re.compile(rf"(?<=[ (])(?:{ROMAN}|{'|'.join(WORDS)})(?=\))")
_RUN = re.compile(r"[0-9]+|[^0-9]+")

Order = tuple[tuple[int, int, str], ...]


def natural(text: str) -> Order:
    """Make a key to sort by; numerals and number words count where they close a parenthesis."""
    figures = _NUMERAL.sub(lambda numeral: str(_value(numeral[0])), text)
    return tuple(
        (0, int(run), "") if run.isdigit() else (1, 0, run) for run in _RUN.findall(figures)
    )


def _value(numeral: str) -> int:
    if numeral in WORDS:
        return WORDS.index(numeral) + 1
    figures = [_FIGURES[letter] for letter in numeral]
    pairs = zip(figures, [*figures[1:], 0], strict=True)
    return sum(-figure if figure < following else figure for figure, following in pairs)
