"""An edition as pandoc's tree: one small function a block or an inline, one line in a table.

It starts from the edition, as the body of the pages does, and not from their HTML: there a
footnote is a list at the end, a number is a link, and the first page is made of boxes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from masthead.model.blocks import (
    Annex,
    Block,
    Box,
    Contents,
    Figure,
    Heading,
    ListItem,
    Note,
    Paragraph,
    Remark,
    Row,
    Summary,
    Table,
)
from masthead.model.edition import Edition
from masthead.model.inlines import (
    Call,
    Emphasis,
    Fact,
    Foreign,
    Inline,
    Item,
    Link,
    Omission,
    Reference,
    Text,
)
from masthead.outputs.docx import nodes
from masthead.outputs.docx.nodes import Node, Nodes

STYLES = {"": "Numbered Paragraph", "preambular": "Preambular", "quotation": "Quotation"}
SUFFIXES = {"image/svg+xml": ".svg", "image/png": ".png"}

# The footnotes that are still to be called, by id: one is printed where it is called first.
Notes = dict[str, Note]


def document(edition: Edition, first_page: str) -> Node:
    """Make the whole document; `first_page` is Word's XML already."""
    made = [nodes.raw(first_page), *_body(edition, {note.id: note for note in edition.notes})]
    return nodes.document(properties(edition), made)


def _body(edition: Edition, notes: Notes) -> Iterator[Node]:
    """Go through the blocks; the contents stand before the first heading."""
    listed = edition.contents
    for block in edition.blocks:
        if listed and isinstance(block, Heading | Annex):
            yield from contents(listed)
            listed = None
        yield from block_nodes(block, notes)


def properties(edition: Edition) -> dict[str, Node]:
    """Name what Word shows under "Properties", as the PDF says it of itself."""
    mark = "" if edition.status is None else edition.status.text
    masthead = edition.masthead
    title = f"{edition.symbol}: {edition.title}"
    direction = {"dir": nodes.value("rtl")} if edition.direction == "rtl" else {}
    return {
        "title": nodes.value(f"{title} [{mark}]" if mark else title),
        "author": nodes.values((masthead.organization, masthead.organ)),
        "subject": nodes.value(f"{mark}. {edition.subject}" if mark else edition.subject),
        "keywords": nodes.values((edition.symbol, mark) if mark else (edition.symbol,)),
        "lang": nodes.value(edition.language),
        **direction,
    }


def block_nodes(block: Block, notes: Notes) -> Nodes:
    """Make the nodes of a block."""
    return BLOCKS[type(block)](block, notes)


def inline_nodes(inlines: Iterable[Inline], notes: Notes) -> Nodes:
    """Make the nodes of a passage."""
    return [INLINES[type(inline)](inline, notes) for inline in inlines]


def heading(block: Heading, notes: Notes) -> Nodes:
    """Make a heading: its mark is typed, so that Word cannot count it anew."""
    words_ = inline_nodes(block.inlines, notes)
    return [nodes.heading(block.level, block.id, [*_marked(block.mark), *words_])]


def paragraph(block: Paragraph, notes: Notes) -> Nodes:
    """Make a paragraph: a number is typed, and is what references point to."""
    style = STYLES.get(block.style, "Body Text")
    place = block.anchor if block.number else block.id
    number = nodes.anchored(place, _marked(block.mark))
    return [nodes.paragraph(style, [number, *inline_nodes(block.inlines, notes)])]


def item(block: ListItem, notes: Notes) -> Nodes:
    """Make an item of a list: its mark is typed too, and is what references point to."""
    mark = nodes.anchored(block.id, _marked("•" if block.is_bullet else block.mark))
    words_ = inline_nodes(block.inlines, notes)
    return [nodes.paragraph(f"Item {block.level}", [mark, *words_])]


def _marked(mark: str) -> Nodes:
    return [nodes.words(mark), nodes.tab()] if mark else []


def table(block: Table, notes: Notes) -> Nodes:
    """Make a table under its caption and title, with its remarks below."""
    head, *rows = (
        [
            nodes.cell([nodes.line(inline_nodes(cell, notes))], align)
            for cell, align in zip(row, block.columns, strict=False)
        ]
        for row in (block.head, *block.rows)
    )
    widths = [1 / len(block.columns)] * len(block.columns)
    grid = nodes.table("ReportTable", widths, head, rows)
    return [*_captioned(block, notes), grid, *_remarks(block.remarks, notes)]


def figure(block: Figure, notes: Notes) -> Nodes:
    """Make a figure under its caption and title, with its remarks below."""
    shown = nodes.paragraph("Picture", [nodes.picture(picture_name(block), block.alt)])
    return [*_captioned(block, notes), shown, *_remarks(block.remarks, notes)]


