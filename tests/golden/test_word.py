"""What a file for Word says, and in which styles: the sample report and a paper of the session."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden.fictional import lay_out
from golden.test_golden import REWRITE, edition
from golden.word import text_of
from projects import LOOKS

from masthead.jobs.prepare import compile_all, open_project
from masthead.outputs import docx
from masthead.outputs.names import docx_name

HERE = Path(__file__).parent
PAPER = "TEST/COP/2030/4"


def compare(golden: Path, made: str) -> None:
    """Compare with a golden, or rewrite it."""
    if REWRITE:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made, "utf-8")
    assert made.splitlines() == golden.read_text("utf-8").splitlines()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_golden_word_of_the_report(language: str) -> None:
    compare(HERE / f"sample/word.{language}.txt", text_of(docx.write(edition(language), LOOKS)))


def test_golden_word_of_a_paper(tmp_path: Path) -> None:
    read = open_project(lay_out(tmp_path))
    document = next(d for d in read.records.documents if str(d.symbol) == PAPER)
    (one,) = compile_all(read, [document])
    for made in one.editions.values():
        golden = HERE / "word" / Path(docx_name(made)).with_suffix(".txt")
        compare(golden, text_of(docx.write(made, LOOKS)))
