"""Names: how a language calls a State, a body, a place; with articles, and valid from a date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from masthead.model.problem import error, warning
from masthead.notation import Fields, Listing, Node, Report, Scalar, printed

FORMS_IN_DATA = ("in", "of", "to")
KEYS = ("name", "acronym", "short", "gender", "title", "until", "apposition", *FORMS_IN_DATA)
# CLDR's classes of numbers.
CLASSES = ("zero", "one", "two", "few", "many", "other")
GENDERS = ("m", "f", "n")
UNIT_KEYS = (*CLASSES, "adjective", "gender")
# What markup is made of: a name is plain words, and tokens name it.
MARKUP = re.compile(r"[`{}\n\t]")


class Called(NamedTuple):
    """A name with the article that it takes in a sentence, "" for none."""

    article: str
    name: str


class Name(NamedTuple):
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
    if not items:
        report(error(node.where, "T005"))
    found = [(item, name) for item in items if (name := _name(item, articles, report))]
    _check_order(found, report)
    return tuple(name for _, name in found)


def _check_order(found: Sequence[tuple[Node, Name]], report: Report) -> None:
    """Each name but the last has its last day, and the days follow one another."""
    last: date | None = None
    for item, name in found[:-1]:
        if name.until is None or (last is not None and name.until <= last):
            report(error(item.where, "T013"))
        last = name.until or last
    if found and found[-1][1].until is not None:
        report(error(found[-1][0].where, "T014", until=found[-1][1].until))


def _name(node: Node, articles: Sequence[str], report: Report) -> Name | None:
    if isinstance(node, Scalar):
        text = _words(node, articles, report)
        return None if text is None else Name(called(text, articles))
    if not isinstance(node, Fields):
        report(error(node.where, "T003", key=""))
        return None
    texts: dict[str, str] = {}
    for key, where, value in node.pairs:
        if key not in KEYS or not isinstance(value, Scalar):
            report(error(where, "T004", field=key, of=", ".join(KEYS)))
        elif key == "gender" and value.text not in GENDERS:
            of = ", ".join(GENDERS)
            report(error(value.where, "T010", field=key, value=value.text, expected=of))
        elif (text := _words(value, articles, report)) is not None:
            texts[key] = text
        else:
            # A title alone is no name for what has lost its name.
            texts.setdefault("name", "")
    if texts.get("name") == "":
        return None
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


def _words(node: Scalar, articles: Sequence[str], report: Report) -> str | None:
    """Give a text of a name, or report that it says nothing, or more than words."""
    text = printed(node, report).strip()
    if not text or text in articles or not called(node.text, articles).name.strip():
        report(error(node.where, "T005"))
        return None
    if MARKUP.search(text):
        report(error(node.where, "T015", text=" ".join(text.split())[:40]))
        return None
    return text


def check_units(units: Node, report: Report) -> None:
    """Check the nouns of figures: a form for each class of number, at least for `other`."""
    if not isinstance(units, Fields):
        report(error(units.where, "T003", key="units"))
        return
    for id_, where, node in units.pairs:
        if not isinstance(node, Fields):
            report(error(where, "T003", key=id_))
            continue
        for key, place, value in node.pairs:
            if key not in UNIT_KEYS or not isinstance(value, Scalar):
                report(error(place, "T004", field=key, of=", ".join(UNIT_KEYS)))
            elif key == "gender" and value.text not in GENDERS:
                of = ", ".join(GENDERS)
                report(error(value.where, "T010", field=key, value=value.text, expected=of))
            else:
                _words(value, (), report)
        if node.get("other") is None:
            report(error(where, "T001", field=f"units.{id_}.other"))


def check_placed(names: Fields, known: Mapping[str, Sequence[str]], report: Report) -> None:
    """Report each section that the registry does not have, and each id that is not in its own."""
    for section, where, node in names.pairs:
        if section not in known:
            near = next(iter(get_close_matches(section, known, n=1)), "")
            report(error(where, "T016", section=section, nearest=near, of=", ".join(sorted(known))))
            continue
        for id_, place, _ in node.pairs if isinstance(node, Fields) else ():
            if id_ not in known[section]:
                near = next(iter(get_close_matches(id_, known[section], n=1)), "")
                report(warning(place, "T017", id=id_, section=section, nearest=near))


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
