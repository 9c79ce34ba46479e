"""Readers of our own: what stands printed in a page or a PDF, read from its bytes alone.

They share nothing with the program, neither classes and ids of its pages nor the geometry of its
PDFs: on a page a heading is an h2 to h4 and on paper it is bold, and a number is what a line
begins with.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pikepdf

HEADING, PARAGRAPH = "heading", "paragraph"
MARK_OF_HEADING = re.compile(r"([IVX]+|[A-H]|\d)\.\u2003\s*")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARK_OF_PARAGRAPH = re.compile(r"(\d+)\.\u2003\s*")


class Block(NamedTuple):
    """A heading or a numbered paragraph: its printed mark and its words."""

    kind: str
    mark: str
    words: str


def read_html(page: bytes) -> list[Block]:
    """Read a page from top to bottom."""
    reader = _Page()
    reader.feed(page.decode("utf-8"))
    reader.close()
    return list(reader.blocks())


class _Page(HTMLParser):
    """Collects the words of each heading and paragraph."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[tuple[str, str]] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in ("p", "h2", "h3", "h4"):
            self.texts.append((tag, ""))
            self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside:
            tag, text = self.texts[-1]
            self.texts[-1] = (tag, text + data)

    def blocks(self) -> Iterator[Block]:
        for tag, text in self.texts:
            kind, pattern = (
                (PARAGRAPH, MARK_OF_PARAGRAPH) if tag == "p" else (HEADING, MARK_OF_HEADING)
            )
            found = pattern.match(text)
            if found:
                yield Block(kind, found[1], normal(text[found.end() :]))


def read_pdf(path: Path) -> list[Block]:
    """Read a PDF line by line; bold lines without a mark and notes are no part of the text."""
    blocks: list[Block] = []
    for text, is_bold in _lines(path):
        pattern = MARK_OF_HEADING if is_bold else MARK_OF_PARAGRAPH
        found = pattern.match(text)
        if found:
            kind = HEADING if is_bold else PARAGRAPH
            blocks.append(Block(kind, found[1], normal(text[found.end() :])))
        elif blocks and not is_bold and not text.startswith("* "):
            last = blocks[-1]
            blocks[-1] = last._replace(words=normal(f"{last.words} {text}"))
    return blocks


def read_docx(path: Path) -> list[Block]:
    """Read a file for Word through its first part: what stands before a tab is a mark."""
    with zipfile.ZipFile(path) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))[0]
    blocks: list[Block] = []
    for paragraph in body:
        mark, tab, words = "".join(_typed(paragraph)).partition("\t")
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        is_heading = style is not None and style.get(f"{WORD}val", "").startswith("Heading")
        if tab:
            kind = HEADING if is_heading else PARAGRAPH
            blocks.append(Block(kind, mark.removesuffix("."), normal(words)))
    return blocks


def _typed(paragraph: ElementTree.Element) -> Iterator[str]:
    for part in paragraph.iter():
        if part.tag in (f"{WORD}t", f"{WORD}tab"):
            yield part.text or "\t"


def _lines(path: Path) -> Iterator[tuple[str, bool]]:
    command = ["pdftohtml", "-xml", "-i", "-stdout", str(path)]
    told = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")
    # Newer releases say which page a link goes to, outside of any element's text.
    for page in re.findall(r"<page .*?</page>", told, re.DOTALL):
        for line in ElementTree.fromstring(page).iter("text"):
            yield "".join(line.itertext()), line.find(".//b") is not None


def pages_of(path: Path) -> list[str]:
    """Give the words of each page of a PDF."""
    told = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True).stdout
    return told.decode("utf-8").split("\f")[:-1]


def readings(path: Path, data: bytes) -> Iterator[bytes]:
    """Read a file in every way that a reader might, in small letters."""
    yield data.lower()
    if path.suffix == ".pdf":
        yield " ".join(pages_of(path)).encode().lower()
        with pikepdf.open(path) as opened:
            for thing in opened.objects:
                if isinstance(thing, pikepdf.Stream):
                    yield thing.read_bytes().lower()
                yield from (text.encode().lower() for text in strings(thing))


def strings(thing: object) -> Iterator[str]:
    """Go through the strings and names that an object of a PDF holds itself."""
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in thing.items():
            yield str(key)
            yield from own_strings(value)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            yield from own_strings(value)
    elif isinstance(thing, pikepdf.String | pikepdf.Name):
        yield str(thing)


def own_strings(thing: object) -> Iterator[str]:
    """Leave out what is only pointed to: it comes by itself."""
    if not (isinstance(thing, pikepdf.Object) and thing.is_indirect):
        yield from strings(thing)


def marks(blocks: Iterable[Block]) -> list[tuple[str, str]]:
    """List what is numbered, and how."""
    return [(block.kind, block.mark) for block in blocks]


def numbers(blocks: Iterable[Block]) -> list[int]:
    """List the numbers of the paragraphs in the order of reading."""
    return [int(block.mark) for block in blocks if block.kind == PARAGRAPH]


def paragraphs(blocks: Iterable[Block]) -> dict[int, str]:
    """Give the words of each paragraph by its number."""
    return {int(block.mark): block.words for block in blocks if block.kind == PARAGRAPH}


def sections(blocks: Iterable[Block]) -> dict[int, str]:
    """Say under which headings each paragraph stands: {11: "II.B.1"}."""
    path: list[str] = []
    found: dict[int, str] = {}
    for kind, mark, _ in blocks:
        if kind == PARAGRAPH:
            found[int(mark)] = ".".join(path)
        else:
            level = 0 if re.fullmatch("[IVX]+", mark) else 1 if mark.isalpha() else 2
            path = [*path[:level], mark]
    return found


def normal(text: str) -> str:
    """Fold spaces of every width and curly apostrophes."""
    return " ".join(unicodedata.normalize("NFC", text).replace("’", "'").split())
