"""The body of an edition as HTML: its headings and numbered paragraphs, the same in every page."""

from __future__ import annotations

from masthead.body.translator import as_tree, print_tree, render_body

__all__ = ["as_tree", "print_tree", "render_body"]
