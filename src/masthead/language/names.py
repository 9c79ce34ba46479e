"""Names: how a language calls a State, a body, a place; with articles, and valid from a date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from masthead.model.problem import error
from masthead.notation import Fields, Listing, Node, Report, Scalar

FORMS_IN_DATA = ("in", "of", "to")
KEYS = ("name", "acronym", "short", "gender", "title", "until", "apposition", *FORMS_IN_DATA)


@dataclass(frozen=True, slots=True)
class Called:
    """A name with the article that it takes in a sentence, "" for none."""

    article: str
    name: str


@dataclass(frozen=True, slots=True)
class Name:
    """How a thing is called: in full, by its acronym, in short; `forms` where no rule helps.

    `apposition`: the full name ends with one, which a comma closes in a sentence.
    """

    full: Called
    acronym: Called | None = None
    short: Called | None = None
    gender: str = ""
    title: str = ""
    until: date | None = None
    forms: Mapping[str, str] | None = None
    plural: bool = False
    apposition: bool = False


Names = Mapping[str, tuple[Name, ...]]


def read_names(fields: Fields, articles: Sequence[str], report: Report) -> dict[str, Names]:
    """Read names.yaml: sections of the registry, each an id with its name or its dated names."""
    sections: dict[str, Names] = {}
    for section, where, node in fields.pairs:
        if not isinstance(node, Fields):
            report(error(where, "T003", key=section))
        elif section != "units":
            sections[section] = {
                id_: names
                for id_, _, entry in node.pairs
                if (names := _dated(entry, articles, report))
            }
    return sections


def _dated(node: Node, articles: Sequence[str], report: Report) -> tuple[Name, ...]:
    items = node.items if isinstance(node, Listing) else (node,)
    return tuple(name for item in items if (name := _name(item, articles, report)) is not None)


def _name(node: Node, articles: Sequence[str], report: Report) -> Name | None:
    if isinstance(node, Scalar):
        return Name(called(node.text, articles))
    if not isinstance(node, Fields):
        report(error(node.where, "T003", key=""))
        return None
    texts: dict[str, str] = {}
    for key, where, value in node.pairs:
        if key in KEYS and isinstance(value, Scalar):
            texts[key] = value.text
        else:
            report(error(where, "T004", field=key, of=", ".join(KEYS)))
    full = texts.get("name") or texts.get("title")
    if full is None:
        report(error(node.where, "T005"))
        return None
    return Name(
        called(full, articles),
        called(texts["acronym"], articles) if "acronym" in texts else None,
        called(texts["short"], articles) if "short" in texts else None,
        texts.get("gender", ""),
        texts.get("title", ""),
        _until(node, texts, report),
        {key: texts[key] for key in FORMS_IN_DATA if key in texts},
        apposition=texts.get("apposition") == "true",
    )


def _until(node: Fields, texts: Mapping[str, str], report: Report) -> date | None:
    if "until" not in texts:
        return None
    try:
        return date.fromisoformat(texts["until"])
    except ValueError:
        report(error(node.place("until"), "T006", value=texts["until"]))
        return None


def called(text: str, articles: Sequence[str]) -> Called:
    """Take the article off the front of a name ("l'Algérie", "the Bahamas")."""
    text = text.replace("’", "'")
    for article in articles:
        front = article if article.endswith("'") else f"{article} "
        if text.startswith(front):
            return Called(article, text[len(front) :])
    return Called("", text)


def at_date(names: Sequence[Name], day: date) -> Name:
    """Choose the name that was in force on a day."""
    return next((n for n in names if n.until is None or day <= n.until), names[-1])


def sort_key(text: str) -> tuple[str, str]:
    """Order words as a dictionary of a Latin script does: letters first, accents after."""
    letters = unicodedata.normalize("NFD", text.casefold())
    base = "".join(c for c in letters if c.isalnum() or c == " ")
    return re.sub(" +", " ", base), letters
