"""The text fields of records that an edition prints: plain words, each a unit."""

from __future__ import annotations

from masthead.compile.assemble import Bench, Telling, folded
from masthead.compile.standing import Standing, State, standing_of, state_of
from masthead.inline import Words, tokens
from masthead.language.unspaced import count_words
from masthead.model.activity import Wording
from masthead.model.document import Passage, Prose


def printed_wordings(told: tuple[Telling, ...], bench: Bench) -> tuple[Telling, ...]:
    """Give each text field that the passages print, in the bench's language."""
    printed: dict[str, Telling] = {}
    for telling in told:
        for token in tokens(telling.parts, "fact"):
            value = bench.facts.find(token.key)
            if isinstance(value, Wording) and value.key not in printed:
                printed[value.key] = _telling(value, bench)
    return tuple(printed.values())


def _telling(value: Wording, bench: Bench) -> Telling:
    id_, _, name = value.key.partition("#")
    where = bench.records.activities[id_].place_of(name)
    # The reader of records has folded the lines of the text: the field is its only sure place.
    source = Prose(value.text, where.path, ((0, where.line, where.column),), is_drafted=True)
    passage = Passage("wording", value.key, source, where)
    unit = bench.tongue.units.get(value.key)
    if bench.tongue.is_original:
        prose, state, cause = source, State.ORIGINAL, ""
        standing = Standing(value.key, bench.tongue.code, state, where)
    elif unit is None or not unit.text.strip():
        words = count_words(value.text, bench.original.words)
        missing = Standing(value.key, bench.tongue.code, State.MISSING, where, "", words)
        return Telling(passage, source, (), source, missing)
    else:
        prose = unit.prose
        state, cause = state_of(unit, folded(value.text), {})
        standing = standing_of(unit, bench.tongue.words, state, cause)
    return Telling(passage, prose, (Words(prose.text, 0),), source, standing)
