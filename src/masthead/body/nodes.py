"""An edition as docutils nodes, which are printed and read for a search."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from docutils import nodes

from masthead.model.blocks import (
    Annex,
    Block,
    Box,
    Figure,
    Heading,
    Inlines,
    ListItem,
    Note,
    Paragraph,
    Remark,
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
    plain,
)

# HTML knows a day and a month, not a span: <time> is for what its readers can put in a calendar.
DAY_OR_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-\d{2})?")


class contents(nodes.General, nodes.Element):
    """The table of contents, which stands before the first heading on paper."""


def fill(document: nodes.document, edition: Edition) -> nodes.document:
    """Put an edition into an empty document and give the document back.

    The outermost section is the document under its title. The first page prints that title with
    the masthead, so the translator passes over it; the search index reads it here.
    """
    document["title"] = edition.title
    document["symbol"] = edition.symbol
    document["notes"] = {note.id: note for note in edition.notes}
    top = nodes.section("", nodes.title("", edition.title))
    listed = edition.contents is None
    document += top
    open_sections = [top]
    for blocks in _grouped(edition.blocks):
        first = blocks[0]
        if isinstance(first, Heading | Annex):
            if edition.contents and not listed:
                top += contents("", contents=edition.contents)
                listed = True
            del open_sections[first.level if isinstance(first, Heading) else 1 :]
            section = _section(first)
            open_sections[-1] += section
            open_sections.append(section)
        else:
            open_sections[-1] += block_node(blocks)
    if edition.notes:
        top += notes_node(edition.notes)
    return document


def _section(block: Heading | Annex) -> nodes.section:
    title = heading_node(block) if isinstance(block, Heading) else annex_node(block)
    return nodes.section("", title, ids=[block.id])


def _grouped(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Give each block alone, but items that follow each other together: they are one list."""
    for is_list, group in groupby(blocks, key=_list_of):
        if is_list:
            yield list(group)
        else:
            yield from ([block] for block in group)


def _list_of(block: Block) -> str:
    if isinstance(block, ListItem):
        return "bullets" if block.is_bullet else "items"
    return ""


def block_node(blocks: list[Block]) -> nodes.Node:
    """Make the node of a block, or of the items of a list."""
    items = [block for block in blocks if isinstance(block, ListItem)]
    return list_node(items) if items else _MAKERS[type(blocks[0])](blocks[0])


def heading_node(heading: Heading) -> nodes.title:
    """Make the title of a section; its mark is not part of its words."""
    title = nodes.title("", "", *inline_nodes(heading.inlines))
    title["mark"] = heading.mark
    title["anchor"] = heading.id
    return title


def annex_node(annex: Annex) -> nodes.title:
    """Make the head of an annex: its caption, its original language, its title."""
    title = nodes.title("", "", *inline_nodes(annex.title), classes=["annex"])
    title["caption"], title["original"] = annex.mark, annex.original
    title["anchor"] = annex.anchor
    title["block"] = annex.id
    return title


def paragraph_node(paragraph: Paragraph) -> nodes.paragraph:
    """Make a paragraph; the first anchor of a numbered one is its number, the second its id."""
    node = nodes.paragraph("", "", *inline_nodes(paragraph.inlines))
    if paragraph.number:
        node["ids"] = [paragraph.anchor, paragraph.id]
        node["mark"], node["suffix"] = paragraph.mark, paragraph.suffix
    else:
        node["ids"] = [paragraph.id]
        node["classes"] = [paragraph.style]
    return node


def list_node(items: list[ListItem]) -> nodes.Element:
    """Make a list of items, the deeper ones within the item before them."""
    node: nodes.Element = nodes.bullet_list() if items[0].is_bullet else nodes.enumerated_list()
    level = items[0].level
    while items:
        first = items.pop(0)
        item = nodes.list_item("", nodes.paragraph("", "", *inline_nodes(first.inlines)))
        item["ids"], item["mark"] = [first.id], first.mark
        item["classes"] = ["numbered"] if first.is_numbered else []
        deeper = []
        while items and items[0].level > level:
            deeper.append(items.pop(0))
        if deeper:
            item += list_node(deeper)
        node += item
    return node


def table_node(table: Table) -> nodes.Node:
    """Make a table with its caption, the scope of its heads, and its remarks."""
    node = nodes.table("", nodes.title("", "", *inline_nodes(table.title)), ids=[table.anchor])
    node["mark"], node["block"] = table.mark, table.id
    group = nodes.tgroup("", cols=len(table.columns))
    group += [nodes.colspec(colwidth=1) for _ in table.columns]
    group += nodes.thead("", _row(table.head, table.columns))
    group += nodes.tbody("", *(_row(row, table.columns) for row in table.rows))
    node += group
    return _with_remarks(node, table.remarks, table.id)


