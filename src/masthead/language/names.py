"""Names: how a language calls a State, a body, a place; with articles, and valid from a date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType
from typing import NamedTuple

from masthead.model.problem import error, warning
from masthead.notation import Fields, Listing, Node, Report, Scalar, printed

# What a name can be in a sentence; a language with cases inflects it, another puts words before it.
CASES = ("subject", "object", "name", "of", "to", "in", "by", "with")
# What every language says with words before a name, where the name has no form of its own.
PREPOSED = ("of", "to", "in")
# What needs no words before a name.
WITHOUT = ("subject", "object", "name")
# The cases of the full name that may stand beside it.
BESIDE = ("object", "of", "to", "in", "by", "with")
INFLECTED = ("name", "acronym", "short")
# What follows a name in every case.
REST = "rest"
FLAGS = ("apposition", "plural")
KEYS = (*INFLECTED, "gender", "title", "until", *FLAGS, *BESIDE)
# CLDR's classes of numbers.
CLASSES = ("zero", "one", "two", "few", "many", "other")
GENDERS = ("m", "f", "n")
UNIT_KEYS = (*CLASSES, "adjective", "gender")
# A unit may have its nouns in a case, by classes too.
UNIT_CASES = ("object", "of", "to", "in", "by", "with")
# What markup is made of: a name is plain words, and tokens name it.
MARKUP = re.compile(r"[`{}\n\t]|<[A-Za-z/!?]")


class Called(NamedTuple):
    """A name with the article that it takes in a sentence, "" for none; `forms` are its own cases.

    A case that is not among them follows the language's rule.
    """

    article: str
    name: str
    forms: Mapping[str, str] = MappingProxyType({})


class Name(NamedTuple):
    """How a thing is called: in full, by its acronym, in short.

    `plural`: the name is one, whatever it names. `apposition`: the full name ends with one, which
    a comma closes in a sentence.
    """

    full: Called
    acronym: Called | None = None
    short: Called | None = None
    gender: str = ""
    title: str = ""
    until: date | None = None
    plural: bool = False
    apposition: bool = False


Names = Mapping[str, tuple[Name, ...]]
# What stands before a name for each article: "the ", "l'".
Fronts = Mapping[str, str]


def read_names(fields: Fields, fronts: Fronts, report: Report) -> dict[str, Names]:
    """Read names.yaml: sections of the registry, each an id with its name or its dated names."""
    sections: dict[str, Names] = {}
    for section, where, node in fields.pairs:
        if not isinstance(node, Fields):
            report(error(where, "T003", key=section))
        elif section != "units":
            sections[section] = {
                id_: names
                for id_, _, entry in node.pairs
                if (names := _dated(entry, fronts, report))
            }
    return sections


def _dated(node: Node, fronts: Fronts, report: Report) -> tuple[Name, ...]:
    items = node.items if isinstance(node, Listing) else (node,)
    if not items:
        report(error(node.where, "T005"))
    found = [(item, name) for item in items if (name := _name(item, fronts, report))]
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


def _name(node: Node, fronts: Fronts, report: Report) -> Name | None:
    if isinstance(node, Scalar):
        text = _words(node, fronts, report)
        return None if text is None else Name(called(text, fronts))
    if not isinstance(node, Fields):
        report(error(node.where, "T003", key=""))
        return None
    texts: dict[str, str] = {}
    cases: dict[str, Mapping[str, str]] = {}
    for key, where, value in node.pairs:
        if key in INFLECTED and isinstance(value, Fields):
            cases[key] = _inflected(value, key, fronts, report)
            texts[key] = cases[key].get("subject", "")
        elif key not in KEYS or not isinstance(value, Scalar):
            report(error(where, "T004", field=key, of=", ".join(KEYS)))
        elif not _is_one_of(key, value, report):
            continue
        elif (text := _words(value, fronts, report)) is not None:
            texts[key] = text
        else:
            # A title alone is no name for what has lost its name.
            texts.setdefault("name", "")
    if any(texts.get(key) == "" for key in INFLECTED):
        return None
    if "name" not in texts and "title" not in texts:
        report(error(node.where, "T005"))
        return None
    cases["name"] = {**cases.get("name", {}), **{k: texts[k] for k in BESIDE if k in texts}}
    return _made(texts, cases, _until(node, texts, report), fronts)


def _made(
    texts: Mapping[str, str],
    cases: Mapping[str, Mapping[str, str]],
    until: date | None,
    fronts: Fronts,
) -> Name:
    def one(key: str) -> Called | None:
        found = called(texts[key], fronts) if key in texts else None
        return found._replace(forms=cases[key]) if found and cases.get(key) else found

    return Name(
        one("name") or called(texts["title"], fronts)._replace(forms=cases["name"]),
        one("acronym"),
        one("short"),
        texts.get("gender", ""),
        texts.get("title", ""),
        until,
        texts.get("plural") == "true",
        texts.get("apposition") == "true",
    )


def _is_one_of(key: str, value: Scalar, report: Report) -> bool:
    """Check what is no text: a gender, a flag."""
    allowed = GENDERS if key == "gender" else ("true", "false") if key in FLAGS else ()
    if allowed and value.text not in allowed:
        of = ", ".join(allowed)
        report(error(value.where, "T010", field=key, value=value.text, expected=of))
    return not allowed or value.text in allowed


def _inflected(fields: Fields, key: str, fronts: Fronts, report: Report) -> dict[str, str]:
    """Read a name case by case; the subject is what the others are of."""
    said: dict[str, str] = {}
    for case, where, value in fields.pairs:
        if case not in (*CASES, REST) or not isinstance(value, Scalar):
            report(error(where, "T004", field=f"{key}.{case}", of=", ".join((*CASES, REST))))
        elif (text := _words(value, fronts, report)) is not None:
            said[case] = text
    if "subject" not in said:
        report(error(fields.where, "T001", field=f"{key}.subject"))
    rest = said.pop(REST, "")
    return {case: f"{text} {rest}".strip() for case, text in said.items()}


def _words(node: Scalar, fronts: Fronts, report: Report) -> str | None:
    """Give a text of a name, or report that it says nothing, or more than words."""
    text = printed(node, report).strip()
    alone = {front.strip() for front in fronts.values()}
    if not text or text in alone or not called(node.text, fronts).name.strip():
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
            if key in UNIT_CASES and isinstance(value, Fields):
                _check_cased(value, f"units.{id_}.{key}", report)
            elif key not in UNIT_KEYS or not isinstance(value, Scalar):
                of = ", ".join((*UNIT_KEYS, *UNIT_CASES))
                report(error(place, "T004", field=key, of=of))
            elif _is_one_of(key, value, report):
                _words(value, {}, report)
        if node.get("other") is None:
            report(error(where, "T001", field=f"units.{id_}.other"))


def _check_cased(nouns: Fields, path: str, report: Report) -> None:
    for key, place, value in nouns.pairs:
        if key not in CLASSES or not isinstance(value, Scalar):
            report(error(place, "T004", field=key, of=", ".join(CLASSES)))
        else:
            _words(value, {}, report)
    if nouns.get("other") is None:
        report(error(nouns.where, "T001", field=f"{path}.other"))


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


def called(text: str, fronts: Fronts) -> Called:
    """Take the article off the front of a name ("l'Algérie", "the Bahamas")."""
    text = text.replace("’", "'")
    for article, front in fronts.items():
        if text.startswith(front):
            return Called(article, text[len(front) :])
    return Called("", text)


def front_of(article: str) -> str:
    """Put an article before a name as most languages do: a word of its own, unless it is elided."""
    return article if article.endswith("'") or not article else f"{article} "


def at_date(names: Sequence[Name], day: date) -> Name:
    """Choose the name that was in force on a day."""
    return next((n for n in names if n.until is None or day <= n.until), names[-1])
