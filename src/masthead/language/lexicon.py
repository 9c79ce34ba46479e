"""A lexicon: the terms of one language, and what of them a text says.

A form may hold `*`, which stands for the letters of a beginning or an ending.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import NamedTuple

from masthead.language.terminology import ANY, Term

TOKEN = re.compile(r"\{[a-z]+\}`[^`]*`")


class Found(NamedTuple):
    """A form that stands in a text: where, as it is written, and the terms whose form it is."""

    start: int
    text: str
    terms: tuple[str, ...]

    @property
    def end(self) -> int:
        """Say where it ends."""
        return self.start + len(self.text)


class Lexicon:
    """The terms of one language; a class because what finds them is made when first wanted."""

    def __init__(self, terms: Iterable[Term], language: str, *, spaced: bool = True) -> None:
        self.terms = {term.id: term for term in terms if language in term.said}
        self.language, self.spaced = language, spaced

    @cached_property
    def _said(self) -> _Finder:
        return _Finder(((t.id, t.said[self.language]) for t in self.terms.values()), self.spaced)

    @cached_property
    def _never(self) -> _Finder:
        never = ((t.id, t.never.get(self.language, ())) for t in self.terms.values())
        return _Finder(never, self.spaced)

    @property
    def unconfirmed(self) -> dict[str, str]:
        """Give the terms that nobody stands by, by their names in the list."""
        return {
            id_: self.write(id_)
            for id_, term in self.terms.items()
            if self.language not in term.confirmed
        }

    def write(self, id_: str) -> str:
        """Give the form of a term that is to be written."""
        return self.terms[id_].said[self.language][0]

    def spoken(self, text: str) -> dict[str, str]:
        """List the terms that a text says, each as it says it; of two the longer one counts."""
        return {id_: found.text for found in self._said.each(text) for id_ in found.terms}

    def lacking(self, ids: Iterable[str], text: str) -> Iterator[str]:
        """Give the terms that the language has, and a text says in none of their forms."""
        forms = {place.form for place in self._said.places(text)}
        for id_ in ids:
            if id_ in self.terms and forms.isdisjoint(self.terms[id_].said[self.language]):
                yield id_

    def wrong(self, text: str) -> Iterator[Found]:
        """Find what must not be said, unless it is part of a form that may."""
        for found in self._never.each(text):
            good = self._said.each(text)
            if not any(g.start <= found.start and found.end <= g.end for g in good):
                yield found

    def contradictions(self) -> Iterator[tuple[Term, str]]:
        """Find what a term must not be called, and some term may."""
        for term in self.terms.values():
            for form in term.never.get(self.language, ()):
                plain = form.replace(ANY, "")
                if any(found.text == plain for found in self._said.each(plain)):
                    yield term, form


class _Place(NamedTuple):
    """Where a form stands in a text; of two that begin there, the longer one has the lower rank."""

    start: int
    rank: int
    end: int
    form: str


class _Finder:
    """Finds forms in texts, the longest where several begin.

    Of most forms no word stands in a text: only for the others patterns are made.
    """

    def __init__(self, forms: Iterable[tuple[str, tuple[str, ...]]], spaced: bool) -> None:
        self.terms: dict[str, list[str]] = {}
        self.spaced = spaced
        for id_, listed in forms:
            for form in listed:
                self.terms.setdefault(form, []).append(id_)
        longest = sorted(self.terms, key=len, reverse=True)
        self.clues = [(rank, form, _clue(form)) for rank, form in enumerate(longest)]

    def places(self, text: str) -> list[_Place]:
        """List in order where forms stand, within one another too."""
        typed = _typed(text)
        folded = typed.lower()
        return sorted(
            _Place(found.start(), rank, found.end(1), form)
            for rank, form, clue in self.clues
            if clue in folded
            for found in _pattern(form, spaced=self.spaced).finditer(typed)
        )

    def each(self, text: str) -> Iterator[Found]:
        """Find forms, one after the other."""
        end = 0
        for place in self.places(text):
            if place.start >= end:
                end = place.end
                yield Found(place.start, text[place.start : end], (*self.terms[place.form],))


def _clue(form: str) -> str:
    """Give the longest word of a form, as it stands in a text in small letters."""
    return max(_level(form).lower().replace(ANY, " ").split(), key=len, default="")


@cache
def _pattern(form: str, *, spaced: bool) -> re.Pattern[str]:
    """Match a form wherever it begins, a second time within itself too."""
    words = (re.escape(word).replace(re.escape(ANY), r"\w*") for word in _level(form).split())
    either = r"\s+".join(words)
    bounded = rf"(?<!\w)(?=({either})(?!\w))" if spaced else rf"(?=({either}))"
    return re.compile(bounded, re.IGNORECASE)


def _typed(text: str) -> str:
    """Blank what tokens say; every letter stays where it is."""
    return _level(TOKEN.sub(lambda token: "|" * len(token[0]), text))


def _level(text: str) -> str:
    return text.replace("’", "'")
