"""What saying works with: how facts are said in one passage, and what became of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from masthead.language.names import Name, at_date
from masthead.language.words import Words

Wordings = Callable[[str], str | None]


class Speech(NamedTuple):
    """How facts are said in one passage.

    `day` is the masthead's date: names are those of that day. `mentioned` are the things that the
    edition has named already; None says every name in full (titles and headings, where the
    Editorial Manual allows no acronym). `later` are the things that are named again further on:
    an acronym is introduced only for these. `wordings` gives a text field in this language by its
    key, None if the language does not have it.
    """

    words: Words
    day: date
    wordings: Wordings
    mentioned: frozenset[str] | None = None
    later: frozenset[str] | None = None

    def name(self, id_: str) -> Name | None:
        """Give the name of a thing that is in force, None if the language has none."""
        names = self.words.name_of(id_)
        return at_date(names, self.day) if names else None

    def is_first(self, id_: str, form: str = "") -> bool:
        """Tell whether a thing is named in full here."""
        if form in ("full", "short"):
            return form == "full"
        return self.mentioned is None or id_ not in self.mentioned

    def introduces(self, id_: str) -> bool:
        """Tell whether an acronym is worth printing: new here, and named again further on."""
        is_new = self.mentioned is not None and id_ not in self.mentioned
        return is_new and (self.later is None or id_ in self.later)


class Said(NamedTuple):
    """What a fact became: its words, and the things that they named.

    `unclosed`: they end with an apposition ("Bali, Indonesia"), which a comma closes if the
    sentence goes on.
    """

    text: str
    named: tuple[str, ...] = ()
    unclosed: bool = False
