"""The sample report at three heights: the data of its editions, a page, the text of a PDF.

Where one differs, somebody changed what delegates read. If it is meant, rewrite them and read the
diff like prose: `nox -s golden`, or pytest with MASTHEAD_GOLDEN=rewrite; never in CI.
"""

from __future__ import annotations

import os
import subprocess
from functools import cache
from pathlib import Path

import pytest
from projects import LOOKS, ROOT

from masthead.body import render_body
from masthead.jobs.prepare import compile_all, open_project
from masthead.model.edition import Edition
from masthead.model.edition_json import to_json
from masthead.outputs import json, pdf
from masthead.project import Project

SAMPLE = Path(__file__).parent / "sample"
SYMBOL = "CTOC/COP/2014/4"
REWRITE = os.environ.get("MASTHEAD_GOLDEN") == "rewrite"


@cache
def edition(language: str) -> Edition:
    """Compile the sample report in a language."""
    read = open_project(Project(ROOT))
    document = next(d for d in read.records.documents if str(d.symbol) == SYMBOL)
    (compiled,) = compile_all(read, [document])
    return compiled.editions[language]


def printed(language: str, folder: Path) -> str:
    """Print the PDF, and give the text of its lines; how wide spaces are is the reader's affair."""
    path = folder / "edition.pdf"
    made = edition(language)
    path.write_bytes(pdf.write(made, LOOKS, json.write(made)))
    done = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True)
    pages = done.stdout.decode("utf-8").rstrip("\f").split("\f")
    return "".join(f"-- page {n}\n{_lines(page)}" for n, page in enumerate(pages, 1))


def _lines(page: str) -> str:
    lines = (" ".join(line.split()) for line in page.splitlines())
    return "".join(f"{line}\n" for line in lines if line)


def compare(name: str, made: str) -> None:
    """Compare with the golden of that name, or rewrite it."""
    golden = SAMPLE / name
    if REWRITE:
        assert not os.environ.get("CI"), "a person reads the diff of goldens, never CI"
        golden.write_bytes(made.encode())
    assert made.splitlines() == golden.read_text("utf-8").splitlines()


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_golden_data(language: str) -> None:
    compare(f"edition.{language}.json", to_json(edition(language)))


def test_golden_page() -> None:
    compare("page.en.html", render_body(edition("en")))


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_golden_pdf(language: str, tmp_path: Path) -> None:
    compare(f"pdf.{language}.txt", printed(language, tmp_path))
