"""Text of a page that is read from right to left, in the order in which it is read.

A reader of a PDF gives the signs of such a line as they stand, from the left; within it numbers
and Latin words run the other way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# What runs from left to right: a word with a Latin letter and all that is written with it, or a
# number ("6/3", "1,234"); a dash between two numbers stands between two.
AGAINST = re.compile(
    r"(?=[^\s()]*[A-Za-z])[A-Za-z\d][A-Za-z\d./:&_~-]*[A-Za-z\d]|\d+(?:[./:,]\d+)*"
)


ARABIC = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
LATIN = re.compile(r"[A-Za-z]")


def is_against(words: Iterable[str]) -> bool:
    """Tell a line of a passage in another language, which runs from left to right throughout."""
    line = " ".join(words)
    return bool(LATIN.search(line)) and not ARABIC.search(line)


def logical(seen: str) -> str:
    """Put the signs of a word, as seen from the left, into the order of reading.

    A word that is Latin from end to end stays as it is. What was put in order is seen again if
    this is done twice.
    """
    return AGAINST.sub(lambda run: run[0][::-1], seen[::-1])
