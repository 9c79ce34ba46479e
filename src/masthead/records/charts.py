"""Charts: figures that are drawn from records, or from rows typed below them or in a CSV file."""

from __future__ import annotations

from collections.abc import Mapping

from masthead.model.document import COUNTED, LOOKS, ChartPlan, Passage
from masthead.model.problem import Fault, Where, error
from masthead.model.when import When
from masthead.notation import Report
from masthead.records.page import Page
from masthead.records.plain import refuse_other
from masthead.records.tables import Row, from_file, read_cells, typed

CHART = "chart"
KEYS = (CHART, "count", "of", "in", "file", "alt")
# What belongs to counting, and means nothing where rows are drawn.
OF_COUNTS = ("of", "in")

# The lines of a figure by their key, each with its text and the place of that.
Given = dict[str, tuple[str, Where]]


def without_rows(lines: list[str]) -> list[str]:
    """Leave out the rows that a chart draws: what remains are lines `key: text`."""
    return ["" if line.startswith("|") else line for line in lines]


def read_chart(page: Page, figure: Passage, lines: list[str], first: int, given: Given) -> Passage:
    """Read what a figure's chart draws; it has one source: a count, rows, or a file of rows."""
    start = next((n for n, line in enumerate(lines) if line.startswith("|")), -1)
    sources = [key for key in ("count", "file") if key in given] + ["|"] * (start >= 0)
    if len(sources) != 1:
        page.report(error(figure.where, "C121"))
        return figure
    for key in OF_COUNTS if "count" not in given else ():
        if key in given:
            page.report(error(page.where(given[key][1].line - 1), "C122", name=key))
    figure = figure._replace(chart=_plan(given, page.report))
    if "count" in given:
        return figure
    rows: list[Row]
    if "file" in given:
        rows = list(from_file(page, *given["file"]))
        if not rows:
            return figure  # why the file cannot be read has been said
    else:
        end = next((n for n, line in enumerate(lines[start:], start) if line[:1] != "|"), None)
        rows, _ = typed(page, lines[start:end], first + start)
    cells = read_cells(page, figure.id, rows, figure.where)
    columns = ("left", *["right"] * (len(rows[0]) - 1)) if cells else ()
    return figure._replace(children=(*cells, *figure.children), columns=columns)


def _plan(given: Mapping[str, tuple[str, Where]], report: Report) -> ChartPlan:
    for key, allowed in ((CHART, LOOKS), ("count", COUNTED)):
        text, where = given.get(key, (allowed[0], None))
        if where is not None and text not in allowed:
            refuse_other(key, text, where, allowed, report)
    places = {key: where for key, (_, where) in given.items()}
    text, where = given.get("in", ("", None))
    within = When.parse(text) if where is not None else None
    if isinstance(within, Fault) and where is not None:
        report(within.at(where))
    return ChartPlan(
        given.get(CHART, ("", None))[0],
        places,
        given.get("count", ("", None))[0],
        tuple(given.get("of", ("", None))[0].split()),
        within if isinstance(within, When) else None,
    )
