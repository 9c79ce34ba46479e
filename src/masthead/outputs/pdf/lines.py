"""Lines that are read from right to left: each begins at the right edge and ends at the left one.

Where a justified line breaks before a link, WeasyPrint (70.0) takes the space off its end and moves
the words by its width, but then sets them without it: `<p dir="rtl">كتاب <a>جديد</a></p>`, broken
after the first word, begins a space off the edge.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure.boxes import LineBox, TextBox

# Less is the rounding of a sum.
LEAST = 0.01


def straighten(document: Any) -> None:
    """Put back what was moved at the ends of the lines of a laid-out document."""
    for page in document.pages:
        for box in page._page_box.descendants():
            if isinstance(box, LineBox) and box.style["direction"] == "rtl" and box.children:
                _straighten(box)


def _straighten(line: Any) -> None:
    last = [line.children[-1]]
    while children := getattr(last[-1], "children", ()):
        last.append(children[-1])
    words = last[-1]
    moved = line.position_x - last[0].position_x
    if moved > LEAST and isinstance(words, TextBox) and words.pango_layout.text == words.text:
        for box in last:
            box.position_x += moved
