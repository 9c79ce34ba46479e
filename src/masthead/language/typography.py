"""Typography: quotation marks, apostrophes and spaces, by the office's profile.

Texts are typed with curly double quotes and any apostrophe; the profile sets them. Vienna to
2016 and New York since differ in French (un-style.md section 4, quotation marks). A number keeps
to its line with what it counts or dates ("6 October", "80 States") and with the word that it
follows ("para. 12"), by no-break spaces.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from masthead.language.unspaced import closed_up
from masthead.language.words import Words

# A count or a day, grouped or ordinal, and a letter after it; no year, no part of a symbol.
COUNT = re.compile(
    r"\d(?<![\w.,/\u00a0]\d)\d{0,2}(?:[,\u00a0\u202f]\d{3})*(?:[.,]\d+)?(?:er|re|st|nd|rd|th)?"
    r"(?P<space> )(?P<word>[^\W\d_]+)"
)
NUMBER_NEXT = re.compile(r" (?=\d)")
LAST_WORD = re.compile(r"[^\W\d]+[.°]?$")
# More than the longest of what may stand before a space.
REACH = 24


class Typography(NamedTuple):
    """A language's marks under one profile: its quotation marks, and what takes a space before.

    `led` are the words that a number follows without a break, `apart` those that may stand on
    the line after a number. `is_close`: there is no space between words.
    """

    opening: str
    closing: str
    spaced: str
    led: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    is_close: bool = False

    @classmethod
    def of(cls, words: Words, profile: str) -> Typography:
        """Choose a profile of language.yaml; an unknown one sets plain curly quotes."""
        quotes = words.series("typography", "quotes", profile)
        opening, closing = quotes if len(quotes) == 2 else ("“", "”")
        spaced = words.text("typography", "spaced", profile)
        led, apart = (words.series("typography", name) for name in ("led", "apart"))
        leads, parts = frozenset(map(str.lower, led)), frozenset(apart)
        return cls(opening, closing, spaced, leads, parts, not words.spaces_words)


def typeset(text: str, style: Typography, before: str = "") -> str:
    """Set the marks and spaces of a text as the profile wants them; `before` stands before it."""
    # At once: a language may open with the mark that another closes with.
    text = text.translate({ord("'"): "’", ord("“"): style.opening, ord("”"): style.closing})
    if style.spaced:
        marks = re.escape(style.spaced)
        # A text may be what follows a fact, and then begins with its mark.
        text = re.sub(rf"(?:^|(?<=[^\s{marks}]))[ \u00a0]?([{marks}])(?=\s|$)", "\u00a0\\1", text)
    if style.is_close:
        text = closed_up(text)
    start = before[-REACH:]
    return _keep_numbers(start + text, style)[len(start) :]


def _keep_numbers(text: str, style: Typography) -> str:
    """Exchange the spaces beside numbers, one for one."""
    counts = [found for found in COUNT.finditer(text) if found["word"].lower() not in style.apart]
    kept = {found.start("space") for found in counts}
    for found in NUMBER_NEXT.finditer(text):
        word = LAST_WORD.search(text, max(0, found.start() - REACH), found.start())
        if word and word[0].lower() in style.led:
            kept.add(found.start())
    for place in kept:
        text = f"{text[:place]}\u00a0{text[place + 1 :]}"
    return text
