"""The report is published whole, in both languages, and every page can be used by everybody."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import jsonschema
import pikepdf
import pytest
from acceptance.copies import LANGUAGES, Copy, data_name, page_name, pdf_name
from acceptance.readers import normal, pages_of, read_html
from validator import failures

LOADING = ("src", "srcset", "poster", "data", "action", "formaction", "background", "cite")
# What a script may name: the namespace of a picture, which nothing ever opens.
NAMESPACES = {"http://www.w3.org/2000/svg"}
COMMENT = re.compile(r"/\*.*?\*/|(?m:(?<![:\"'])//.*$)", re.DOTALL)
ORGANIZATIONS = {"en": "United Nations", "fr": "Nations Unies"}
SAMPLES = {"en": "sample, not an official document", "fr": "exemple, document non officiel"}


class Tag(NamedTuple):
    """An element of a page and its attributes."""

    name: str
    attributes: dict[str, str]


class Tags(HTMLParser):
    """Collects the elements of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[Tag] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(Tag(tag, {name: value or "" for name, value in attrs}))


def tags_of(path: Path) -> list[Tag]:
    return Tags(path.read_text(encoding="utf-8")).found


def pages_of_site(copy: Copy) -> list[Path]:
    found = sorted(copy.site.resolve().rglob("*.html"))
    assert len(found) >= 2 * 3 + 1
    return found


def loaded(tag: Tag) -> list[str]:
    """List the addresses that a browser opens by itself for an element."""
    names = LOADING if tag.name == "a" else (*LOADING, "href")
    return [tag.attributes[name] for name in names if name in tag.attributes]


@pytest.mark.parametrize("language", LANGUAGES)
def test_edition_has_its_files(sample: Copy, language: str) -> None:
    folder = sample.site / language / "CTOC/COP/2014/4"
    assert {path.name for path in folder.iterdir()} == {
        "index.html",
        "parallel.html",
        PurePosixPath(pdf_name(language)).name,
        "edition.json",
    }
    assert (sample.site / pdf_name(language)).read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("language", LANGUAGES)
