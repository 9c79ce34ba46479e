"""Typography: quotation marks, apostrophes and spaces, by the office's profile.

Texts are typed with curly double quotes and any apostrophe; the profile sets them. Vienna to
2016 and New York since differ in French (un-style.md section 4, quotation marks).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from masthead.language.words import Words


@dataclass(frozen=True, slots=True)
class Typography:
    """A language's marks under one profile: its quotation marks, and what takes a space before."""

    opening: str
    closing: str
    spaced: str

    @classmethod
    def of(cls, words: Words, profile: str) -> Typography:
        """Choose a profile of language.yaml; an unknown one sets plain curly quotes."""
        opening, closing = words.series("typography", "quotes", profile) or ("“", "”")
        return cls(opening, closing, words.text("typography", "spaced", profile))


def typeset(text: str, style: Typography) -> str:
    """Set the marks of a text as the profile wants them."""
    text = text.replace("'", "’").replace("“", style.opening).replace("”", style.closing)
    if style.spaced:
        marks = re.escape(style.spaced)
        # A text may be what follows a fact, and then begins with its mark.
        text = re.sub(rf"(?:^|(?<=[^\s{marks}]))[ \u00a0]?([{marks}])(?=\s|$)", "\u00a0\\1", text)
    return text
