"""What editions say, passage by passage, against the original: the last reader before publishing.

Facts are compared by what they are, figures, months, symbols and resolutions by their value in the
words that are printed, whoever wrote these; and no passage may be in another language, or bear
a token that nothing has read (reliability.md B3, B4).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import NamedTuple

from masthead.compile import Tongue, unit_key
from masthead.language import Value, Words, parted, script_of
from masthead.model.document import Document
from masthead.model.edition import Edition
from masthead.model.inlines import (
    Call,
    Fact,
    Foreign,
    Holding,
    Inline,
    Item,
    Link,
    Omission,
    Reference,
    Text,
    flat,
    plain,
)
from masthead.model.problem import Problem, Where, error

RAW = re.compile(r"\{[a-z]+\}`|`[^`]*\|[a-z-]+`|[{}]")
# Where something was taken out, or never said: two spaces, a mark after a space, empty brackets.
GAP = re.compile(r" {2}| [.,](?!\w)|\( ?\)|“ ?”|« ?»|（）")
# A run of the original's words is what nobody translated; a telltale alone may be chance.
RUN = 5
TELLTALES = 2
# So many Latin words are no name in a text of another script.
MET = 3
MARK = 2
LATIN = "LATIN"
SHOWN = 90


class Pair(NamedTuple):
    """A passage in the original and in another language; what is wrong is told `where`."""

    id: str
    original: tuple[Inline, ...]
    translated: tuple[Inline, ...]
    where: Where


def compare_said(
    document: Document, editions: Mapping[str, Edition], tongues: Mapping[str, Tongue]
) -> Iterator[Problem]:
    """Compare every edition with the original; each finding shows both passages."""
    original = editions.get(document.original)
    if original is None:
        return
    said = dict(original.passages())
    for code, edition in editions.items():
        for id_, inlines in edition.passages():
            where = _place(document, id_, tongues[code])
            yield from _raw(inlines, where)
            if code == document.original or id_ not in said:
                continue
            yield from _gaps(id_, inlines, where)
            pair = Pair(id_, said[id_], inlines, where)
            if _is_left_out(id_, edition, inlines):
                continue
            is_marked = _is_marked(id_, edition, inlines)
            spoken = document.original if is_marked else code
            # One slip, one problem: nobody need be told twice of the same words.
            hidden = [] if is_marked else [*_unaccounted(pair, code)]
            words = tongues[document.original].words
            yield from hidden or _compared(pair, words, spoken, tongues)


def _is_left_out(id_: str, edition: Edition, inlines: tuple[Inline, ...]) -> bool:
    """Tell a passage of which only its notes are left, and which the edition accounts for."""
    listed = edition.unconfirmed is not None and id_ in edition.unconfirmed.omitted
    first, *others = inlines or (Text(""),)
    return listed and isinstance(first, Omission) and all(isinstance(i, Call) for i in others)


def _is_marked(id_: str, edition: Edition, inlines: tuple[Inline, ...]) -> bool:
    """Tell a passage that stands in the original's words, tagged, and is accounted for."""
    listed = edition.unconfirmed is not None and id_ in edition.unconfirmed.marked
    match inlines:
        case (Foreign(language, _, _),):
            return listed and language == edition.original
    return False


def _compared(
    pair: Pair, words: Words, code: str, tongues: Mapping[str, Tongue]
) -> Iterator[Problem]:
    """Compare a passage that is said in a language with the original."""
    others = tongues[code].words
    yield from _other_facts(pair, code)
    yield from _other_values(pair, words, others)
    if others.code == words.code:
        yield from _other_words(pair, code)
    else:
        yield from _foreign(
            pair, words, others, [t.words for t in tongues.values() if t.code != code]
        )


def _other_words(pair: Pair, code: str) -> Iterator[Problem]:
    """Find the first word of a passage in the original's language that the original does not say.

    What tokens say is compared as facts: a name may be in full in one edition and short in another.
    """
    said, wanted = _typed_words(pair.translated), _typed_words(pair.original)
    if said != wanted:
        odd = next((a or b for a, b in zip_longest(said, wanted) if a != b), "")
        yield _shown(pair, "E025", words=odd, language=code)


def _place(document: Document, id_: str, tongue: Tongue) -> Where:
    unit = tongue.units.get(unit_key(document, id_))
    return unit.prose.at(0) if unit else document.where


def _raw(inlines: tuple[Inline, ...], where: Where) -> Iterator[Problem]:
    for part in flat(inlines):
        if isinstance(part, Text) and (found := RAW.search(part.text)):
            yield error(where, "E022", token=part.text[found.start() :][:SHOWN])


