"""The body of a document: headings, paragraphs, items, slots, notes and frames, with places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from masthead.inline import Block, read_blocks
from masthead.model.document import ANNEXES, ITEMS, RUNNING, Passage, Prose, item_id
from masthead.model.outline import SUFFIXES
from masthead.model.problem import Where, error
from masthead.notation import Report
from masthead.records.activities import ID
from masthead.records.page import Page
from masthead.records.pictures import read_figure
from masthead.records.plain import item_of, nearest
from masthead.records.tables import read_table

DEEPEST = 4  # levels of headings below the title
# The page's own anchors, by number.
ANCHOR = re.compile(
    rf"(annex-[0-9]+-)?(para|note|call|table|figure|box|annex)-[0-9]+(-({'|'.join(SUFFIXES)}))?"
)
FENCE = re.compile(r"\{(?P<name>[a-z-]+)\}\s*(?P<rest>.*)")
STYLES = (*RUNNING[1:], *ITEMS)
LONGEST_ID = 100
INSERTED = "bis"
CLASSES = (*STYLES, *ANNEXES, "background", INSERTED)
ATTRIBUTES = ("original",)


def read_passages(page: Page, start: int) -> tuple[Passage, ...]:
    """Read the passages of a page whose body begins at line `start`, counted from 0."""
    text = "\n".join(page.lines[start:])
    passages = tuple(_below(_passages(page, read_blocks(text), start)))
    _check_ids(passages, page.report)
    titles = [passage for passage in passages if passage.is_title]
    for other in titles[1:]:
        page.report(error(other.where, "C027"))
    if not titles:
        page.report(error(page.where(start), "C003"))
    return passages


def _passages(page: Page, blocks: tuple[Block, ...], start: int) -> Iterator[Passage]:
    for block in blocks:
        first = start + block.line
        where = page.where(first, block.indent + 1)
        for flaw in block.faults:
            page.report(error(page.where(start + flaw.line), flaw.code, text=flaw.text[:40]))
        _check_marks(page, block, where)
        if block.kind == "marker":
            page.report(error(page.where(first), "C109", text=block.text[:40]))
            continue
        read = _READERS.get(block.kind)
        passage = read(page, block, first, where) if read else None
        if read is None:
            page.report(error(page.where(first), "C009", block=block.kind.replace("_", " ")))
        if passage is not None:
            yield passage._replace(inserted=INSERTED in block.classes)


def _check_marks(page: Page, block: Block, where: Where) -> None:
    """Report a class, or an attribute, of the lines above a block that nothing reads."""
    # Only an annex may come from elsewhere.
    attributes = ATTRIBUTES if {*block.classes} & {*ANNEXES} else ()
    for found, known in ((block.classes, CLASSES), (tuple(block.attributes), attributes)):
        for name in found:
            if name not in known:
                near = nearest(name, known)
                page.report(error(where, "C111", name=name[:40], nearest=near, of=", ".join(known)))


def _check_ids(passages: tuple[Passage, ...], report: Report) -> None:
    seen: dict[str, int] = {}
    for passage in (part for top in passages for part in top.walk()):
        if passage.kind in ("cell", "remark", "alt"):
            continue
        if not passage.id:
            report(error(passage.where, "C007"))
        elif not _is_id(passage.id):
            report(error(passage.where, "C028", id=passage.id[:LONGEST_ID]))
        elif passage.id in seen:
            report(error(passage.where, "C008", id=passage.id, first=seen[passage.id]))
        seen.setdefault(passage.id, passage.where.line)


def _is_id(text: str) -> bool:
    short = len(text) <= LONGEST_ID
    return short and bool(ID.fullmatch(text)) and not ANCHOR.fullmatch(text)


def _heading(page: Page, block: Block, first: int, where: Where) -> Passage:
    prose = page.prose(block.text, first)
    if block.level == 1:
        kind = next((name for name in ANNEXES if name in block.classes), "title")
        id_ = block.id or ("title" if kind == "title" else "")
        return Passage(kind, id_, prose, where, original=block.attributes.get("original", ""))
    if block.level > DEEPEST + 1:
        page.report(error(where, "C012"))
    level = min(block.level - 1, DEEPEST)
    return Passage("heading", block.id, prose, where, level)


def _paragraph(page: Page, block: Block, first: int, where: Where) -> Passage:
    prose = page.prose(block.text, first)
    kind = next((name for name in STYLES if name in block.classes), "paragraph")
    return Passage(kind, block.id, prose, where, ITEMS.index(kind) + 1 if kind in ITEMS else 0)


def _fence(page: Page, block: Block, first: int, where: Where) -> Passage | None:
    """Read what stands between ``` and ```: a slot, a note, a table, a figure."""
    above = page.where(first - 1)
    found = FENCE.fullmatch(block.info)
    name = found["name"] if found else ""
    if found is None or name not in _FENCES:
        said = block.info.split(" ")[0][:40]
        page.report(error(above, "C013", directive=said, of=", ".join((*_FENCES, *_FRAMES))))
        return Passage("paragraph", block.id, page.prose(block.text, first), above)
    return _FENCES[name](page, block, first, found["rest"].strip())


def _slot(page: Page, block: Block, first: int, rest: str) -> Passage:
    where = page.where(first - 1)
    ids = tuple(rest.split())
    for id_ in ids:
        if not ID.fullmatch(id_):
            page.report(error(where, "C014", id=id_[:40]))
    if not ids:
        page.report(error(where, "C015"))
    id_ = block.id or (ids[0] if len(ids) == 1 else "")
    inside = read_blocks(block.text)
    if block.text.strip() and not block.faults and [part.kind for part in inside] != ["paragraph"]:
        other = next((part for part in inside[1:] or inside), None)
        line = first + (other.line if other else 0)
        page.report(error(page.where(line), "C113"))
    body = page.prose(block.text, first) if block.text.strip() else None
    background = "background" in block.classes
    return Passage("paragraph", id_, body, where, 0, ids, background)


def _note(page: Page, block: Block, first: int, rest: str) -> Passage:
    return Passage("note", block.id, page.prose(block.text, first), page.where(first - 1))


def _agenda(page: Page, block: Block, first: int, rest: str) -> Passage | None:
    """Read where the agenda is listed, or an item of it heads what follows.

    Titles stand in session.yaml alone.
    """
    where = page.where(first - 1)
    if block.text.strip():
        page.report(error(page.where(first), "C107", text=block.text.strip()[:40]))
    if not rest:
        return Passage("agenda", block.id, None, where)
    item = item_of(rest, where, page.report)
    if not item:
        return None
    token = f"{{fact}}`session.{item_id(item)}.title`"
    prose = Prose(token, page.path, ((0, where.line, where.column),), is_drafted=True)
    return Passage("agenda-item", block.id, prose, where, len(item), item=item)


def _below(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Put the items of the agenda below the heading that they follow."""
    level = 0
    for passage in passages:
        level = passage.level if passage.is_heading else level
        is_item = passage.kind == "agenda-item"
        yield passage._replace(level=level + passage.level) if is_item else passage


