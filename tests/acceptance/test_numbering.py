"""One numbering: 1 to 58 and the same headings in four renditions, or nothing is published."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from acceptance.conftest import Renditions
from acceptance.copies import LANGUAGES, ROOT, Copy, data_name, page_name, pdf_name
from acceptance.faults import FAULTS, SKELETONS, spoil_edition, spoil_page, spoil_skeleton
from acceptance.readers import marks, numbers, paragraphs, read_html, read_pdf, sections

from masthead.model.edition import Edition
from masthead.model.edition_json import from_json
from masthead.outputs import pdf
from masthead.outputs.readback import NumberMap, differences, numbers_in_edition
from masthead.outputs.readback_html import numbers_in_html
from masthead.outputs.readback_pdf import numbers_in_pdf, words_of_pdf

FACTS = Path(__file__).with_name("facts.csv")
HEADINGS = ["I", "II", "A", "B", "1", "2", "3", "4", "5", "III"]
RENDITIONS = [(language, format_) for language in LANGUAGES for format_ in ("html", "pdf")]


@pytest.mark.parametrize("rendition", RENDITIONS, ids="-".join)
def test_paragraphs_are_numbered_1_to_58(
    renditions: Renditions, rendition: tuple[str, str]
) -> None:
    assert numbers(renditions[rendition]) == list(range(1, 59))


@pytest.mark.parametrize("rendition", RENDITIONS, ids="-".join)
def test_headings_bear_the_same_marks(renditions: Renditions, rendition: tuple[str, str]) -> None:
    found = [block.mark for block in renditions[rendition] if block.kind == "heading"]
    assert found == HEADINGS
    assert marks(renditions[rendition]) == marks(renditions["en", "html"])


@pytest.mark.parametrize("rendition", RENDITIONS, ids="-".join)
def test_paragraphs_stand_in_their_sections(
    renditions: Renditions, rendition: tuple[str, str]
) -> None:
    rows = csv.DictReader(FACTS.read_text(encoding="utf-8").splitlines())
    wanted = {int(row["para"]): row["section"] for row in rows}
    assert len(wanted) == 58
    assert sections(renditions[rendition]) == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_and_pdf_say_the_same_words(renditions: Renditions, language: str) -> None:
    page, paper = (paragraphs(renditions[language, format_]) for format_ in ("html", "pdf"))
    assert [n for n, words in page.items() if spaceless(words) != spaceless(paper[n])] == []


def spaceless(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_program_reads_the_published_bytes_back(sample: Copy, language: str) -> None:
    wanted = numbers_in_edition(edition_of(sample, language))
    read = [(seen.kind, seen.mark) for seen in wanted]
    assert [int(mark[:-1]) for kind, mark in read if kind == "paragraph"] == list(range(1, 59))
    assert [mark[:-1] for kind, mark in read if kind == "heading"] == HEADINGS
    assert numbers_in_html((sample.site / page_name(language)).read_bytes()) == wanted
    assert numbers_in_pdf(words_of_pdf(sample.site / pdf_name(language))) == wanted


def edition_of(copy: Copy, language: str) -> Edition:
    return from_json((copy.site / data_name(language)).read_text(encoding="utf-8"))


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_in_a_page_is_seen(sample: Copy, fault: str) -> None:
    page = (sample.site / page_name("fr")).read_bytes()
    spoilt = spoil_page(page, fault)
    assert seen_by_the_program(sample, "fr", numbers_in_html(spoilt))
    assert not seen_by_the_program(sample, "fr", numbers_in_html(page))
    assert numbers(read_html(spoilt)) != list(range(1, 59))


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_in_a_pdf_is_seen(sample: Copy, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "spoilt.pdf"
    spoilt = spoil_edition(edition_of(sample, "en"), fault)
    path.write_bytes(pdf.write(spoilt, ROOT / "templates", b"{}"))
    assert seen_by_the_program(sample, "en", numbers_in_pdf(words_of_pdf(path)))
    assert numbers(read_pdf(path)) != list(range(1, 59))


def seen_by_the_program(sample: Copy, language: str, found: NumberMap) -> bool:
    return bool(differences(numbers_in_edition(edition_of(sample, language)), found))


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("format_", SKELETONS)
def test_gate_holds_a_fault_back(twin: Copy, format_: str, fault: str) -> None:
    """One language and one format are quicker, and pass the same gate."""
    spoil_skeleton(twin, format_, fault)
    run = twin.run("build", "--output", "proof", "--language", "en", "--format", format_)
    assert run.status == 1
    (error,) = run.errors
    assert (error.code, error.path) == ("E020", "content/CTOC-COP-2014/4.md")
    assert f"en/{format_}" in error.sentence
    assert "17." in error.sentence
    assert not twin.path("proof").exists()


def test_gate_leaves_the_published_site_alone(sample: Copy, twin: Copy) -> None:
    spoil_skeleton(twin, "pdf", "dropped")
    twin.replace("activities/2013/phnom-penh-legislation.yaml", "2013-11", "2013-12")
    run = twin.run("build")
    assert run.status == 1
    assert {(e.code, e.sentence.split()[1]) for e in run.errors} == {
        ("E020", "en/pdf"),
        ("E020", "fr/pdf"),
    }
    assert twin.published() == sample.published()


def test_gate_lets_an_honest_template_pass(twin: Copy) -> None:
    """What holds the faults back is the fault, not that a template was changed."""
    twin.replace(SKELETONS["site"], "{{ body | safe }}", "<hr>{{ body | safe }}")
    twin.build("--output", "proof", "--language", "en", "--format", "site")
    assert numbers_of(twin.path("proof")) == list(range(1, 59))


def numbers_of(site: Path) -> list[int]:
    return numbers(read_html((site / page_name("en")).read_bytes()))
