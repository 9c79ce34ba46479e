"""Languages that leave no space between words: how texts are closed up, where words begin.

`spaces-words: false` in language.yaml says so. A dictionary of ICU knows the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from masthead.language.words import Words

# Chinese characters and the marks of their width; a figure or a Latin word ends where they begin.
IDEOGRAPHS = "\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
# A token will say something in the language.
BESIDE_TOKENS = re.compile(r"(?<=`)\s+|\s+(?=\{)")


def closed_up(text: str) -> str:
    """Take out the spaces beside ideographs, line breaks too; Latin words keep theirs."""
    return _beside().sub("", text)


@cache
def _beside() -> re.Pattern[str]:
    """Match spaces beside ideographs; such classes take milliseconds to compile, for few texts."""
    return re.compile(rf"(?<=[{IDEOGRAPHS}])\s+|\s+(?=[{IDEOGRAPHS}])|^\s+$")


def sentences(texts: Iterable[str], words: Words) -> str:
    """Set sentences side by side."""
    return (" " if words.spaces_words else "").join(texts)


def without_spaces(draft: str) -> str:
    """Close up what a phrase wrote, its tokens too."""
    return closed_up(BESIDE_TOKENS.sub("", draft))


def count_words(text: str, words: Words) -> int:
    """Count the words of a text."""
    if words.spaces_words:
        return len(text.split())
    pieces = (text[start:end] for start, end in _segments(text, words.text("locale")))
    return sum(any(letter.isalnum() for letter in piece) for piece in pieces)


@lru_cache(maxsize=256)
def boundaries(text: str, locale: str) -> frozenset[int]:
    """Say where a word of the text may begin or end."""
    return frozenset(place for ends in _segments(text, locale) for place in ends)


def _segments(text: str, locale: str) -> Iterator[tuple[int, int]]:
    from icu4py.breakers import WordBreaker  # noqa: PLC0415 - 16 MB, and few texts need it

    yield from WordBreaker(text, locale).segments()
