"""Each footnote stands on the page of its call, wherever the page ends; else nothing is printed."""

from __future__ import annotations

import subprocess
from contextlib import nullcontext

import pytest
from outputs.samples import TEMPLATES

from masthead.outputs import Displaced
from masthead.outputs.pdf import engine

# Where the passage begins, in points from above: each of its lines comes to be a page's last.
PLACES = range(500, 620, 6)


def page(above: int, words: int = 12) -> str:
    """Write a heading and a paragraph whose first line calls three notes."""
    before = f'<div style="height: {above}pt"><p>Text.</p></div><h2>Heading</h2>'
    calls = "".join(
        f'Call{n}<span class="footnote" data-mark="{n}">Note{n}. {"Some words. " * words}</span> '
        for n in range(1, 4)
    )
    text = f'<p class="para">{calls}{"words that go on to the next line, " * 12}</p>'
    return f'<html lang="en"><title>-</title><body><main>{before}{text}</main></body></html>'


def pages(printed: bytes) -> list[str]:
    done = subprocess.run(["pdftotext", "-", "-"], input=printed, check=True, capture_output=True)
    return done.stdout.decode().rstrip("\f").split("\f")


def is_refused(above: int) -> bool:
    try:
        engine.print_pdf(page(above), TEMPLATES)
    except Displaced:
        return True
    return False


@pytest.mark.parametrize("above", PLACES)
def test_a_note_is_on_the_page_of_its_call(above: int) -> None:
    texts = pages(engine.print_pdf(page(above), TEMPLATES))
    wanted = ["Heading", "Call1", "Call2", "Call3", "Note1", "Note2", "Note3"]
    assert [[word for word in wanted if word in text] for text in texts if "Call" in text] == [
        wanted
    ]


def test_the_engine_alone_moves_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    """When this fails, WeasyPrint has learnt to keep notes, and `notes_with_calls` is to go."""
    monkeypatch.setattr(engine, "notes_with_calls", nullcontext)
    assert any(map(is_refused, PLACES))


def test_notes_of_one_line_that_fill_more_than_a_page_are_told() -> None:
    with pytest.raises(Displaced) as told:
        engine.print_pdf(page(500, words=320), TEMPLATES)
    assert told.value.marks == ("2", "3")
