"""Footnotes stand on the page of their call: lines give way to notes, never notes to lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from weasyprint.formatting_structure.boxes import FootnoteAreaBox
from weasyprint.layout import block

from masthead.outputs import Displaced

# What WeasyPrint says of the lines of a paragraph that it has laid out: first, whether to undo it.
Said = tuple[Any, ...]


@contextmanager
def notes_with_calls() -> Iterator[None]:
    """Keep the notes of a page on it while a document is laid out.

    Where a page ends at the second line of a paragraph, which may not part from the first, the
    engine makes room by moving notes to the next page, whatever `footnote-policy` says.
    """
    usual = block._linebox_layout
    block._linebox_layout = partial(_lay_out_lines, usual)
    try:
        yield
    finally:
        block._linebox_layout = usual


def _lay_out_lines(usual: Callable[..., Said], *given: Any) -> Said:
    """Lay out the lines of a paragraph; if that moved notes, undo it and send the lines on.

    On a page with nothing else there is no other way: `refuse_displaced` tells what was moved.
    """
    context, _, _, _, lines, page_is_empty, *floating = given[:8]
    before = _notes(context)
    had = len(lines)
    undo, *more = usual(*given)
    moved = len(context.reported_footnotes) > len(before[1])
    if moved and not undo and not page_is_empty:
        block.remove_placeholders(context, lines[had:], *floating)
        context.current_page_footnotes, context.reported_footnotes, context.footnotes = before
        context._update_footnote_area()
        undo = True
    return undo, *more


def _notes(context: Any) -> tuple[list[Any], ...]:
    """Copy the lists of notes: of this page, for the next one, and not met yet."""
    lists = context.current_page_footnotes, context.reported_footnotes, context.footnotes
    return tuple(map(list, lists))


def refuse_displaced(document: Any) -> None:
    """Raise `Displaced` if a note of a laid-out document is not on the page of its call."""
    calls: dict[Any, int] = {}
    notes: dict[Any, int] = {}
    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants():
            if box.footnote:
                calls.setdefault(box.footnote.element, number)
            elif isinstance(box, FootnoteAreaBox):
                notes.update((note.element, number) for note in box.children)
    displaced = [note for note, page in calls.items() if notes.get(note) != page]
    if displaced:
        raise Displaced(tuple(note.get("data-mark") for note in displaced))
