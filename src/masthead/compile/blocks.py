"""Blocks: each passage of a document, said in one language, as the edition prints it."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from masthead.compile import marks
from masthead.compile.assemble import Telling
from masthead.compile.resolve import Resolver
from masthead.language import Words, say_number, typeset
from masthead.model.blocks import (
    Annex,
    Block,
    Box,
    Contents,
    Figure,
    Heading,
    Inlines,
    ListItem,
    Note,
    Paragraph,
    Remark,
    Row,
    Summary,
    Table,
)
from masthead.model.document import ITEMS, RUNNING, Passage
from masthead.model.inlines import Text, plain
from masthead.model.outline import Outline

YEAR = re.compile(r"(?:1[89]|20|21)\d\d")
DEEPEST_ROW = 2  # contents list headings down to A. (un-style.md 3.6)


class Setting(NamedTuple):
    """What a block is made with: the passages told, and how they are said and numbered."""

    told: Mapping[int, Telling]
    resolver: Resolver
    outline: Outline

    @property
    def words(self) -> Words:
        """Give the words of the language."""
        return self.resolver.tongue.words

    def say(self, passage: Passage) -> Inlines:
        """Say the words of a passage."""
        telling = self.told.get(id(passage))
        return self.resolver.passage(telling) if telling else ()

    def caption(self, passage: Passage) -> str:
        """Print "Table 2", "Annex II": what a thing is and its number."""
        numbers = self.outline.captions
        if passage.id in numbers:
            numbered = str(numbers[passage.id])
        else:
            alone = passage.kind == "annex" and not self.outline.has_many_annexes
            numbered = "" if alone else marks.annex(self.outline.annexes[passage.id], self.words)
        return self.words.term("captions", passage.kind, number=numbered).strip()


def blocks_of(
    passages: Iterable[Passage], told: Sequence[Telling], resolver: Resolver, outline: Outline
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """Make the blocks of some passages in order, and the notes that they call, by number."""
    setting = Setting({id(t.passage): t for t in told}, resolver, outline)
    blocks: list[Block] = []
    notes: list[Note] = []
    for passage in passages:
        if passage.kind == "note":
            notes.append(_note(passage, setting))
        elif passage.kind in _MAKERS:
            blocks.append(_MAKERS[passage.kind](passage, setting))
    return tuple(blocks), tuple(sorted(notes, key=lambda note: note.number))


def _where(passage: Passage) -> str:
    return f"{passage.where.path}:{passage.where.line}"


def _heading(passage: Passage, setting: Setting) -> Block:
    path = setting.outline.headings[passage.id]
    printed = marks.heading(path, setting.words)
    return Heading(passage.id, len(path), printed, setting.say(passage), _where(passage))


def _paragraph(passage: Passage, setting: Setting) -> Block:
    number = setting.outline.paragraphs.get(passage.id, 0)
    printed = setting.words.text("marks", "paragraph").replace("{0}", str(number))
    return Paragraph(
        passage.id,
        setting.outline.anchor(passage.id),
        number,
        printed if number else "",
        setting.say(passage),
        passage.records,
        _where(passage),
        "" if number else passage.kind,
    )


def _item(passage: Passage, setting: Setting) -> Block:
    if passage.kind == "bullet":
        bullet = setting.words.text("marks", "bullet")
        return ListItem(passage.id, 1, bullet, setting.say(passage), _where(passage), True)
    printed = marks.item(passage.level, setting.outline.items[passage.id], setting.words)
    return ListItem(passage.id, passage.level, printed, setting.say(passage), _where(passage))


def _table(passage: Passage, setting: Setting) -> Block:
    cells = [setting.say(child) for child in passage.children if child.kind == "cell"]
    width = len(passage.columns)
    years = {place for place in range(width) if _are_years(cells[width + place :: width])}
    rows = [
        tuple(
            cell if place in years else _cell(cell, setting)
            for place, cell in enumerate(cells[start : start + width])
        )
        for start in range(0, len(cells), width)
    ]
    return Table(
        passage.id,
        setting.outline.anchor(passage.id),
        setting.caption(passage),
        setting.say(passage),
        passage.columns,
        rows[0],
        tuple(rows[1:]),
        tuple(_remarks(passage, setting)),
        _where(passage),
    )


def _are_years(cells: Sequence[Inlines]) -> bool:
    """Tell a column of years, which no language writes in groups: 2014, never 2,014."""
    texts = [text for cell in cells if (text := plain(cell).strip())]
    return bool(texts) and all(YEAR.fullmatch(text) for text in texts)


def _cell(said: Inlines, setting: Setting) -> Inlines:
    """Write a cell that is a number alone as the language writes numbers."""
    number = say_number(plain(said), setting.words) if len(said) == 1 else ""
    style = setting.resolver.tongue.typography
    return (Text(typeset(number, style)),) if number else said


def _remarks(passage: Passage, setting: Setting) -> Iterator[Remark]:
    for child in passage.children:
        if child.kind == "remark":
            yield Remark(child.id.rpartition(".")[2], setting.say(child))


def _figure(passage: Passage, setting: Setting) -> Block:
    alt = next((child for child in passage.children if child.kind == "alt"), None)
    return Figure(
        passage.id,
        setting.outline.anchor(passage.id),
        setting.caption(passage),
        setting.say(passage),
        passage.media.type if passage.media else "",
        b64encode(passage.media.data).decode() if passage.media else "",
        plain(setting.say(alt)) if alt else "",
        tuple(_remarks(passage, setting)),
        _where(passage),
    )


def _framed(passage: Passage, setting: Setting) -> tuple[Block, ...]:
    return tuple(_MAKERS[c.kind](c, setting) for c in passage.children if c.kind in _MAKERS)


def _box(passage: Passage, setting: Setting) -> Block:
    return Box(
        passage.id,
        setting.outline.anchor(passage.id),
        setting.caption(passage),
        setting.say(passage),
        _framed(passage, setting),
        _where(passage),
    )


def _summary(passage: Passage, setting: Setting) -> Block:
    title = setting.words.term("summary")
    return Summary(passage.id, title, _framed(passage, setting), _where(passage))


def _annex(passage: Passage, setting: Setting) -> Block:
    words = setting.words
    language = words.term("original-names", passage.original) if passage.original else ""
    original = f"[{words.term('original', language=language)}]" if language else ""
    return Annex(
        passage.id,
        setting.outline.anchor(passage.id),
        setting.caption(passage),
        setting.say(passage),
        typeset(original, setting.resolver.tongue.typography),
        _where(passage),
        passage.kind == "appendix",
    )


def _note(passage: Passage, setting: Setting) -> Note:
    number = setting.outline.notes.get(passage.id, 0)
    printed = setting.words.text("marks", "note").replace("{0}", str(number))
    return Note(passage.id, number, printed, setting.say(passage), _where(passage))


_MAKERS: Mapping[str, Callable[[Passage, Setting], Block]] = {
    "heading": _heading,
    **dict.fromkeys(RUNNING, _paragraph),
    **dict.fromkeys(ITEMS, _item),
    "table": _table,
    "figure": _figure,
    "box": _box,
    "summary": _summary,
    "annex": _annex,
    "appendix": _annex,
}


def contents_of(blocks: Sequence[Block], words: Words) -> Contents:
    """List the headings with the paragraphs below each ("4-40"), and the annexes.

    It is composed from the final headings of the edition (un-style.md 3.6), never translated.
    """
    rows = []
    annexes = next((n for n, b in enumerate(blocks) if isinstance(b, Annex)), len(blocks))
    for start, block in enumerate(blocks):
        if isinstance(block, Annex):
            rows.append(Row(0, block.mark, plain(block.title), "", block.anchor))
        elif isinstance(block, Heading) and block.level <= DEEPEST_ROW and start < annexes:
            below = _paragraphs(blocks[start : _end(blocks, start, block.level)])
            rows.append(Row(block.level, block.mark, plain(block.inlines), below, block.id))
    title, chapter, paragraphs, page = (
        words.term("contents", name) for name in ("title", "chapter", "paragraphs", "page")
    )
    return Contents(title, chapter, paragraphs, page, tuple(rows))


def _end(blocks: Sequence[Block], start: int, level: int) -> int:
    for place in range(start + 1, len(blocks)):
        block = blocks[place]
        if isinstance(block, Annex) or (isinstance(block, Heading) and block.level <= level):
            return place
    return len(blocks)


def _paragraphs(blocks: Sequence[Block]) -> str:
    numbers = [b.number for b in blocks if isinstance(b, Paragraph) and b.number]
    if not numbers:
        return ""
    first, last = numbers[0], numbers[-1]
    return str(first) if first == last else f"{first}-{last}"
