"""The agenda in a document: its titles, which are units of the session, and the list of its items.

Titles stand in session.yaml, and nowhere else: first pages, tokens and the provisional agenda
itself print them from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from masthead.compile.assemble import Bench, Telling, folded, parsed
from masthead.compile.resolve import Resolver
from masthead.compile.standing import Standing, State, standing_of, state_of
from masthead.inline import Part, Token, Words, tokens
from masthead.model.activity import ItemTitle
from masthead.model.blocks import Heading, ListItem
from masthead.model.document import AgendaItem, Passage, Prose, Session
from masthead.model.inlines import plain
from masthead.model.outline import Outline
from masthead.notation import Report


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles that an edition prints: how each stands, and what it says, by key."""

    told: tuple[Telling, ...]
    said: dict[str, str]


def printed_titles(
    told: tuple[Telling, ...], bench: Bench, session: Session, report: Report
) -> Titles:
    """Give the titles that a document prints, in the bench's language, every name in full."""
    wanted = set(_wanted(told, bench, session))
    found = [_telling(i, bench, session, report) for i in session.items if i.id in wanted]
    there = [telling for telling in found if telling.standing.state is not State.MISSING]
    # A title is said by itself: it names nothing for the text that follows.
    resolver = Resolver(bench.tongue, bench.facts, Outline(), bench.speech, report)
    said = {t.passage.id: plain(resolver.inlines(t.parts, t.prose, full=True)) for t in there}
    return Titles(tuple(found), said)


def items_above(bench: Bench, session: Session) -> Iterator[AgendaItem]:
    """Give the item that a document stands under, after the one that this is a part of."""
    path = bench.document.item
    if bench.records.kind_of(bench.document).meeting:
        yield from (item for item in session.items if path[: len(item.path)] == item.path)


def _wanted(told: tuple[Telling, ...], bench: Bench, session: Session) -> Iterator[str]:
    yield from (item.id for item in items_above(bench, session))
    if any(passage.kind == "agenda" for passage in bench.document.walk()):
        yield from (item.id for item in session.items)
    for telling in told:
        for token in tokens(telling.parts, "fact"):
            value = bench.facts.find(token.key)
            if isinstance(value, ItemTitle):
                yield value.key.partition("#")[2]


def _telling(item: AgendaItem, bench: Bench, session: Session, report: Report) -> Telling:
    key, source, code = session.key_of(item), item.title, bench.tongue.code
    passage = Passage("heading", key, source, source.at(0))
    unit = bench.tongue.units.get(key)
    if bench.tongue.is_original:
        standing = Standing(key, code, State.ORIGINAL, source.at(0))
        return Telling(passage, source, parsed(source, report), source, standing)
    if unit is None or not unit.text.strip():
        missing = Standing(key, code, State.MISSING, source.at(0), "", len(source.text.split()))
        return Telling(passage, source, (), source, missing)
    state, cause = state_of(unit, folded(source.text), {})
    standing = standing_of(unit, bench.tongue.words, state, cause)
    return Telling(passage, unit.prose, parsed(unit.prose, report), source, standing)


def entitled(passage: Passage, telling: Telling, resolver: Resolver) -> Heading:
    """Make a heading of an item: its own number and title, as annotations to an agenda have it."""
    where = f"{passage.where.path}:{passage.where.line}"
    session = resolver.facts.session
    # What the agenda does not have has been reported as that.
    is_there = session is not None and passage.item in (item.path for item in session.items)
    said = resolver.passage(telling) if is_there else ()
    return Heading(passage.id, passage.level, _mark(passage.item, resolver), said, where)


def _mark(path: tuple[str, ...], resolver: Resolver) -> str:
    pattern = resolver.tongue.words.text("marks", "paragraph" if len(path) == 1 else "item")
    return pattern.replace("{0}", path[-1])


def listed(passage: Passage, resolver: Resolver) -> Iterator[ListItem]:
    """List the items of the agenda as the provisional agenda prints them, below a block's id."""
    session = resolver.facts.session
    items = session.items if session else ()
    words = resolver.tongue.words
    where = f"{passage.where.path}:{passage.where.line}"
    prose = Prose("", passage.where.path, ((0, passage.where.line, passage.where.column),))
    for place, item in enumerate(items):
        parts: tuple[Part, ...] = (
            Token("fact", f"session.{item.id}.title", "", 0),
            Words(words.text("marks", "agenda", _ending(items, place)), 0),
        )
        said = resolver.inlines(parts, prose, full=True)
        mark = _mark(item.path, resolver)
        yield ListItem(f"{passage.id}.{item.id}", len(item.path), mark, said, where)


def _ending(items: tuple[AgendaItem, ...], place: int) -> str:
    """Say what ends an item: what it opens, what follows it, or nothing."""
    level = len(items[place].path)
    following = len(items[place + 1].path) if place + 1 < len(items) else 1
    if following > level:
        return "opens"
    return "goes-on" if level > 1 and following == level else "ends"
