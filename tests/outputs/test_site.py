"""The site of a language holds our pages and a search, and nothing else of Sphinx."""

from __future__ import annotations

import json
import re
import shutil
from collections import deque
from dataclasses import replace
from pathlib import Path

import pytest
from outputs.samples import ENGLISH, FRENCH, TEMPLATES, make_edition, write_site

from masthead.body import render_body
from masthead.model.edition import Edition
from masthead.outputs import names, site
from masthead.outputs.site.pairs import Pairs
from masthead.outputs.skin import SiteLanguage, front_page, site_values

PAGE = "CTOC/COP/2030/7/index.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    _build(folder, ENGLISH, FRENCH)
    return folder


def _build(folder: Path, *languages: SiteLanguage) -> None:
    for language in languages:
        edition = make_edition(language.language)
        write_site([edition], language, folder / language.language)
    (folder / "index.html").write_text(front_page(languages, TEMPLATES), encoding="utf-8")


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def test_page_holds_the_body_word_for_word(built: Path) -> None:
    for language in ("en", "fr"):
        page = (built / language / PAGE).read_text(encoding="utf-8")
        assert render_body(make_edition(language)) in page


def test_nothing_of_the_workshop_is_left(built: Path) -> None:
    names_of_files = {Path(name).name for name in _files(built)}
    assert "searchindex.js" in names_of_files
    assert not names_of_files & {".buildinfo", "objects.inv", "environment.pickle"}
    assert not [name for name in _files(built) if "_sources" in name or ".work" in name]


def test_pages_load_nothing_from_elsewhere_and_nothing_inline(built: Path) -> None:
    for path in built.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", html)
        assert not re.search(r'<(?:script|link|img)[^>]*(?:src|href)="(?:https?:)?//', html)


def test_links_lead_somewhere(built: Path, edition: Edition) -> None:
    beside = {names.pdf_name(edition), "CTOC_COP_2030_7_F.pdf", names.DATA}
    beside.add(names.PARALLEL)
    beside |= {f"{names.folder_name(edition.symbol)}/{name}" for name in beside}
    for path in built.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        for target in re.findall(r'(?:href|src)="([^"#:]+)"', html):
            assert (path.parent / target).resolve().is_file() or target in beside, target
        for fragment in re.findall(r'href="#([^"]+)"', html):
            assert f'id="{fragment}"' in html


def test_switch_of_languages_leads_to_the_same_page(built: Path) -> None:
    html = (built / "en" / PAGE).read_text(encoding="utf-8")
    assert re.search(
        r'href="\.\./\.\./\.\./\.\./\.\./fr/CTOC/COP/2030/7/index.html"[^>]*keep', html
    )


def test_languages_do_not_leak(tmp_path: Path) -> None:
    _build(tmp_path / "a", ENGLISH, FRENCH)
    _build(tmp_path / "b", FRENCH)
    _build(tmp_path / "c", ENGLISH)
    both = _files(tmp_path / "a")
    assert {f"fr/{k}": v for k, v in _files(tmp_path / "b" / "fr").items()}.items() <= both.items()
    assert {f"en/{k}": v for k, v in _files(tmp_path / "c" / "en").items()}.items() <= both.items()


def test_landmarks_are_unique(built: Path) -> None:
    html = (built / "en" / PAGE).read_text(encoding="utf-8")
    for landmark in ("<main", "<header", 'role="search"', "<h1"):
        assert html.count(landmark) == 1


def test_without_other_formats_no_link_to_them(tmp_path: Path) -> None:
    write_site([make_edition()], ENGLISH, tmp_path, beside=())
    html = (tmp_path / PAGE).read_text(encoding="utf-8")
    assert ".pdf" not in html
    assert names.DATA not in html


