"""The body of a document: titles, headings, paragraphs and slots, each with its place."""

from __future__ import annotations

import re

from masthead.inline import Block, read_blocks
from masthead.model.document import Passage, Prose
from masthead.model.problem import Where, error
from masthead.notation import Report
from masthead.records.activities import ID

DEEPEST = 3  # levels of headings below the title
ANCHOR = re.compile(r"para-[0-9]+")  # the page's own, by number
SLOT = re.compile(r"\{(?P<name>[a-z-]+)\}\s*(?P<ids>.*)")


def read_passages(path: str, lines: list[str], start: int, report: Report) -> tuple[Passage, ...]:
    """Read the passages of a document whose body begins at line `start`, counted from 0."""
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
