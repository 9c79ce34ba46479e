"""The background paper, repeated until it has 120 pages: nothing overlaps, nothing is lost."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from golden.fictional import lay_out
from projects import LOOKS

from masthead.jobs.making.parting import parting
from masthead.jobs.prepare import compile_all, open_project
from masthead.model.blocks import Block, Note, Table
from masthead.model.edition import Edition
from masthead.model.edition_json import to_json
from masthead.model.inlines import Call, Inline, plain
from masthead.outputs import pdf
from masthead.outputs.readback import numbers_in_edition
from masthead.outputs.readback_pdf import numbers_in_pdf, words_of_pdf

PAGES = 120
XHTML = "{http://www.w3.org/1999/xhtml}"
HEAD, FOOT = 70, 780  # points: between running header and page number


@pytest.fixture(scope="module", params=["en", "fr"])
def paper(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    opened = open_project(lay_out(tmp_path_factory.mktemp("paper")))
    document = next(d for d in opened.records.documents if str(d.symbol) == "TEST/COP/2030/4")
    (compiled,) = compile_all(opened, [document], [request.param])
    return repeated(compiled.editions[request.param], 7)


@pytest.fixture(scope="module")
def printed(paper: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("printed") / "paper.pdf"
    path.write_bytes(pdf.write(paper, LOOKS, to_json(paper).encode()))
    return path


def repeated(edition: Edition, times: int) -> Edition:
    """Let the body of an edition stand several times, numbered through."""
    highest = max(paragraph.number for paragraph in edition.paragraphs())
    blocks: list[Block] = []
    notes: list[Note] = []
    for n in range(times):
        blocks += [_again(block, n, n * highest, len(edition.notes)) for block in edition.blocks]
        notes += [
            _again(note, n, n * len(edition.notes), len(edition.notes)) for note in edition.notes
        ]
    return replace(edition, blocks=tuple(blocks), notes=tuple(notes), contents=None)


def _again(block: Any, n: int, before: int, notes: int) -> Any:
    """Copy a block for the nth time: ids of its own, numbers after the ones before."""
    new: dict[str, Any] = {"id": f"{block.id}-{n}"}
    if hasattr(block, "anchor"):
        new["anchor"] = f"{block.anchor}-{n}"
    if getattr(block, "number", 0):
        number = block.number + before
        new |= {"number": number, "mark": block.mark.replace(str(block.number), str(number))}
        if isinstance(block, Note):
            new["mark"] = str(number)
        else:
            new["anchor"] = f"copy-{n}-para-{number}"
    if hasattr(block, "inlines"):
        new["inlines"] = tuple(_called(part, n, notes) for part in block.inlines)
    if hasattr(block, "blocks"):
        new["blocks"] = tuple(_again(inner, n, 0, notes) for inner in block.blocks)
    return replace(block, **new)


def _called(part: Inline, n: int, notes: int) -> Inline:
    if isinstance(part, Call) and part.text.isdecimal():
        return Call(f"{part.id}-{n}", str(int(part.text) + n * notes))
    return part


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad]", "", text)


def pages_of(path: Path, *options: str) -> list[str]:
    done = subprocess.run(["pdftotext", *options, path, "-"], check=True, capture_output=True)
    return done.stdout.decode().rstrip("\f").split("\f")


def lines_of(path: Path) -> Iterator[tuple[int, list[tuple[float, float, float, float]]]]:
    """Give the boxes of the lines on each page: left, top, right, bottom."""
    command = ["pdftotext", "-bbox-layout", path, "-"]
    done = subprocess.run(command, check=True, capture_output=True)
    tree = ElementTree.fromstring(done.stdout)
    for number, page in enumerate(tree.iter(f"{XHTML}page"), 1):
        names = ("xMin", "yMin", "xMax", "yMax")
        boxes = [tuple(float(line.attrib[n]) for n in names) for line in page.iter(f"{XHTML}line")]
        yield number, boxes  # type: ignore[misc]


def overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    """Tell lines that stand on each other; ascenders may touch the line above."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide > 2 and high > min(one[3] - one[1], other[3] - other[1]) / 2


def test_it_is_long(printed: Path) -> None:
    assert len(pages_of(printed)) >= PAGES


def test_every_number_stands_where_it_should(paper: Edition, printed: Path) -> None:
    assert parting(numbers_in_edition(paper), numbers_in_pdf(words_of_pdf(printed))) == ""


def test_nothing_stands_on_anything_else(printed: Path) -> None:
    for number, boxes in lines_of(printed):
        crossed = [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :] if overlap(a, b)]
        assert not crossed, (number, crossed[:3])


def test_every_paragraph_begins_and_ends_once_and_in_order(paper: Edition, printed: Path) -> None:
    text = squeezed("".join(pages_of(printed)))
    place = 0
    for paragraph in paper.paragraphs():
        words = squeezed(plain(tuple(p for p in paragraph.inlines if not isinstance(p, Call))))
        found = text.find(words[:24], place)
        assert found >= 0, paragraph.mark
        place = found + 1
    assert sum(text.count(f"{n.mark}") > 0 for n in paper.notes) == len(paper.notes)


def test_every_table_begins_on_the_page_of_its_title(paper: Edition, printed: Path) -> None:
    pages = [squeezed(page) for page in pages_of(printed, "-raw")]
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    wanted = Counter(squeezed(t.mark + plain(t.title) + plain(t.head[0])) for t in tables)
    assert {words: sum(page.count(words) for page in pages) for words in wanted} == wanted


def test_every_note_is_on_the_page_of_its_call(paper: Edition, printed: Path) -> None:
    # As they are drawn: the mark of a note, then its words.
    pages = pages_of(printed, "-raw")
    lines = ["\n".join(map(squeezed, page.splitlines())) for page in pages]
    notes = {note.id: note for note in paper.notes}
    for passage in (getattr(block, "inlines", ()) for block in paper.blocks):
        for place, part in enumerate(passage):
            if isinstance(part, Call) and (note := notes.pop(part.id, None)):
                call = squeezed(plain(passage[:place]))[-14:] + part.text
                words = re.escape(squeezed(plain(note.inlines))[:24])
                begins = re.compile(rf"^{note.mark}\n?{words}", re.MULTILINE)
                on = [n for n, page in enumerate(lines) if begins.search(page)]
                assert len(on) == 1 and call in squeezed(pages[on[0]]), (call, words, on)
    assert not notes
