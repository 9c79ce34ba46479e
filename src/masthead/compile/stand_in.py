"""What stands where a passage is not fit to be published in a language: other words, or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from masthead.compile.agenda import printed_titles
from masthead.compile.assemble import Bench, Telling, wordings
from masthead.compile.resolve import Resolver
from masthead.inline import parse
from masthead.language import typeset
from masthead.model.document import Session
from masthead.model.edition import Unconfirmed
from masthead.model.inlines import Call, Foreign, Inline, Omission, Text, flat
from masthead.model.outline import Outline
from masthead.model.problem import Problem
from masthead.model.profile import MARK, OMIT


class StandIn(NamedTuple):
    """Says passages in the language of the original; `omission` stands for one that is left out."""

    original: Resolver
    omission: str

    def say(self, telling: Telling) -> tuple[Inline, ...]:
        """Say what stands in for a passage: its number and its notes stay in any case."""
        said = self.original.passage(_in_original(telling))
        if telling.policy == OMIT:
            return (
                Omission(self.omission),
                *(part for part in flat(said) if isinstance(part, Call)),
            )
        words = self.original.tongue.words
        # The brackets run as the words between them do.
        children = (Text("["), *said, Text("]"))
        return (Foreign(words.code, words.text("direction"), children),)


def _in_original(telling: Telling) -> Telling:
    return telling._replace(prose=telling.source, parts=parse(telling.source.text)[0])


def stand_in_of(
    tellings: Sequence[Telling], bench: Bench, session: Session, outline: Outline
) -> StandIn:
    """Make what says some passages in the language of the original, whose edition tells faults."""
    original, there = bench.original, tuple(map(_in_original, tellings))
    speech = bench.speech._replace(words=original.words, wordings=wordings(bench.records, original))
    source = bench._replace(tongue=original, speech=speech)
    titles = printed_titles(there, source, session, _ignore)
    said = source.saying(titles.said).speech
    resolver = Resolver(original, bench.facts, outline, said, _ignore)
    resolver.look_ahead(there)
    return StandIn(resolver, bench.tongue.words.term("unconfirmed", "omission"))


def unconfirmed(tellings: Sequence[Telling], bench: Bench) -> Unconfirmed | None:
    """Account for the passages that are not in confirmed words, None where all are."""
    kept = {
        policy: tuple(t.passage.id for t in tellings if t.policy == policy)
        for policy in (MARK, OMIT)
    }
    words = bench.tongue.words
    omission = words.term("unconfirmed", "omission")
    said = (
        words.term("unconfirmed", name, count=len(kept[policy]), omission=omission)
        for policy, name in ((MARK, "marked"), (OMIT, "omitted"))
        if kept[policy]
    )
    text = typeset(" ".join(said), bench.tongue.typography)
    return Unconfirmed(kept[MARK], kept[OMIT], text) if text else None


def _ignore(problem: Problem) -> None:
    """Leave problems to the edition of the original, which prints the same words."""
