"""The report in Word: the same numbers and words as its page, and only when it is asked for."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from acceptance.copies import FOLDERS, LANGUAGES, ROOT, Copy, page_name, pdf_name
from acceptance.readers import Block, marks, paragraphs, read_docx, read_html

from masthead.model.edition_json import from_json
from masthead.outputs.readback_docx import numbers_in_docx
from masthead.outputs.readback_html import read_html as read_page
from masthead.outputs.readback_pdf import numbers_in_pdf, words_of_pdf

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


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The report in all its languages and in all formats, as a build with them makes it."""
    folder = tmp_path_factory.mktemp("six") / "project"
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name)
    copy = Copy(folder)
    copy.build("--format", "site,pdf,docx,json", "--output", "made")
    return copy


def test_six_editions_bear_the_same_numbers_in_each_format(six: Copy) -> None:
    made = {
        path.relative_to(six.path("made")).parts[0]: path.parent
        for path in six.path("made").rglob("*.docx")
    }
    assert sorted(made) == ["ar", "en", "es", "fr", "ru", "zh"]
    for language, folder in made.items():
        (word,), (pdf,) = folder.glob("*.docx"), folder.glob("*.pdf")
        page, _ = read_page((folder / "index.html").read_bytes())
        assert numbers_in_docx(word) == page, language
        edition = from_json((folder / "edition.json").read_text("utf-8"))
        assert numbers_in_pdf(words_of_pdf(pdf, edition.direction)) == page, language
        assert [p.number for p in edition.paragraphs() if p.number] == list(range(1, 59))
