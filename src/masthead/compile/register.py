"""The register: all symbols of a project, none skipped without a reason, and which comes next.

Symbols are counted within a session (or year) and a nature of paper, addenda, corrigenda and
revisions within what they change (Dag Hammarskjöld Library, guide to document symbols).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from masthead.model.document import Absent, Document
from masthead.model.problem import Fault, Where, error, warning
from masthead.model.series import MODIFIERS, PAPERS, STROKED
from masthead.model.symbol import Symbol
from masthead.notation import Report
from masthead.records import Records

MOST_SHOWN = 3


class Register(NamedTuple):
    """Every symbol that is taken: by a document of the project, or by one that is absent from it.

    `agendas` are the symbols that sessions give of their agendas: known, wherever they are.
    """

    documents: Mapping[Symbol, Document]
    absent: tuple[Absent, ...]
    agendas: frozenset[Symbol]

    def taken(self) -> frozenset[Symbol]:
        """Give every symbol of which something is known."""
        return frozenset((*self.documents, *(entry.symbol for entry in self.absent), *self.agendas))

    def numbers(self) -> dict[str, set[int]]:
        """List the numbers that are taken in each series."""
        return {series: set(found) for series, found in _by_series(self.taken()).items()}


def register_of(records: Records) -> Register:
    """Enter every symbol of the project; of two documents with one symbol, the first."""
    documents = {s: d for d in reversed(records.documents) for s in d.symbols}
    sessions = records.sessions.values()
    absent = tuple(entry for session in sessions for entry in session.absent)
    return Register(documents, absent, frozenset(s.agenda for s in sessions if s.agenda))


def check_register(records: Records, report: Report) -> None:
    """Report what the register lacks; not while a document is unread, which may be just that."""
    register = register_of(records)
    _check_absent(register, report)
    if not records.unread:
        _check_parents(register, report)
        _check_gaps(register, report)


def _check_absent(register: Register, report: Report) -> None:
    """What is said to be skipped or elsewhere is not here."""
    for entry in register.absent:
        document = register.documents.get(entry.symbol)
        if document is not None:
            field = "skipped" if entry.reason else "elsewhere"
            args = {"symbol": entry.symbol, "field": field, "path": document.path}
            report(warning(entry.where, "C072", **args))


def _check_parents(register: Register, report: Report) -> None:
    """An addendum, a corrigendum or a revision needs the document that it changes."""
    known = register.taken()
    for symbol, document in register.documents.items():
        if symbol.changes is not None and symbol.changes not in known:
            file = f"{document.session}/session.yaml"
            report(error(_at(document), "C071", symbol=symbol, parent=symbol.changes, file=file))


def _check_gaps(register: Register, report: Report) -> None:
    """Between two numbers of a series, each is there or accounted for; modifiers begin with 1."""
    taken = register.numbers()
    for series, present in _by_series(register.documents).items():
        first = min(present)
        start = 0 if present[first].modifiers else first
        for before, after in pairwise(sorted({start, *present})):
            missing = [n for n in range(before + 1, after) if n not in taken[series]]
            if missing:
                symbol = present[after]
                document = register.documents[symbol]
                file, listed = f"{document.session}/session.yaml", _listed(series, missing)
                report(warning(_at(document), "C070", symbol=symbol, missing=listed, file=file))


def _by_series(symbols: Iterable[Symbol]) -> dict[str, dict[int, Symbol]]:
    """Sort symbols into their series, by their numbers."""
    found: dict[str, dict[int, Symbol]] = {}
    for symbol in sorted(symbols):
        if symbol.place is not None:
            series, number = symbol.place
            found.setdefault(series, {}).setdefault(number, symbol)
    return found


def _listed(series: str, numbers: list[int]) -> str:
    if len(numbers) <= MOST_SHOWN:
        return ", ".join(f"{series}{number}" for number in numbers)
    return f"{series}{numbers[0]} ... {series}{numbers[-1]}"


def _at(document: Document) -> Where:
    return document.places.get("symbol", document.where)


def next_symbol(text: str, register: Register) -> Symbol | Fault:
    """Propose the symbol that follows the last of a series: `CTOC/COP/2014`, `.../L`, `.../4/Add`.

    A number that was skipped is not given again.
    """
    numbers = register.numbers()
    series = next((s for s in _readings(text) if s in numbers), next(_readings(text)))
    return Symbol.parse(f"{series}{max(numbers.get(series, {0})) + 1}")


def _readings(text: str) -> Iterator[str]:
    """Give the series that somebody may mean, the likeliest first: L is L., INF is INF/ or INF."""
    name = text.rpartition("/")[2]
    if text.endswith(("/", ".")):
        yield text
    elif name in MODIFIERS[:-1]:
        yield f"{text}."
    elif name in PAPERS:
        marks = "/." if name in STROKED else "./"
        yield from (f"{text}{mark}" for mark in marks)
    else:
        yield f"{text}/"


def is_document(text: str, register: Register) -> bool:
    """Tell whether a text that should be a series is the symbol of one document."""
    symbol = Symbol.parse(text)
    if isinstance(symbol, Fault) or symbol.is_series:
        return False
    numbered = symbol.elements[-1].rpartition(".")[0] in PAPERS or symbol.parts.period
    return symbol in register.taken() or bool(numbered or symbol.modifiers)


def periods_of(symbol: Symbol, register: Register) -> tuple[str, ...]:
    """Where a symbol names no session or year, give the series of its body that do."""
    if symbol.parts.period:
        return ()
    body = [k.root for k in register.taken() if k.parts.body == symbol.parts.body]
    found = {k.place[0].rstrip("/.") for k in body if k.parts.period and k.place}
    return tuple(sorted(found))
