"""Where a rendition is published: folders and file names that say the symbol, and say it back."""

from __future__ import annotations

from collections.abc import Iterable

from masthead.model.edition import Edition
from masthead.model.symbol import Symbol

PAGE = "index.html"
PARALLEL = "parallel.html"
DATA = "edition.json"
SCHEMA = "edition.schema.json"
MANIFEST = "manifest.json"
# Beside the list of documents in a language's folder: the search, what it reads, and the looks.
SEARCH = "search.html"
INDEX = "searchindex.js"
STATIC = "_static"


def folder_name(symbol: str) -> str:
    """Give the folder of a document inside its language: CTOC/COP/2014/4."""
    return _parsed(symbol).path


def to_root(symbol: str) -> str:
    """Lead from the folder of a document up to that of its language."""
    return "../" * (folder_name(symbol).count("/") + 1)


def pdf_name(edition: Edition) -> str:
    """Name a PDF as the Organization names files: CTOC_COP_2014_4_E.pdf."""
    return _parsed(edition.symbol).file_name(edition.letter, ".pdf")


def in_order(editions: Iterable[Edition]) -> list[Edition]:
    """Put editions in the order of their symbols: 2 before 10, a document before its addenda."""
    return sorted(editions, key=lambda edition: _parsed(edition.symbol))


def docx_name(edition: Edition) -> str:
    """Name a Word file like the PDF: CTOC_COP_2014_4_E.docx."""
    return _parsed(edition.symbol).file_name(edition.letter, ".docx")


def _parsed(symbol: str) -> Symbol:
    parsed = Symbol.parse(symbol)
    if isinstance(parsed, Symbol):
        return parsed
    raise ValueError(f"an edition bears no symbol: {symbol!r}")
