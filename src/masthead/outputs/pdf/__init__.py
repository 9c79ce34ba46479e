"""The PDF of an edition: for assistive technology (PDF/UA-1) and for the archive (PDF/A-3a).

It carries the data that it is printed from, and is always the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from masthead.body import render_body
from masthead.model import edition_json
from masthead.model.edition import Edition
from masthead.model.profile import PAPERS
from masthead.outputs.charts import drawn
from masthead.outputs.names import DATA
from masthead.outputs.skin import print_page

__all__ = ["prepare", "write"]


def write(edition: Edition, templates: Path, data: bytes, paper: str = PAPERS[0]) -> bytes:
    """Print an edition with its `data`, the published JSON, attached.

    Reads nothing else but `templates` and the machine's fonts.
    """
    # Half a second, spent only when a PDF is wanted.
    from masthead.outputs.pdf import engine  # noqa: PLC0415

    page = print_page(edition, render_body(drawn(edition, templates), paper=True), templates)
    attached = engine.attach(data, DATA, edition.title, edition.date)
    return engine.print_pdf(page, templates, edition.direction, [attached], paper)


def prepare(templates: Path) -> None:
    """Load and warm the engine, before workers are forked that would each do it again."""
    from masthead.outputs.pdf import engine  # noqa: PLC0415

    edition_json.prepare()
    engine.warm_up(templates)
