"""Languages side by side: the blocks of published pages, each beside the same one in the others.

What stands here is what the pages print, cut where their blocks end, so that a view of several
languages can say nothing that an edition does not. Ids bear their column: `fr-para-42`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from masthead.model.edition import Edition
from masthead.outputs import names, skin

TAG = re.compile(r"<(/?)(?:h[1-6]|p|ul|li|div|figure|table)\b[^>]*>")
# What only holds blocks: each item and each note is a row of its own.
HOLDER = re.compile(r'<(ul|div) class="(?:items|notes)">\n?')
ANCHOR = re.compile(r' id="([^"]+)"')
FIRST_PAGE = '<div class="first-page">'
BODY = '<div class="body">\n'


class Cell(NamedTuple):
    """A block in one language, and where it is cited."""

    anchor: str
    html: str


NONE = Cell("-", "")


class Column(NamedTuple):
    """A language of a view: its edition, its words, its blocks; `chosen` is shown at first."""

    edition: Edition
    site: skin.SiteLanguage
    cells: tuple[Cell, ...]
    chosen: bool = False

    def spoken(self, cell: Cell) -> tuple[str, ...]:
        """Say of a cell all that is printed: a skeleton asks a tuple for nothing twice."""
        return (self.site.language, self.site.direction, self.site.name, *cell)


class Unaligned(Exception):
    """Two editions have not the same blocks, so that no rows can be made."""


def views(
    editions: Sequence[Edition],
    sites: Sequence[skin.SiteLanguage],
    pages: Sequence[str],
    templates: Path,
) -> list[str]:
    """Make the view of a document that lies beside each of its pages."""
    columns = [
        Column(edition, site, _cells(page, edition))
        for edition, site, page in zip(editions, sites, pages, strict=True)
    ]
    return [_view(column, columns, templates) for column in columns]


def blocks_of(page: str) -> tuple[str, ...]:
    """Cut a page of the site into its blocks: the first page, then those of the body."""
    first, body = page.index(FIRST_PAGE), page.index(BODY) + len(BODY)
    return next(_elements(page[first:])), *_rows(page[body:])


def _rows(html: str) -> Iterator[str]:
    for block in _elements(html):
        if holder := HOLDER.match(block):
            closing = f"</{holder[1]}>"
            inside = block[holder.end() : -len(closing)]
            yield from (f"{holder[0]}{held}{closing}" for held in _elements(inside))
        else:
            yield block


def _elements(html: str) -> Iterator[str]:
    """Go through the elements of a stretch that lie in no other, up to where it is closed."""
    depth = start = 0
    for tag in TAG.finditer(html):
        if not tag[1]:
            start = start if depth else tag.start()
            depth += 1
        elif depth == 0:
            return
        else:
            depth -= 1
            if depth == 0:
                yield html[start : tag.end()]


def _cells(page: str, edition: Edition) -> tuple[Cell, ...]:
    """Give the blocks of a page the addresses of its column, links to other documents too."""
    code, root = edition.language, names.to_root(edition.symbol)
    page = page.replace(' id="', f' id="{code}-').replace('href="#', f'href="#{code}-')
    page = page.replace(f'href="{root}', f'href="{root}../{code}/')
    # The view has a title of its own; those of the editions stand below it.
    page = page.replace("h1>", "h2>")
    return tuple(_cell(block, len(code) + 1) for block in blocks_of(page))


def _cell(block: str, prefix: int) -> Cell:
    anchor = ANCHOR.search(block)
    return Cell(anchor[1][prefix:] if anchor else "", block)


def _view(own: Column, columns: Sequence[Column], templates: Path) -> str:
    ordered = _ordered(own, columns)
    values = {
        **skin.site_values([own.edition], (), own.site, ()),
        **skin.page_values(own.edition, ""),
        "content_root": names.to_root(own.edition.symbol),
        "columns": ordered,
        "rows": _aligned(ordered)[1:],
    }
    return skin.fill_skeleton(templates, skin.PARALLEL, values)


def _ordered(own: Column, columns: Sequence[Column]) -> list[Column]:
    """Put the language of the page first; it is shown, and the original or else the next."""
    beside = [column for column in columns if column is not own]
    original = [c for c in beside if c.edition.language == c.edition.original]
    shown = (own, *(original or beside)[:1])
    return [column._replace(chosen=column in shown) for column in (own, *beside)]


def _aligned(columns: Sequence[Column]) -> list[list[tuple[str, ...]]]:
    """Put blocks into rows by their ids, which are the same in every edition."""
    rows = list(zip_longest(*(column.cells for column in columns), fillvalue=NONE))
    for row in rows:
        if len({cell.anchor for cell in row}) > 1:
            raise Unaligned(" / ".join(cell.anchor or "-" for cell in row))
    return [[c.spoken(cell) for c, cell in zip(columns, row, strict=True)] for row in rows]