def test_several_documents_one_below_the_other(tmp_path: Path) -> None:
    addendum = replace(make_edition(), symbol="CTOC/COP/2030/7/Add.1 (Part 1)")
    write_site([make_edition(), addendum], ENGLISH, tmp_path)
    assert (tmp_path / names.folder_name(addendum.symbol) / "index.html").is_file()
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    rows = re.findall(r'<th scope="row"[^>]*>([^<]*)<', index)
    assert [row.replace("\u200b", "") for row in rows] == ["CTOC/COP/2030/7", addendum.symbol]


@pytest.mark.parametrize(
    ("symbol", "folder"),
    [("A/68/6 (Part I)", "A/68/6~28PartI~29"), ("CTOC/COP/2014/4/Add.1", "CTOC/COP/2014/4/Add.1")],
)
def test_names_are_safe(symbol: str, folder: str) -> None:
    assert names.folder_name(symbol) == folder


def test_only_a_symbol_names_a_folder() -> None:
    with pytest.raises(ValueError, match="no symbol"):
        names.folder_name("A/../B")


def test_a_search_without_spaces_goes_by_pairs() -> None:
    cut = Pairs({}).split("偷运移民，PATROL 2013年7月")
    assert cut == [
        "偷",
        "运",
        "移",
        "民",
        "偷运",
        "运移",
        "移民",
        "PATROL",
        "2013",
        "年",
        "7",
        "月",
    ]


def test_a_search_finds_a_title_as_it_is_written(tmp_path: Path) -> None:
    """The page escapes what it prints, so the index does not."""
    write_site([replace(make_edition(), title="Land & sea <1>")], ENGLISH, tmp_path)
    index = json.loads((tmp_path / names.INDEX).read_text("utf-8")[len("Search.setIndex(") : -1])
    assert index["titles"] == ["Land & sea <1>"]
    assert index["docnames"] == [PAGE.removesuffix(".html")]
    assert index["titleterms"] == {"land": 0, "sea": 0, "head": 0}
    found = (tmp_path / names.STATIC / "searchtools.js").read_text("utf-8")
    assert "innerHTML = _escapeHTML(title)" in found


def test_looks_are_copied_and_what_lies_beside_them_is_not(tmp_path: Path) -> None:
    looks = tmp_path / "templates"
    shutil.copytree(TEMPLATES, looks)
    for name in (".secret", ".site.css.swp", "site.css~"):
        (looks / "site/static" / name).write_text("nobody's business")
    (looks / "site/static").chmod(0o500)
    made = tmp_path / "made"
    shared = site_values([make_edition()], (), ENGLISH, ())
    deque(site.write([make_edition()], shared, ENGLISH, looks, made), 0)
    static = made / names.STATIC
    assert static.stat().st_mode == made.stat().st_mode
    assert {"site.css", "site.js", "icon.svg"} < {path.name for path in static.iterdir()}
    assert not [path for path in static.iterdir() if path.suffix not in (".css", ".js", ".svg")]


def test_the_search_loads_each_of_its_scripts_once(built: Path) -> None:
    html = (built / "fr" / names.SEARCH).read_text(encoding="utf-8")
    loaded = re.findall(r'<script src="([^"]+)" defer>', html)
    there = [f"{names.STATIC}/{path.name}" for path in (built / "fr/_static").glob("*.js")]
    assert sorted(name.removeprefix("./") for name in loaded) == sorted([*there, names.INDEX])
    assert loaded.index("_static/language_data.js") < loaded.index("_static/searchtools.js")


def test_sphinx_speaks_the_language_of_some_country(tmp_path: Path) -> None:
    languages = (SiteLanguage("zh", "中文", "ltr", ENGLISH.words, spaces_words=False), ENGLISH)
    for language in languages:
        write_site([make_edition()], language, tmp_path / language.language)
    said = (tmp_path / "zh/_static/translations.js").read_text("utf-8")
    assert '"zh_Hans_CN"' in said or '"zh_CN"' in said
    assert not (tmp_path / "en/_static/translations.js").exists()
    assert "splitQuery" in (tmp_path / "zh/_static/language_data.js").read_text("utf-8")
    assert "splitQuery" not in (tmp_path / "en/_static/language_data.js").read_text("utf-8")
