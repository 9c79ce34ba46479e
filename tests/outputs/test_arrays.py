"""A font is cut without reading C again for each number of its signs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace

import pytest
from cffi.cparser import Parser
from outputs.samples import make_edition, print_pdf

from masthead.model.edition import Edition
from masthead.outputs.pdf import engine


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """List the types of C that are read from now on."""
    names: list[str] = []
    usual = Parser.parse_type

    def parse_type(self: Parser, name: str) -> object:
        names.append(name)
        return usual(self, name)

    monkeypatch.setattr(Parser, "parse_type", parse_type)
    yield names


def titled(title: str) -> Edition:
    return replace(make_edition(), title=title)


def test_another_document_reads_no_type_again(read: list[str]) -> None:
    print_pdf(titled("Of the sea"))
    read.clear()
    print_pdf(titled("Of quays, wharves, jetties & xebecs (1–9)"))
    assert read == []


def test_weasyprint_still_names_each_length(
    read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When it does so no longer, `outputs.pdf.arrays` can go."""
    print_pdf(titled("Of the sea"))
    read.clear()
    monkeypatch.setattr(engine, "arrays_of_any_length", nullcontext)
    bare = print_pdf(titled("Of zinc, quartz & jade (2–8)"))
    assert any(name.startswith("hb_codepoint_t[") for name in read)
    monkeypatch.undo()
    assert print_pdf(titled("Of zinc, quartz & jade (2–8)")) == bare
