"""Every link of a page leads to a file of the site, and to a place in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.jobs.publishing.links import Link, dead_links, read_pages

PAGE = '<h1 id="top">A</h1><p id=\'one\'>href="nowhere.html" in a text</p><a {}>go</a>'


@pytest.mark.parametrize(
    "attribute",
    [
        'href="#top"', "href='#one'", "href=#one", 'href=""', 'href="?q=1"', 'href="../b.html"',
        'href="../b.html#top"', 'href="./?x=1#top"', 'href="../d%C3%A9/"', 'src="../x.js"',
        'href="../x.js#anything"', 'href="https://example.org/nowhere"', 'href="mailto:a@b"',
        'href="//example.org"', 'data-href="nowhere"', 'href="../a&amp;b.pdf"', 'name="href"',
    ],
)  # fmt: skip
def test_a_link_that_leads_somewhere(attribute: str, tmp_path: Path) -> None:
    assert list(dead(site(tmp_path, attribute))) == []


@pytest.mark.parametrize(
    ("attribute", "address"),
    [
        ('href="#nowhere"', "#nowhere"),
        ('href="../b.html#one"', "../b.html#one"),
        ('href="nowhere.html"', "nowhere.html"),
        ("href='nowhere.html'", "nowhere.html"),
        ("href=nowhere.html", "nowhere.html"),
        ('class="x"\n src="../y.js"', "../y.js"),
        ('href="../../../a/index.html"', "../../../a/index.html"),
        ('href="../a"', "../a"),
    ],
)
def test_a_link_that_leads_nowhere(attribute: str, address: str, tmp_path: Path) -> None:
    (found,) = dead(site(tmp_path, attribute))
    assert found[:2] == ("a/index.html", address)


def site(folder: Path, attribute: str) -> Path:
    pages = {"a/index.html": PAGE.format(attribute), "b.html": '<h1 id="top">B</h1>'}
    others = dict.fromkeys(("dé/index.html", "x.js", "a&b.pdf"), "")
    for name, text in {**pages, **others}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    assert [*read_pages(folder)] == ["a/index.html", "b.html", "dé/index.html"]
    return folder


def dead(site: Path) -> list[Link]:
    """Read a site twice, the second time knowing the first."""
    pages = read_pages(site)
    again = read_pages(site, pages.values())
    assert all(again[name] is page for name, page in pages.items())
    return list(dead_links(site, again))
