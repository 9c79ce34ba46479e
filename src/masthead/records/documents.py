"""Documents: a masthead as front matter, then headings, paragraphs and slots for activities."""

from __future__ import annotations

from itertools import takewhile
from types import MappingProxyType

from masthead.model.document import Document, Passage
from masthead.model.document_kind import DocumentKind, nature_of
from masthead.model.problem import Where, error
from masthead.model.when import Shape, When
from masthead.notation import Fields, Report, decode, read_fields
from masthead.project import Source
from masthead.records.fields import read_when
from masthead.records.front_matter import (
    STATUSES,
    Known,
    check_keys,
    read_contents,
    read_day,
    read_item,
    read_jobs,
    read_languages,
    read_note,
    read_reasons,
    read_reissue,
    read_sponsors,
    read_waiver,
)
from masthead.records.page import Page, Read
from masthead.records.passages import read_passages
from masthead.records.plain import flag, one_of
from masthead.records.symbols import own_symbols


def read_document(source: Source, known: Known, read: Read, report: Report) -> Document | None:
    """Read a document; `known` is what its front matter may name, `read` opens a file."""
    text = decode(source, report)
    if text is None:
        return None
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if lines[0].rstrip() != "---" or not end:
        report(error(Where(source.path), "C001"))
        return None
    head = source._replace(data="\n".join(lines[1:end]).encode())
    fields = read_fields(head, report, first_line=2)
    passages = read_passages(Page(source.path, tuple(lines), read, report, source.limits), end + 1)
    if fields is None:
        return None
    return _document(fields, passages, known, report)


def _document(
    fields: Fields, passages: tuple[Passage, ...], known: Known, report: Report
) -> Document | None:
    check_keys(fields, report)
    symbols = own_symbols(fields.get("symbol"), report)
    date = read_day(fields, "date", "C005", report)
    languages = read_languages(fields, known, report)
    kind = known.kinds.get(one_of(fields, "kind", known.kinds, report))
    rules = kind or DocumentKind("")
    path = fields.where.path
    period = read_when(fields.get("period"), report)
    _check_period(fields, date, period, report)
    if not symbols or date is None:
        return None
    document = Document(
        symbol=symbols[0],
        kind=rules.id,
        status=one_of(fields, "status", STATUSES, report) or "official",
        date=date,
        original=one_of(fields, "original", known.languages, report),
        languages=languages,
        item=read_item(fields, report),
        period=period,
        held=read_reasons(fields, "held", report),
        excluded=read_reasons(fields, "excluded", report),
        passages=_numbered(passages, rules),
        session=path.rsplit("/", 1)[0],
        where=Where(path),
        places=MappingProxyType({key: where for key, where, _ in fields.pairs}),
        contents=read_contents(fields, rules, symbols[0], report),
        job=read_jobs(fields, languages, report),
        late=read_note(fields, "late", report),
        appreciation=read_note(fields, "appreciation", report),
        reissued=read_reissue(fields, date, report),
        waiver=read_waiver(fields, report),
        sponsors=read_sponsors(fields, known, report),
        sponsors_note=read_note(fields, "sponsors_note", report),
        issued=flag(fields, "issued", report),
        also=symbols[1:],
    )
    if kind is not None:
        _check_kind(document, kind, report)
    return document


def _numbered(passages: tuple[Passage, ...], kind: DocumentKind) -> tuple[Passage, ...]:
    """Take the numbers of paragraphs away where the kind has none."""
    if kind.numbering != "none":
        return passages
    return tuple(p._replace(kind="bare") if p.is_paragraph else p for p in passages)


def _check_period(fields: Fields, date: When | None, period: When | None, report: Report) -> None:
    """A period goes from one date to another, and a document is written when it has begun."""
    if period is not None and period.shape in (Shape.SET, Shape.SINCE, Shape.SOME):
        report(error(fields.place("period"), "C104"))
    elif period is not None and date is not None and date.first and date.first < period.first:
        report(error(fields.place("date"), "C105", date=date, period=period))


def _check_kind(document: Document, kind: DocumentKind, report: Report) -> None:
    """A document keeps the rules of its kind: its symbol, its languages, what it stands under."""
    found = nature_of(document.symbol)
    if found != kind.nature:
        where, of = document.places["symbol"], document.symbol
        report(error(where, "C086", symbol=of, found=found, kind=kind.id, nature=kind.nature))
    if kind.is_in_one_language and len(document.languages) > 1:
        report(error(document.places["languages"], "C081", kind=kind.id))
    if document.item and not kind.meeting:
        report(error(document.places["item"], "C082", kind=kind.id))
    for field in ("sponsors", "sponsors_note"):
        if field in document.places and not kind.sponsors:
            report(error(document.places[field], "C083", field=field, kind=kind.id))
    if kind.numbering != "operative":
        for passage in takewhile(lambda passage: passage.kind != "annex", document.passages):
            if passage.kind == "preambular":
                report(error(passage.where, "C068", kind=kind.id))
