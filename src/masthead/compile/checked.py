"""What the checks of a document look at: its passages and text fields in one language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from masthead.compile.assemble import Bench, Telling
from masthead.compile.standing import Standing, State
from masthead.inline import Words
from masthead.inline.parts import flat
from masthead.language import Words as Language


class Checked(NamedTuple):
    """What a check looks at: the tellings of one document in one language.

    `standings` are those of all units that the edition prints: its passages, the titles of the
    agenda, the text fields of records. `printed` are these text fields. `kept_out` are the
    passages whose words the office's policy keeps out of the edition: no other check looks at them.
    """

    bench: Bench
    tellings: Sequence[Telling]
    standings: Sequence[Standing]
    printed: Sequence[Telling] = ()
    kept_out: Sequence[Telling] = ()

    @property
    def language(self) -> Language:
        """Give the words of the language."""
        return self.bench.tongue.words

    def typed(self) -> Iterator[tuple[Telling, Words]]:
        """Go through the words that somebody typed; tokens and literals are not among them."""
        return _words(self.tellings)

    def fields(self) -> Iterator[tuple[Telling, Words]]:
        """Go through the words of the text fields of records that the edition prints."""
        return _words(self.printed)


def _words(tellings: Sequence[Telling]) -> Iterator[tuple[Telling, Words]]:
    for telling in tellings:
        if not telling.is_drafted and telling.standing.state is not State.MISSING:
            for part in flat(telling.parts):
                if isinstance(part, Words):
                    yield telling, part
