"""Places in patterns: which a text may hold, and which it must, for a fact to be said whole.

A place has variants where a language inflects what fills it: {month-of} is a month in the
genitive. Which of them a pattern takes is the language's choice; that it has the place is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product
from typing import TypeVar

from masthead.language.names import CASES

Kept = TypeVar("Kept")

PLACE = re.compile(r"\{[a-z0-9]+(?:-[a-z]+)*\}")
GENDERS = ("masculine", "feminine", "neuter")
VARIANTS = {
    **dict.fromkeys(("0", "1", "month"), ("of", "in")),
    "city": ("in", "of"),
    "state": ("in", "of"),
    "number": CASES,
    "noun": CASES,
    "ordinal": (*GENDERS, *(f"{gender}-{case}" for gender in GENDERS for case in CASES)),
}
ENDS = frozenset({"0", "1"})
DATE = frozenset({"day", "month", "year"})
# Shapes of dates that have but one end: their pattern may name its parts instead.
SINGLE = ("day", "month", "year", "half", "half-1", "half-2", "single")
FIGURES = ("count", "more-than", "adjective", "for", *CASES)
# What a leaf must hold that English does not have, and what it may leave out.
WANTED = {
    "dates.year": frozenset({"year"}),
    "dates.day-alone": frozenset({"day"}),
    "introduced": frozenset({"name", "acronym"}),
    "item-title": frozenset({"item", "sub"}),
    "agenda-note": frozenset({"symbol"}),
    "page.cited": frozenset({"citation", "address"}),
    "resolution.*": frozenset({"number"}),
    "article.*": frozenset({"number", "treaty"}),
    **{f"numbers.{form}": frozenset({"number", "noun"}) for form in FIGURES},
    # "Two States" is one word in Arabic.
    **{f"numbers.{form}.*": frozenset({"noun"}) for form in FIGURES},
}
MAY = {
    **{f"numbers.{form}.*": frozenset({"number"}) for form in FIGURES},
    # What stands behind a name stands behind its place: "{0}的".
    "prepositions.*.*": frozenset({"0"}),
    # The asterisk of the agenda's note, where it stands inside of the line.
    "item.*": frozenset({"mark"}),
}
# Whoever takes part is named after one preposition or another.
PARTNERS = "with."


def wrong_places(path: str, text: str, model: frozenset[str] | None = None) -> str:
    """Say which places a text should have, "" if it has them; `model` are the English ones."""
    found = frozenset(map(_plain, places_of(text)))
    if path.startswith(PARTNERS):
        return "" if found and found <= frozenset(CASES) else "subject"
    if path.startswith("forms."):
        return _wrong_ends(path.rpartition(".")[2], found)
    wanted = entry_of(path, WANTED) if model is None else model
    if wanted is None or wanted <= found <= wanted | (entry_of(path, MAY) or frozenset()):
        return ""
    return ", ".join(sorted(wanted)) or "–"


def places_of(text: str) -> list[str]:
    """List the places of a pattern as they are written, without their braces."""
    return [place.strip("{}") for place in PLACE.findall(text)]


def _plain(place: str) -> str:
    """Give the place of which another is a variant; an unknown variant stands for itself."""
    base, _, variant = place.partition("-")
    return base if not variant or variant in VARIANTS.get(base, ()) else place


def _wrong_ends(shape: str, found: frozenset[str]) -> str:
    if shape in SINGLE or shape.startswith("since"):
        return "" if found == {"0"} or (found and found <= DATE) else "0"
    wanted = ENDS if shape.startswith(("span", "two-days")) else frozenset({"0"})
    return "" if found == wanted else ", ".join(sorted(wanted))


def entry_of(path: str, table: Mapping[str, Kept]) -> Kept | None:
    """Look a dotted path up in a table some of whose steps are "*", any name at all."""
    if path in table:
        return table[path]
    first, *rest = path.split(".")
    ways = product(*((step, "*") for step in rest))
    return next((table[found] for way in ways if (found := ".".join((first, *way))) in table), None)
