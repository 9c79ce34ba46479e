"""Activities, their kinds and the registry: what happened, as language-neutral facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from masthead.model.problem import Where
from masthead.model.resolution import Article, Resolution
from masthead.model.symbol import Symbol
from masthead.model.when import When


@dataclass(frozen=True, slots=True)
class Place:
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


@dataclass(frozen=True, slots=True)
class Names:
    """Things with a name (States, bodies, groups, ...) by their ids, in the written order."""

    ids: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(self.ids)


@dataclass(frozen=True, slots=True)
class Partners:
    """Who took part beside the organizers, each with its part ("auspices", ...)."""

    parts: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return " ".join(f"{part}:{body}" for body, part in self.parts)


@dataclass(frozen=True, slots=True)
class Figure:
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


@dataclass(frozen=True, slots=True)
class Ordinal:
    """Which one of a series: 7 for a seventh session."""

    value: int

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Wording:
    """A text field of a record: the words in the original language, and the unit's key."""

    key: str
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a closed list of the kind: read by phrases, never printed."""

    value: str

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class DatedStates:
    """States, each with the date of what it did (an accession, a ratification)."""

    entries: tuple[tuple[str, When], ...]

    def __str__(self) -> str:
        return " ".join(f"{state}:{when}" for state, when in self.entries)


@dataclass(frozen=True, slots=True)
class ItemNumber:
    """Which item of the agenda: ("2", "c")."""

    path: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join((self.path[0], *(f"({part})" for part in self.path[1:])))


@dataclass(frozen=True, slots=True)
class ItemTitle:
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


@dataclass(frozen=True, slots=True)
class FieldType:
    """What a field of a kind takes; `of` are the words of a choice."""

    type: str
    many: bool = False
    required: bool = False
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of activity: the roles the office can have in one, and its own fields."""

    id: str
    roles: tuple[str, ...]
    fields: Mapping[str, FieldType]
    requires: tuple[str, ...] = ()
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing of the registry: its section and its language-neutral facts."""

    id: str
    section: str
    facts: Mapping[str, str]
    where: Where


@dataclass(frozen=True, slots=True)
class Activity:
    """A record of something done. `values` are its facts by dotted name ("participants.from")."""

    id: str
    kind: str
    role: str
    when: When
    values: Mapping[str, Value]
    where: Where
    places: Mapping[str, Where] = field(default_factory=lambda: MappingProxyType({}))
    internal: bool = False

    def place_of(self, name: str) -> Where:
        """Say where a field is written, or the record where it is not."""
        return self.places.get(name, self.where)

    def __str__(self) -> str:
        return self.id
