"""One document in each script: its first page, its marks, and its numbers read back."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from projects import ROOT, lay_out, masthead

from masthead.body import render_body
from masthead.compile import compile_document
from masthead.jobs.judging.concordance import compare_editions
from masthead.jobs.prepare import Opened, open_project
from masthead.language import read_units, write_units
from masthead.model.blocks import Annex, Heading, ListItem, Paragraph
from masthead.model.edition import Edition
from masthead.model.inlines import plain
from masthead.outputs.readback import differences, numbers_in_edition
from masthead.outputs.readback_html import numbers_in_html
from masthead.project import Project, Source

GRAMMAR = ROOT / "tests/language/grammar/translations"
FILES = """==> content/TEST/session.yaml <==
body: ctoc-cop
ordinal: 7
when: 2030-10-07/2030-10-11
where: {city: vienna}
agenda:
  symbol: TEST/2030/1
  status: provisional
  items: [{number: 2, title: Assistance, items: [{letter: c, title: Help}]}]
==> content/TEST/2.md <==
---
symbol: TEST/2030/2
kind: report-of-the-secretariat
item: 2 (c)
status: draft
date: 2030-06-14
original: en
languages: [en, CODE]
period: 2030-01/2030-06
held: {first-workshop: told later}
---
# Assistance

{#one}
## One

{#first}
First.

{#two}
## Two

{#sub}
### Sub

{#under}
#### Under

{#second}
Second: see {section}`last`, and {item}`b`.

{#listed .item}
Listed.

{#also .item}
Also.

{#inner .subitem}
Inner.

{#other}
#### Other

{#third}
Third.

{#last}
### Last

{#fourth}
Fourth.

{#more .annex}
# More

{#fifth}
Fifth.

{#most .annex}
# Most

{#sixth}
Sixth.
"""


def spoken(folder: Path, code: str) -> Opened:
    """Lay out a project in English and a language that has its own grammar and English words."""
    project = lay_out(folder, FILES.replace("CODE", code))
    shutil.copytree(project.path("translations/en"), project.path(f"translations/{code}"))
    shutil.copy(GRAMMAR / code / "language.yaml", project.path(f"translations/{code}"))
    terms = project.path(f"translations/{code}/terms.yaml")
    terms.write_text(terms.read_text("utf-8") + "distribution-language: en\n", "utf-8")
    masthead("translate", "extract", "--language", code, project=project)
    for name in project.names(f"translations/{code}", ".po"):
        translated(project, name, code)
    return open_project(project)


def translated(project: Project, path: str, code: str) -> None:
    """Say each unit in the words of its source."""
    source = project.read(path)
    assert isinstance(source, Source)
    file = read_units(source, lambda problem: None)
    units = [replace(unit, text=unit.source) for unit in file.units.values()]
    project.write(path, write_units(units, (), code))


def editions(opened: Opened) -> dict[str, Edition]:
    (document,) = opened.records.documents
    return dict(compile_document(document, opened.records, opened.tongues).editions)


def marks_of(edition: Edition) -> list[str]:
    return [
        block.mark
        for block in edition.blocks
        if isinstance(block, Heading | ListItem | Paragraph | Annex) and block.mark
    ]


SHOWN = {
    "ru": ["I.", "1.", "II.", "A.", "1.", "2.", "a)", "b)", "i)", "2.", "3.", "B.", "4.",
           "Annex I", "1.", "Annex II", "1."],
    "es": ["I.", "1.", "II.", "A.", "1.", "2.", "a)", "b)", "i)", "2.", "3.", "B.", "4.",
           "Annex I", "1.", "Annex II", "1."],
    "zh": ["一.", "1.", "二.", "A.", "1.", "2.", "(a)", "(b)", "(一)", "2.", "3.", "B.", "4.",
           "Annex 一", "1.", "Annex 二", "1."],
    "ar": ["أولا -", "1 -", "ثانيا -", "ألف -", "1 -", "2 -", "(أ)", "(ب)", "‘1’", "2 -", "3 -",
           "باء -", "4 -", "Annex الأول", "1 -", "Annex الثاني", "1 -"],
}  # fmt: skip
# What the second paragraph says: the number of a section, a letter of a list.
CITED = {
    "ru": "II.B, and b)",
    "es": "II.B, and b)",
    "zh": "二.B, and (b)",
    "ar": "ثانيا.باء, and (ب)",
}
ITEMS = {"ru": "2 (c)", "es": "2 c)", "zh": "2(c)", "ar": "2 (ج)"}
DATES = {
    "ru": "7-11 октября 2030 года",
    "es": "7 a 11 de octubre de 2030",
    "zh": "2030年10月7日至11日",
    "ar": "7-11 تشرين الأول/أكتوبر 2030",
}


DAYS = {
    "ru": "14 июня 2030 года",
    "es": "14 de junio de 2030",
    "zh": "2030年6月14日",
    "ar": "14 حزيران/يونيه 2030",
}


@pytest.mark.parametrize("code", SHOWN)
def test_document(code: str, tmp_path: Path) -> None:
    opened = spoken(tmp_path, code)
    both = editions(opened)
    edition = both[code]
    assert marks_of(edition) == SHOWN[code]
    said = [plain(block.inlines) for block in edition.blocks if isinstance(block, Paragraph)]
    assert f"Second: see sect. {CITED[code]}." in said
    page = edition.masthead
    item = page.item.replace("\N{NO-BREAK SPACE}", " ")
    assert item.startswith(f"Item {ITEMS[code]}") and DATES[code] in page.venue
    # The block stays in the language that terms.yaml names.
    assert (page.distribution, page.date, page.block_language) == (
        both["en"].masthead.distribution, "14 June 2030", "en"
    )  # fmt: skip
    # The list of documents has the date in the language of the edition.
    assert DAYS[code] == page.day and both["en"].masthead.day == ""
    (document,) = opened.records.documents
    words = {name: tongue.words for name, tongue in opened.tongues.items()}
    assert compare_editions(document, both, words) == []
    read = numbers_in_html(render_body(edition).encode())
    assert differences(numbers_in_edition(edition), read) == ()
    both[code] = with_first_mark_of_second(edition)
    (problem,) = compare_editions(document, both, words)
    assert problem.code == "E021" and "I. / II." in str(problem.args["detail"])


def with_first_mark_of_second(edition: Edition) -> Edition:
    """Give the first heading the mark of the second."""
    first, second = [n for n, b in enumerate(edition.blocks) if isinstance(b, Heading)][:2]
    blocks = list(edition.blocks)
    blocks[first] = replace(blocks[first], mark=blocks[second].mark)
    return replace(edition, blocks=tuple(blocks))
