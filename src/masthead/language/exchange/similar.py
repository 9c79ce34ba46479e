"""Suggestions: what was confirmed for a sentence like this one; they help, nobody prints them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from masthead.inline import Run, Span, runs_of
from masthead.language.units import Unit

# Less than this has little more in common than the articles.
ALIKE = 60
MOST = 3


class Suggestion(NamedTuple):
    """A confirmed unit whose source is like another's; `score` is 100 where it is the same."""

    unit: Unit
    score: float


def suggest(source: str, confirmed: Sequence[Unit]) -> tuple[Suggestion, ...]:
    """Find the confirmed units whose source is most like this one, the best first."""
    found = process.extract(
        _worded(source),
        [_worded(unit.source) for unit in confirmed],
        scorer=fuzz.ratio,
        score_cutoff=ALIKE,
        limit=MOST,
    )
    return tuple(Suggestion(confirmed[place], round(score, 1)) for _, score, place in found)


def _worded(text: str) -> str:
    """Give the words of a source; which facts it says matters less than how it says them."""
    return "".join(_words(runs_of(text)))


def _words(runs: Iterable[Run]) -> Iterator[str]:
    for run in runs:
        if isinstance(run, Span):
            yield from _words(run.runs)
        else:
            yield run if isinstance(run, str) else f"{{{run.role}}}"
