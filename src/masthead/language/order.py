"""The order of names: by the alphabet of the language, which language.yaml spells if need be.

An alphabet is a list of letters; letters that count as one stand together ("её"). Marks that no
letter of it has tell names apart only where all letters are the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from masthead.language.words import Words

Key = tuple[tuple[int, ...] | str, str]


def sort_key(text: str, words: Words) -> Key:
    """Order names as a dictionary does: letters first, accents after; an unknown letter last."""
    letters = unicodedata.normalize("NFC", text.casefold())
    alphabet = words.series("alphabet")
    if not alphabet:
        return _latin(letters)
    ranks = _ranks(alphabet)
    return tuple(_rank(c, ranks) for c in letters if c.isalnum() or c == " "), letters


def unordered(text: str, words: Words) -> set[str]:
    """List the letters of a name that an alphabet should have and has not."""
    ranks = _ranks(words.series("alphabet"))
    letters = {c for c in unicodedata.normalize("NFC", text.casefold()) if c.isalpha()}
    return {c for c in letters if ranks and not _known(c, ranks)}


def _latin(text: str) -> tuple[str, str]:
    letters = unicodedata.normalize("NFD", text)
    base = "".join(c for c in letters if c.isalnum() or c == " ")
    return re.sub(" +", " ", base), letters


@cache
def _ranks(alphabet: tuple[str, ...]) -> dict[str, int]:
    return {letter: rank for rank, group in enumerate(alphabet, 1) for letter in group}


def _rank(letter: str, ranks: dict[str, int]) -> int:
    if letter == " ":
        return 0
    return _known(letter, ranks) or len(ranks) + ord(letter)


def _known(letter: str, ranks: dict[str, int]) -> int:
    return ranks.get(letter) or ranks.get(unicodedata.normalize("NFD", letter)[0], 0)
