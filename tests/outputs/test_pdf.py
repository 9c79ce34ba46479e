"""A PDF is accessible, says what it is, opens no file that it should not, and never varies."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from outputs.samples import TEMPLATES, full_masthead, make_edition, print_pdf
from validator import failures

from masthead.model.blocks import Paragraph
from masthead.model.edition import Edition
from masthead.model.inlines import Text

AGAIN = """
import hashlib, sys
sys.path[:0] = sys.argv[1:]
from outputs.samples import make_edition, print_pdf
print(hashlib.sha256(print_pdf(make_edition("fr"))).hexdigest())
"""


@pytest.fixture(scope="module", params=["en", "fr"])
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / f"{request.param}.pdf"
    path.write_bytes(print_pdf(make_edition(request.param, paragraphs=40)))
    return path


def test_passes_both_standards(printed: Path) -> None:
    assert failures(printed) == []


def test_says_what_it_is(printed: Path) -> None:
    with pikepdf.open(printed) as opened:
        assert str(opened.docinfo.Title).startswith("CTOC/COP/2030/7: ")
        assert str(opened.docinfo.Title).endswith("[Sample]")
        assert "United Nations" in str(opened.docinfo.Author)
        assert "Sample" in str(opened.docinfo.Subject)
        assert str(opened.Root.Lang) == printed.stem
        assert not opened.check_pdf_syntax()


def test_has_bookmarks(printed: Path) -> None:
    with pikepdf.open(printed) as opened, opened.open_outline() as outline:
        sections = outline.root[0].children
        assert [section.title[:2] for section in sections] == ["I.", "II"]
        assert sections[1].children[0].title.startswith("A.")


def test_every_page_is_marked(printed: Path) -> None:
    text = subprocess.run(["pdftotext", printed, "-"], check=True, capture_output=True).stdout
    pages = text.decode().split("\f")[:-1]
    assert len(pages) > 2
    assert all("SAMPLE" in each for each in pages)


def test_official_edition_is_not_marked(tmp_path: Path, edition: Edition) -> None:
    path = _written(tmp_path, replace(edition, status=None))
    text = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True).stdout
    assert b"ample" not in text
    assert failures(path) == []


def test_right_to_left(tmp_path: Path, edition: Edition) -> None:
    path = _written(tmp_path, replace(edition, language="ar", direction="rtl"))
    with pikepdf.open(path) as opened:
        assert opened.Root.ViewerPreferences.Direction == "/R2L"
    assert failures(path) == []


def test_same_bytes_in_another_process() -> None:
    here = hashlib.sha256(print_pdf(make_edition("fr"))).hexdigest()
    paths = [str(Path(__file__).parents[1]), *sys.path]
    command = [sys.executable, "-c", AGAIN, *paths]
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    run = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    again = hashlib.sha256(print_pdf(make_edition("fr"))).hexdigest()
    assert (run.stdout.strip(), again) == (here, here)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/style.css",
        "https://example.org/a.png",
        "ftp://example.org/a",
        "file:///etc/passwd",
        "file://host/etc/passwd",
        "file:{templates}/../pyproject.toml",
        "file:{templates}/%2e%2e/pyproject.toml",
        "data:text/css,p{{}}",
    ],
)
def test_fetcher_refuses(url: str) -> None:
    from masthead.outputs.pdf.engine import Fetcher, OutsideTemplates

    with pytest.raises(OutsideTemplates):
        Fetcher(TEMPLATES).fetch(url.format(templates=TEMPLATES))


@pytest.mark.parametrize(
    "markup",
    [
        '<link rel="stylesheet" href="https://example.org/a.css">',
        '<img src="file:///etc/passwd" alt="x">',
        "<style>@import url(file:///etc/passwd)</style>",
        '<link rel="attachment" href="file:///etc/passwd">',
    ],
)
def test_hostile_page_stops_the_rendering(markup: str) -> None:
    from masthead.outputs.pdf.engine import print_pdf

    with pytest.raises(PermissionError):
        print_pdf(f'<html lang="en"><title>x</title>{markup}<p>x', TEMPLATES)


def test_words_are_never_markup(edition: Edition, tmp_path: Path) -> None:
    heading = next(edition.headings())
    hostile = replace(heading, inlines=(Text('<img src="file:///etc/passwd">'),))
    path = _written(tmp_path, replace(edition, title="<b>&", blocks=(hostile,)))
    with pikepdf.open(path) as opened:
        assert "<b>&" in str(opened.docinfo.Title)


def _written(folder: Path, edition: Edition) -> Path:
    path = folder / "edition.pdf"
    path.write_bytes(print_pdf(edition))
    return path


@pytest.mark.parametrize("size", range(4))
def test_the_note_stands_on_the_first_page(tmp_path: Path, size: int) -> None:
    """A paragraph that goes on to the second page must not take it along."""
    made = make_edition(paragraphs=12)
    padded = tuple(
        replace(block, inlines=(Text("A line more. " * (7 * size + 1)), *block.inlines))
        if isinstance(block, Paragraph)
        else block
        for block in made.blocks
    )
    path = _written(tmp_path, replace(made, blocks=padded))
    command = ["pdftotext", "-f", "1", "-l", "1", str(path), "-"]
    first = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "* CTOC/COP/2030/1." in first


def pages_of(path: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True)
    return done.stdout.decode().split("\f")[:-1]


def test_a_full_first_page(tmp_path: Path) -> None:
    """All notes stand below the text, however many they are, and every page bears its numbers."""
    made = replace(make_edition(paragraphs=40), masthead=full_masthead())
    path = _written(tmp_path, made)
    assert failures(path) == []
    first, *later = pages_of(path)
    body, _, notes = first.partition("* Reissued")
    assert "***** The paper waited" in notes and "Some words" not in notes
    assert "CTOC/COP/2030/7*" in body and "TEST/SUB/2030/3*" in body
    assert "V.30-00012 (E)" in notes
    for each in later:
        assert "CTOC/COP/2030/7\n" in each and "TEST/SUB/2030/3" in each
        assert "V.30-00012" in each and "(E)" not in each


def test_makers_of_fonts_are_loaded_when_they_are_called() -> None:
    """A fresh process: importing WeasyPrint leaves them out, calling them brings the real ones."""
    script = (
        "import sys\n"
        "import masthead.outputs.pdf.engine\n"
        "assert 'fontTools.varLib' not in sys.modules\n"
        "from weasyprint.pdf import fonts\n"
        "assert fonts.subset.Options().layout_features\n"
        "import fontTools.varLib.instancer as real\n"
        "real.instantiateVariableFont = lambda *given: given\n"
        "assert fonts.instantiateVariableFont(1, 2) == (1, 2)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
