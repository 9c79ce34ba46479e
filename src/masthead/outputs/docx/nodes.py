"""pandoc's tree in plain lists and mappings, as its JSON has it (pandoc-types 1.23)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

VERSION = [1, 23, 1]

Node = dict[str, Any]


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


def link(inlines: Sequence[Node], target: str) -> Node:
    """Make a link; a target that begins with # is an anchor of this document."""
    return {"t": "Link", "c": [_named(), list(inlines), [target, ""]]}


def anchored(id: str, inlines: Sequence[Node]) -> Node:
    """Make words that a link can point to."""
    return {"t": "Span", "c": [_named(id), list(inlines)]}


def tab() -> Node:
    """Make a tab, for which pandoc has no word of its own."""
    return {"t": "RawInline", "c": ["openxml", "<w:r><w:tab/></w:r>"]}


def raw(openxml: str) -> Node:
    """Make a block that is Word's own XML already."""
    return {"t": "RawBlock", "c": ["openxml", openxml]}


def heading(level: int, id: str, inlines: Sequence[Node]) -> Node:
    """Make a heading."""
    return {"t": "Header", "c": [level, _named(id), list(inlines)]}


def paragraph(style: str, inlines: Sequence[Node]) -> Node:
    """Make a paragraph in a style of the reference document, named as Word shows it."""
    return {
        "t": "Div",
        "c": [["", [], [["custom-style", style]]], [{"t": "Para", "c": list(inlines)}]],
    }


def _named(id: str = "") -> list[Any]:
    return [id, [], []]
