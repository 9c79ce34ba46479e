"""Write the text of an edition as the Markdown that the peers read: same words, same links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from masthead.model.blocks import Heading, Paragraph
from masthead.model.edition import Edition
from masthead.model.inlines import Emphasis, Foreign, Inline, Link, Reference

# The report that is measured has headings and numbered paragraphs; the peers get no others.
Block = Heading | Paragraph

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~^$@])")


def export(edition: Edition, folder: Path) -> None:
    """Write `fr.md` for pandoc and `fr/index.md` for Sphinx with MyST."""
    (folder / f"{edition.language}.md").write_text(for_pandoc(edition), "utf-8")
    sphinx = folder / edition.language
    sphinx.mkdir()
    (sphinx / "index.md").write_text(for_myst(edition), "utf-8")


def for_pandoc(edition: Edition) -> str:
    """Print an edition as pandoc's Markdown; typst refuses PDF/UA-1 without a title."""
    head = f"---\ntitle: {json.dumps(edition.title)}\nlang: {edition.language}\n---"
    return joined([head, *map(escaped, first_page(edition)), *map(pandoc_block, compared(edition))])


def for_myst(edition: Edition) -> str:
    """Print an edition as MyST; its title is the first heading."""
    title = f"# {escaped(edition.title)}"
    return joined([title, *map(escaped, first_page(edition)), *map(myst_block, compared(edition))])


def compared(edition: Edition) -> list[Block]:
    """List the blocks of the report; another kind of block is no longer the same text."""
    blocks = [block for block in edition.blocks if isinstance(block, Heading | Paragraph)]
    assert len(blocks) == len(edition.blocks)
    return blocks


def first_page(edition: Edition) -> Iterator[str]:
    """Go through the lines of the masthead and of the status that are not empty."""
    page = edition.masthead
    yield from (page.organization, edition.symbol, page.organ, page.distribution, page.date)
    yield from (page.session, page.venue, page.item, page.item_title, page.author)
    yield from (f"{mark} {text}" for mark, text in page.notes)
    if edition.status:
        yield from (edition.status.text, edition.status.detail)


def pandoc_block(block: Block) -> str:
    """Print a block with the anchor that references lead to."""
    if isinstance(block, Heading):
        return f"{'#' * block.level} {heading(block)} {{#{block.id}}}"
    return f"[{block.number}\\.]{{#para-{block.number}}} {inlines(block.inlines)}"


def myst_block(block: Block) -> str:
    """Print a block below the anchor that references lead to."""
    if isinstance(block, Heading):
        return f"({block.id})=\n{'#' * (block.level + 1)} {heading(block)}"
    return f"(para-{block.number})=\n{block.number}\\. {inlines(block.inlines)}"


def heading(block: Heading) -> str:
    """Print a heading behind its mark."""
    return f"{escaped(block.mark)} {inlines(block.inlines)}".strip()


def inlines(parts: tuple[Inline, ...]) -> str:
    """Print the parts of a passage."""
    return "".join(map(inline, parts))


def inline(part: Inline) -> str:
    """Print one part of a passage."""
    match part:
        case Emphasis(children):
            return f"*{inlines(children)}*"
        case Foreign(children=children):
            return inlines(children)
        case Link(href, children):
            return f"[{inlines(children)}]({href})"
        case Reference(target=target, text=text):
            return f"[{escaped(text)}](#{target})"
        case _:
            return escaped(part.text)


def escaped(text: str) -> str:
    """Keep what is no markup from being read as markup."""
    return SPECIAL.sub(r"\\\1", text)


def joined(blocks: list[str]) -> str:
    """Set blocks apart, without the empty ones."""
    return "\n\n".join(filter(None, blocks)) + "\n"
