"""An edition as docutils nodes, so that Sphinx can read, index and print it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docutils import nodes

from masthead.model.edition import (
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
    plain,
)

# HTML knows a day and a month, not a span: <time> is for what its readers can put in a calendar.
DAY_OR_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-\d{2})?")


def fill(document: nodes.document, edition: Edition) -> nodes.document:
    """Put an edition into an empty document and give the document back.

    The outermost section is the document under its title. The first page prints that title with
    the masthead, so the translator passes over it; the search index reads it here.
    """
    document["title"] = edition.title
    top = nodes.section("", nodes.title("", edition.title))
    document += top
    open_sections = [top]
    for block in edition.blocks:
        if isinstance(block, Heading):
            del open_sections[block.level :]
            section = nodes.section("", heading_node(block), ids=[block.id])
            open_sections[-1] += section
            open_sections.append(section)
        else:
            open_sections[-1] += paragraph_node(block)
    return document


def heading_node(heading: Heading) -> nodes.title:
    """Make the title of a section; its mark is not part of its words."""
    title = nodes.title("", "", *inline_nodes(heading.inlines))
    title["mark"] = heading.mark
    title["anchor"] = heading.id
    return title


def paragraph_node(paragraph: Paragraph) -> nodes.paragraph:
    """Make a numbered paragraph; its first anchor is its number, its second its id."""
    node = nodes.paragraph("", "", *inline_nodes(paragraph.inlines))
    node["ids"] = [anchor(paragraph.number), paragraph.id]
    node["mark"] = paragraph.mark
    return node


def anchor(number: int) -> str:
    """Give the anchor of a paragraph, the same in every language."""
    return f"para-{number}"


def inline_nodes(inlines: Iterable[Inline]) -> list[nodes.Node]:
    """Make the nodes of a passage."""
    return [inline_node(inline) for inline in inlines]


def inline_node(inline: Inline) -> nodes.Node:
    """Make the node of one part of a passage."""
    match inline:
        case Text(text) | Item(_, text):
            return nodes.Text(text)
        case Fact(_, value, text):
            return fact_node(value, text)
        case Emphasis(children):
            return nodes.emphasis("", "", *inline_nodes(children))
        case Reference(_, number, text):
            return nodes.reference("", text, refuri=f"#{anchor(number)}", internal=True)
        case Link(href, children):
            # Words only: a link that holds an element breaks the PDF's tags (PDF/UA-1, 7.18.5).
            return nodes.reference("", plain(children), refuri=href)


def fact_node(value: str, text: str) -> nodes.Node:
    """Make a day or a month legible for machines, and leave every other fact plain words."""
    if DAY_OR_MONTH.fullmatch(value):
        return nodes.inline("", text, datetime=value)
    return nodes.Text(text)
