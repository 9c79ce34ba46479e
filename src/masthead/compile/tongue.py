"""A language made ready for compiling: its words, phrases, units and typography together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from masthead.language import Lexicon, Phrases, Typography, Unit, Words
from masthead.model.document import Document


class Tongue(NamedTuple):
    """One language. `units` are all that it has, by key; `lexicon` its part of the list of terms.

    `is_original` tells the records' language.
    """

    words: Words
    phrases: Phrases
    units: Mapping[str, Unit]
    typography: Typography
    is_original: bool
    lexicon: Lexicon

    @property
    def code(self) -> str:
        """Give the language's code."""
        return self.words.code


def unit_key(document: Document, block: str) -> str:
    """Name the unit of a block: "CTOC/COP/2014/4#status"."""
    return f"{document.symbol}#{block}"
