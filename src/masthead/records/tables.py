"""Tables: typed between bars, or a CSV file beside the document.

A table has two columns and two rows at least, and its own remarks, called by letters
(Editorial Manual, tables and footnotes to tables; un-style.md section 3.4).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from masthead.inline import Block, read_grid
from masthead.model.document import Passage
from masthead.model.problem import Where, error
from masthead.notation import decode
from masthead.records.page import Page, part
from masthead.records.plain import is_number

BAR = re.compile(r"(?<!\\)\|")
Row = list[tuple[str, Where]]


def read_table(page: Page, block: Block, first: int, title: str) -> Passage | None:
    """Read a table: its head, its rows, and the remarks below the empty line."""
    above = page.where(first - 1)
    lines = block.text.split("\n")
    end = next((n for n, line in enumerate(lines) if not line.strip()), len(lines))
    found = next(page.entries(lines[:1], first), None) if lines[0].startswith("file:") else None
    columns: tuple[str, ...] = ()
    if found is not None:
        rows = list(from_file(page, found[1], found[2]))
    else:
        rows, columns = typed(page, lines[:end], first)
    if found is not None and not rows:
        return None  # why the file cannot be read has been said
    cells = read_cells(page, block.id, rows, above)
    if not cells:
        return None
    remarks = [
        part("remark", f"{block.id}.{letter}", text, where)
        for letter, text, where in page.entries(lines[end + 1 :], first + end + 1)
    ]
    heading = page.prose(title, first - 1)
    return Passage(
        "table",
        block.id,
        heading,
        above,
        children=(*cells, *remarks),
        columns=columns or tuple(_alignments(rows)),
    )


def read_cells(page: Page, id_: str, rows: list[Row], above: Where) -> list[Passage]:
    """Make the cells of some rows, the head first; none if they are no table."""
    if len(rows) < 3 or len(rows[0]) < 2:
        page.report(error(above, "C091"))
        return []
    for row in rows[1:]:
        if len(row) != len(rows[0]):
            where = row[0][1] if row else above
            page.report(error(where, "C099", found=len(row), expected=len(rows[0])))
    return [
        part("cell", f"{id_}.r{r}.c{c}", text, where)
        for r, row in enumerate(rows)
        for c, (text, where) in enumerate(_filled(row, len(rows[0]), above), 1)
    ]


def _filled(row: Row, width: int, where: Where) -> Row:
    return [*row, *[("", where)] * width][:width]


def typed(page: Page, lines: list[str], first: int) -> tuple[list[Row], tuple[str, ...]]:
    """Read rows that are typed between bars, and how their columns are aligned."""
    grid = read_grid("\n".join(lines))
    if grid is None:
        return [], ()
    rows, left = [], page.limits.cells
    for line, texts in grid.rows:
        left -= len(texts)
        if left < 0:
            page.report(error(page.where(first + line), "Y030", limit=page.limits.cells))
            break
        typed = len(BAR.split(lines[line].strip().strip("|")))
        if typed > len(texts):  # Markdown drops what stands behind the last column
            where = page.where(first + line)
            page.report(error(where, "C099", found=typed, expected=len(texts)))
        column, row = 0, []
        for text in texts:
            column = max(lines[line].find(text, column), column)
            row.append((text, page.where(first + line, column + 1)))
            column += len(text)
        rows.append(row)
    return rows, grid.columns


def from_file(page: Page, name: str, where: Where) -> Iterator[Row]:
    """Read the rows of a CSV file beside the document."""
    source = page.beside(name, where)
    text = decode(source, page.report) if source else None
    if source is None or text is None:
        return
    if not text.strip():
        page.report(error(Where(source.path), "Y013"))
    reader = csv.reader(text.splitlines(), strict=True)
    left = source.limits.cells
    try:
        for row in reader:
            place = Where(source.path, reader.line_num)
            left -= len(row)
            if left < 0:
                page.report(error(place, "Y030", limit=source.limits.cells))
                return
            yield [(" ".join(cell.split()), place) for cell in row]
    except csv.Error as fault:
        page.report(error(Where(source.path, reader.line_num), "C098", reason=fault))


def _alignments(rows: list[Row]) -> Iterator[str]:
    """Numbers stand to the right, so that their digits stand below each other."""
    for column in range(len(rows[0])):
        texts = [row[column][0] for row in rows[1:] if column < len(row) and row[column][0]]
        yield "right" if texts and all(map(is_number, texts)) else "left"
