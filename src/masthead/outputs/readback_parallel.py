"""What a reader sees in a view of several languages, column by column, to compare with the pages.

The pages were compared with their editions; a column that shows the same, in the same order and
under the same ids, bears their numbers, words and notes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Beside the text of a page: its contents; in a view, who speaks in a cell, and the marks of status.
ASIDE = re.compile(r'<nav\b.*?</nav>|<p class="(?:here|standing)">.*?</p>', re.DOTALL)
CELL = '<div class="cell'
LANGUAGE = re.compile(r'[^>]* lang="([^"]+)"[^>]*>')
MARKUP = re.compile(r"<[^>]*>")
ID = re.compile(r' id="([^"]+)"')
TARGET = re.compile(r' href="#([^"]+)"')
SHOWN = 32


class Shown(NamedTuple):
    """The words of a text without spaces, its ids, and the ids that its links lead to."""

    text: str
    ids: tuple[str, ...]
    targets: tuple[str, ...]


def shown_in_page(page: str, prefix: str = "") -> Shown:
    """Read what a page of an edition shows, its ids as a column would have them."""
    return _shown(_main(page), prefix)


def shown_in_columns(page: str) -> dict[str, Shown]:
    """Read what each column of a view shows, by its language."""
    columns: dict[str, list[str]] = {}
    for cell in _main(page).split(CELL)[1:]:
        opening = LANGUAGE.match(cell)
        if opening:
            columns.setdefault(opening[1], []).append(cell[opening.end() :])
    return {code: _shown("".join(cells)) for code, cells in columns.items()}


def is_sound(page: str) -> bool:
    """Tell whether every id of a page is there once, and every link within it leads to one."""
    ids = ID.findall(page)
    return len(ids) == len(set(ids)) and set(TARGET.findall(page)) <= set(ids)


def parted_column(wanted: Shown, found: Shown) -> str:
    """Say where a column parts from its page, "" if it does not."""
    texts = (wanted.text, found.text)
    if wanted.text != found.text:
        both = zip(*texts, strict=False)
        same = next((place for place, (one, other) in enumerate(both) if one != other), 0)
        return " / ".join(text[same : same + SHOWN] for text in texts)
    odd = set(wanted.ids + wanted.targets) ^ set(found.ids + found.targets)
    return "" if wanted == found else " / ".join(sorted(odd)) or "id"


def _main(page: str) -> str:
    inside = page.partition("<main")[2].partition(">")[2].rpartition("</main>")[0]
    return ASIDE.sub("", inside)


def _shown(html: str, prefix: str = "") -> Shown:
    ids, targets = (tuple(prefix + name for name in kind.findall(html)) for kind in (ID, TARGET))
    return Shown("".join(MARKUP.sub("", html).split()), ids, targets)
