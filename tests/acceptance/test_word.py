"""The report in Word: the same numbers and words as its page, and only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from acceptance.copies import LANGUAGES, Copy, page_name, pdf_name
from acceptance.readers import Block, marks, paragraphs, read_docx, read_html

BODY = "templates/word/document.xml"


def docx_name(language: str) -> str:
    return pdf_name(language).removesuffix(".pdf") + ".docx"


@pytest.fixture(scope="module")
def manuscript(sample: Copy, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report for Word alone."""
    copy = sample.twin(tmp_path_factory.mktemp("word") / "project")
    copy.build("--format", "docx", "--output", "manuscript")
    return copy.path("manuscript")


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_and_the_page_say_the_same(sample: Copy, manuscript: Path, language: str) -> None:
    page = read_html((sample.site / page_name(language)).read_bytes())
    word = read_docx(manuscript / docx_name(language))
    assert marks(word) == marks(page)
    assert list(paragraphs(word)) == list(range(1, 59))
    assert list(map(spaceless, word)) == list(map(spaceless, page))


def spaceless(block: Block) -> str:
    return "".join(block.words.split())


def test_nothing_else_is_made(manuscript: Path) -> None:
    files = {path.name for path in manuscript.rglob("*") if path.is_file()}
    assert files == {Path(docx_name(code)).name for code in LANGUAGES} | {"manifest.json"}


def test_it_is_not_made_unless_asked(sample: Copy) -> None:
    assert not [name for name in sample.published() if name.endswith(".docx")]
    assert ".docx" not in (sample.site / page_name("en")).read_text("utf-8")


def test_the_profile_asks_for_every_build(manuscript: Path, twin: Copy) -> None:
    twin.replace("content/site.yaml", "# formats: [site", "formats: [site")
    twin.build()
    for language in LANGUAGES:
        made = (twin.site / docx_name(language)).read_bytes()
        assert made == (manuscript / docx_name(language)).read_bytes()
        page = (twin.site / page_name(language)).read_text("utf-8")
        assert f'href="{Path(docx_name(language)).name}"' in page


@pytest.mark.parametrize(
    "spoil",
    [lambda text: text.replace("$body$", ""), lambda text: text.replace("$body$", "$body$$body$")],
    ids=["lost", "twice"],
)
def test_gate_holds_a_fault_back(twin: Copy, spoil: Callable[[str], str]) -> None:
    twin.write(BODY, spoil(twin.text(BODY)))
    run = twin.run("build", "--output", "proof", "--language", "en", "--format", "docx")
    assert run.status == 1
    (error,) = run.errors
    assert (error.code, error.path) == ("E020", "content/CTOC-COP-2014/4.md")
    assert "en/docx" in error.sentence
    assert not twin.path("proof").exists()
