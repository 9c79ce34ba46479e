"""Verdicts: what became of a document when it was compiled, kept as long as nothing it met changes.

A document is compiled from the files that it asks for: while it is compiled every question is
noted, which records, units and documents it wanted, and which records fall in which period. While
these are answered as before, and by the same files, it would come out as before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from masthead.compile import Tongue
from masthead.jobs.known.store import key_of
from masthead.jobs.known.written import key_of_edition, read_edition, write_edition
from masthead.jobs.prepare import Opened, compile_all
from masthead.language import Shelf, Unit
from masthead.model.activity import Activity
from masthead.model.document import Document
from masthead.model.edition import Edition
from masthead.model.problem import Problem, has_errors
from masthead.model.when import When
from masthead.project import Mark
from masthead.records import Archive, Records

V = TypeVar("V")


class Head(NamedTuple):
    """An edition without its blocks and notes, enough to list it.

    `digest` is the whole's, and `size` the number of its blocks.
    """

    edition: Edition
    digest: str
    size: int


class Verdict(NamedTuple):
    """A document with its editions by language, and what speaks against them.

    The head of an edition is enough for whoever lists it, or asks whether something has changed.
    `written` has them as `write_edition` does, for whoever prints them elsewhere: what is known
    from the last time is read from the store when somebody asks for it.
    """

    document: Document
    editions: Mapping[str, Edition]
    problems: tuple[Problem, ...]
    heads: Mapping[str, Head]
    written: Mapping[str, bytes]


# A document, and the languages that it is judged in.
Wanted = tuple[Document, tuple[str, ...]]
Judge = Callable[[Document, tuple[str, ...]], Verdict]


class Asked(NamedTuple):
    """What was asked while a document was compiled.

    `files` are those that answered; `absent` what no file has, units each after its language, and
    records after no language; `periods` which records fall in them.
    """

    files: Mapping[str, Mark]
    absent: frozenset[tuple[str, str]]
    periods: tuple[tuple[When | None, tuple[str, ...]], ...]


class Noted(Mapping[str, V]):
    """A mapping that notes which keys it was asked for."""

    def __init__(self, of: Mapping[str, V]) -> None:
        self._of = of
        self.keys_asked: set[str] = set()

    def __getitem__(self, key: str) -> V:
        self.keys_asked.add(key)
        return self._of[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)


class NotedArchive(Archive):
    """An archive that notes which records it was asked for."""

    def __init__(self, of: Archive) -> None:
        super().__init__(of.lines, of.__getitem__, of.lost)
        self._of = of
        self.ids_asked: set[str] = set()
        self.periods_asked: dict[When | None, tuple[str, ...]] = {}

    def __getitem__(self, id_: str) -> Activity:
        self.ids_asked.add(id_)
        return self._of[id_]

    def __contains__(self, id_: object) -> bool:
        self.ids_asked.add(str(id_))
        return id_ in self._of

    def within(self, period: When | None) -> tuple[str, ...]:
        """List the records that may fall in a period, and note them."""
        self.periods_asked[period] = self._of.within(period)
        return self.periods_asked[period]


class Witness:
    """Stands between a project and the compiler, and notes what a document asks for."""

    def __init__(self, document: Document, opened: Opened) -> None:
        self.document, self.opened = document, opened
        records = opened.records
        self._archive, self._symbols = NotedArchive(records.activities), Noted(records.symbols)
        self._units = {code: Noted(tongue.units) for code, tongue in opened.tongues.items()}

    @property
    def records(self) -> Records:
        """Give the records as the compiler sees them."""
        return self.opened.records._replace(activities=self._archive, symbols=self._symbols)

    @property
    def tongues(self) -> dict[str, Tongue]:
        """Give the languages as the compiler sees them."""
        tongues = self.opened.tongues
        return {code: tongues[code]._replace(units=self._units[code]) for code in tongues}

    def asked(self) -> Asked | None:
        """Say what was asked; None if an answer cannot be known again."""
        records = self.opened.records
        lines, documents = records.activities.lines, records.symbols
        asked = [self.document, *(documents[s] for s in self._symbols.keys_asked if s in documents)]
        shown = self.opened.past.shown
        names = {name for one in asked for name in (one.path, *shown.get(one.path, ()))}
        names |= {lines[id_].path for id_ in self._archive.ids_asked if id_ in lines}
        absent = {("", id_) for id_ in self._archive.ids_asked if id_ not in lines}
        for code, noted in self._units.items():
            homes = _homes(self.opened, code)
            names |= {homes[key] for key in noted.keys_asked if key in homes}
            absent |= {(code, key) for key in noted.keys_asked if key not in homes}
        marks = self.opened.past.snapshot.of(frozenset(names))
        periods = tuple(self._archive.periods_asked.items())
        return Asked(marks, frozenset(absent), periods) if marks is not None else None


def _homes(opened: Opened, code: str) -> Mapping[str, str]:
    units: Mapping[str, Unit] = opened.tongues[code].units
    return units.homes if isinstance(units, Shelf) else {}


class Opening(Mapping[str, V]):
    """What there is of each language, read when somebody asks for it, and held by nobody else."""

    def __init__(self, languages: Iterable[str], read: Callable[[str], V]) -> None:
        self._languages, self._read = (*languages,), read

    def __getitem__(self, code: str) -> V:
        if code not in self._languages:
            raise KeyError(code)
        return self._read(code)

    def __iter__(self) -> Iterator[str]:
        return iter(self._languages)

    def __len__(self) -> int:
        return len(self._languages)


def verdict_of(
    document: Document, editions: Mapping[str, Edition], problems: Iterable[Problem]
) -> Verdict:
    """Give the verdict on what was compiled now."""
    written = {code: write_edition(edition) for code, edition in editions.items()}
    heads = {
        code: Head(
            replace(edition, blocks=(), notes=()), key_of(written[code]), len(edition.blocks)
        )
        for code, edition in editions.items()
    }
    return Verdict(document, editions, (*problems,), heads, written)


def recall(opened: Opened, document: Document, languages: Sequence[str]) -> Verdict | None:
    """Give the verdict on a document for which nothing has changed; None if there is none."""
    kept: tuple[Asked, Mapping[str, Head], tuple[Problem, ...]] | None
    kept = opened.past.fetch("verdict", document.path, *languages)
    if kept is None or not _stands(kept[0], opened):
        return None
    _, heads, problems = kept

    def written(code: str) -> bytes:
        found: bytes | None = opened.past.look_up(key_of_edition(heads[code].digest))
        if found is not None:
            return found
        # What the store has lost since is compiled again.
        return write_edition(compile_all(opened, [document], [code])[0].editions[code])

    def once(code: str) -> Edition:
        return opened.past.once(lambda: read_edition(written(code)), "open", heads[code].digest)

    return Verdict(document, Opening(heads, once), problems, heads, Opening(heads, written))


def remember(witness: Witness, verdict: Verdict, languages: Sequence[str]) -> None:
    """Keep the editions of a verdict without an error; and itself, with all that was asked for it.

    What was asked of files that were just written cannot be known again, but what was said can.
    """
    asked, past = witness.asked(), witness.opened.past
    if has_errors(verdict.problems):
        return
    for code, written in verdict.written.items():
        past.put(key_of_edition(verdict.heads[code].digest), written)
    if asked is not None:
        kept = asked, verdict.heads, verdict.problems
        past.keep(kept, "verdict", verdict.document.path, *languages)


def _stands(asked: Asked, opened: Opened) -> bool:
    """Tell whether every question would be answered as it was."""
    if not opened.past.same(asked.files):
        return False
    archive = opened.records.activities
    places = {"": archive.lines, **{code: _homes(opened, code) for code in opened.tongues}}
    if any(key in places[code] for code, key in asked.absent):
        return False
    return all(archive.within(period) == ids for period, ids in asked.periods)
