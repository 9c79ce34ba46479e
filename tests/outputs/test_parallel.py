"""Languages side by side: each column shows what its page shows, or that is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from outputs.samples import ENGLISH, FRENCH, TEMPLATES, WORDS, make_edition, write_site
from pages import Example, examples

from masthead.jobs.making.parallel import of_documents, set_beside
from masthead.jobs.making.render import Job, Outcome
from masthead.model.edition import Edition, Sibling
from masthead.outputs import parallel
from masthead.outputs.names import PAGE, PARALLEL, folder_name
from masthead.outputs.parallel import blocks_of
from masthead.outputs.readback import numbers_in_edition
from masthead.outputs.readback_html import numbers_in_html
from masthead.outputs.skin import SiteLanguage

ARABIC = SiteLanguage("ar", "العربية", "rtl", WORDS)
SITES = {one.language: one for one in (ENGLISH, FRENCH, ARABIC)}
SIBLINGS = tuple(Sibling(one.language, one.name) for one in SITES.values())
END = '(?=<div class="cell|</main>)'
EXAMPLES = examples(Path(__file__).with_name("parallel.md"))


def anew(job: Job) -> Job:
    """Take nothing that was made before."""
    return job


def editions() -> list[Edition]:
    return [replace(make_edition(code), siblings=SIBLINGS) for code in SITES]


def outcomes(made: list[Edition], folder: Path) -> list[Outcome]:
    """Write the pages of some editions, and their views as a build does."""
    pages = []
    for edition in made:
        write_site([edition], SITES[edition.language], folder / edition.language)
        pages.append(Outcome(Job("site", (edition,), TEMPLATES, folder)))
    return list(
        set_beside(
            pages, [p.job for p in pages], of_documents(made, TEMPLATES, folder, SITES), anew
        )
    )


def view_of(edition: Edition, folder: Path) -> Path:
    return folder / edition.language / folder_name(edition.symbol) / PARALLEL


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parallel")
    *_, last = outcomes(editions(), folder)
    assert (last.job.format, last.failed) == ("parallel", False)
    return folder


def columns_of(view: str) -> Iterator[tuple[str, str]]:
    for code in SITES:
        cells = re.findall(rf'<div class="cell[^>]* lang="{code}".*?{END}', view, re.S)
        yield code, "".join(cells)


@pytest.mark.parametrize("page", SITES)
def test_each_column_bears_the_numbers_of_its_edition(built: Path, page: str) -> None:
    view = view_of(make_edition(page), built).read_text("utf-8")
    for code, column in columns_of(view):
        found = [seen for seen in numbers_in_html(column.encode()) if seen.mark]
        assert tuple(found) == numbers_in_edition(make_edition(code))


def test_the_language_of_the_page_stands_first_and_beside_the_original(built: Path) -> None:
    for code, first in (("en", "en fr"), ("fr", "fr en"), ("ar", "ar en")):
        view = view_of(make_edition(code), built).read_text("utf-8")
        assert re.findall(r'value="(\w+)" checked', view) == first.split()
        assert re.findall(r'<div class="cell" lang="(\w+)"', view)[0] == code


def test_a_cell_speaks_its_language_in_its_direction(built: Path) -> None:
    view = view_of(make_edition("en"), built).read_text("utf-8")
    cells = set(re.findall(r'<div class="cell body" lang="(\w+)" dir="(\w+)"', view))
    assert cells == {("en", "ltr"), ("fr", "ltr"), ("ar", "rtl")}


def test_every_id_is_there_once_and_every_link_leads_to_one(built: Path) -> None:
    for edition in editions():
        view = view_of(edition, built).read_text("utf-8")
        ids = re.findall(r'\sid="([^"]+)"', view)
        assert len(ids) == len(set(ids)) and {"en-para-7", "fr-para-7", "ar-para-7"} <= set(ids)
        assert set(re.findall(r'href="#([^"]+)"', view)) <= set(ids)
        for target in re.findall(r'(?:href|src)="(?!https:)([^"#]+)', view):
            assert (view_of(edition, built).parent / target).is_file() or "index" in target


def test_pages_name_each_other_as_alternates(built: Path) -> None:
    for name in (PAGE, PARALLEL):
        html = (view_of(make_edition("fr"), built).with_name(name)).read_text("utf-8")
        named = dict(re.findall(r'rel="alternate" hreflang="([\w-]+)" href="([^"]+)"', html))
        there = {code: f"../../../../../{code}/CTOC/COP/2030/7/{name}" for code in SITES}
        assert named == {**there, "x-default": there["en"]}


def test_a_document_in_one_language_has_no_view(tmp_path: Path) -> None:
    alone = replace(make_edition(), siblings=SIBLINGS[:1])
    assert len(outcomes([alone], tmp_path)) == 1
    assert PARALLEL not in view_of(alone, tmp_path).with_name(PAGE).read_text("utf-8")


SPOILS: dict[str, Callable[[str], str]] = {
    "renumbered": lambda view: view.replace("7.\N{EM SPACE}</a>", "8.\N{EM SPACE}</a>", 1),
    "a word lost": lambda view: view.replace("entirely", "", 1),
    "a cell lost": lambda view: re.sub(f'(?s)<div class="cell body".*?{END}', "", view, count=1),
    "in another column": lambda view: view.replace('body" lang="en"', 'body" lang="fr"', 1),
    "no column": lambda view: view.replace('lang="en" dir="ltr"><p', 'lang="xx"><p'),
    "an id of another column": lambda view: view.replace('id="fr-para-7"', 'id="fr-para-8"'),
    "a link to another column": lambda view: view.replace('"#fr-para-1"', '"#en-para-1"'),
    "an id twice": lambda view: view.replace('id="_column-2"', 'id="_column-1"'),
}  # fmt: skip


@pytest.mark.parametrize("spoil", SPOILS)
def test_a_view_that_parts_from_its_pages_is_told(
    spoil: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    views = parallel.views
    monkeypatch.setattr(parallel, "views", lambda *a: [SPOILS[spoil](view) for view in views(*a)])
    *_, last = outcomes(editions(), tmp_path)
    assert not last.reason and last.parted


def test_editions_that_have_not_the_same_blocks_make_no_view(tmp_path: Path) -> None:
    english, french, arabic = editions()
    french = replace(french, blocks=french.blocks[:-1])
    *_, last = outcomes([english, french, arabic], tmp_path)
    assert last.reason == "Unaligned: para-12 / - / para-12"


def test_no_view_is_made_of_pages_that_are_made_again(tmp_path: Path) -> None:
    english, french, _ = editions()
    failed = Outcome(Job("pdf", (english,), TEMPLATES, tmp_path), reason="no")
    pages = [Outcome(Job("site", (one,), TEMPLATES, tmp_path)) for one in (english, french)]
    views = of_documents([english, french], TEMPLATES, tmp_path, SITES)
    assert list(set_beside([failed, *pages], [p.job for p in pages], views, anew)) == [
        failed,
        *pages,
    ]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_a_page_is_cut_where_its_blocks_end(example: Example) -> None:
    assert "\n---\n".join(blocks_of(example.input)) == example.expected
