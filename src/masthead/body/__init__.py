"""The body of an edition as HTML: its headings and numbered paragraphs, the same in every page."""

from __future__ import annotations

from masthead.body.nodes import fill
from masthead.body.translator import BodyTranslator, render_body

__all__ = ["BodyTranslator", "fill", "render_body"]
