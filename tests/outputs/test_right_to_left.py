"""The Arabic report, printed: a page in a mirror, and a text that is copied letter by letter.

Two readers tell what stands in the file: poppler, which puts each line into the order of reading,
and PDFium, which is trusted with letters alone.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pypdfium2
import pytest
from outputs.samples import TEMPLATES
from projects import ROOT

from masthead.jobs.prepare import compile_all, open_project
from masthead.model.blocks import Heading, Paragraph
from masthead.model.edition import Edition
from masthead.model.inlines import plain
from masthead.outputs import json, pdf
from masthead.outputs.logical import logical
from masthead.outputs.pdf.letters import STROKE, own_letters
from masthead.outputs.readback import numbers_in_edition
from masthead.outputs.readback_pdf import numbers_in_pdf, words_of_pdf
from masthead.project import Project

SYMBOL = "CTOC/COP/2014/4"
RUNNING = re.compile(r"CTOC/COP/2014/4|\d+/\d+")
# A drawn line, as PDFium counts kinds.
PATH = 2
WIDTH, SIDE, LEFT, RIGHT = 595, 57, 111, 480
PITCH, TAB = 15, 28.35


class Line(NamedTuple):
    """A line of a page: its edges, and its words as they are seen from the left."""

    page: int
    left: float
    top: float
    right: float
    words: tuple[str, ...]


@pytest.fixture(scope="module")
def edition() -> Edition:
    """Compile the Arabic edition of the report."""
    read = open_project(Project(ROOT))
    document = next(d for d in read.records.documents if str(d.symbol) == SYMBOL)
    (compiled,) = compile_all(read, [document])
    return compiled.editions["ar"]


@pytest.fixture(scope="module")
def printed(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Print it."""
    path = tmp_path_factory.mktemp("ar") / "edition.pdf"
    path.write_bytes(pdf.write(edition, TEMPLATES, json.write(edition)))
    return path


@pytest.fixture(scope="module")
def lines(printed: Path) -> list[Line]:
    """See its lines."""
    return list(_lines(printed))


def _lines(path: Path) -> Iterator[Line]:
    command = ["pdftotext", "-bbox-layout", path, "-"]
    told = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    tree = ElementTree.fromstring(re.sub(r'\sxmlns="[^"]+"', "", told))
    for number, page in enumerate(tree.iter("page"), 1):
        for line in page.iter("line"):
            words = [(float(w.get("xMin", 0)), w.text or "") for w in line.iter("word")]
            left, top, right = (float(line.get(name, 0)) for name in ("xMin", "yMin", "xMax"))
            yield Line(number, left, top, right, tuple(text for _, text in sorted(words)))


def poppler(path: Path, edition: Edition) -> str:
    """Give the text of a PDF without running heads and feet."""
    told = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True).stdout.decode()
    mark = bare(edition.status.text if edition.status else "")
    said = (line for line in told.replace("\f", "\n").splitlines())
    return "\n".join(
        line for line in said if bare(line) != mark and not RUNNING.fullmatch(bare(line))
    )