def _frame(page: Page, block: Block, first: int, where: Where) -> Passage | None:
    """Read what stands between ::: and :::, and the blocks in it, which bear no numbers."""
    above = page.where(first - 1)
    found = FENCE.fullmatch(block.info.strip())
    name = found["name"] if found else ""
    if found is None or name not in _FRAMES:
        said = block.info.split(" ")[0][:40]
        page.report(error(above, "C013", directive=said, of=", ".join((*_FENCES, *_FRAMES))))
        return None
    inside = _passages(page, read_blocks(block.text), first)
    children = tuple(_unnumbered(child, page.report) for child in inside)
    title = page.prose(found["rest"], first - 1) if name == "box" else None
    return Passage(name, block.id, title, above, children=children)


def _unnumbered(passage: Passage, report: Report) -> Passage:
    if passage.kind in (
        "title",
        "heading",
        "agenda",
        "agenda-item",
        "note",
        "box",
        "summary",
        *ANNEXES,
    ):
        report(error(passage.where, "C009", block=passage.kind))
    return passage._replace(kind="bare") if passage.is_paragraph else passage


_READERS: dict[str, Callable[[Page, Block, int, Where], Passage | None]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "fence": _fence,
    "colon_fence": _frame,
}
_FENCES: dict[str, Callable[[Page, Block, int, str], Passage | None]] = {
    "activities": _slot,
    "agenda": _agenda,
    "note": _note,
    "table": read_table,
    "figure": read_figure,
}
_FRAMES = ("box", "summary")
