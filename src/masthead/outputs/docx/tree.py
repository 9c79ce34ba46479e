"""An edition as pandoc's tree: one small function a block or an inline, one line in a table.

It starts from the edition, as the body of the pages does, and not from their HTML: there a
footnote is a list at the end, a number is a link, and the first page is made of boxes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from masthead.model.edition import (
    Block,
    Edition,
    Emphasis,
    Fact,
    Heading,
    Inline,
    Item,
    Link,
    Paragraph,
    Reference,
    Text,
)
from masthead.outputs.docx import nodes
from masthead.outputs.docx.nodes import Node


def document(edition: Edition, first_page: str) -> Node:
    """Make the whole document; `first_page` is Word's XML already."""
    blocks = [block_node(block) for block in edition.blocks]
    return nodes.document(properties(edition), [nodes.raw(first_page), *blocks])


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


def block_node(block: Block) -> Node:
    """Make the node of a block."""
    return BLOCKS[type(block)](block)


def inline_nodes(inlines: Iterable[Inline]) -> list[Node]:
    """Make the nodes of a passage."""
    return [INLINES[type(inline)](inline) for inline in inlines]


def heading(block: Heading) -> Node:
    """Make a heading: its mark is typed, so that Word cannot count it anew."""
    return nodes.heading(
        block.level, block.id, [*_marked(block.mark), *inline_nodes(block.inlines)]
    )


def numbered(block: Paragraph) -> Node:
    """Make a numbered paragraph: its number is typed, and is what references point to."""
    number = nodes.anchored(anchor(block.number), _marked(block.mark))
    return nodes.paragraph("Numbered Paragraph", [number, *inline_nodes(block.inlines)])


def _marked(mark: str) -> list[Node]:
    return [nodes.words(mark), nodes.tab()] if mark else []


def anchor(number: int) -> str:
    """Give the anchor of a paragraph, the same as on the page."""
    return f"para-{number}"


def words(part: Text | Fact | Item) -> Node:
    """Make words; Word has nothing that says which field of a record a fact is from."""
    return nodes.words(part.text)


def emphasis(part: Emphasis) -> Node:
    """Make italics."""
    return nodes.emphasis(inline_nodes(part.children))


def reference(part: Reference) -> Node:
    """Make a reference: a link whose words stay, not a field that Word would fill anew."""
    return nodes.link([nodes.words(part.text)], f"#{anchor(part.number)}")


def link(part: Link) -> Node:
    """Make a link to the outside."""
    return nodes.link(inline_nodes(part.children), part.href)


BLOCKS: Mapping[type, Callable[[Any], Node]] = {Heading: heading, Paragraph: numbered}
INLINES: Mapping[type, Callable[[Any], Node]] = {
    Text: words,
    Fact: words,
    Item: words,
    Emphasis: emphasis,
    Reference: reference,
    Link: link,
}
