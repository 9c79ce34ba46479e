"""Documents: a masthead as front matter, then headings, paragraphs and slots for activities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from masthead.inline import Block, read_blocks
from masthead.model.document import Document, Passage, Prose
from masthead.model.problem import Fault, Where, error
from masthead.model.symbol import Symbol
from masthead.model.when import Shape
from masthead.notation import Fields, Listing, Report, Scalar, decode, printed, read_fields
from masthead.project import Source
from masthead.records.activities import ID
from masthead.records.fields import read_when
from masthead.records.kinds import words
from masthead.records.registry import nearest

DOCUMENT_KINDS = ("report-of-the-secretariat",)
STATUSES = ("official", "draft", "advance", "sample")
KEYS = (
    "symbol", "kind", "status", "date", "original", "languages", "item", "period", "held",
    "excluded",
)  # fmt: skip
DEEPEST = 3  # levels of headings below the title
REQUIRED = ("symbol", "kind", "date", "original", "languages")
ITEM = re.compile(r"(\d+)(?:\s*\(([a-z])\))?")
ANCHOR = re.compile(r"para-[0-9]+")  # the page's own, by number
SLOT = re.compile(r"\{(?P<name>[a-z-]+)\}\s*(?P<ids>.*)")


def read_document(source: Source, known: tuple[str, ...], report: Report) -> Document | None:
    """Read a document; `known` are the languages that the project speaks."""
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
    passages = _passages(source.path, lines, end + 1, report)
    if fields is None:
        return None
    return _document(fields, passages, known, report)


def _document(
    fields: Fields, passages: tuple[Passage, ...], known: tuple[str, ...], report: Report
) -> Document | None:
    _check_fields(fields, report)
    symbol = _symbol(fields, "symbol", report)
    date = read_when(fields.get("date"), report)
    if date is not None and date.shape is not Shape.DAY:
        report(error(fields.place("date"), "C005"))
    period = read_when(fields.get("period"), report)
    languages = _languages(fields, known, report)
    if symbol is None or date is None:
        return None
    path = fields.where.path
    return Document(
        symbol,
        _one_of(fields, "kind", DOCUMENT_KINDS, report),
        _one_of(fields, "status", STATUSES, report) or "official",
        date,
        _one_of(fields, "original", known, report),
        languages,
        _item(fields, report),
        period,
        _reasons(fields, "held", report),
        _reasons(fields, "excluded", report),
        passages,
        path.rsplit("/", 1)[0],
        Where(path),
        MappingProxyType({key: where for key, where, _ in fields.pairs}),
    )


def _check_fields(fields: Fields, report: Report) -> None:
    for key, where, _ in fields.pairs:
        if key not in KEYS:
            report(error(where, "A001", field=key, nearest=nearest(key, KEYS)))
    for key in REQUIRED:
        if fields.get(key) is None:
            report(error(fields.where, "C002", field=key))


def _scalar(fields: Fields, name: str, report: Report) -> Scalar | None:
    node = fields.get(name)
    if node is None or isinstance(node, Scalar):
        return node
    report(error(node.where, "A012", field=name, expected="text"))
    return None


def _one_of(fields: Fields, name: str, allowed: tuple[str, ...], report: Report) -> str:
    node = _scalar(fields, name, report)
    if node is None:
        return ""
    if node.text not in allowed:
        near, of = nearest(node.text, allowed), ", ".join(allowed)
        report(error(node.where, "A014", field=name, value=node.text, nearest=near, of=of))
    return node.text


def _symbol(fields: Fields, name: str, report: Report) -> Symbol | None:
    node = _scalar(fields, name, report)
    if node is None:
        return None
    match Symbol.parse(node.text):
        case Symbol(is_series=True):
            report(error(node.where, "C019", symbol=node.text))
        case Symbol() as symbol:
            return symbol
        case Fault() as fault:
            report(fault.at(node.where, shift=1 if node.style else 0))
    return None


def _languages(fields: Fields, known: tuple[str, ...], report: Report) -> tuple[str, ...]:
    found: list[str] = []
    for language, where in words(fields.get("languages"), report):
        if language in known:
            found.append(language)
        else:
            near, of = nearest(language, known), ", ".join(known)
            report(error(where, "A014", field="languages", value=language, nearest=near, of=of))
    return tuple(dict.fromkeys(found))


def _item(fields: Fields, report: Report) -> tuple[str, ...]:
    node = _scalar(fields, "item", report)
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


def _passages(path: str, lines: list[str], start: int, report: Report) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    seen: dict[str, int] = {}
    for block in read_blocks("\n".join(lines[start:])):
        passage = _passage(path, block, start, lines, report)
        if passage is None:
            continue
        if passage.is_title and any(earlier.is_title for earlier in passages):
            report(error(passage.where, "C027"))
        if not passage.id:
            report(error(passage.where, "C007"))
        elif not ID.fullmatch(passage.id) or ANCHOR.fullmatch(passage.id):
            report(error(passage.where, "C028", id=passage.id))
        elif passage.id in seen:
            report(error(passage.where, "C008", id=passage.id, first=seen[passage.id]))
        seen.setdefault(passage.id, passage.where.line)
        passages.append(passage)
    if not any(passage.is_title for passage in passages):
        report(error(Where(path, start + 1), "C003"))
    return tuple(passages)


def _passage(
    path: str, block: Block, start: int, lines: list[str], report: Report
) -> Passage | None:
    first = start + block.line
    where = Where(path, first + 1, block.indent + 1)
    prose = _prose(path, block, first, lines)
    background = "background" in block.classes
    if block.kind == "heading":
        title = block.level == 1
        if block.level > DEEPEST + 1:
            report(error(where, "C012"))
        id_ = block.id or ("title" if title else "")
        level = min(max(block.level - 1, 1), DEEPEST)
        return Passage(id_, level, (), prose, where, is_title=title)
    if block.kind == "paragraph":
        return Passage(block.id, 0, (), prose, where)
    if block.kind == "fence":
        records = _slot(block, Where(path, first), report)
        id_ = block.id or (records[0] if len(records) == 1 else "")
        body = prose if block.text.strip() else None
        return Passage(id_, 0, records, body, Where(path, first), background)
    report(error(Where(path, first + 1), "C009", block=block.kind.replace("_", " ")))
    return None


def _prose(path: str, block: Block, first: int, lines: list[str]) -> Prose:
    marks: list[tuple[int, int, int]] = []
    offset = 0
    for row, text in enumerate(block.text.split("\n")):
        line = lines[first + row] if first + row < len(lines) else ""
        marks.append((offset, first + row + 1, max(line.find(text), 0) + 1))
        offset += len(text) + 1
    return Prose(block.text, path, tuple(marks))


def _slot(block: Block, where: Where, report: Report) -> tuple[str, ...]:
    found = SLOT.fullmatch(block.info)
    if found is None or found["name"] != "activities":
        report(error(where, "C013", directive=block.info.split(" ")[0][:40]))
        return ()
    ids = tuple(found["ids"].split())
    for id_ in ids:
        if not ID.fullmatch(id_):
            report(error(where, "C014", id=id_[:40]))
    if not ids:
        report(error(where, "C015"))
    return ids


def check_symbols(documents: Iterable[Document], report: Report) -> None:
    """Report a symbol that two documents bear, and a document that lies under another session."""
    first: dict[Symbol, str] = {}
    for document in documents:
        where = document.places.get("symbol", document.where)
        if document.symbol in first:
            report(error(where, "C011", symbol=document.symbol, first=first[document.symbol]))
        first.setdefault(document.symbol, document.path)
        if document.original and document.original not in document.languages:
            place = document.places.get("languages", where)
            report(error(place, "C016", language=document.original))