def _gaps(id_: str, inlines: tuple[Inline, ...], where: Where) -> Iterator[Problem]:
    text = plain(inlines)
    if found := GAP.search(text):
        around = text[max(0, found.start() - SHOWN // 3) : found.end() + SHOWN // 3]
        yield error(where, "E026", passage=id_, words=around)


def _unaccounted(pair: Pair, code: str) -> Iterator[Problem]:
    """Find what is left out, or in another language by its own tag, and nothing accounts for it."""
    for part in flat(pair.translated):
        if isinstance(part, Omission):
            yield error(pair.where, "E026", passage=pair.id, words=part.text)
        elif isinstance(part, Foreign):
            yield _shown(pair, "E025", words=plain(part.children)[:SHOWN], language=code)


def _other_facts(pair: Pair, code: str) -> Iterator[Problem]:
    here, there = (Counter(_named(said)) for said in (pair.translated, pair.original))
    # What the original says twice may be said more often, and where a pronoun does, it is covered.
    odd = {*(there - here), *(here.keys() - there.keys())}
    if odd:
        yield _shown(pair, "E023", language=code, named=", ".join(sorted(odd)))


def _named(inlines: tuple[Inline, ...]) -> Iterator[str]:
    """Name what a passage binds: facts with their values, where references lead, notes, items."""
    for part in flat(inlines):
        if isinstance(part, Fact):
            yield f"{part.fact} = {part.value}"
        elif isinstance(part, Reference):
            yield part.target
        elif isinstance(part, Call):
            yield part.id
        elif isinstance(part, Link):
            yield part.href
        elif isinstance(part, Item):
            yield f"({part.index})"


def _other_values(pair: Pair, words: Words, others: Words) -> Iterator[Problem]:
    original, translated = (_uncalled(said) for said in (pair.original, pair.translated))
    lost, added = parted(original, translated, words, others)
    if lost or added:
        yield _shown(pair, "E024", lost=_listed(lost), invented=_listed(added))


def _uncalled(inlines: tuple[Inline, ...]) -> str:
    """Give the words of a passage without the numbers of its notes."""
    return "".join(
        " "
        if isinstance(part, Call)
        else _uncalled(part.children)
        if isinstance(part, Holding)
        else part.text
        for part in inlines
    )


def _listed(values: Iterable[Value]) -> str:
    return ", ".join(value.said for value in values) or "–"


def _foreign(
    pair: Pair, original: Words, words: Words, others: Iterable[Words]
) -> Iterator[Problem]:
    """Find a passage, or a part of one, in another language than its edition's."""
    own = _typed_words(pair.translated)
    found = _left(own, _typed_words(pair.original), _telltales(original, words))
    found = found or _in_other_scripts(own, words)
    for other in others:
        found = found or _telling(own, words, other)
    if found:
        yield _shown(pair, "E025", words=found, language=words.code)


def _left(own: list[str], original: list[str], telltales: set[str]) -> str:
    """Give words of a passage that stand so, one after the other, in the original."""
    there = f" {' '.join(original)} "
    runs = (own[start : start + RUN] for start in range(len(own) - RUN + 1))
    told = (" ".join(run) for run in runs if telltales.intersection(run))
    return next((run for run in told if f" {run} " in there), "")


def _telling(own: list[str], words: Words, other: Words) -> str:
    """Give the words of a passage that only another language has, if there are enough of them."""
    telltales = _telltales(other, words)
    endings = tuple(one.removeprefix("-") for one in telltales if one.startswith("-"))
    told = {word for word in own if word in telltales or word.endswith(endings)}
    return " ".join(sorted(told)) if len(told) >= TELLTALES else ""


def _in_other_scripts(own: list[str], words: Words) -> str:
    """Give words that are not written as the language is; Latin ones only where several meet."""
    ours = script_of(words.name)
    scripts = [script_of(word) for word in own]
    odd = [word for word, script in zip(own, scripts, strict=True) if _is_odd(word, script, ours)]
    if odd or ours == LATIN:
        return " ".join(odd)
    starts = (n for n in range(len(own) - MET + 1) if set(scripts[n : n + MET]) == {LATIN})
    return next((" ".join(own[n : n + MET]) for n in starts), "")


def _is_odd(word: str, script: str, ours: str) -> bool:
    """Tell a word of another script; a letter or two are the sign of a unit or a quantity."""
    return script not in ("", LATIN, ours) and (script == "CJK" or len(word) > MARK)


def _telltales(language: Words, other: Words) -> set[str]:
    """List the words by which one language is known from another."""
    return set(language.series("telltales")) - set(other.series("telltales"))


def _typed_words(inlines: tuple[Inline, ...]) -> list[str]:
    """List the words of a passage that no fact, reference or title says, in whatever language."""
    parts = (
        inner
        for part in inlines
        for inner in (part.children if isinstance(part, Foreign) else (part,))
    )
    text = " ".join(part.text for part in parts if isinstance(part, Text))
    return re.findall(r"[^\W\d_]+", text.casefold())


def _shown(pair: Pair, code: str, **args: object) -> Problem:
    original, translated = (
        text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
        for text in (plain(pair.original), plain(pair.translated))
    )
    return error(pair.where, code, passage=pair.id, original=original, said=translated, **args)
