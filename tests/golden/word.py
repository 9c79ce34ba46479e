"""A file for Word as lines of text: its styles and words, its tables, notes, heads and feet."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import count
from xml.etree import ElementTree

from masthead.outputs.readback_docx import W, words_of

PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
SIDES = ("header-first", "footer-first", "header-even", "footer-even", "header-default",
         "footer-default")  # fmt: skip


def text_of(docx: bytes) -> str:
    """Print a file: the text with the style of each paragraph, then notes, heads and feet."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        parts = {
            name.removeprefix("word/").removesuffix(".xml"): ElementTree.fromstring(
                archive.read(name)
            )
            for name in archive.namelist()
            if name.startswith("word/") and name.endswith(".xml")
        }
    body = parts["document"].find(f"{W}body")
    assert body is not None
    lines = [*_blocks(body, count(1))]
    for note in parts["footnotes"].iter(f"{W}footnote"):
        if note.get(f"{W}type") is None:
            lines += [f"(note) {_words(p)}" for p in note.iter(f"{W}p")]
    for side in SIDES:
        lines += [f"({side}) {_words(p)}" for p in parts[side].iter(f"{W}p")]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _blocks(parent: ElementTree.Element, notes: Iterator[int]) -> Iterator[str]:
    for block in parent:
        if block.tag == f"{W}p":
            yield _paragraph(block, notes)
        elif block.tag == f"{W}tbl":
            yield from _table(block, notes)


def _table(table: ElementTree.Element, notes: Iterator[int]) -> Iterator[str]:
    """Print a row a line; the blocks of a frame, which is a table of one cell, one by one."""
    for row in table.iter(f"{W}tr"):
        cells = row.findall(f"{W}tc")
        if len(cells) == 1:
            yield from (f"| {line}" for line in _blocks(cells[0], notes))
        else:
            yield "| " + " | ".join(" / ".join(_blocks(cell, notes)) for cell in cells)


def _paragraph(paragraph: ElementTree.Element, notes: Iterator[int]) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    called = "".join(f"[{next(notes)}]" for _ in paragraph.iter(f"{W}footnoteReference"))
    shown = "".join(f" (picture: {p.get('descr')})" for p in paragraph.iter(PICTURE))
    name = "" if style is None else f"{style.get(f'{W}val')}: "
    return f"{name}{_words(paragraph)}{called}{shown}"


def _words(paragraph: ElementTree.Element) -> str:
    return words_of(paragraph).replace("\t", " → ").strip(" ")
