"""The PDF of an edition: tagged for assistive technology (PDF/UA-1), always the same bytes."""

from __future__ import annotations

from pathlib import Path

from masthead.body import render_body
from masthead.model.edition import Edition
from masthead.outputs.skin import PRINTED, load, print_page

__all__ = ["prepare", "write"]


def write(edition: Edition, templates: Path) -> bytes:
    """Print an edition; reads nothing but the edition, `templates` and the machine's fonts."""
    # Half a second, spent only when a PDF is wanted.
    from masthead.outputs.pdf import engine  # noqa: PLC0415

    page = print_page(edition, render_body(edition, paper=True), templates)
    return engine.print_pdf(page, templates, edition.direction)


def prepare(templates: Path) -> None:
    """Load and warm the engine, before workers are forked that would each do it again."""
    from masthead.outputs.pdf import engine  # noqa: PLC0415

    load(templates, PRINTED)
    engine.warm_up(templates)
