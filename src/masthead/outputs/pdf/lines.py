"""Lines that are read from right to left: each begins at the right edge and ends at the left one.

Where a line breaks before a link, WeasyPrint (70.0) takes the space off its end and moves the
words with it: `<p dir="rtl">كتاب <a>جديد</a></p>`, broken after the first word, begins a space off
the edge.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure.boxes import LineBox

# Less is the rounding of a sum.
LEAST = 0.01


def straighten(document: Any) -> None:
    """Put back what was moved at the ends of the lines of a laid-out document."""
    for page in document.pages:
        for box in page._page_box.descendants():
            if isinstance(box, LineBox) and box.style["direction"] == "rtl":
                _straighten(box)


def _straighten(line: Any) -> None:
    if not line.children:
        return
    moved = line.position_x - line.children[-1].position_x
    box = line
    while moved > LEAST and getattr(box, "children", ()):
        box = box.children[-1]
        box.position_x += moved
