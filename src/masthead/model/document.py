"""Documents and sessions as editors write them, before any language has its say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from masthead.model.activity import Place
from masthead.model.problem import Where
from masthead.model.symbol import Symbol
from masthead.model.when import When


@dataclass(frozen=True, slots=True)
class Prose:
    """A passage as it was typed; `marks` give the line and column of some offsets, the first 0.

    What a phrase drafted stands in no file: then every offset is at the first mark.
    """

    text: str
    path: str
    marks: tuple[tuple[int, int, int], ...]
    is_drafted: bool = False

    def at(self, offset: int) -> Where:
        """Say where the character at `offset` stands in the file."""
        if self.is_drafted:
            offset = 0
        start, line, column = next(mark for mark in reversed(self.marks) if mark[0] <= offset)
        return Where(self.path, line, column + offset - start)


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a document: its title, a heading (level 1 to 3) or a numbered paragraph.

    `prose` is None where the phrases of the records draft the paragraph.
    """

    id: str
    level: int
    records: tuple[str, ...]
    prose: Prose | None
    where: Where
    background: bool = False
    is_title: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether this is a heading of the body."""
        return self.level > 0 and not self.is_title

    @property
    def is_paragraph(self) -> bool:
        """Whether this is a numbered paragraph."""
        return self.level == 0


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of an agenda: its path (("2",) or ("2", "c")) and its title in the original."""

    path: tuple[str, ...]
    title: Prose

    @property
    def id(self) -> str:
        """Name the unit of its title: "item-2-c"."""
        return "-".join(("item", *self.path))


@dataclass(frozen=True, slots=True)
class Session:
    """A meeting of a body: "seventh session", its dates, its place and its agenda."""

    folder: str
    body: str
    ordinal: int
    when: When
    place: Place
    agenda: Symbol | None
    agenda_status: str
    items: tuple[AgendaItem, ...]
    where: Where


@dataclass(frozen=True, slots=True)
class Document:
    """A work under a symbol: its front matter and its passages, in the original language.

    `held` and `excluded` give the reason for each record that is not told of.
    """

    symbol: Symbol
    kind: str
    status: str
    date: When
    original: str
    languages: tuple[str, ...]
    item: tuple[str, ...]
    period: When | None
    held: Mapping[str, str]
    excluded: Mapping[str, str]
    passages: tuple[Passage, ...]
    session: str
    where: Where
    places: Mapping[str, Where]

    @property
    def title(self) -> Passage | None:
        """Give the title's passage, if one was written."""
        return next((passage for passage in self.passages if passage.is_title), None)

    def paragraphs(self) -> Iterator[Passage]:
        """Go through the passages that get a number."""
        return (passage for passage in self.passages if passage.is_paragraph)

    @property
    def path(self) -> str:
        """Name the file that the document was read from."""
        return self.where.path
