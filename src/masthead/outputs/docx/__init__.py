"""The Word file of an edition, for submission: real headings, typed numbers, the same bytes."""

from __future__ import annotations

import tempfile
from pathlib import Path

from masthead.model.edition import Edition
from masthead.outputs.docx import pandoc, reference, tree
from masthead.outputs.skin import fill_skeleton, page_values

__all__ = ["write"]

MASTHEAD = "word/masthead.xml"
BODY = "word/document.xml"


def write(edition: Edition, templates: Path) -> bytes:
    """Print an edition for Word; reads nothing but the edition and `templates`."""
    values = page_values(edition, "")
    first_page = fill_skeleton(templates, MASTHEAD, values)
    with tempfile.TemporaryDirectory(prefix="masthead-") as folder:
        looks = Path(folder) / "reference.docx"
        looks.write_bytes(reference.make(templates, values))
        printed = tree.document(edition, first_page)
        return pandoc.run(printed, looks, templates / BODY, edition.date)