def pdfium(path: Path) -> str:
    """Give the text of a PDF as PDFium tells it."""
    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def bare(text: str) -> str:
    """Leave out spaces and the marks of direction."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


def letters(text: str) -> str:
    """Leave only the letters of Arabic."""
    return "".join(c for c in bare(text) if _is_letter(c))


def letters_and_figures(text: str) -> str:
    """Leave only letters and figures: a mark beside a figure stands where a reader wants it."""
    return "".join(c for c in bare(text) if c.isdigit() or _is_letter(c))


def _is_letter(character: str) -> bool:
    return unicodedata.bidirectional(character) == "AL" and character.isalpha()


def numbered(edition: Edition) -> Iterator[tuple[str, str]]:
    """Give the mark and the words of each heading and paragraph."""
    for block in edition.blocks:
        if isinstance(block, Heading | Paragraph):
            yield block.mark, plain(block.inlines)


def test_every_passage_is_read_in_order_with_its_number(edition: Edition, printed: Path) -> None:
    text, place = letters_and_figures(poppler(printed, edition)), 0
    for mark, words in numbered(edition):
        wanted = letters_and_figures(mark + words)
        found = text.find(wanted, place)
        assert found >= 0, words
        place = found + len(wanted)


def test_another_reader_finds_every_letter(edition: Edition, printed: Path) -> None:
    text, place = letters(pdfium(printed)), 0
    for _, words in numbered(edition):
        found = text.find(letters(words), place)
        assert found >= 0, words
        place = found + len(letters(words))


def test_every_sign_is_there_as_often_as_it_was_written(edition: Edition, printed: Path) -> None:
    text = bare(poppler(printed, edition))
    for sign in "()؛،:”“":
        written = sum(bare(mark + words).count(sign) for mark, words in numbered(edition))
        assert text.count(sign) >= written > 0, sign


def test_the_numbers_are_where_the_program_looks_for_them(edition: Edition, printed: Path) -> None:
    assert numbers_in_pdf(words_of_pdf(printed, "rtl")) == numbers_in_edition(edition)
    assert numbers_in_pdf(words_of_pdf(printed)) != numbers_in_edition(edition)


def test_the_page_is_mirrored(lines: list[Line]) -> None:
    united_nations = next(
        line for line in lines if logical(" ".join(line.words)) == "الأمم المتحدة"
    )
    symbols = [line for line in lines if "COP/2014/4" in "".join(line.words)]
    assert abs(united_nations.right - (WIDTH - SIDE)) < 1
    assert abs(symbols[0].left - SIDE) < 1
    # A running head stands outside: on the right of an even page, on the left of an odd one.
    heads = {line.page: line for line in symbols if line.top < 70 and line.page > 1}
    assert all(abs(head.right - (WIDTH - SIDE)) < 1 for page, head in heads.items() if not page % 2)
    assert all(abs(head.left - SIDE) < 1 for page, head in heads.items() if page % 2)


def test_a_symbol_runs_from_left_to_right(lines: list[Line]) -> None:
    said = [word for line in lines for word in line.words if "COP" in word]
    assert said
    assert all("CTOC/COP/" in word or word.startswith("/COP/2014/4") for word in said)


def test_a_number_stands_right_of_its_text(lines: list[Line]) -> None:
    first = {line.words[-1] for line in lines if abs(line.right - RIGHT) < 1}
    assert {f"-{number}" for number in range(1, 59)} <= first


def test_no_line_stands_off_its_edge(lines: list[Line]) -> None:
    """A line that is not the last of its paragraph reaches from edge to edge."""
    text = [line for line in lines if line.page > 1 and 80 < line.top < 770]
    text.sort(key=lambda line: (line.page, round(line.top)))
    full = [one for one, next_ in pairwise(text) if abs(next_.top - one.top - PITCH) < 1]
    assert len(full) > 100
    # A vowel sign or the tail of a letter is no part of the width of a line.
    assert [line for line in full if abs(line.left - LEFT) > 3] == []
    assert [line for line in full if abs(line.right - RIGHT) > 3 and not _begins(line)] == []


def _begins(line: Line) -> bool:
    """Tell a line whose number poppler counts as another one."""
    return abs(line.right - RIGHT + TAB) < 3


def test_the_rule_at_the_end_is_in_the_middle(printed: Path) -> None:
    document = pypdfium2.PdfDocument(printed)
    last = document[len(document) - 1]
    rules = [obj.get_bounds() for obj in last.get_objects(filter=[PATH], max_depth=8)]
    (rule,) = [box for box in rules if 50 < box[2] - box[0] < 60]
    assert abs((rule[0] + rule[2]) / 2 - (LEFT + RIGHT) / 2) < 1


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("نوعرشملا", "المشرعون"),
        ("-10", "10-"),
        ("،6/3", "6/3،"),
        ("10-6", "6-10"),
        (")ج(", "(ج)"),
        ("CTOC/COP/2014/4", "CTOC/COP/2014/4"),
        (".CTOC/COP/2014/1", "CTOC/COP/2014/1."),
        ("1,234.5", "1,234.5"),
    ],
)
def test_what_is_seen_from_the_left_is_read_from_the_right(seen: str, read: str) -> None:
    assert logical(seen) == read


def test_a_sign_leaves_its_letter_to_the_letter() -> None:
    # A vowel sign is met first with the alef under it, which has no text then; later a stroke with
    # the lam that it lengthens, and a lam whose text is known.
    texts = {7: "أُ", 5: "", 8: "ل", 9: "ل", 4: "ك"}
    widths = {7: 0, 5: 234, 8: 185, 9: 175, 4: 588}
    assert own_letters(texts, widths, {}, {8}) == {7: "ُ", 5: "أ", 8: STROKE}


def test_a_letter_is_known_by_its_face() -> None:
    assert own_letters({5: "", 4: "ك"}, {5: 234, 4: 588}, {5: "أ"}, ()) == {5: "أ"}


def test_latin_letters_keep_theirs() -> None:
    assert own_letters({1: "ffi", 2: "é", 3: "a"}, {1: 700, 2: 400, 3: 400}, {}, ()) == {}
