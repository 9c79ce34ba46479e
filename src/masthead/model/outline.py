"""The outline of a document: what bears which number, the same in every language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

# The paragraphs that were put in behind a number: 13 bis, 13 ter. They are Latin in every language,
# so that a number is the same in all of them.
SUFFIXES = (
    "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies",
    "undecies", "duodecies", "terdecies", "quaterdecies", "quindecies", "sexdecies", "septdecies",
    "octodecies", "novodecies", "vicies",
)  # fmt: skip


class Number(NamedTuple):
    """The number of a paragraph: 13, or 13 bis for the first that was put in behind it."""

    value: int
    inserted: int = 0

    @property
    def suffix(self) -> str:
        """Say which of those put in behind a number it is: "bis"; "" for the number itself."""
        return SUFFIXES[self.inserted - 1] if self.inserted else ""

    @property
    def slug(self) -> str:
        """Write it as a part of an address: 13-bis."""
        return str(self).replace(" ", "-")

    def __str__(self) -> str:
        return f"{self.value} {self.suffix}".rstrip()


class Listed(NamedTuple):
    """An item of a list: its places from the outermost list on, and the paragraph that begins it.

    (a) (ii) is (1, 2). A list that no numbered paragraph begins has "" for its paragraph.
    """

    path: tuple[int, ...]
    paragraph: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The numbers of a document's passages, by id.

    The path of a heading that is printed II.B.3 is (2, 2, 3).
    Tables, figures and boxes are counted each for themselves, notes by their first call; annexes
    from 1, an appendix within its annex. `within` names the annex that a passage stands in, 0 being
    the document itself, and `kinds` what each passage is.
    """

    paragraphs: Mapping[str, Number] = field(default_factory=dict)
    headings: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    items: Mapping[str, Listed] = field(default_factory=dict)
    captions: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, int] = field(default_factory=dict)
    annexes: Mapping[str, int] = field(default_factory=dict)
    within: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)

    def is_alone(self, id_: str) -> bool:
        """Tell the only annex, or the only appendix of its annex, which bears no number."""
        place = self._place(id_)
        return [self._place(other) for other in self.annexes].count(place) == 1

    def _place(self, id_: str) -> tuple[str, int]:
        """Say among what an annex is counted: the annexes, or the appendices of its annex."""
        kind = self.kinds[id_]
        return kind, self.within[id_] if kind == "appendix" else 0

    def anchor(self, id_: str) -> str:
        """Name the place of a passage on the page: "para-12", "annex-1-para-3-bis"."""
        annex = self.within.get(id_, 0)
        if id_ in self.paragraphs:
            within = f"annex-{annex}-" if annex else ""
            return f"{within}para-{self.paragraphs[id_].slug}"
        if id_ in self.captions:
            return f"{self.kinds[id_]}-{self.captions[id_]}"
        if id_ in self.notes:
            return f"note-{self.notes[id_]}"
        if self.kinds.get(id_) == "annex":
            return f"annex-{self.annexes[id_]}"
        return id_
