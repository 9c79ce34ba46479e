"""Sending units out to translators, as PO, XLIFF or TMX; nothing in the project changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from masthead.compile import Compiled, State, Tongue, speak, unit_key
from masthead.compile.standing import state_of
from masthead.inline import tokens
from masthead.jobs.prepare import Opened, compile_all
from masthead.jobs.translating.translations import gather
from masthead.jobs.translating.wanted import Wanted
from masthead.language import Unit, write_units
from masthead.language.exchange import Sent, Sheet, suggest, write_tmx, write_xliff
from masthead.language.units import PARAGRAPH, READS, SENT, SUGGESTION, digest
from masthead.model.document import Document
from masthead.model.inlines import (
    Call,
    Fact,
    Holding,
    Inline,
    Item,
    Reference,
    plain,
)


class Context(NamedTuple):
    """Where a unit stands in its document: the number of its paragraph, and how its source reads.

    `shown` and `said` are what is printed for the tokens of its source, and of its translation.
    """

    paragraph: str = ""
    reads: str = ""
    shown: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


class Unreadable(NamedTuple):
    """A PO file of the project that cannot be read, so that nothing can be sent."""

    path: str


def sheet_of(
    opened: Opened, documents: Sequence[Document], language: str, *, every: bool
) -> Sheet | Unreadable:
    """Lay out the units of some documents of one original language.

    With `every`, those that no document prints yet are among them.
    """
    original = documents[0].original
    compiled = compile_all(opened, documents, (original, language))
    printed = {standing.key for one in compiled for standing in one.standings}
    contexts = _contexts(opened, compiled, language)
    confirmed = confirmed_units(opened.tongues[language])
    gathered = gather(opened, documents, language)
    files: dict[str, list[Sent]] = {}
    for path, file in gathered.files.items():
        if file is None:
            return Unreadable(path)
        files[path] = [
            _sent(unit, want, contexts.get(unit.key, Context()), confirmed)
            for unit, want in zip(file.units, gathered.wanted[path], strict=True)
            if want.original == original and (every or unit.key in printed)
        ]
    return Sheet(original, language, files)


def confirmed_units(tongue: Tongue) -> tuple[Unit, ...]:
    """List the units of a language that a person has confirmed."""
    return tuple(unit for unit in tongue.units.values() if unit.confirmed_by and unit.text.strip())


def _sent(unit: Unit, want: Wanted, context: Context, confirmed: Sequence[Unit]) -> Sent:
    state = standing(unit, want)
    alike = suggest(unit.source, confirmed) if state is State.MISSING else ()
    return Sent(unit, str(state), *context, suggestions=alike)


def standing(unit: Unit, want: Wanted) -> State:
    """Say what a unit is, whether or not an edition prints it."""
    if not unit.text.strip():
        return State.MISSING
    if unit.is_draft:
        return State.DRAFTED
    state, _ = state_of(unit, want.source, want.facts or {})
    return state


def _contexts(opened: Opened, compiled: Iterable[Compiled], language: str) -> Mapping[str, Context]:
    """Say of each unit where it stands and how it reads."""
    contexts: dict[str, Context] = {}
    for one in compiled:
        contexts.update(_of_document(one, language))
    original = opened.tongues[opened.records.profile.original]
    for activity in opened.records.activities.values():
        said, _ = speak(activity, opened.records, original, date.max)
        contexts |= {f"{activity.id}#{name}": Context("", said) for name in activity.values}
    return contexts


def _of_document(compiled: Compiled, language: str) -> Iterator[tuple[str, Context]]:
    document = compiled.document
    original = compiled.editions.get(document.original)
    if original is None:
        return
    numbers = {paragraph.id: paragraph.cited for paragraph in original.paragraphs()}
    shown, said = (_printed(compiled, code) for code in (document.original, language))
    for id_, inlines in original.passages():
        codes = shown.get(id_, ()), said.get(id_, ())
        yield unit_key(document, id_), Context(numbers.get(id_, ""), plain(inlines), *codes)


def _printed(compiled: Compiled, code: str) -> Mapping[str, tuple[str, ...]]:
    """Say for each passage of an edition what its tokens print, in order."""
    edition = compiled.editions.get(code)
    said = dict(edition.passages()) if edition else {}
    printed: dict[str, tuple[str, ...]] = {}
    for telling in compiled.tellings.get(code, ()):
        texts = tuple(_texts(said.get(telling.passage.id, ())))
        bound = [token for token in tokens(telling.parts) if token.role != "literal"]
        # A citation is printed as several references, or as a link.
        if len(texts) == len(bound):
            printed[telling.passage.id] = texts
    return printed


def _texts(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Holding):
            yield from _texts(inline.children)
        elif isinstance(inline, Fact | Reference | Call | Item):
            yield inline.text


def write_po(sheet: Sheet) -> str:
    """Print units as one PO file, with what helps to translate them."""
    sent = [*sheet.sent()]
    beside = {one.unit.key: _beside(one) for one in sent}
    return write_units([one.unit for one in sent], [], sheet.language, beside)


def _beside(sent: Sent) -> list[str]:
    told = (
        (PARAGRAPH, sent.paragraph),
        (READS, sent.reads),
        (SENT, digest(sent.unit.text)),
    )
    notes = [f"{name}{text}" for name, text in told if text]
    return [*notes, *(f"{SUGGESTION}{s.score:.1f} {s.unit.text}" for s in sent.suggestions)]


# What units can be sent out as.
EXCHANGE: Mapping[str, Callable[[Sheet], str]] = {
    "po": write_po,
    "xliff": write_xliff,
    "tmx": write_tmx,
}
