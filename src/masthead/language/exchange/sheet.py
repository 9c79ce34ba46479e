"""What goes out to a translator: units, and what stands beside each to help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from masthead.language.exchange.similar import Suggestion
from masthead.language.units import Unit


class Sent(NamedTuple):
    """A unit on its way out.

    `state` is what it is in its language ("missing", "translated", ...); `paragraph` the number of
    its paragraph, "" if it has none; `reads` its source as delegates read it. `shown` and `said`
    are what is printed for the tokens of its source and of its text, in order, where it is known.
    """

    unit: Unit
    state: str
    paragraph: str = ""
    reads: str = ""
    shown: Sequence[str] = ()
    said: Sequence[str] = ()
    suggestions: Sequence[Suggestion] = ()

    @property
    def is_confirmed(self) -> bool:
        """Whether a person stands by the text, and what it translates is what it did then."""
        return bool(self.unit.confirmed_by) and self.state in ("confirmed", "fact-changed")


class Sheet(NamedTuple):
    """Units on their way out, by the file of the project that keeps them."""

    original: str
    language: str
    files: Mapping[str, Sequence[Sent]]

    def sent(self) -> Iterator[Sent]:
        """Go through all units, in order."""
        return (sent for file in self.files.values() for sent in file)
