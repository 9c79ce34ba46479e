"""Numbering: paragraphs run through the document, headings through their parent.

The numbers are settled here once, on an outline that has no language (Editorial Manual,
paragraphs: identical in all versions); every edition prints these.
"""

from __future__ import annotations

from masthead.model.document import Document, Passage
from masthead.model.outline import Outline
from masthead.model.problem import error
from masthead.notation import Report


def number(document: Document, report: Report) -> Outline:
    """Number a document's paragraphs and headings; report headings that skip or stand alone."""
    paragraphs = {passage.id: n for n, passage in enumerate(document.paragraphs(), 1)}
    headings: dict[str, tuple[int, ...]] = {}
    path: tuple[int, ...] = ()
    last: dict[tuple[int, ...], Passage] = {}
    for passage in document.passages:
        if not passage.is_heading:
            continue
        if passage.level > len(path) + 1:
            report(error(passage.where, "C031", level=passage.level + 1))
        parent = (path + (1,) * 3)[: passage.level - 1]
        count = path[passage.level - 1] if len(path) >= passage.level else 0
        path = (*parent, count + 1)
        headings[passage.id] = path
        last[path] = passage
    _check_lone(last, report)
    return Outline(paragraphs, headings)


def _check_lone(headings: dict[tuple[int, ...], Passage], report: Report) -> None:
    """No single child: an A needs a B (Editorial Manual, headings)."""
    for path, passage in headings.items():
        if len(path) > 1 and path[-1] == 1 and (*path[:-1], 2) not in headings:
            report(error(passage.where, "C030"))
