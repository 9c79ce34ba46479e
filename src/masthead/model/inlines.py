"""The words of an edition: text, facts as they are said, references as they are numbered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they are printed."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words set in italics."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as this language says it: `fact` names the record field, `value` is canonical."""

    fact: str
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a passage: `text` is "para. 12", `target` is where it leads.

    That is an anchor of this document ("para-12", "annex-1-para-3", "table-2"), or a document of
    this site, with an anchor or without ("CTOC/COP/2014/4#para-12"). `language` is that of the
    edition it leads to, where the document has none in the language of the passage.
    """

    id: str
    target: str
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """The call of a note: the number or the letter that the note bears."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to the outside; `href` is always https."""

    href: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """The mark of an item in a run-in list: `index` counts from 1, `text` is "(a)" or "a)"."""

    index: int
    text: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language than the edition's; `direction` is how that is read."""

    language: str
    direction: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Omission:
    """What stands where the words of a passage are left out: "[...]"."""

    text: str


Inline = Text | Emphasis | Fact | Reference | Call | Link | Item | Foreign | Omission
# What is made of others.
Holding = Emphasis | Link | Foreign


def plain(inlines: tuple[Inline, ...]) -> str:
    """Give the words of a passage without their markup."""
    return "".join(
        plain(part.children) if isinstance(part, Holding) else part.text for part in inlines
    )


def flat(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Go through the parts of a passage, and what each is made of."""
    for part in inlines:
        yield part
        if isinstance(part, Holding):
            yield from flat(part.children)


def foreign(inlines: Iterable[Inline]) -> tuple[str, str]:
    """Give the language, and its direction, in which a passage stands; "" if the edition's."""
    for part in flat(inlines):
        if isinstance(part, Foreign):
            return part.language, part.direction
    return "", ""