def test_data_is_valid_against_the_published_schema(sample: Copy, language: str) -> None:
    schema = json.loads((sample.site / "edition.schema.json").read_bytes())
    data = json.loads((sample.site / data_name(language)).read_bytes())
    checker = jsonschema.validators.validator_for(schema)
    checker.check_schema(schema)
    assert not list(checker(schema).iter_errors(data))
    assert list(checker(schema).iter_errors({**data, "blocks": [{"number": 1}]}))
    assert (data["symbol"], data["language"]) == ("CTOC/COP/2014/4", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_passes_both_standards(sample: Copy, language: str) -> None:
    assert failures(sample.site / pdf_name(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_carries_the_published_data(sample: Copy, language: str) -> None:
    with pikepdf.open(sample.site / pdf_name(language)) as opened:
        assert list(opened.attachments) == ["edition.json"]
        attached = opened.attachments["edition.json"].get_file().read_bytes()
    assert attached == (sample.site / data_name(language)).read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_says_what_it_is(sample: Copy, language: str) -> None:
    data = json.loads((sample.site / data_name(language)).read_bytes())
    with pikepdf.open(sample.site / pdf_name(language)) as opened:
        about, root = opened.docinfo, opened.Root
        assert data["title"] in str(about.Title)
        assert "CTOC/COP/2014/4" in str(about.Title)
        assert ORGANIZATIONS[language] in str(about.Author)
        assert str(root.Lang) == language
        for field in (about.Title, about.Subject, about.Keywords):
            assert SAMPLES[language] in str(field).lower()
        assert root.ViewerPreferences.DisplayDocTitle


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_pdf_is_marked_as_a_sample(sample: Copy, language: str) -> None:
    pages = pages_of(sample.site / pdf_name(language))
    assert len(pages) > 5
    unmarked = [n for n, words in enumerate(pages, 1) if not marked(words, language)]
    assert unmarked == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_marked_as_a_sample(sample: Copy, language: str) -> None:
    html = (sample.site / page_name(language)).read_text(encoding="utf-8")
    title, head, body = re.split(r"</title>|</head>", html)
    assert all(marked(part, language) for part in (title, head, body))
    listed = (sample.site / language / "index.html").read_text(encoding="utf-8")
    assert marked(listed, language)


def marked(words: str, language: str) -> bool:
    return SAMPLES[language] in normal(words).lower()


def test_no_page_asks_for_anything_outside(sample: Copy) -> None:
    for path in pages_of_site(sample):
        for tag in tags_of(path):
            for address in loaded(tag):
                target = path.parent / address.partition("#")[0].partition("?")[0]
                assert ":" not in address and not address.startswith("//"), (path, address)
                assert target.resolve().is_relative_to(sample.site.resolve()), (path, address)
                assert not address or target.exists(), (path, address)


def test_no_page_has_a_script_or_a_style_of_its_own(sample: Copy) -> None:
    for path in pages_of_site(sample):
        for tag in tags_of(path):
            assert tag.name not in ("style", "base", "iframe", "object", "embed"), path
            assert tag.name != "script" or "src" in tag.attributes, path
            assert not [n for n in tag.attributes if n == "style" or n.startswith("on")], path
            assert "http-equiv" not in tag.attributes, path
            assert not tag.attributes.get("href", "").lower().startswith("javascript"), path


def test_no_sheet_and_no_script_asks_for_anything_outside(sample: Copy) -> None:
    published = sample.published()
    assert {PurePosixPath(name).suffix for name in published} >= {".css", ".js", ".svg"}
    for name, data in published.items():
        text = (
            COMMENT.sub("", data.decode("utf-8")) if name.endswith((".css", ".js", ".svg")) else ""
        )
        text = re.sub(r'<a href=\\?"https?://', "", text)
        assert set(re.findall(r"(?:https?:|wss?:|ftp:)//[^\s\"'()]+", text)) <= NAMESPACES, name
        assert not name.endswith(".css") or not re.search(r"@import|url\(\s*[\"']?//", text), name


@pytest.mark.parametrize(("language", "other"), [("en", "fr"), ("fr", "en")])
def test_switch_of_language_leads_to_the_other_edition(
    sample: Copy, language: str, other: str
) -> None:
    path = sample.site / page_name(language)
    switches = [
        tag.attributes["href"]
        for tag in tags_of(path)
        if tag.name == "a" and tag.attributes.get("hreflang") == other
    ]
    assert switches
    for href in switches:
        assert (path.parent / href).resolve() == (sample.site / page_name(other)).resolve()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paragraph_has_its_anchor(sample: Copy, language: str) -> None:
    """The anchor para-N is the element whose printed number is N, in every edition."""
    html = (sample.site / page_name(language)).read_text(encoding="utf-8")
    anchored = dict(re.findall(r'id="para-(\d+)"(.*?)</p>', html, re.DOTALL))
    assert list(map(int, anchored)) == list(range(1, 59))
    for number, rest in anchored.items():
        (block,) = read_html(f"<p{rest}</p>".encode())
        assert block.mark == number


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_somewhere(sample: Copy, language: str) -> None:
    path = sample.site / page_name(language)
    ids = {tag.attributes.get("id") for tag in tags_of(path)}
    for tag in tags_of(path):
        address, _, fragment = tag.attributes.get("href", "").partition("#")
        if not address.startswith("https://"):
            assert (path.parent / address).exists(), address
            assert address or not fragment or fragment in ids, fragment


def test_nothing_but_the_site_is_published(sample: Copy) -> None:
    """No source, no cache, no path of this machine."""
    suffixes = {".html", ".pdf", ".json", ".css", ".js", ".svg"}
    for name, data in sample.published().items():
        assert PurePosixPath(name).suffix in suffixes, name
        assert not any(part.startswith(".") for part in PurePosixPath(name).parts), name
        assert str(sample.folder).encode() not in data, name
