"""pandoc's tree in plain lists and mappings, as its JSON has it (pandoc-types 1.23)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

VERSION = [1, 23, 1]
ALIGNED = {"left": "AlignLeft", "center": "AlignCenter", "right": "AlignRight"}

Node = dict[str, Any]
Nodes = list[Node]


def document(meta: Mapping[str, Node], blocks: Sequence[Node]) -> Node:
    """Make a whole document."""
    return {"pandoc-api-version": VERSION, "meta": dict(meta), "blocks": list(blocks)}


def value(text: str) -> Node:
    """Make a property of the document."""
    return {"t": "MetaInlines", "c": [words(text)]}


def values(texts: Sequence[str]) -> Node:
    """Make a property that is a list."""
    return {"t": "MetaList", "c": [value(text) for text in texts]}


def words(text: str) -> Node:
    """Make text; its spaces stay as they are."""
    return {"t": "Str", "c": text}


def emphasis(inlines: Sequence[Node]) -> Node:
    """Make words in italics."""
    return {"t": "Emph", "c": list(inlines)}


def raised(text: str) -> Node:
    """Make a letter or a number that stands above the line."""
    return {"t": "Superscript", "c": [words(text)]}


def link(inlines: Sequence[Node], target: str) -> Node:
    """Make a link; a target that begins with # is an anchor of this document."""
    return {"t": "Link", "c": [_named(), list(inlines), [target, ""]]}


def anchored(id: str, inlines: Sequence[Node]) -> Node:
    """Make words that a link can point to."""
    return {"t": "Span", "c": [_named(id), list(inlines)]}


def spoken(inlines: Sequence[Node], language: str, direction: str) -> Node:
    """Make words in another language than the document's."""
    return {"t": "Span", "c": [["", [], [["lang", language], ["dir", direction]]], list(inlines)]}


def tab() -> Node:
    """Make a tab, for which pandoc has no word of its own."""
    return {"t": "RawInline", "c": ["openxml", "<w:r><w:tab/></w:r>"]}


def line_break() -> Node:
    """Make a new line in a paragraph."""
    return {"t": "LineBreak"}


def note(inlines: Sequence[Node]) -> Node:
    """Make a footnote where it is called; Word counts it, in the order of the calls."""
    return {"t": "Note", "c": [{"t": "Para", "c": list(inlines)}]}


def picture(file: str, alt: str) -> Node:
    """Make a picture, with the text that stands for it."""
    return {"t": "Image", "c": [_named(), [words(alt)], [file, ""]]}


def raw(openxml: str) -> Node:
    """Make a block that is Word's own XML already."""
    return {"t": "RawBlock", "c": ["openxml", openxml]}


def heading(level: int, id: str, inlines: Sequence[Node]) -> Node:
    """Make a heading."""
    return {"t": "Header", "c": [level, _named(id), list(inlines)]}


def paragraph(style: str, inlines: Sequence[Node]) -> Node:
    """Make a paragraph in a style of the reference document, named as Word shows it."""
    return {"t": "Div", "c": [_styled(style), [{"t": "Para", "c": list(inlines)}]]}


def cell(blocks: Sequence[Node], align: str = "left") -> list[Any]:
    """Make a cell of a table."""
    return [_named(), {"t": ALIGNED[align]}, 1, 1, list(blocks)]


def line(inlines: Sequence[Node]) -> Node:
    """Make what a cell holds if it holds one line."""
    return {"t": "Plain", "c": list(inlines)}


def table(
    style: str, widths: Sequence[float], head: Sequence[Any], rows: Sequence[Sequence[Any]]
) -> Node:
    """Make a table of cells; its head is printed again on each page that it reaches."""
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": width}] for width in widths]
    heads = [[_named(), list(head)]] if head else []
    body = [_named(), 0, [], [[_named(), list(row)] for row in rows]]
    nothing = [_named(), []]
    caption: list[Any] = [None, []]
    return {
        "t": "Table",
        "c": [_styled(style), caption, columns, [_named(), heads], [body], nothing],
    }


def _named(id: str = "") -> list[Any]:
    return [id, [], []]


def _styled(style: str) -> list[Any]:
    return ["", [], [["custom-style", style]]]
