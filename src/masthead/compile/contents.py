"""The table of contents: the headings of an edition, each with the paragraphs below it."""

from __future__ import annotations

from collections.abc import Sequence

from masthead.language import Words
from masthead.model.blocks import Annex, Block, Contents, Heading, Paragraph, Row
from masthead.model.inlines import foreign, plain

DEEPEST_ROW = 2  # contents list headings down to A. (un-style.md 3.6)


def contents_of(blocks: Sequence[Block], words: Words) -> Contents:
    """List the headings with the paragraphs below each ("4-40"), and the annexes.

    It is composed from the final headings of the edition (un-style.md 3.6), never translated.
    """
    rows = []
    annexes = next((n for n, b in enumerate(blocks) if isinstance(b, Annex)), len(blocks))
    for start, block in enumerate(blocks):
        if isinstance(block, Annex):
            rows.append(
                Row(0, block.mark, plain(block.title), "", block.anchor, *foreign(block.title))
            )
        elif isinstance(block, Heading) and block.level <= DEEPEST_ROW and start < annexes:
            below = _paragraphs(blocks[start : _end(blocks, start, block.level)])
            rows.append(
                Row(
                    block.level,
                    block.mark,
                    plain(block.inlines),
                    below,
                    block.id,
                    *foreign(block.inlines),
                )
            )
    title, chapter, paragraphs, page = (
        words.term("contents", name) for name in ("title", "chapter", "paragraphs", "page")
    )
    return Contents(title, chapter, paragraphs, page, tuple(rows))


def _end(blocks: Sequence[Block], start: int, level: int) -> int:
    for place in range(start + 1, len(blocks)):
        block = blocks[place]
        if isinstance(block, Annex) or (isinstance(block, Heading) and block.level <= level):
            return place
    return len(blocks)


def _paragraphs(blocks: Sequence[Block]) -> str:
    numbers = [b.cited for b in blocks if isinstance(b, Paragraph) and b.number]
    return "-".join(dict.fromkeys((*numbers[:1], *numbers[-1:])))
