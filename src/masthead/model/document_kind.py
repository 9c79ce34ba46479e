"""The kinds of document: what each one's first page says, and the rules that it keeps."""

from __future__ import annotations

from typing import NamedTuple

from masthead.model.symbol import Symbol

DISTRIBUTIONS = ("general", "limited", "restricted")
# What a symbol says of the paper under it; "none": it says nothing, there is only a number.
NATURES = ("none", "CRP", "INF", "L")
NUMBERINGS = ("running", "operative", "none")
LANGUAGES = ("any", "one")


class DocumentKind(NamedTuple):
    """content/kinds/<id>.yaml (un-style.md 1.1 to 1.3).

    `author` is a key of `authors` in terms.yaml, "" where no author is named; `revised` the key
    that takes its place in a revision, where that has words of its own. `meeting` says
    whether the session, its place and the agenda item are printed; `words` is the most words that
    it may have, 0 where nobody counts. `numbering` is `running`, `operative` (preambular
    paragraphs have no number) or `none`.
    """

    id: str
    author: str = ""
    distribution: str = "general"
    nature: str = "none"
    meeting: bool = True
    numbering: str = "running"
    words: int = 0
    languages: str = "any"
    contents: bool = False
    sponsors: bool = False
    revised: str = ""

    @property
    def is_in_one_language(self) -> bool:
        """Whether it is issued in one language only, as conference room papers are."""
        return self.languages == "one"

    def says_revised(self, symbol: Symbol) -> bool:
        """Tell a revision whose author line says that it is one: "revised draft resolution"."""
        return bool(self.revised) and symbol.is_revised

    def author_of(self, symbol: Symbol) -> str:
        """Give the key of the author line of a document."""
        return self.revised if self.says_revised(symbol) else self.author


def nature_of(symbol: Symbol) -> str:
    """Say what a symbol says of its paper: "CRP" of CAC/COSP/2011/CRP.4, "none" of A/53/250."""
    nature = symbol.parts.nature
    return nature if nature in NATURES else "none"
