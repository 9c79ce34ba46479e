"""Symbols as editors write them: one, two for a document of two bodies, or a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from masthead.model.document import Absent, Document
from masthead.model.problem import Where, error
from masthead.model.symbol import Symbol
from masthead.notation import Fields, Listing, Node, Report, Scalar, printed
from masthead.records.plain import symbol_of


def issued_symbol(node: Scalar, report: Report) -> Symbol | None:
    """Read the symbol of one document: no series, and no asterisk, which is said of an issue."""
    symbol = symbol_of(node, report)
    if symbol is not None and symbol.is_series:
        report(error(node.where, "C019", symbol=node.text))
        return None
    if symbol is not None and symbol.reissued:
        report(error(node.where, "C073", symbol=symbol.display))
        return None
    return symbol


def issued_symbols(node: Node | None, field: str, report: Report) -> list[tuple[Symbol, Where]]:
    """Read one symbol or a list of them, each with its place."""
    found: list[tuple[Symbol, Where]] = []
    nodes = node.items if isinstance(node, Listing) else (node,) if node else ()
    for item in nodes:
        if not isinstance(item, Scalar):
            report(error(item.where, "A012", field=field, expected="text"))
        elif (symbol := issued_symbol(item, report)) is not None:
            found.append((symbol, item.where))
    return found


def own_symbols(node: Node | None, report: Report) -> tuple[Symbol, ...]:
    """Read the symbol of a document, or both where it is issued under a double symbol."""
    if isinstance(node, Listing) and len(node.items) != 2:
        report(error(node.where, "A012", field="symbol", expected="[SYMBOL, SYMBOL]"))
        return ()
    return tuple(symbol for symbol, _ in issued_symbols(node, "symbol", report))


def absent_symbols(fields: Fields, report: Report) -> tuple[Absent, ...]:
    """Read which symbols have no document here: `skipped`, with reasons, and `elsewhere`."""
    elsewhere = issued_symbols(fields.get("elsewhere"), "elsewhere", report)
    return (*_skipped(fields, report), *(Absent(symbol, "", where) for symbol, where in elsewhere))


def _skipped(fields: Fields, report: Report) -> Iterator[Absent]:
    node = fields.get("skipped")
    if isinstance(node, Scalar | Listing):
        report(error(node.where, "A012", field="skipped", expected="{SYMBOL: reason}"))
    for key, where, value in node.pairs if isinstance(node, Fields) else ():
        if not isinstance(value, Scalar) or not value.text.strip():
            report(error(where, "C006", record=key, field="skipped"))
        elif (symbol := issued_symbol(Scalar(key, where), report)) is not None:
            yield Absent(symbol, printed(value, report), where)


def check_symbols(documents: Iterable[Document], report: Report) -> None:
    """Report a symbol that two documents bear, and an original that is not published."""
    first: dict[Symbol, str] = {}
    for document in documents:
        where = document.places.get("symbol", document.where)
        for symbol in document.symbols:
            if symbol in first:
                report(error(where, "C011", symbol=symbol, first=first[symbol]))
            first.setdefault(symbol, document.path)
        if document.original and document.original not in document.languages:
            place = document.places.get("languages", where)
            report(error(place, "C016", language=document.original))
