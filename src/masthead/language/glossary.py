"""Glossaries of others: terms in a CSV file, a column for each language, read for our own list.

The first row names the columns: codes of languages, and `forbidden-<code>`. A cell holds a form, or
several between semicolons; the first is the one to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from masthead.language.terminology import ANY, Term, id_of
from masthead.model.problem import Problem, Where, error
from masthead.notation import Report, decode
from masthead.project import Source

FORBIDDEN = "forbidden-"
CELL = re.compile(r'[ ]*(?:"(?P<quoted>(?:[^"]|"")*)"[ ]*|(?P<plain>[^",]*))(?P<end>,|$)')
SHAPE = 'term,"term, with a comma",term'


class Cell(NamedTuple):
    """A cell as it was typed, and where."""

    text: str
    where: Where


def read_glossary(
    source: Source, languages: Sequence[str], original: str, report: Report
) -> tuple[Term, ...]:
    """Read the terms of a glossary; each is named by what the original language calls it."""
    text = decode(source, report)
    rows = [*_rows(text or "", source.path, report)]
    if text is None or not rows:
        return ()
    names = [cell.text for cell in rows[0]]
    _check_columns(rows[0], (*languages, *(f"{FORBIDDEN}{c}" for c in languages)), original, report)
    terms: list[Term] = []
    for row in rows[1:]:
        for cell in row[len(names) :]:
            report(_misplaced(cell, ", ".join(names)))
        term = _term(dict(zip(names, row, strict=False)), original, report)
        if term is not None:
            terms.append(term)
    return tuple(terms)


def _rows(text: str, path: str, report: Report) -> Iterator[list[Cell]]:
    """Cut each line into its cells; an empty line says nothing."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and (row := [*_cells(line, Where(path, number), report)]):
            yield row


def _cells(line: str, where: Where, report: Report) -> Iterator[Cell]:
    at = 0
    while True:
        place = where._replace(column=at + 1)
        found = CELL.match(line, at)
        if found is None:
            report(_misplaced(Cell(line[at:][:40], place), SHAPE))
            return
        text = found["plain"] if found["quoted"] is None else found["quoted"].replace('""', '"')
        yield Cell(" ".join(text.split()), place)
        at = found.end()
        if not found["end"]:
            return


def _misplaced(cell: Cell, expected: str) -> Problem:
    return error(cell.where, "T059", found=cell.text, expected=expected)


def _check_columns(
    head: Sequence[Cell], known: Sequence[str], original: str, report: Report
) -> None:
    names = [cell.text for cell in head]
    for place, cell in enumerate(head):
        if cell.text not in known or cell.text in names[:place]:
            report(_misplaced(cell, ", ".join(known)))
    if original not in names:
        report(_misplaced(head[0], original))


def _term(row: Mapping[str, Cell], original: str, report: Report) -> Term | None:
    called = row.get(original)
    if called is None or not called.text:
        cell = called or next(iter(row.values()))
        report(_misplaced(cell, original))
        return None
    forms = {name: tuple(_forms(cell, id_of(called.text), report)) for name, cell in row.items()}
    said = {name: texts for name, texts in forms.items() if texts and not _is_never(name)}
    never = {
        name.removeprefix(FORBIDDEN): texts
        for name, texts in forms.items()
        if texts and _is_never(name)
    }
    return Term(id_of(said.get(original, ("",))[0]), said, never, (), called.where)


def _is_never(name: str) -> bool:
    return name.startswith(FORBIDDEN)


def _forms(cell: Cell, id_: str, report: Report) -> Iterator[str]:
    """Read the forms of a cell; each has letters of its own, or it would be in every text."""
    for place, form in enumerate(filter(None, map(str.strip, cell.text.split(";")))):
        if re.search(r"\w", form) and not (place == 0 and ANY in form):
            yield form
        else:
            report(error(cell.where, "T063", term=id_, form=form))
