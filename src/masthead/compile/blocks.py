"""Blocks: each passage of a document, said in one language, as the edition prints it."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from masthead.compile.agenda import entitled, listed
from masthead.compile.assemble import Telling, typed_alone
from masthead.compile.charts import drawing_of
from masthead.compile.resolve import Resolver
from masthead.compile.stand_in import StandIn
from masthead.language import Words, marks, say_number, typeset
from masthead.model.blocks import (
    Annex,
    Block,
    Box,
    Chart,
    Figure,
    Heading,
    Inlines,
    ListItem,
    Note,
    Paragraph,
    Remark,
    Summary,
    Table,
)
from masthead.model.document import ITEMS, RUNNING, Passage
from masthead.model.inlines import Call, Emphasis, Link, Text, plain
from masthead.model.outline import Outline

YEAR = re.compile(r"(?:1[89]|20|21)\d\d")


class Setting(NamedTuple):
    """What a block is made with: the passages told, and how they are said and numbered."""

    told: Mapping[int, Telling]
    resolver: Resolver
    outline: Outline
    stand_in: StandIn | None = None

    @property
    def words(self) -> Words:
        """Give the words of the language."""
        return self.resolver.tongue.words

    def say(self, passage: Passage) -> Inlines:
        """Say the words of a passage, or what stands in for them."""
        telling = self.told.get(id(passage))
        if telling is None:
            return ()
        if telling.policy and self.stand_in is not None:
            return self.stand_in.say(telling)
        return self.resolver.passage(telling)

    def caption(self, passage: Passage) -> str:
        """Print "Table 2", "Annex II": what a thing is and its number."""
        numbers = self.outline.captions
        if passage.id in numbers:
            numbered = str(numbers[passage.id])
        else:
            alone = self.outline.is_alone(passage.id)
            numbered = "" if alone else marks.annex(self.outline.annexes[passage.id], self.words)
        return self.words.term("captions", passage.kind, number=numbered).strip()


def blocks_of(
    passages: Iterable[Passage],
    told: Sequence[Telling],
    resolver: Resolver,
    outline: Outline,
    stand_in: StandIn | None = None,
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """Make the blocks of some passages in order, and the notes that they call, by number."""
    setting = Setting({id(t.passage): t for t in told}, resolver, outline, stand_in)
    blocks: list[Block] = []
    notes: list[Note] = []
    for passage in passages:
        if passage.kind == "note":
            notes.append(_note(passage, setting))
        elif passage.kind == "agenda":
            blocks += listed(passage, resolver)
        elif passage.kind in _MAKERS:
            blocks.append(_MAKERS[passage.kind](passage, setting))
    return tuple(blocks), tuple(sorted(notes, key=lambda note: note.number))


def _where(passage: Passage) -> str:
    return f"{passage.where.path}:{passage.where.line}"


def _heading(passage: Passage, setting: Setting) -> Block:
    path = setting.outline.headings[passage.id]
    printed = marks.heading(path, setting.words)
    return Heading(passage.id, len(path), printed, setting.say(passage), _where(passage))


def _agenda_item(passage: Passage, setting: Setting) -> Block:
    return entitled(passage, setting.told[id(passage)], setting.resolver)


def _paragraph(passage: Passage, setting: Setting) -> Block:
    number = setting.outline.paragraphs.get(passage.id)
    printed = setting.words.text("marks", "paragraph").replace("{0}", str(number))
    return Paragraph(
        passage.id,
        setting.outline.anchor(passage.id),
        number.value if number else 0,
        typeset(printed, setting.resolver.tongue.typography) if number else "",
        setting.say(passage),
        passage.records,
        _where(passage),
        "" if number else passage.kind,
        number.suffix if number else "",
    )


def _item(passage: Passage, setting: Setting) -> Block:
    if passage.kind == "bullet":
        bullet = setting.words.text("marks", "bullet")
        return ListItem(passage.id, 1, bullet, setting.say(passage), _where(passage), True)
    number = setting.outline.items[passage.id].path[-1]
    printed = marks.item(passage.level, number, setting.words)
    return ListItem(passage.id, passage.level, printed, setting.say(passage), _where(passage))


def _table(passage: Passage, setting: Setting) -> Block:
    cells = [child for child in passage.children if child.kind == "cell"]
    said = [setting.say(cell) for cell in cells]
    width = len(passage.columns)
    years = {place for place in range(width) if _are_years(said[width + place :: width])}
    # A head names its column: 2025 is a year there.
    for place in range(width, len(cells)):
        if place % width not in years:
            said[place] = _cell(cells[place], said[place], setting)
    rows = [tuple(said[start : start + width]) for start in range(0, len(said), width)]
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
    uncalled = [tuple(part for part in cell if not isinstance(part, Call)) for cell in cells]
    texts = [text for cell in uncalled if (text := plain(cell).strip())]
    return bool(texts) and all(YEAR.fullmatch(text) for text in texts)


def _cell(cell: Passage, said: Inlines, setting: Setting) -> Inlines:
    """Write a cell that is a typed number alone as the language writes numbers."""
    telling = setting.told.get(id(cell))
    typed = typed_alone(telling.parts).strip() if telling and not telling.policy else ""
    number = say_number(typed, setting.words)
    printed = Text(typeset(number, setting.resolver.tongue.typography))
    return _exchanged(said, printed) if number else said


def _exchanged(said: Inlines, words: Text) -> Inlines:
    """Print other words in the place of a cell's own, in the same italics, with the same notes."""
    return tuple(
        words
        if isinstance(part, Text)
        else replace(part, children=_exchanged(part.children, words))
        if isinstance(part, Emphasis | Link)
        else part
        for part in said
    )


def _remarks(passage: Passage, setting: Setting) -> Iterator[Remark]:
    for child in passage.children:
        if child.kind == "remark":
            yield Remark(child.id.rpartition(".")[2], setting.say(child))


def _figure(passage: Passage, setting: Setting) -> Block:
    if passage.chart is not None:
        return _chart(passage, setting)
    return Figure(
        passage.id,
        setting.outline.anchor(passage.id),
        setting.caption(passage),
        setting.say(passage),
        passage.media.type if passage.media else "",
        b64encode(passage.media.data).decode() if passage.media else "",
        _alt(passage, setting),
        tuple(_remarks(passage, setting)),
        _where(passage),
    )


def _chart(passage: Passage, setting: Setting) -> Block:
    drawing = drawing_of(passage, setting.told, setting.resolver)
    return Chart(
        passage.id,
        setting.outline.anchor(passage.id),
        setting.caption(passage),
        setting.say(passage),
        drawing.look,
        drawing.axis,
        drawing.measure,
        drawing.labels,
        drawing.series,
        drawing.ticks,
        _alt(passage, setting),
        tuple(_remarks(passage, setting)),
        _where(passage),
    )


def _alt(passage: Passage, setting: Setting) -> str:
    alt = next((child for child in passage.children if child.kind == "alt"), None)
    return plain(setting.say(alt)) if alt else ""


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
    "agenda-item": _agenda_item,
    **dict.fromkeys(RUNNING, _paragraph),
    **dict.fromkeys(ITEMS, _item),
    "table": _table,
    "figure": _figure,
    "box": _box,
    "summary": _summary,
    "annex": _annex,
    "appendix": _annex,
}