def _row(cells: tuple[Inlines, ...], columns: tuple[str, ...]) -> nodes.row:
    row = nodes.row()
    for cell, align in zip(cells, columns, strict=False):
        entry = nodes.entry("", nodes.paragraph("", "", *inline_nodes(cell)))
        entry["align"] = align
        row += entry
    return row


def _with_remarks(node: nodes.Element, remarks: tuple[Remark, ...], id_: str) -> nodes.Node:
    framed = nodes.container("", node, classes=[type(node).__name__])
    if isinstance(node, nodes.table):
        framed["label"] = node["mark"]
    for remark in remarks:
        line = nodes.paragraph("", "", *inline_nodes(remark.inlines), classes=["remark"])
        line["ids"], line["letter"] = [f"{id_}.{remark.mark}"], remark.mark
        framed += line
    return framed


def figure_node(figure: Figure) -> nodes.Node:
    """Make a figure: its caption, its picture with the text that stands for it, its remarks."""
    picture = nodes.image(uri=f"data:{figure.type};base64,{figure.data}", alt=figure.alt)
    title = nodes.caption("", "", *inline_nodes(figure.title))
    node = nodes.figure("", title, picture, ids=[figure.anchor])
    node["mark"], node["block"] = figure.mark, figure.id
    return _with_remarks(node, figure.remarks, figure.id)


def box_node(box: Box) -> nodes.Node:
    """Make a frame with its caption and title."""
    title = nodes.title("", "", *inline_nodes(box.title))
    node = nodes.sidebar("", title, *map(block_node, _grouped(box.blocks)), ids=[box.anchor])
    node["mark"], node["block"] = box.mark, box.id
    return node


def summary_node(summary: Summary) -> nodes.Node:
    """Make the frame of the summary."""
    title = nodes.title("", summary.title)
    node = nodes.sidebar("", title, *map(block_node, _grouped(summary.blocks)), ids=[summary.id])
    node["mark"] = ""
    return node


def notes_node(notes: tuple[Note, ...]) -> nodes.Node:
    """Make the list of footnotes, which stands at the end of a page of the site."""
    node = nodes.container("", classes=["notes"])
    for note in notes:
        line = nodes.footnote("", nodes.paragraph("", "", *inline_nodes(note.inlines)))
        line["ids"], line["number"], line["mark"] = [f"note-{note.number}"], note.number, note.mark
        node += line
    return node


_MAKERS: Mapping[type, Callable[..., nodes.Node]] = {
    Paragraph: paragraph_node,
    Table: table_node,
    Figure: figure_node,
    Box: box_node,
    Summary: summary_node,
}


def inline_nodes(inlines: Iterable[Inline]) -> list[nodes.Node]:
    """Make the nodes of a passage."""
    return [inline_node(inline) for inline in inlines]


def inline_node(inline: Inline) -> nodes.Node:
    """Make the node of one part of a passage."""
    match inline:
        case Text(text) | Item(_, text) | Omission(text):
            return nodes.Text(text)
        case Fact(_, value, text):
            return fact_node(value, text)
        case Emphasis(children):
            return nodes.emphasis("", "", *inline_nodes(children))
        case Reference(_, target, text, language):
            return reference_node(target, text, language)
        case Call(id, text):
            return nodes.footnote_reference("", text, note=id)
        case Link(href, children):
            # Words only: a link that holds an element breaks the PDF's tags (PDF/UA-1, 7.18.5).
            return nodes.reference("", plain(children), refuri=href)
        case Foreign(language, direction, children):
            return nodes.inline("", "", *inline_nodes(children), lang=language, dir=direction)


def reference_node(target: str, text: str, language: str = "") -> nodes.Node:
    """Make a link to a place of this page, or to another document of the site.

    `language` is that of the other document, if it is not in this one's.
    """
    symbol, hash_, anchor = target.partition("#") if "/" in target else ("", "#", target)
    if not symbol:
        return nodes.reference("", text, refuri=f"#{anchor}", internal=True)
    spoken = {"hreflang": language} if language else {}
    uri = f"{hash_}{anchor}"
    return nodes.reference("", text, symbol=symbol, refuri=uri, internal=True, **spoken)


def fact_node(value: str, text: str) -> nodes.Node:
    """Make a day or a month legible for machines, and leave every other fact plain words."""
    if DAY_OR_MONTH.fullmatch(value):
        return nodes.inline("", text, datetime=value)
    return nodes.Text(text)
