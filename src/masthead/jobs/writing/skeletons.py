"""Beginning a document: the skeleton of its kind, with the places filled that are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from masthead.jobs.writing.new import listed, scalar
from masthead.model.activity import ItemNumber
from masthead.model.document import Session
from masthead.model.document_kind import NATURES, DocumentKind
from masthead.model.problem import Problem, Where, error
from masthead.model.symbol import Symbol
from masthead.model.when import When
from masthead.notation import Report, decode
from masthead.project import Source
from masthead.records import Records
from masthead.records.document_kinds import FOLDER

# Nothing runs in a skeleton: a place is a name of the list below, and a text takes its place.
PLACE = re.compile(r"\{\{ *([^{}]*?) *\}\}")
TOKEN = re.compile(r"\{[a-z]+\}`([^`|]*)[^`]*`")


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a user said of a new document; empty where nothing was said."""

    symbol: Symbol
    kind: DocumentKind
    title: str
    day: str
    item: str = ""
    period: str = ""
    sponsors: tuple[str, ...] = ()


def skeleton_name(kind: str) -> str:
    """Name the file of a kind's skeleton."""
    return f"{FOLDER}/{kind}.md"


def document_name(folder: str, symbol: Symbol) -> str:
    """Name the file of a new document by what tells it from its neighbours: 4, INF-1, 4-Add.1."""
    *before, number = symbol.base.elements
    stem = f"{before[-1]}-{number}" if before and before[-1] in NATURES else number
    return f"content/{folder}/{'-'.join((stem, *map(str, symbol.modifiers)))}.md"


def places_of(
    begun: Beginning, session: Session, languages: Sequence[str], records: Records
) -> Mapping[str, str]:
    """Say what goes into each place of a skeleton; "" where there is nothing to say."""
    original = records.profile.original
    spoken = (original,) if begun.kind.is_in_one_language else languages
    places = {
        "symbol": scalar(str(begun.symbol)),
        "title": begun.title,
        "date": scalar(begun.day),
        "original": original,
        "languages": f"[{listed(spoken)}]",
        "item": scalar(begun.item) if begun.item else "",
        "period": scalar(begun.period) if begun.period else "",
        "sponsors": f"[{listed(begun.sponsors)}]" if begun.sponsors else "",
        "agenda": "\n\n".join(_items(session)),
        "records": "\n\n".join(_slots(begun.period, records)),
    }
    return MappingProxyType(places)


def _items(session: Session) -> Iterator[str]:
    """Head an annotation with each item of the agenda; what has no parts is to be annotated."""
    whole = {item.path[:-1] for item in session.items}
    for item in session.items:
        yield f"{{#{item.id}}}\n```{{agenda}} {ItemNumber(item.path)}\n```"
        if item.path not in whole:
            left = TOKEN.sub(r"\1", item.title.text)
            yield f"{{#{item.id}-note}}\n[[{left}]]"


def _slots(period: str, records: Records) -> Iterator[str]:
    """Write a slot for each record of the period, the earliest first."""
    span = When.parse(period) if period else None
    if isinstance(span, When):
        due = [a for a in records.activities.overlapping(span) if not a.internal]
        for activity in sorted(due, key=lambda a: (a.when, a.id)):
            yield f"{{#{activity.id}}}\n```{{activities}} {activity.id}\n```"


def unused(skeleton: Source, begun: Beginning) -> Iterator[str]:
    """Name what was said of a document and has no place in the skeleton of its kind."""
    there = set(PLACE.findall(decode(skeleton, _ignore) or ""))
    said = {"item": begun.item, "period": begun.period, "sponsors": begun.sponsors}
    return (name for name, value in said.items() if value and name not in there)


def filled(skeleton: Source, places: Mapping[str, str], report: Report) -> str:
    """Fill the places of a skeleton; a line whose places have nothing to say is left out."""
    lines: list[str] = []
    for number, line in enumerate((decode(skeleton, report) or "").split("\n"), 1):
        found = PLACE.findall(line)
        for problem in _unknown(line, Where(skeleton.path, number), places):
            report(problem)
        if not found or any(places.get(name, "") for name in found):
            lines.append(PLACE.sub(lambda place: places.get(place[1], ""), line))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _unknown(line: str, where: Where, places: Mapping[str, str]) -> Iterator[Problem]:
    for place in PLACE.finditer(line):
        if place[1] not in places:
            at = Where(where.path, where.line, place.start() + 1)
            yield error(at, "C089", place=place[0], of=", ".join(places))


def _ignore(problem: Problem) -> None:
    """Leave a problem to whoever fills the skeleton."""
