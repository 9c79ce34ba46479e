"""Words stay words: nothing that is typed is run, loaded or lost on its way into a file."""

from __future__ import annotations

import socket
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from threading import Thread

import pytest
from acceptance.readers import readings
from outputs.samples import TEMPLATES, make_edition

from masthead.body import render_body
from masthead.model.edition import Edition
from masthead.model.edition_json import from_json, to_json
from masthead.model.inlines import Text
from masthead.outputs import pdf
from masthead.outputs.pdf.complaints import Incomplete
from masthead.outputs.readback_pdf import text_of_pdf, words_of_pdf
from masthead.outputs.skin import print_page

PAGE = Path(__file__).with_name("naughty.md").read_text("utf-8")
NAUGHTY = PAGE.split("```\n", 1)[1].rsplit("```", 1)[0].splitlines()
SECRET = "qzkwvbpxjd"


def spoken(edition: Edition, words: str) -> Edition:
    """Put words into the title, a heading and the paragraphs of an edition."""
    blocks = tuple(
        replace(block, inlines=(Text(words),)) if hasattr(block, "inlines") else block
        for block in edition.blocks
    )
    return replace(edition, blocks=blocks, title=words, subject=words)


class Page(HTMLParser):
    """Reads a page as a browser would: its elements, and the words between them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def plain() -> Page:
    """The page of an edition of which every word is one word."""
    return page_of("word")


def page_of(words: str) -> Page:
    edition = spoken(make_edition("en"), words)
    return Page(print_page(edition, render_body(edition, paper=True), TEMPLATES))


@pytest.mark.parametrize("words", NAUGHTY)
def test_words_make_no_element_of_a_page(words: str, plain: Page) -> None:
    page = page_of(words)
    assert page.elements == plain.elements
    assert page.words.count(words) == plain.words.count("word")


@pytest.mark.parametrize("words", NAUGHTY)
def test_words_are_carried_whole_in_the_data(words: str) -> None:
    edition = spoken(make_edition("en"), words)
    assert from_json(to_json(edition)) == edition


def test_words_are_printed_as_they_are_typed(tmp_path: Path) -> None:
    """All of them at once: what is read back from the PDF is what went in, but for spaces."""
    typed = " ".join(NAUGHTY)
    path = tmp_path / "edition.pdf"
    path.write_bytes(pdf.write(spoken(make_edition("en"), typed), TEMPLATES, b"{}"))
    read = folded(text_of_pdf(words_of_pdf(path, "ltr")))
    missing = [words for words in NAUGHTY if folded(words) not in read]
    assert missing == []


def folded(text: str) -> str:
    """Leave out what a PDF does not tell apart: spaces, and signs that are two in one."""
    return "".join(unicodedata.normalize("NFKC", text).split())


# What a page might ask for, far away and in the project: nobody is asked, nothing is carried along.

ASKS = (
    '<link rel="stylesheet" href="{}">',
    '<link rel="attachment" href="{}">',
    '<a rel="attachment" href="{}">x</a>',
    '<link rel="icon" href="{}">',
    "<style>@import url({});</style>",
    "<style>@import '{}';</style>",
    "<style>p {{ background: url({}) }}</style>",
    "<style>p {{ list-style: url({}) }}</style>",
    "<style>p::before {{ content: url({}) }}</style>",
    "<style>@page {{ background: url({}) }}</style>",
    "<style>@font-face {{ font-family: f; src: url({}) }} p {{ font-family: f }}</style>",
    "<style>p {{ border-image-source: url({}) }}</style>",
    "<p style='background: url({})'>x</p>",
    '<img src="{}" alt="x">',
    '<img srcset="{} 2x" alt="x">',
    '<object data="{}">x</object>',
    '<embed src="{}">',
    '<iframe src="{}"></iframe>',
    '<video poster="{}"></video>',
    '<input type="image" src="{}">',
    '<svg viewBox="0 0 9 9"><image href="{}" width="9" height="9"/></svg>',
    '<svg viewBox="0 0 9 9"><use href="{}#a"/></svg>',
    "<svg viewBox='0 0 9 9'><rect fill='url({}#a)' width='9' height='9'/></svg>",
    '<meta http-equiv="refresh" content="0; url={}">',
    '<base href="{}"><img src="x.png" alt="x">',
)
PLACES = (
    "{folder}/secret.txt",
    "{folder}/../secret.txt",
    "/etc/passwd",
    "{templates}/../README.md",
)


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """Listen on the loopback, and note whoever calls."""
    calls: list[str] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        Thread(target=_note, args=(server, calls), daemon=True).start()
        yield server.getsockname()[1], calls


def _note(server: socket.socket, calls: list[str]) -> None:
    while True:
        try:
            caller, _ = server.accept()
        except OSError:
            return
        calls.append(str(caller.getpeername()))
        caller.close()


def test_the_listener_hears(listener: tuple[int, list[str]]) -> None:
    port, calls = listener
    with socket.create_connection(("127.0.0.1", port)) as call:
        assert call.recv(1) == b""  # it was noted, then hung up
    assert len(calls) == 1


def printed(markup: str) -> bytes:
    """Print a page with some markup in it; what stops the rendering leaves nothing."""
    from masthead.outputs.pdf.engine import print_pdf

    try:
        return print_pdf(f'<html lang="en"><title>x</title>{markup}<p>x', TEMPLATES)
    except Exception:
        return b""


@pytest.mark.parametrize("ask", ASKS)
def test_a_page_reaches_nobody(ask: str, listener: tuple[int, list[str]]) -> None:
    port, calls = listener
    for scheme in ("http:", ""):
        printed(ask.format(f"{scheme}//127.0.0.1:{port}/{SECRET}"))
    assert calls == []


@pytest.mark.parametrize("ask", ASKS)
def test_a_page_carries_no_file_along(ask: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(SECRET)
    (tmp_path / "in").mkdir()
    outside = Path("/etc/passwd").read_bytes().splitlines()[0].lower()
    for place in PLACES:
        path = place.format(folder=tmp_path / "in", templates=TEMPLATES)
        data = printed(ask.format(f"file://{path}"))
        (tmp_path / "x.pdf").write_bytes(data)
        for text in readings(tmp_path / "x.pdf", data) if data else ():
            assert SECRET.encode() not in text and outside not in text


@pytest.mark.parametrize(
    "markup",
    [
        "<style>p { colr: red }</style>",
        "<p style='width: 3 px'>x</p>",
        "<style>@font-face { font-family: f; src: url(nowhere.ttf) }</style>",
        '<img src="nowhere.png" alt="x">',
        '<link rel="stylesheet" href="nowhere.css">',
        "<style>p { background: url(nowhere.png) }</style>",
        '<img src="data:image/png;base64,AAAA" alt="x">',
    ],
)
def test_what_cannot_be_used_ends_the_rendition(markup: str) -> None:
    from masthead.outputs.pdf.engine import print_pdf

    with pytest.raises(Incomplete):
        print_pdf(f'<html lang="en"><title>x</title>{markup}<p>x', TEMPLATES)


@pytest.mark.parametrize("skeleton", sorted(TEMPLATES.glob("**/*.html")), ids=lambda p: p.name)
def test_no_word_enters_a_style(skeleton: Path) -> None:
    """Figures of the layout may; what was typed may not (reliability: CSS injection)."""
    text = skeleton.read_text("utf-8")
    assert 'style="' not in text and "style='" not in text
    for style in text.split("<style>")[1:]:
        for value in style.split("</style>")[0].split("{{ ")[1:]:
            assert value.split(" }}")[0].startswith(("20 + room", "68 + room", "room"))
