"""The standing of a unit: missing, drafted, translated, confirmed, or overtaken, and by what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from enum import Enum
from typing import NamedTuple

from masthead.compile.facts import Facts
from masthead.inline import Part, tokens
from masthead.language import Speech, Unit, Words, grammar
from masthead.language.unspaced import count_words
from masthead.model.problem import Fault, Where


class State(Enum):
    """What a unit is in one language; `FACT_CHANGED` is still valid, for its tokens say the new."""

    MISSING = "missing"
    DRAFTED = "drafted"
    TRANSLATED = "translated"
    CONFIRMED = "confirmed"
    SOURCE_CHANGED = "source-changed"
    FACT_CHANGED = "fact-changed"
    REVIEW = "review"
    ORIGINAL = "original"

    def __str__(self) -> str:
        return self.value


class Standing(NamedTuple):
    """A unit's state in a language, with its cause: a word diff, or the facts that changed."""

    key: str
    language: str
    state: State
    where: Where
    cause: str = ""
    words: int = 0
    confirmed_by: str = ""


def standing_of(unit: Unit, words: Words, state: State, cause: str) -> Standing:
    """Give the standing of a unit that has a text."""
    where, count = unit.prose.at(0), count_words(unit.text, words)
    return Standing(unit.key, words.code, state, where, cause, count, unit.confirmed_by)


Signature = Mapping[str, tuple[str, str]]


def signature(parts: Iterable[Part], facts: Facts, speech: Speech) -> dict[str, tuple[str, str]]:
    """Note the facts of a passage: their values, and what a sentence round them depends on."""
    noted: dict[str, tuple[str, str]] = {}
    for token in tokens(parts, "fact"):
        value = facts.find(token.key)
        if not isinstance(value, Fault):
            noted[token.key] = (str(value), grammar(value, speech))
    return noted


def state_of(unit: Unit, source: str, now: Signature) -> tuple[State, str]:
    """Compare a translated unit with what it translates and with the facts as they are now."""
    if unit.source != source:
        return State.SOURCE_CHANGED, word_diff(unit.source, source)
    before = {**unit.facts, **(unit.was if unit.review else {})}
    bent = bent_of(before, now)
    if bent:
        return State.REVIEW, "; ".join(f"{k}: {_was(old, now[k])}" for k, old in bent.items())
    if unit.review:
        if unit.previous and unit.previous != source:
            return State.SOURCE_CHANGED, word_diff(unit.previous, source)
        return State.REVIEW, ""
    changed = [key for key in now if key in unit.facts and unit.facts[key][0] != now[key][0]]
    if changed:
        said = (f"{key}: {unit.facts[key][0]} -> {now[key][0]}" for key in changed)
        return State.FACT_CHANGED, "; ".join(said)
    return (State.CONFIRMED if unit.confirmed_by else State.TRANSLATED), ""


def bent_of(before: Signature, now: Signature) -> Signature:
    """Give the facts whose grammar is another now, as they were before."""
    return {key: before[key] for key in now if key in before and before[key][1] != now[key][1]}


def _was(old: tuple[str, str], new: tuple[str, str]) -> str:
    return f"{old[0]} ({old[1]}) -> {new[0]} ({new[1]})"


def word_diff(old: str, new: str) -> str:
    """Show what changed between two wordings: [-gone-] {+come+}."""
    before, after = old.split(), new.split()
    said: list[str] = []
    for action, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if action == "equal":
            kept = before[a:b]
            said.extend(kept if len(kept) < 7 else [*kept[:3], "...", *kept[-3:]])
            continue
        if b > a:
            said.append(f"[-{' '.join(before[a:b])}-]")
        if d > c:
            said.append(f"{{+{' '.join(after[c:d])}+}}")
    return " ".join(said)


def standings_of(standings: Iterable[Standing]) -> dict[State, int]:
    """Count the units in each state."""
    counts = dict.fromkeys(State, 0)
    for standing in standings:
        counts[standing.state] += 1
    return counts
