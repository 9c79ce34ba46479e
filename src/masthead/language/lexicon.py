"""A lexicon: the terms of one language, and what of them a text says.

A form may hold `*`, which stands for the letters of a beginning or an ending.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
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

    def lacks(self, id_: str, text: str) -> bool:
        """Tell whether the language has a term, and the text says it in none of its forms."""
        return id_ in self.terms and not self._said.has(id_, text)

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


class _Finder:
    """Finds forms in texts: all of them in one pass, the longest where several begin."""

    def __init__(self, forms: Iterable[tuple[str, tuple[str, ...]]], spaced: bool) -> None:
        self.terms: dict[str, list[str]] = {}
        self.forms: dict[str, tuple[str, ...]] = {}
        self.spaced = spaced
        for id_, listed in forms:
            self.forms[id_] = listed
            for form in listed:
                self.terms.setdefault(form, []).append(id_)
        self.listed = sorted(self.terms, key=len, reverse=True)
        self.all = self._any_of(self.listed) if self.listed else None

    def _any_of(self, forms: Sequence[str]) -> re.Pattern[str]:
        either = "|".join(f"({_pattern(form)})" for form in forms)
        bounded = rf"(?<!\w)(?:{either})(?!\w)" if self.spaced else either
        return re.compile(bounded, re.IGNORECASE)

    def each(self, text: str) -> Iterator[Found]:
        for found in self.all.finditer(_typed(text)) if self.all else ():
            form = self.listed[(found.lastindex or 1) - 1]
            yield Found(found.start(), text[found.start() : found.end()], (*self.terms[form],))

    def has(self, id_: str, text: str) -> bool:
        return bool(self._any_of(self.forms[id_]).search(_typed(text)))


def _pattern(form: str) -> str:
    words = (re.escape(word).replace(re.escape(ANY), r"\w*") for word in _level(form).split())
    return r"\s+".join(words)


def _typed(text: str) -> str:
    """Blank what tokens say; every letter stays where it is."""
    return _level(TOKEN.sub(lambda token: "|" * len(token[0]), text))


def _level(text: str) -> str:
    return text.replace("’", "'")
