"""Numbering: paragraphs run through the document, headings through their parent.

The numbers are settled here once, on an outline that has no language (Editorial Manual,
paragraphs: identical in all versions); every edition prints these. In an annex, paragraphs and
headings begin again at 1; tables, figures, boxes and notes run on (un-style.md 3.1, 3.4, 3.5).
A paragraph that is put into a document whose numbers stay is 13 bis, the next one 13 ter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from masthead.inline import parse, tokens
from masthead.model.document import ANNEXES, CAPTIONED, ITEMS, Document, Passage
from masthead.model.outline import SUFFIXES, Listed, Number, Outline
from masthead.model.problem import error
from masthead.notation import Report

# Calls of notes are counted in what is read on, not in tables, figures and boxes: their notes bear
# letters of their own.
CALLS = ("paragraph", "bare", "preambular", "quotation", *ITEMS, "title", "heading")


def number(document: Document, report: Report) -> Outline:
    """Number a document; report headings that skip or stand alone, and items out of their list."""
    within, annexes = _annexes(document, report)
    passages = document.passages
    return Outline(
        _paragraphs(document, within, report),
        _headings(passages, within, report),
        _items(passages, report),
        _captions(passages),
        _notes(document, report),
        annexes,
        within,
        {passage.id: passage.kind for passage in document.walk()},
    )


def _annexes(document: Document, report: Report) -> tuple[dict[str, int], dict[str, int]]:
    """Say in which annex each passage stands, and count the annexes and their appendices."""
    within: dict[str, int] = {}
    numbers: dict[str, int] = {}
    annex = appendix = 0
    for passage in document.passages:
        if passage.kind == "annex":
            annex, appendix = annex + 1, 0
            numbers[passage.id] = annex
        elif passage.kind == "appendix":
            appendix += 1
            numbers[passage.id] = appendix
            if not annex:
                report(error(passage.where, "C097"))
        within.update((part.id, annex) for part in passage.walk())
    return within, numbers


def _paragraphs(document: Document, within: dict[str, int], report: Report) -> dict[str, Number]:
    last: dict[int, Number] = {}
    numbers: dict[str, Number] = {}
    for passage in document.walk():
        if passage.is_paragraph:
            annex = within[passage.id]
            last[annex] = numbers[passage.id] = _after(last.get(annex), passage, report)
        elif passage.inserted:
            report(error(passage.where, "C116"))
    return numbers


def _after(last: Number | None, passage: Passage, report: Report) -> Number:
    """Count on from the last number; behind none, and after the last suffix, nothing goes in."""
    value, inserted = last or Number(0)
    if not passage.inserted:
        return Number(value + 1)
    if last is None:
        report(error(passage.where, "C115"))
        return Number(1)
    if inserted == len(SUFFIXES):
        report(error(passage.where, "C117", number=last, most=len(SUFFIXES)))
        return last
    return Number(value, inserted + 1)


def _headings(
    passages: tuple[Passage, ...], within: dict[str, int], report: Report
) -> dict[str, tuple[int, ...]]:
    headings: dict[str, tuple[int, ...]] = {}
    path: tuple[int, ...] = ()
    last: dict[tuple[int, ...], Passage] = {}
    for passage in passages:
        if passage.kind in ANNEXES:
            _check_lone(last, report)
            path, last = (), {}
        if not passage.is_heading:
            continue
        if passage.level > len(path) + 1:
            report(error(passage.where, "C031", level=passage.level + 1))
        parent = (path + (1,) * 4)[: passage.level - 1]
        count = path[passage.level - 1] if len(path) >= passage.level else 0
        path = (*parent, count + 1)
        headings[passage.id] = path
        last[path] = passage
    _check_lone(last, report)
    return headings


def _check_lone(headings: dict[tuple[int, ...], Passage], report: Report) -> None:
    """No single child: an A needs a B (Editorial Manual, headings)."""
    for path, passage in headings.items():
        if len(path) > 1 and path[-1] == 1 and (*path[:-1], 2) not in headings:
            report(error(passage.where, "C030"))


def _items(passages: tuple[Passage, ...], report: Report) -> dict[str, Listed]:
    """Count the items of each list; a list ends at whatever is no item of it."""
    items: dict[str, Listed] = {}
    counts: list[int] = []
    paragraph = ""
    for passage in _with_framed(passages):
        if passage.kind in ("bullet", "note"):
            continue
        if passage.kind not in ITEMS:
            counts, paragraph = [], passage.id if passage.is_paragraph else ""
            continue
        if passage.level > len(counts) + 1:
            report(error(passage.where, "C096", item=passage.kind))
        counts = (counts + [0] * 3)[: passage.level]
        counts[-1] += 1
        items[passage.id] = Listed(tuple(counts), paragraph)
    return items


def _with_framed(passages: tuple[Passage, ...]) -> Iterator[Passage]:
    """Go through the blocks, and those in boxes and summaries."""
    for passage in passages:
        yield passage
        if passage.kind in ("box", "summary"):
            yield from passage.children


def _captions(passages: tuple[Passage, ...]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    numbers: dict[str, int] = {}
    for passage in _with_framed(passages):
        if passage.kind in CAPTIONED:
            counts[passage.kind] += 1
            numbers[passage.id] = counts[passage.kind]
    return numbers


def _notes(document: Document, report: Report) -> dict[str, int]:
    """Number the notes by their first calls; report the ones that nothing calls."""
    written = {passage.id: passage for passage in document.walk() if passage.kind == "note"}
    numbers: dict[str, int] = {}
    for passage in _with_framed(document.passages):
        if passage.kind in CALLS and passage.prose is not None:
            for token in tokens(parse(passage.prose.text)[0], "note"):
                if token.key in written:
                    numbers.setdefault(token.key, len(numbers) + 1)
    for id_, passage in written.items():
        if id_ not in numbers:
            report(error(passage.where, "C095", id=id_))
        _check_calls(passage, report)
    return numbers


def _check_calls(note: Passage, report: Report) -> None:
    """A note calls no other, so none can call itself."""
    if note.prose is not None:
        for token in tokens(parse(note.prose.text)[0], "note"):
            report(error(note.prose.at(token.offset), "E099", id=note.id, called=token.key))
