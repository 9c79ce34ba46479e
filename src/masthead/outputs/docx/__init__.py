"""The Word file of an edition, for submission: real headings, typed numbers, the same bytes."""

from __future__ import annotations

import re
import tempfile
from base64 import b64decode
from collections.abc import Iterable, Iterator
from pathlib import Path

from masthead.model.blocks import Block, Box, Figure, Summary
from masthead.model.edition import Edition
from masthead.outputs.charts import drawn
from masthead.outputs.docx import pandoc, reference, tree
from masthead.outputs.docx.doubles import add_doubles
from masthead.outputs.skin import fill_skeleton, page_values

__all__ = ["write"]

MASTHEAD = "word/masthead.xml"
BODY = "word/document.xml"
SVG = "image/svg+xml"
ROOT = re.compile(rb"<svg\b[^>]*>")
SHARE = re.compile(rb"""\s(?:width|height)\s*=\s*(?:"[^"]*%\s*"|'[^']*%\s*')""")


def write(edition: Edition, templates: Path) -> bytes:
    """Print an edition for Word; reads nothing but the edition and `templates`."""
    edition = drawn(edition, templates)
    values = page_values(edition, "")
    first_page = fill_skeleton(templates, MASTHEAD, values)
    with tempfile.TemporaryDirectory(prefix="masthead-") as folder:
        looks = Path(folder) / "reference.docx"
        looks.write_bytes(reference.make(templates, values))
        for name, picture in pictures(edition.blocks):
            (looks.parent / name).write_bytes(picture)
        printed = tree.document(edition, first_page)
        return add_doubles(pandoc.run(printed, looks, templates / BODY, edition.date))


def pictures(blocks: Iterable[Block]) -> Iterator[tuple[str, bytes]]:
    """Give each picture under the name that the tree has for it."""
    for block in blocks:
        if isinstance(block, Figure):
            yield tree.picture_name(block), _sized(b64decode(block.data), block.type)
        elif isinstance(block, Box | Summary):
            yield from pictures(block.blocks)


def _sized(picture: bytes, type_: str) -> bytes:
    """Take shares of a page ("100%") off a drawing: pandoc would give it no size at all."""
    found = ROOT.search(picture) if type_ == SVG else None
    if found is None:
        return picture
    return picture[: found.start()] + SHARE.sub(b"", found[0]) + picture[found.end() :]