def picture_name(block: Figure) -> str:
    """Name the file that pandoc finds a picture in."""
    return block.anchor + SUFFIXES.get(block.type, f".{block.type.rpartition('/')[2]}")


def box(block: Box, notes: Notes) -> Nodes:
    """Make a frame: a table of one cell, which may go on to the next page."""
    return [_framed([*_captioned(block, notes), *_inside(block.blocks, notes)])]


def summary(block: Summary, notes: Notes) -> Nodes:
    """Make the frame of the summary."""
    title = nodes.paragraph("Caption Title", [nodes.anchored(block.id, [nodes.words(block.title)])])
    return [_framed([title, *_inside(block.blocks, notes)])]


def _framed(blocks: Nodes) -> Node:
    return nodes.table("Frame", [1], [], [[nodes.cell(blocks)]])


def _inside(blocks: Iterable[Block], notes: Notes) -> Nodes:
    return [node for block in blocks for node in block_nodes(block, notes)]


def annex(block: Annex, notes: Notes) -> Nodes:
    """Make the head of an annex on a new page: one heading, of its caption and its title."""
    caption = nodes.anchored(block.anchor, [nodes.words(block.mark)])
    title = inline_nodes(block.title, notes)
    original = [nodes.line_break(), nodes.words(block.original)] if block.original else []
    return [nodes.paragraph("Annex", [caption, *original, nodes.line_break(), *title])]


def _captioned(block: Table | Figure | Box, notes: Notes) -> Nodes:
    caption = nodes.paragraph("Caption Mark", [nodes.anchored(block.anchor, [_text(block.mark)])])
    title = inline_nodes(block.title, notes)
    return [caption, nodes.paragraph("Caption Title", title)] if title else [caption]


def _text(text: str) -> Node:
    return nodes.words(text)


def _remarks(remarks: Iterable[Remark], notes: Notes) -> Nodes:
    return [
        nodes.paragraph(
            "Remark", [nodes.raised(one.mark), _text(" "), *inline_nodes(one.inlines, notes)]
        )
        for one in remarks
    ]


def contents(listed: Contents) -> Nodes:
    """Make the contents: chapters and their paragraphs. Word alone would know the pages."""
    head = [_cell([_text(listed.chapter)]), _cell([_text(listed.paragraphs)], "right")]
    rows = [
        [_cell([_chapter(row)]), _cell([_text(row.paragraphs)], "right")] for row in listed.rows
    ]
    title = nodes.paragraph("Caption Title", [_text(listed.title)])
    return [title, nodes.table("Contents", [0.8, 0.2], head, rows)]


def _cell(inlines: Nodes, align: str = "left") -> list[Any]:
    return nodes.cell([nodes.line(inlines)], align)


def _chapter(row: Row) -> Node:
    indent = "\N{EM SPACE}" * 2 * max(0, row.level - 1)
    mark = f"{row.mark}\N{EM SPACE}" if row.mark else ""
    text = _text(row.text)
    said = nodes.spoken([text], row.language, row.direction) if row.language else text
    return nodes.link([_text(f"{indent}{mark}"), said], f"#{row.anchor}")


def words(part: Text | Fact | Item | Omission, notes: Notes) -> Node:
    """Make words; Word has nothing that says which field of a record a fact is from."""
    return nodes.words(part.text)


def emphasis(part: Emphasis, notes: Notes) -> Node:
    """Make italics."""
    return nodes.emphasis(inline_nodes(part.children, notes))


def call(part: Call, notes: Notes) -> Node:
    """Make a footnote where it is called first; a second call, or one of a remark, is typed."""
    note = notes.pop(part.id, None)
    return nodes.note(inline_nodes(note.inlines, notes)) if note else nodes.raised(part.text)


def reference(part: Reference, notes: Notes) -> Node:
    """Make a reference: a link whose words stay, not a field that Word would fill anew.

    What lies in another document is no link: nobody knows where the file will be read.
    """
    text = nodes.words(part.text)
    return text if "/" in part.target else nodes.link([text], f"#{part.target}")


def link(part: Link, notes: Notes) -> Node:
    """Make a link to the outside."""
    return nodes.link(inline_nodes(part.children, notes), part.href)


def foreign(part: Foreign, notes: Notes) -> Node:
    """Make words in another language."""
    return nodes.spoken(inline_nodes(part.children, notes), part.language, part.direction)


BLOCKS: Mapping[type, Callable[[Any, Notes], Nodes]] = {
    Heading: heading,
    Paragraph: paragraph,
    ListItem: item,
    Table: table,
    Figure: figure,
    Box: box,
    Summary: summary,
    Annex: annex,
}
INLINES: Mapping[type, Callable[[Any, Notes], Node]] = {
    Text: words,
    Fact: words,
    Item: words,
    Emphasis: emphasis,
    Reference: reference,
    Call: call,
    Link: link,
    Foreign: foreign,
    Omission: words,
}
