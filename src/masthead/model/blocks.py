"""The blocks of an edition: what stands on its pages, numbered and said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from masthead.model.inlines import Inline, Text

Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: `level` 1 to 4 and its printed `mark` ("II.", "B.", "3.", "(a)")."""

    id: str
    level: int
    mark: str
    inlines: Inlines
    where: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. A numbered one has its printed `mark` ("42."); `records` are what it tells of.

    One without a number (0) is "bare", "preambular" or a "quotation" by its `style`. `anchor` is
    its place on the page. `suffix` is "bis" in 13 bis, "" in most.
    """

    id: str
    anchor: str
    number: int
    mark: str
    inlines: Inlines
    records: tuple[str, ...]
    where: str
    style: str = ""
    suffix: str = ""

    @property
    def cited(self) -> str:
        """Give its number as it is cited: "13", "13 bis"."""
        return f"{self.number} {self.suffix}".rstrip()


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list: `level` 1 to 3, its printed `mark` ("(a)", "(i)", "a."), or a bullet.

    Those of an agenda are numbered ("1."); their parts have letters.
    """

    id: str
    level: int
    mark: str
    inlines: Inlines
    where: str
    is_bullet: bool = False

    @property
    def is_numbered(self) -> bool:
        """Whether its mark is a number, which is the same in every language, and no letter.

        Items of items may bear numbers of their own, in Arabic between quotation marks.
        """
        return self.level == 1 and any(character.isdigit() for character in self.mark)


@dataclass(frozen=True, slots=True)
class Remark:
    """A note below a table or a figure, by its letter."""

    mark: str
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its caption ("Table 2"), title, head, rows of cells, and remarks.

    `columns` are how each column is aligned: "left", "center" or "right".
    """

    id: str
    anchor: str
    mark: str
    title: Inlines
    columns: tuple[str, ...]
    head: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    remarks: tuple[Remark, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: its caption, title, its bytes in base64, and the text that stands for it."""

    id: str
    anchor: str
    mark: str
    title: Inlines
    type: str
    data: str
    alt: str
    remarks: tuple[Remark, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Series:
    """What a chart draws in one manner: its name, and a number for each label.

    `values` are canonical ("431", "12.5"; "" where there is none), `texts` as they are printed.
    """

    name: str
    values: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A number on the scale of a chart, and how it is printed."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure that is drawn from facts: "bars", "columns" or "lines" (`look`), all words said.

    `axis` names what the labels are, `measure` what the numbers count; either may be "".
    """

    id: str
    anchor: str
    mark: str
    title: Inlines
    look: str
    axis: str
    measure: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    ticks: tuple[Tick, ...]
    alt: str
    remarks: tuple[Remark, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Box:
    """Text set apart in a frame, with a caption and a title."""

    id: str
    anchor: str
    mark: str
    title: Inlines
    blocks: tuple[Block, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary before the text, in a frame; `title` is the word for it."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Annex:
    """The beginning of an annex or an appendix: its caption ("Annex II") and its title.

    `original` names the language that it was written in, if that is not the document's.
    """

    id: str
    anchor: str
    mark: str
    title: Inlines
    original: str
    where: str
    is_appendix: bool = False


Block = Heading | Paragraph | ListItem | Table | Figure | Chart | Box | Summary | Annex


def passages(blocks: tuple[Block, ...], *, parts: bool = True) -> Iterator[tuple[str, Inlines]]:
    """Go through all that blocks say, each passage with an id that every edition has.

    What a table or a figure has several of is told apart by its place ("table-id.r2.c1" is a
    cell), or left out.
    """
    for block in blocks:
        if isinstance(block, Heading | Paragraph | ListItem):
            yield block.id, block.inlines
        elif isinstance(block, Summary):
            yield from passages(block.blocks, parts=parts)
        else:
            yield block.id, block.title
            if isinstance(block, Box):
                yield from passages(block.blocks, parts=parts)
            if parts and isinstance(block, Table | Figure):
                yield from _parts(block)


def _parts(block: Table | Figure) -> Iterator[tuple[str, Inlines]]:
    if isinstance(block, Table):
        for row, cells in enumerate((block.head, *block.rows)):
            yield from (
                (f"{block.id}.r{row}.c{place}", cell) for place, cell in enumerate(cells, 1)
            )
    else:
        yield f"{block.id}.alt", (Text(block.alt),)
    for remark in block.remarks:
        yield f"{block.id}.{remark.mark}", remark.inlines


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its number in the one series of the document, and its mark."""

    id: str
    number: int
    mark: str
    inlines: Inlines
    where: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the contents: a heading, its paragraphs ("4-40") and where it leads.

    An annex is on level 0. `language` and its `direction` are "" where they are the edition's.
    """

    level: int
    mark: str
    text: str
    paragraphs: str
    anchor: str
    language: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: its title, the heads of its columns, its lines."""

    title: str
    chapter: str
    paragraphs: str
    page: str
    rows: tuple[Row, ...]
