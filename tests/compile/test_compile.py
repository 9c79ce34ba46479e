"""Compiling, by example pages: numbers, sentences and the ledger."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pages import Example, examples
from projects import opened

from masthead.compile import Compiled
from masthead.compile.ledger import Line
from masthead.jobs.prepare import compile_all
from masthead.model.blocks import Annex, Block, Inlines, Table
from masthead.model.edition import Edition
from masthead.model.inlines import plain
from masthead.model.problem import Problem

HERE = Path(__file__).parent
BODIES = [
    example
    for name in ("numbering", "sentences", "agenda")
    for example in examples(HERE / f"{name}.md")
]
TABLES = examples(HERE / "tables.md")
LEDGERS = examples(HERE / "ledger.md")
MASTHEADS = examples(HERE / "mastheads.md")
DOCUMENT = "==> content/TEST/2.md <==\n{head}\n# Title\n\n{body}\n"
FRENCH = "==> content/site.yaml <==\noffice: unodc\noriginal: fr\ntypography: vienna-2016\n"
HEAD = (
    "---\nsymbol: TEST/2030/2\nkind: report-of-the-secretariat\nstatus: draft\ndate: 2030-06-14\n"
)


def document(body: str, language: str) -> str:
    """Wrap a body in a document without a period, giving ids to blocks that have none.

    Files may stand below it.
    """
    body, other, files = body.partition("==>")
    blocks = [
        block if block.startswith("{#") else f"{{#block-{n}}}\n{block}"
        for n, block in enumerate(body.strip().split("\n\n"))
    ]
    head = f"{HEAD}original: {language}\nlanguages: [{language}]\n---"
    profile = FRENCH if language == "fr" else ""
    return profile + DOCUMENT.format(head=head, body="\n\n".join(blocks)) + other + files


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
    blocks = one.editions[language].blocks
    # A page shows words; where lines may break is typography's.
    printed = [f"{b.mark} {plain(words(b))}".replace("\u00a0", " ") for b in blocks]
    assert printed + codes(problems) == example.expected.splitlines()


@pytest.mark.parametrize("example", TABLES, ids=lambda example: example.title)
def test_table(example: Example, tmp_path: Path) -> None:
    language = "fr" if example.title.endswith("(fr)") else "en"
    # A table has blank lines in it: it is one block.
    written = document("<BODY>", language).replace("{#block-0}\n<BODY>", example.input)
    one, problems = compiled(tmp_path, written)
    (table,) = (block for block in one.editions[language].blocks if isinstance(block, Table))
    printed = [" | ".join(map(plain, row)) for row in (table.head, *table.rows)]
    assert [re.sub(r"\s", " ", row) for row in printed] + codes(problems) == (
        example.expected.splitlines()
    )


def words(block: Block) -> Inlines:
    return block.title if isinstance(block, Annex) else block.inlines


@pytest.mark.parametrize("example", LEDGERS, ids=lambda example: example.title)
def test_ledger(example: Example, tmp_path: Path) -> None:
    one, problems = compiled(tmp_path, example.input)
    assert [*map(shown, one.ledger.lines), *codes(problems)] == example.expected.splitlines()


def shown(line: Line) -> str:
    return " ".join(
        filter(None, (line.activity.id, line.fate, str(line.number or ""), line.reason))
    )


@pytest.mark.parametrize("example", MASTHEADS, ids=lambda example: example.title)
def test_masthead(example: Example, tmp_path: Path) -> None:
    """What the first page prints, line by line; units that are not translated print nothing."""
    language = "fr" if example.title.endswith("(fr)") else "en"
    head, _, files = example.input.partition("==>")
    named = {"date": "2030-06-14", "original": "en", "languages": f"[{language}]"}
    given = {line.partition(":")[0] for line in head.splitlines()}
    fields = [f"{name}: {value}" for name, value in named.items() if name not in given]
    written = "\n".join(["---", *fields, head.strip(), "---", "# Assistance"])
    over = f"==> content/TEST/2.md <==\n{written}\n" + (f"==>{files}" if files else "")
    one, _ = compiled(tmp_path, over)
    assert first_page(one.editions[language]) == example.expected.splitlines()


def first_page(edition: Edition) -> list[str]:
    head = edition.masthead
    symbols = [f"{symbol}{head.symbol_mark}" for symbol in (edition.symbol, *head.also)]
    lines = [
        " / ".join((head.organization, *symbols)),
        " / ".join((head.organ, head.distribution, head.date, *head.languages)),
        head.body,
        " / ".join(filter(None, (head.session, head.venue))),
        " / ".join(filter(None, (head.item, head.item_title))),
        head.sponsors,
        f"# {edition.title}{head.title_mark}",
        *head.modifications,
        f"{head.author}{head.author_mark}",
        *(f"{mark} {text}" for mark, text in head.notes),
        head.job_line,
    ]
    return [line.replace("\u00a0", " ") for line in lines if line]


TYPES = """
==> activities/kinds/course.yaml <==
role: [organized]
fields:
  a-text: {type: text}
  a-count: {type: count}
  an-ordinal: {type: ordinal}
  a-when: {type: when}
  a-place: {type: place}
  a-state: {type: state}
  an-area: {type: area, many: true}
  a-body: {type: body}
  a-treaty: {type: treaty, many: true}
  a-system: {type: system}
  a-group: {type: group, many: true}
  a-resolution: {type: resolution}
  a-thing: {type: thing}
  an-activity: {type: activity}
  a-choice: {type: choice, of: [one, two]}
  some-states: {type: dated-states}
==> activities/2030/all.yaml <==
kind: course
when: 2030-02
a-text: words
a-count: {value: 3, unit: days, as_of: 2030-01}
an-ordinal: 2
a-when: 2029
a-place: {city: bali}
a-state: KHM
an-area: [asia, KHM]
a-body: iom
a-treaty: [smuggling-protocol]
a-system: vrs
a-group: [judges, prosecutors]
a-resolution: "ctoc-cop:6/3"
a-thing: hall
an-activity: first-workshop
a-choice: two
some-states: [{state: KHM, when: 2029}, {state: BEN, when: 2029}]
==> translations/en/phrases/course.md <==
{{ a_text|text }}; {{ a_count|count }} in {{ a_count.as_of|plain }}; {{ an_ordinal|ordinal }};
{{ a_when|at }}; {{ a_place|in }}; {{ a_state|subject }}; {{ an_area|subject }}; {{ a_body|short }};
{{ a_treaty|name }}; {{ a_system|of }}; {{ a_group|name }}; {{ a_resolution|title }};
{{ a_thing|name }}; {% if a_choice == 'two' %}two{% endif %}; {{ some_states|subject }}
{{ some_states.when|at }}.
==> translations/fr/phrases/course.md <==
Un cours.
==> content/TEST/2.md <==
<HEAD>
# Title

{#all}
```{activities} all first-workshop
```
"""


def test_every_type_of_field_can_be_declared_written_and_said(tmp_path: Path) -> None:
    one, problems = compiled(tmp_path, TYPES)
    # A sentence cannot tell another record: `an-activity`.
    assert codes(problems) == ["C047", "T029"]
    (block,) = one.editions["en"].blocks
    assert plain(block.inlines).partition(" In March")[0] == (
        "Words; three days in January 2030; second; in 2029; in Bali, Indonesia; Cambodia; "
        "Asia and Cambodia; IOM; Protocol against the Smuggling of Migrants; "
        "of the Voluntary Reporting System; judges and prosecutors; "
        "“Implementation of the Protocol”; Hall; two; Benin and Cambodia in 2029."
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
