"""Activities, their kinds and the registry: what happened, as language-neutral facts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from masthead.model.problem import Where
from masthead.model.resolution import Article, Resolution
from masthead.model.symbol import Symbol
from masthead.model.when import When

# A number as data has it: 1234, -5, 0.25, 12%. Digits without end measure nothing.
NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?%?")


class Place(NamedTuple):
    """Where something was held: ids of a city, a venue, a State or a region; "" where unknown.

    A city stands `alone`, without its State, if it is a capital or a seat of the United Nations
    (Editorial Manual, country names).
    """

    city: str = ""
    venue: str = ""
    state: str = ""
    region: str = ""
    alone: bool = False

    def __str__(self) -> str:
        return "/".join(part for part in (self.venue, self.city, self.state, self.region) if part)


class Names(NamedTuple):
    """Things with a name (States, bodies, groups, ...) by their ids, in the written order."""

    ids: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(self.ids)


class Partners(NamedTuple):
    """Who took part beside the organizers, each with its part ("auspices", ...)."""

    parts: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return " ".join(f"{part}:{body}" for body, part in self.parts)


class Figure(NamedTuple):
    """A count with its unit (a registry id), its date and its source.

    `at_least` prints "more than": the report says 80 and means that it was more.
    """

    value: int
    unit: str
    at_least: bool = False
    as_of: When | None = None
    source: str = ""

    def __str__(self) -> str:
        return f"{self.value}{'+' if self.at_least else ''} {self.unit}".strip()


class Ordinal(NamedTuple):
    """Which one of a series: 7 for a seventh session."""

    value: int

    def __str__(self) -> str:
        return str(self.value)


class Wording(NamedTuple):
    """A text field of a record: the words in the original language, and the unit's key."""

    key: str
    text: str

    def __str__(self) -> str:
        return self.text


class Choice(NamedTuple):
    """One word of a closed list of the kind: read by phrases, never printed."""

    value: str

    def __str__(self) -> str:
        return self.value


class DatedStates(NamedTuple):
    """States, each with the date of what it did (an accession, a ratification)."""

    entries: tuple[tuple[str, When], ...]

    def __str__(self) -> str:
        return " ".join(f"{state}:{when}" for state, when in self.entries)


class ItemNumber(NamedTuple):
    """Which item of the agenda: ("2", "c")."""

    path: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join((self.path[0], *(f"({part})" for part in self.path[1:])))


class ItemTitle(NamedTuple):
    """What an item of the agenda is called: the words in the original, and the unit's key."""

    key: str
    text: str

    def __str__(self) -> str:
        return self.text


Value = (
    When
    | Place
    | Names
    | Partners
    | Figure
    | Ordinal
    | Wording
    | Choice
    | DatedStates
    | ItemNumber
    | ItemTitle
    | Resolution
    | Article
    | Symbol
)


class FieldType(NamedTuple):
    """What a field of a kind takes; `of` are the words of a choice."""

    type: str
    many: bool = False
    required: bool = False
    of: tuple[str, ...] = ()


class Kind(NamedTuple):
    """A kind of activity: the roles the office can have in one, and its own fields."""

    id: str
    roles: tuple[str, ...]
    fields: Mapping[str, FieldType]
    requires: tuple[str, ...] = ()
    summary: str = ""


class Entry(NamedTuple):
    """A thing of the registry: its section and its language-neutral facts."""

    id: str
    section: str
    facts: Mapping[str, str]
    where: Where


class Activity(NamedTuple):
    """A record of something done. `values` are its facts by dotted name ("participants.from")."""

    id: str
    kind: str
    role: str
    when: When
    values: Mapping[str, Value]
    where: Where
    places: Mapping[str, Where] = MappingProxyType({})
    internal: bool = False

    def place_of(self, name: str) -> Where:
        """Say where a field is written, or the record where it is not."""
        return self.places.get(name, self.where)

    def __str__(self) -> str:
        return self.id
