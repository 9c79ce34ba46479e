"""What is printed is read back; a paragraph renumbered, exchanged or lost is noticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from outputs.samples import (
    TEMPLATES,
    dropped,
    make_edition,
    print_pdf,
    put_in,
    renumbered,
    swapped,
)

from masthead.body import render_body
from masthead.model.blocks import Paragraph
from masthead.model.edition import Edition
from masthead.model.inlines import Text
from masthead.model.outline import SUFFIXES
from masthead.outputs import docx
from masthead.outputs.readback import NumberMap, differences, numbers_in_edition
from masthead.outputs.readback_docx import numbers_in_docx
from masthead.outputs.readback_html import numbers_in_html
from masthead.outputs.readback_pdf import numbers_in_pdf, words_of_pdf

Read = Callable[[Edition, Path], NumberMap]


def in_html(edition: Edition, folder: Path) -> NumberMap:
    return numbers_in_html(render_body(edition).encode())


def in_pdf(edition: Edition, folder: Path) -> NumberMap:
    path = folder / "edition.pdf"
    path.write_bytes(print_pdf(edition))
    return numbers_in_pdf(words_of_pdf(path, edition.direction))


def in_docx(edition: Edition, folder: Path) -> NumberMap:
    path = folder / "edition.docx"
    path.write_bytes(docx.write(edition, TEMPLATES))
    return numbers_in_docx(path)


CHANGES = [
    pytest.param(lambda edition: renumbered(edition, 7), id="renumbered"),
    pytest.param(lambda edition: swapped(edition, 4, 9), id="exchanged"),
    pytest.param(lambda edition: dropped(edition, 8), id="lost"),
]


@pytest.mark.parametrize(
    ("read", "language"),
    [
        *((read, code) for read in (in_html, in_pdf) for code in ("en", "fr", "ru", "zh", "ar")),
        *((in_docx, language) for language in ("en", "fr", "ru", "ar")),
    ],
)
def test_edition_is_read_back(read: Read, language: str, tmp_path: Path) -> None:
    edition = make_edition(language, paragraphs=40)
    assert differences(numbers_in_edition(edition), read(edition, tmp_path)) == ()


@pytest.mark.parametrize("read", [in_html, in_pdf, in_docx])
@pytest.mark.parametrize("change", CHANGES)
def test_change_is_noticed(
    read: Read, change: Callable[[Edition], Edition], tmp_path: Path
) -> None:
    edition = make_edition(paragraphs=20)
    assert differences(numbers_in_edition(edition), read(change(edition), tmp_path))


@pytest.mark.parametrize("read", [in_html, in_pdf, in_docx])
def test_paragraphs_put_in_are_read_back(read: Read, tmp_path: Path) -> None:
    """Every suffix that there is, behind a number of two digits."""
    edition = put_in(make_edition(paragraphs=14), 13, SUFFIXES)
    assert differences(numbers_in_edition(edition), read(edition, tmp_path)) == ()


@pytest.mark.parametrize("read", [in_html, in_pdf, in_docx])
def test_a_suffix_exchanged_is_noticed(read: Read, tmp_path: Path) -> None:
    edition = put_in(make_edition(), 5, ["bis", "ter"])
    wrong = put_in(make_edition(), 5, ["ter", "bis"])
    assert differences(numbers_in_edition(edition), read(wrong, tmp_path))


def test_an_anchor_must_say_the_suffix() -> None:
    edition = put_in(make_edition(), 5, ["bis"])
    page = render_body(edition).replace('id="para-5-bis"', 'id="para-5-ter"').encode()
    (found,) = differences(numbers_in_edition(edition), numbers_in_html(page))
    assert [seen.mark for seen in found.expected] == ["5bis."]


def test_anchor_must_say_the_number() -> None:
    edition = make_edition()
    page = render_body(edition).replace('id="para-5"', 'id="para-6"').encode()
    (found,) = differences(numbers_in_edition(edition), numbers_in_html(page))
    assert [seen.mark for seen in found.expected] == ["5."]


def test_heading_mark_is_no_paragraph_number(tmp_path: Path) -> None:
    """Heading "1." and paragraph "1." are told apart by where they stand."""
    edition = make_edition()
    found = [(seen.kind, seen.mark) for seen in in_pdf(edition, tmp_path)]
    assert found.count(("heading", "1.")) == found.count(("paragraph", "1.")) == 1


def test_year_at_the_start_of_a_line_is_no_number(tmp_path: Path) -> None:
    """Every line but the first may begin with a year and a full stop."""
    years = Text("2013. " * 400)
    edition = make_edition()
    blocks = (
        replace(b, inlines=(years,)) if isinstance(b, Paragraph) and b.number == 5 else b
        for b in edition.blocks
    )
    edition = replace(edition, blocks=tuple(blocks))
    for read in (in_pdf, in_docx):
        assert differences(numbers_in_edition(edition), read(edition, tmp_path)) == ()


def test_no_number_at_all(tmp_path: Path) -> None:
    edition = replace(make_edition(), blocks=())
    assert in_pdf(edition, tmp_path) == in_html(edition, tmp_path) == ()
    assert in_docx(edition, tmp_path) == ()


@pytest.mark.parametrize("text", ["Short.", "One paragraph that goes on to a second line. " * 4])
@pytest.mark.parametrize("read", [in_html, in_pdf, in_docx])
def test_a_document_of_one_paragraph_is_read_back(read: Read, text: str, tmp_path: Path) -> None:
    edition = make_edition()
    (first, *_) = edition.paragraphs()
    alone = replace(edition, blocks=(replace(first, inlines=(Text(text),)),))
    assert differences(numbers_in_edition(alone), read(alone, tmp_path)) == ()
