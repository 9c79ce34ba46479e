"""The numbers and the words that a reader sees in a published page, read from its bytes alone."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from masthead.outputs.readback import NumberMap, Seen, seen, squeeze

HEADINGS = ("h2", "h3", "h4", "h5")


def numbers_in_html(page: bytes) -> NumberMap:
    """Read the numbers of a page; one whose anchor says another number gets no mark."""
    return _read(page)[0]


def read_html(page: bytes) -> tuple[NumberMap, str]:
    """Read the numbers of a page, and all its words without their spaces."""
    numbers, text = _read(page)
    return numbers, squeeze(text)


def _read(page: bytes) -> tuple[NumberMap, str]:
    reader = _PageReader()
    reader.feed(page.decode("utf-8"))
    reader.close()
    return tuple(reader.seen), "".join(reader.texts)


class _PageReader(HTMLParser):
    """Collects what a reader of a page sees, and of the body what bears a mark.

    That is headings, numbered paragraphs and numbered items. A page is gone through once.
    """

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Seen] = []
        self.texts: list[str] = []
        self.block = ""
        self.anchor = ""
        self.mark = ""
        self.text = ""
        self.in_mark = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        names = named.get("class", "").split()
        if tag == "img":
            self.texts.append(named.get("alt", ""))
        if self.block == "li" and tag == "ul":
            self._end_block()  # its parts, which have letters
        elif "para" in names or "numbered" in names or (tag in HEADINGS and "annex" not in names):
            self.block, self.anchor, self.mark, self.text = tag, named.get("id", ""), "", ""
        elif self.block and ("no" in names or "mark" in names):
            self.in_mark = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self.in_mark:
            self.in_mark = ""
        elif tag == self.block:
            self._end_block()

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self.in_mark:
            self.mark += data
        elif self.block:
            self.text += data

    def _end_block(self) -> None:
        if self.block in HEADINGS:
            self.seen.append(seen("heading", self.mark, self.text))
        else:
            honest = self.anchor.endswith(f"-{_numbered(self.mark)}")
            self.seen.append(seen("paragraph", self.mark if honest else "", self.text))
        self.block = ""


def _numbered(mark: str) -> str:
    """Give the number that a mark prints, as an address has it: 13-bis."""
    return "-".join(re.findall(r"\d+|[a-z]+", mark))
