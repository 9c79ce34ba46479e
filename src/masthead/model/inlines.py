"""The words of an edition: text, facts as they are said, references as they are numbered."""

from __future__ import annotations

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
    this site, with an anchor or without ("CTOC/COP/2014/4#para-12").
    """

    id: str
    target: str
    text: str


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


Inline = Text | Emphasis | Fact | Reference | Call | Link | Item


def plain(inlines: tuple[Inline, ...]) -> str:
    """Give the words of a passage without their markup."""
    return "".join(
        plain(part.children) if isinstance(part, Emphasis | Link) else part.text for part in inlines
    )
