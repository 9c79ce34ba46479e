"""Documents: a masthead as front matter, then headings, paragraphs and slots for activities."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from masthead.model.document import Document, Passage
from masthead.model.problem import Where, error
from masthead.model.when import Shape
from masthead.notation import Fields, Listing, Report, Scalar, decode, printed, read_fields
from masthead.project import Source
from masthead.records.fields import read_when
from masthead.records.page import Page, Read
from masthead.records.passages import read_passages
from masthead.records.plain import flag, one_of, refuse_other, refuse_unknown, scalar, words
from masthead.records.symbols import own_symbols

DOCUMENT_KINDS = ("report-of-the-secretariat",)
STATUSES = ("official", "draft", "advance", "sample")
KEYS = (
    "symbol", "kind", "status", "date", "original", "languages", "item", "period", "held",
    "excluded", "contents",
)  # fmt: skip
REQUIRED = ("symbol", "kind", "date", "original", "languages")
ITEM = re.compile(r"(\d+)(?:\s*\(([a-z])\))?")


def read_document(
    source: Source, known: tuple[str, ...], read: Read, report: Report
) -> Document | None:
    """Read a document; `known` are the project's languages, `read` opens a file of the project."""
    text = decode(source, report)
    if text is None:
        return None
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if lines[0].rstrip() != "---" or not end:
        report(error(Where(source.path), "C001"))
        return None
    head = Source(source.path, "\n".join(lines[1:end]).encode())
    fields = read_fields(head, report, first_line=2)
    passages = read_passages(Page(source.path, tuple(lines), read, report), end + 1)
    if fields is None:
        return None
    return _document(fields, passages, known, report)


def _document(
    fields: Fields, passages: tuple[Passage, ...], known: tuple[str, ...], report: Report
) -> Document | None:
    _check_fields(fields, report)
    symbols = own_symbols(fields.get("symbol"), report)
    date = read_when(fields.get("date"), report)
    if date is not None and date.shape is not Shape.DAY:
        report(error(fields.place("date"), "C005"))
    period = read_when(fields.get("period"), report)
    languages = _languages(fields, known, report)
    if not symbols or date is None:
        return None
    path = fields.where.path
    return Document(
        symbols[0],
        one_of(fields, "kind", DOCUMENT_KINDS, report),
        one_of(fields, "status", STATUSES, report) or "official",
        date,
        one_of(fields, "original", known, report),
        languages,
        _item(fields, report),
        period,
        _reasons(fields, "held", report),
        _reasons(fields, "excluded", report),
        passages,
        path.rsplit("/", 1)[0],
        Where(path),
        MappingProxyType({key: where for key, where, _ in fields.pairs}),
        flag(fields, "contents", report),
        also=symbols[1:],
    )


def _check_fields(fields: Fields, report: Report) -> None:
    refuse_unknown(fields, KEYS, report)
    for key in REQUIRED:
        if fields.get(key) is None:
            report(error(fields.where, "C002", field=key))


def _languages(fields: Fields, known: tuple[str, ...], report: Report) -> tuple[str, ...]:
    found: list[str] = []
    for language, where in words(fields.get("languages"), report):
        if language in known:
            found.append(language)
        else:
            refuse_other("languages", language, where, known, report)
    return tuple(dict.fromkeys(found))


def _item(fields: Fields, report: Report) -> tuple[str, ...]:
    node = scalar(fields, "item", report)
    if node is None:
        return ()
    found = ITEM.fullmatch(node.text.strip())
    if found is None:
        report(error(node.where, "C004", item=node.text[:40]))
        return ()
    return tuple(part for part in found.groups() if part)


def _reasons(fields: Fields, name: str, report: Report) -> Mapping[str, str]:
    node = fields.get(name)
    reasons: dict[str, str] = {}
    if isinstance(node, Scalar | Listing):
        report(error(node.where, "A012", field=name, expected="{record: reason}"))
    for key, where, value in node.pairs if isinstance(node, Fields) else ():
        if isinstance(value, Scalar) and value.text.strip():
            reasons[key] = printed(value, report)
        else:
            report(error(where, "C006", record=key, field=name))
    return MappingProxyType(reasons)
