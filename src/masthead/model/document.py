"""Documents and sessions as editors write them, before any language has its say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from masthead.model.activity import Place
from masthead.model.problem import Where
from masthead.model.symbol import Symbol
from masthead.model.when import When


class Prose(NamedTuple):
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


# What a block of a document can be. Numbered are paragraphs alone; tables, figures and boxes bear
# numbers of their own, items the marks of their list.
RUNNING = ("paragraph", "bare", "preambular", "quotation")
ITEMS = ("item", "subitem", "subsubitem", "bullet")
CAPTIONED = ("table", "figure", "box")
ANNEXES = ("annex", "appendix")
# What has no words of its own: it holds others, or lists what stands elsewhere.
WORDLESS = ("summary", "agenda")


class Media(NamedTuple):
    """A picture as it was read: its type ("image/svg+xml") and its bytes."""

    type: str
    data: bytes


# How a chart is drawn, and by what it can count records.
LOOKS = ("bars", "columns", "lines")
COUNTED = ("kind", "year", "place", "state", "theme", "organizer")


@dataclass(frozen=True, slots=True)
class ChartPlan:
    """What a chart draws: records counted by one of COUNTED, or (without) the rows of its figure.

    Counted are the records of the kinds `of` (of all, if none is named) in the period `within` (in
    the document's, if none is given). `places` say where each was written.
    """

    look: str
    places: Mapping[str, Where]
    count: str = ""
    of: tuple[str, ...] = ()
    within: When | None = None


class Passage(NamedTuple):
    """A block of a document, or a part of one: a cell, a remark below a table, a picture's text.

    `kind` is "title", "heading" (`level` 1 to 4), "paragraph" (numbered), another of RUNNING,
    ITEMS, CAPTIONED or ANNEXES, "summary", "agenda" (the list of its items), "agenda-item" (a
    heading with the number and the title of `item`), "note", "cell", "remark" or "alt".
    `prose` is None where the phrases of the records draft the paragraph; a table, figure or box has
    its title there. `children` are what it is made of: the blocks of a box or a summary, the cells
    of a table row by row and then its remarks, the text of a figure and the cells of its chart.
    `columns` are how the columns of a table are aligned. `original` is the language that an annex
    was written in, if another.
    `inserted` says that it was put in behind a number that stays: it is 13 bis, not 14.
    """

    kind: str
    id: str
    prose: Prose | None
    where: Where
    level: int = 0
    records: tuple[str, ...] = ()
    background: bool = False
    children: tuple[Passage, ...] = ()
    columns: tuple[str, ...] = ()
    original: str = ""
    media: Media | None = None
    inserted: bool = False
    item: tuple[str, ...] = ()
    chart: ChartPlan | None = None

    @property
    def is_title(self) -> bool:
        """Whether this is the title of the document."""
        return self.kind == "title"

    @property
    def is_heading(self) -> bool:
        """Whether this is a heading of the body."""
        return self.kind == "heading"

    @property
    def is_paragraph(self) -> bool:
        """Whether this is a numbered paragraph."""
        return self.kind == "paragraph"

    @property
    def is_running(self) -> bool:
        """Whether this is text that is read on, and not a title, a heading or a part of a table."""
        return self.kind in (*RUNNING, *ITEMS, "note")

    @property
    def is_named(self) -> bool:
        """Whether this is a title, a heading or a caption, where every name stands in full."""
        return self.kind in ("title", "heading", "agenda-item", *CAPTIONED, *ANNEXES)

    @property
    def may_be_common(self) -> bool:
        """Whether this needs no translation if it has no words of its own: numbers, facts."""
        return self.kind in ("cell", "agenda-item")

    def walk(self) -> Iterator[Passage]:
        """Go through the passage and all that it is made of."""
        yield self
        for child in self.children:
            yield from child.walk()


def item_id(path: Iterable[str]) -> str:
    """Name an item of the agenda: "item-2-c"."""
    return "-".join(("item", *path))


class AgendaItem(NamedTuple):
    """An item of an agenda: its path (("2",) or ("2", "c")) and its title in the original."""

    path: tuple[str, ...]
    title: Prose

    @property
    def id(self) -> str:
        """Name the unit of its title: "item-2-c"."""
        return item_id(self.path)


class Absent(NamedTuple):
    """A symbol of which the project has no document: skipped for a reason, or (without) elsewhere.

    `where` is its place in session.yaml.
    """

    symbol: Symbol
    reason: str
    where: Where


class Session(NamedTuple):
    """A meeting of a body: "seventh session", its dates, its place and its agenda.

    `absent` are the symbols that nobody need look for among its documents.
    """

    folder: str
    body: str
    ordinal: int
    when: When
    place: Place
    agenda: Symbol | None
    agenda_status: str
    items: tuple[AgendaItem, ...]
    where: Where
    absent: tuple[Absent, ...] = ()

    def key_of(self, item: AgendaItem) -> str:
        """Name the unit of an item's title: "CTOC-COP-2014#item-2-c"."""
        return f"{self.folder.rsplit('/', 1)[-1]}#{item.id}"


class Document(NamedTuple):
    """A work under a symbol: its front matter and its passages, in the original language.

    `held` and `excluded` give the reason for each record that is not told of. `late`,
    `appreciation` and `sponsors_note` are asterisk notes of the first page, whole sentences;
    `reissued` is the day on which it was issued again for technical reasons; `job` the job number
    by language; `waiver` why it may pass its word limit; `issued` says that its numbers are frozen.
    `also` is the second symbol of a document of two bodies; files and paths are named by the first.
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
    contents: bool = False
    job: Mapping[str, str] = MappingProxyType({})
    late: Prose | None = None
    appreciation: Prose | None = None
    reissued: When | None = None
    waiver: str = ""
    sponsors: tuple[str, ...] = ()
    sponsors_note: Prose | None = None
    issued: bool = False
    also: tuple[Symbol, ...] = ()

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """Give all of its symbols: one, or the two of a double symbol."""
        return (self.symbol, *self.also)

    @property
    def title(self) -> Passage | None:
        """Give the title's passage, if one was written."""
        return next((passage for passage in self.passages if passage.is_title), None)

    @property
    def notes(self) -> tuple[Passage, ...]:
        """Give the notes of its first page that somebody wrote: each is a unit of its own.

        No block can take their ids, for a block's id has no dot.
        """
        written = (
            ("sponsors_note", self.sponsors_note),
            ("appreciation", self.appreciation),
            ("late", self.late),
        )
        return tuple(
            Passage("remark", f"masthead.{name}", prose, prose.at(0))
            for name, prose in written
            if prose is not None
        )

    def paragraphs(self) -> Iterator[Passage]:
        """Go through the passages that get a number."""
        return (passage for passage in self.passages if passage.is_paragraph)

    def walk(self) -> Iterator[Passage]:
        """Go through all passages in order, with what they are made of."""
        return (part for passage in self.passages for part in passage.walk())

    @property
    def path(self) -> str:
        """Name the file that the document was read from."""
        return self.where.path
