"""A paper with one of each block and inline, for outputs that print them all."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace

from outputs.samples import ROOT, make_edition

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
from masthead.model.inlines import Call, Inline, Reference, Text

PICTURE = b64encode((ROOT / "docs/images/first-page-en.png").read_bytes()).decode()
DRAWING = b64encode(
    b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><rect width="9" height="9"/>'
    b"</svg>"
).decode()
AT = "x.md:1"


def make_paper(rows: int = 3, drawing: bool = False) -> Edition:
    """Write a paper: its notes are called in the text, in a cell, and twice."""
    notes = tuple(
        Note(f"n{number}", number, f"{number}", (Text(f"Note {number}."),), AT) for number in (1, 2)
    )
    listed = Contents(
        "Contents", "Chapter", "Paragraphs", "Page",
        (Row(1, "I.", "Work", "1-2", "work"), Row(3, "1.", "Law", "2", "annex-1")),
    )  # fmt: skip
    blocks = tuple(_blocks(rows, drawing))
    return replace(make_edition(), blocks=blocks, notes=notes, contents=listed)


def _blocks(rows: int, drawing: bool) -> list[Block]:
    return [
        Summary("summary", "Summary", (_words("s1", "In short", "bare"),), AT),
        Heading("work", 1, "I.", (Text("Work"),), AT),
        _numbered(1, Text("Told"), Call("n1", "1"), Text(", and as follows:")),
        ListItem("i1", 1, "(a)", (Text("One;"),), AT),
        ListItem("i2", 2, "(i)", (Text("Deeper;"),), AT),
        ListItem("i3", 1, "", (Text("A point"),), AT, is_bullet=True),
        _words("q", "Quoted", "quotation"),
        _words("p", "Recalling", "preambular"),
        Table(
            "t", "table-1", "Table 1", (Text("Courses"),), ("left", "right"),
            ((Text("Course"), Call("a", "a")), (Text("Days"),)),
            (((Text("First"), Call("n2", "2")), (Text("3"),)), *(_row(n) for n in range(rows))),
            (Remark("a", (Text("Online."),)),), AT,
        ),
        Figure(
            "f", "figure-1", "Figure 1", (Text("A page"),),
            "image/svg+xml" if drawing else "image/png", DRAWING if drawing else PICTURE,
            "The first page of a report", (), AT,
        ),
        Box("b", "box-1", "Box 1", (Text("A case"),), (_words("b1", "Boxed", "bare"),), AT),
        Heading("law", 4, "(a)", (Text("Law"),), AT),
        _numbered(
            2, Text("See "), Reference("t", "table-1", "table 1"),
            Reference("x", "CTOC/COP/2030/8#para-1", ", another"), Call("n1", "1"),
        ),
        Annex("x", "annex-1", "Annex I", (Text("Terms"),), "[Original: French]", AT),
        replace(_numbered(1, Text("Of the annex")), anchor="annex-1-para-1", id="x1"),
    ]  # fmt: skip


def _numbered(number: int, *inlines: Inline) -> Paragraph:
    return Paragraph(f"p{number}", f"para-{number}", number, f"{number}.", inlines, (), AT)


def _words(id: str, words: str, style: str) -> Paragraph:
    return Paragraph(id, "", 0, "", (Text(words),), (), AT, style)


def _row(number: int) -> tuple[tuple[Text], tuple[Text]]:
    return (Text(f"Row {number}"),), (Text(str(number)),)
