"""Compiling, by example pages: numbers, sentences and the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import Example, examples
from projects import opened

from masthead.compile import Compiled
from masthead.compile.ledger import Line
from masthead.jobs.prepare import compile_all
from masthead.model.edition import Block, plain
from masthead.model.problem import Problem

HERE = Path(__file__).parent
BODIES = [*examples(HERE / "numbering.md"), *examples(HERE / "sentences.md")]
LEDGERS = examples(HERE / "ledger.md")
DOCUMENT = "==> content/TEST/2.md <==\n{head}\n# Title\n\n{body}\n"
FRENCH = "==> content/site.yaml <==\noffice: unodc\noriginal: fr\ntypography: vienna-2016\n"
HEAD = (
    "---\nsymbol: TEST/2030/2\nkind: report-of-the-secretariat\nstatus: draft\ndate: 2030-06-14\n"
)


def document(body: str, language: str) -> str:
    """Wrap a body in a document without a period, giving ids to blocks that have none."""
    blocks = [
        block if block.startswith("{#") else f"{{#block-{n}}}\n{block}"
        for n, block in enumerate(body.split("\n\n"))
    ]
    head = f"{HEAD}original: {language}\nlanguages: [{language}]\n---"
    profile = FRENCH if language == "fr" else ""
    return profile + DOCUMENT.format(head=head, body="\n\n".join(blocks))


def compiled(folder: Path, files: str) -> tuple[Compiled, list[Problem]]:
    """Compile the one document of a project over the base; give all problems too."""
    read = opened(folder, files)
    (one,) = compile_all(read, read.records.documents)
    return one, [*read.problems, *one.problems]


def codes(problems: list[Problem]) -> list[str]:
    return sorted({problem.code for problem in problems})


@pytest.mark.parametrize("example", BODIES, ids=lambda example: example.title)
def test_body(example: Example, tmp_path: Path) -> None:
    language = "fr" if example.title.endswith("(fr)") else "en"
    one, problems = compiled(tmp_path, document(example.input, language))
    printed = [f"{b.mark} {plain(b.inlines)}" for b in one.editions[language].blocks]
    assert printed + codes(problems) == example.expected.splitlines()


@pytest.mark.parametrize("example", LEDGERS, ids=lambda example: example.title)
def test_ledger(example: Example, tmp_path: Path) -> None:
    one, problems = compiled(tmp_path, example.input)
    assert [*map(shown, one.ledger.lines), *codes(problems)] == example.expected.splitlines()


def shown(line: Line) -> str:
    return " ".join(
        filter(None, (line.activity.id, line.fate, str(line.number or ""), line.reason))
    )


def test_marks_are_the_same_in_every_language(tmp_path: Path) -> None:
    """What the numbering contract promises, on a document that has every level."""
    source = "\n\n".join(BODIES[0].input.replace(".", " here.").split("\n\n"))
    read = opened(
        tmp_path, document(source, "en").replace("languages: [en]", "languages: [en, fr]")
    )
    (one,) = compile_all(read, read.records.documents)
    marks = {language: list(map(mark, e.blocks)) for language, e in one.editions.items()}
    assert marks["fr"] == marks["en"] and len(marks["en"]) == 14


def mark(block: Block) -> tuple[str, str]:
    return block.id, block.mark
