"""The list of a session's documents, as the Organization prints one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from masthead.compile import agenda_number, compile_document
from masthead.jobs.prepare import Opened
from masthead.model.citation import Citation
from masthead.model.document import Document
from masthead.model.symbol import Symbol


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list: a document, or a symbol that was skipped, with the reason for it."""

    session: str
    symbol: Symbol
    symbols: str
    item: str = ""
    title: str = ""
    languages: tuple[str, ...] = ()
    skipped: str = ""


def list_documents(opened: Opened, language: str, series: str = "") -> tuple[Listed, ...]:
    """List the documents and skipped symbols of a series, by session, in the order of symbols.

    Titles are in `language` where a document has an edition in it, else in its original language.
    """
    chosen = [
        _listed(document, opened, language)
        for document in opened.records.documents
        if any(_is_in(symbol, series) for symbol in document.symbols)
    ]
    chosen += [line for line in _skipped(opened) if _is_in(line.symbol, series)]
    return tuple(sorted(chosen, key=lambda line: (line.session, line.symbol)))


def _is_in(symbol: Symbol, series: str) -> bool:
    stem = series.rstrip("/.")
    return not stem or symbol.display == stem or symbol.display.startswith((f"{stem}/", f"{stem}."))


def _skipped(opened: Opened) -> Iterator[Listed]:
    for session in opened.records.sessions.values():
        for entry in session.absent:
            if entry.reason:
                yield Listed(session.folder, entry.symbol, str(entry.symbol), skipped=entry.reason)


def _listed(document: Document, opened: Opened, language: str) -> Listed:
    own = language if language in document.languages else document.original
    return Listed(
        document.session,
        document.symbol,
        str(Citation(document.symbols, twins=bool(document.also))),
        _item(document, opened, own),
        _title(document, opened, own),
        document.languages,
    )


def _item(document: Document, opened: Opened, language: str) -> str:
    if not document.item or language not in opened.tongues:
        return ""
    return agenda_number(document.item, opened.tongues[language].words)


def _title(document: Document, opened: Opened, language: str) -> str:
    compiled = compile_document(document, opened.records, opened.tongues, [language])
    edition = compiled.editions.get(language)
    return edition.title if edition is not None else ""
