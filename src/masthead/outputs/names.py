"""Where a rendition is published: folders and file names that say the symbol, and say it back."""

from __future__ import annotations

import re

from masthead.model.edition import Edition

PAGE = "index.html"
DATA = "edition.json"
SCHEMA = "edition.schema.json"


def folder_name(symbol: str) -> str:
    """Give the folder of a document inside its language: CTOC/COP/2014/4."""
    return "/".join(_safe(part) for part in symbol.split("/"))


def pdf_name(edition: Edition) -> str:
    """Name a PDF as the Organization names files: CTOC_COP_2014_4_E.pdf."""
    return f"{folder_name(edition.symbol).replace('/', '_')}_{edition.letter}.pdf"


def _safe(part: str) -> str:
    return re.sub(r"[^A-Za-z0-9.-]|^\.", _hexadecimal, part)  # no name begins with a dot


def _hexadecimal(match: re.Match[str]) -> str:
    return "".join(f"~{byte:02x}" for byte in match[0].encode())
