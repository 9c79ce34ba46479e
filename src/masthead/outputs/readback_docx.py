"""The numbers that a reader sees in a file for Word, read from its bytes alone."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from xml.etree import ElementTree

from masthead.model.outline import SUFFIXES
from masthead.outputs.readback import NumberMap, Seen, seen

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CALL = f"{W}footnoteReference"
NO_NOTES: Mapping[str, str] = MappingProxyType({})
HEADING = re.compile(r"heading [1-9]", re.IGNORECASE)
NUMBER = re.compile(rf"\d+(\s(?:{'|'.join(SUFFIXES)}))?\D{{0,8}}")


def numbers_in_docx(path: Path) -> NumberMap:
    """Read headings and numbered paragraphs: what stands before the first tab is their mark.

    A mark that Word would count for itself (w:numPr) is no text, so it is not found here.
    """
    with zipfile.ZipFile(path) as archive:
        styles = _parsed(archive, "word/styles.xml")
        body = _parsed(archive, "word/document.xml").find(f"{W}body")
    names = {style.get(f"{W}styleId"): _value(style.find(f"{W}name")) for style in styles}
    return tuple(_read(body, names)) if body is not None else ()


def _parsed(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    # Not a stranger's file: it was written a moment ago.
    return ElementTree.fromstring(archive.read(name))  # noqa: S314


def _read(body: ElementTree.Element, names: dict[str | None, str]) -> Iterator[Seen]:
    notes = {_id(call): str(number) for number, call in enumerate(body.iter(CALL), 1)}
    for paragraph in body.findall(f"{W}p"):
        style = names.get(_value(paragraph.find(f"{W}pPr/{W}pStyle")), "")
        mark, tab, text = words_of(paragraph, notes).partition("\t")
        if HEADING.fullmatch(style):
            yield seen("heading", mark if tab else "", text if tab else mark)
        elif tab and NUMBER.fullmatch(mark):
            yield seen("paragraph", mark, text)


def words_of(paragraph: ElementTree.Element, notes: Mapping[str, str] = NO_NOTES) -> str:
    """Give what stands printed in a paragraph, tabs among it, and the numbers of its `notes`."""
    return "".join(
        "\t" if part.tag == f"{W}tab" else notes.get(_id(part), "") or part.text or ""
        for run in paragraph.iter(f"{W}r")
        for part in run
        if part.tag in (f"{W}t", f"{W}tab", CALL)
    )


def _id(call: ElementTree.Element) -> str:
    """Name a note; Word prints its number, which it counts by the order of the calls."""
    return call.get(f"{W}id", "")


def _value(element: ElementTree.Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")
