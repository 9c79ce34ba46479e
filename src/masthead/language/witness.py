"""A second witness for what our own files say: months by CLDR, States by the United Nations.

A wrong month or name in the data would be wrong in every edition, and no comparison of editions
with one another could see it. Of the names of States there are digests only (`un-names.csv`):
the list itself is not ours to copy.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from masthead.language.names import Name, at_date
from masthead.language.values import cldr_months
from masthead.language.words import Words
from masthead.model.problem import Where, error
from masthead.notation import Fields, Listing, Report

# The day of the list that the digests were made of; a State that has changed its name since has
# an `until` beside the name of that day.
LISTED = date(2026, 11, 1)
MONTHS = ("months", "months-of", "months-in")
# A name in another case, or as the United Nations spells it, is still most of what CLDR has.
ALIKE = 0.6
HYPHEN = re.compile(r"\s*-\s*")
# What a name and one of its forms have in common: the stem.
STEM = 0.5

# The States, each with a name of it, that have a form.
Owners = dict[tuple[str, str], set[tuple[str, str]]]


def check_months(words: Words, grammar: Fields, report: Report) -> None:
    """Report each month that is not the one of its place in the year."""
    known = [*zip(*cldr_months(words), strict=True)]
    for series in MONTHS:
        node = grammar.get(series)
        for number, item in enumerate(node.items if isinstance(node, Listing) else ()):
            for name in filter(None, words.series(series)[number].split("/")):
                if number < 12 and not _is_month(name, number, known):
                    expected = "/".join(dict.fromkeys(known[number]))
                    report(error(item.where, "T044", month=name, expected=expected))


def _is_month(name: str, number: int, known: list[tuple[str, ...]]) -> bool:
    """Tell whether a name is CLDR's for a month, or more like it than like any other."""
    if name in known[number]:
        return True
    best = max(range(12), key=lambda other: _likeness(name, known[other]))
    return best == number and _likeness(name, known[best]) >= ALIKE


def _likeness(name: str, names: tuple[str, ...]) -> float:
    return max(SequenceMatcher(None, name.casefold(), one.casefold()).ratio() for one in names)


def check_states(words: Words, report: Report) -> None:
    """Report each State that is not called as the United Nations call it, or in a form of another.

    Only a language that the list has is checked.
    """
    digests = _digests().get(words.code)
    section = words.listed.get("states")
    if digests is None or not isinstance(section, Fields):
        return
    owners = _owners(words.names.get("states", {}))
    for id_, where, _ in section.pairs:
        names = words.names.get("states", {}).get(id_, ())
        if not names or id_ not in digests:
            continue
        name = at_date(names, LISTED)
        # An article stands beside the names of the list, but where it is one word with them.
        called = (name.full.name, name.full.article + name.full.name)
        if digests[id_].isdisjoint(map(digest, called)):
            report(error(where, "T045", name=name.full.name))
        for one in names:
            _check_forms(id_, one, owners, where, report)


def _owners(states: Mapping[str, tuple[Name, ...]]) -> Owners:
    """List whose each form is: a State's, under a name."""
    owners: Owners = defaultdict(set)
    for id_, names in states.items():
        for one in names:
            for form in one.full.forms.items():
                owners[form].add((id_, one.full.name))
    return owners


def _check_forms(id_: str, name: Name, owners: Owners, where: Where, report: Report) -> None:
    """Report each form that is not of the name, or more of a State's that has the same one.

    The stem alone does not tell Niger from Nigeria, nor Guinea from Guinea-Bissau.
    """
    for form, said in name.full.forms.items():
        stem = _stem(name.full.name, said)
        others = tuple(other for owner, other in owners[form, said] if owner != id_)
        is_theirs = others and _likeness(said, others) >= _likeness(said, (name.full.name,))
        if stem < STEM * max(map(len, name.full.name.split())) or is_theirs:
            report(error(where, "T046", form=form, said=said, name=name.full.name))


def _stem(name: str, said: str) -> int:
    matcher = SequenceMatcher(None, name.casefold(), said.casefold(), autojunk=False)
    return matcher.find_longest_match().size


def digest(name: str) -> str:
    """Give the digest of a name; the list has spaces round hyphens or not, as it happens."""
    plain = HYPHEN.sub("-", unicodedata.normalize("NFC", name))
    return hashlib.sha256(plain.encode()).hexdigest()


@cache
def _digests() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Give, by language and State, the digests of the names that stand."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for state, language, digest in _rows():
        found[language][state].add(digest)
    return {
        language: {state: frozenset(those) for state, those in states.items()}
        for language, states in found.items()
    }


def _rows() -> Iterator[list[str]]:
    text = Path(__file__).with_name("un-names.csv").read_text("utf-8")
    return (line.split(",") for line in text.splitlines()[1:])
