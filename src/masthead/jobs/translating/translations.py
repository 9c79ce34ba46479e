"""The units of a project: extracting them into PO files, and confirming them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from masthead.compile import State, Tongue, compile_document, unit_key
from masthead.compile.assemble import Bench, bench_of
from masthead.compile.standing import bent_of, signature, state_of
from masthead.inline import parse
from masthead.jobs.prepare import Opened, all_keys
from masthead.jobs.translating.strays import Strays
from masthead.jobs.translating.wanted import Wanted, wanted_by
from masthead.language import Unit, read_units, write_units
from masthead.language.units import digest
from masthead.model.document import Document, Prose
from masthead.model.problem import Problem
from masthead.project import Source


@dataclass(frozen=True, slots=True)
class Extracted:
    """What extraction did to a file."""

    path: str
    new: int
    changed: int
    gone: int


@dataclass(frozen=True, slots=True)
class Merged:
    """A PO file brought up to date with its sources, not written yet.

    `units` are those that are wanted, in order; `other` stand in the file and are somebody else's.
    """

    units: tuple[Unit, ...]
    other: tuple[Unit, ...]
    obsolete: tuple[Unit, ...]
    done: Extracted

    @property
    def text(self) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
        """Give what the file holds: its units, and those put aside."""
        return (*self.units, *self.other), self.obsolete


@dataclass(frozen=True, slots=True)
class Gathered:
    """The PO files of a language, brought up to date, not written yet; None is one unreadable."""

    opened: Opened
    language: str
    wanted: Mapping[str, Sequence[Wanted]]
    files: Mapping[str, Merged | None]
    strays: Strays

    def write(self) -> None:
        """Write what that changes; nothing that was taken from a file is left in it."""
        self.strays.put_back()
        for path, file in self.files.items():
            if file is not None:
                self._write(path, write_units(*file.text, self.language))

    def _write(self, path: str, text: str) -> None:
        project = self.opened.project
        before = project.read(path) if project.has(path) else None
        if not isinstance(before, Source) or before.data != text.encode():
            project.write(path, text)


def extract(opened: Opened, documents: Iterable[Document], language: str) -> list[Extracted]:
    """Bring the PO files of a language up to date with the sources. No translation is lost."""
    gathered = gather(opened, documents, language)
    gathered.write()
    return [
        file.done if file else Extracted(path, 0, 0, -1) for path, file in gathered.files.items()
    ]


def gather(opened: Opened, documents: Iterable[Document], language: str) -> Gathered:
    """Bring the PO files of a language up to date with the sources, and write nothing."""
    wanted = wanted_by(opened, documents, language)
    known = {*all_keys(opened.records), *(one.key for units in wanted.values() for one in units)}
    strays = Strays(opened.project, language, known)
    # All that is taken out of a file is gone before that file is itself brought up to date.
    found = {path: _found(path, units, strays) for path, units in wanted.items()}
    files = {
        path: _merged(path, units, opened.tongues[language], strays, found[path])
        for path, units in wanted.items()
    }
    return Gathered(opened, language, wanted, files, strays)


def _found(path: str, wanted: Sequence[Wanted], strays: Strays) -> dict[str, Unit]:
    """Find the units of a file that stand elsewhere, by their keys."""
    there = strays.files.get(path)
    if there is None and strays.project.has(path):
        return {}  # it cannot be read, and is left alone
    have = {*there.units, *(unit.key for unit in there.obsolete)} if there else set()
    lacking = (want for want in wanted if want.key not in have)
    taken = {want.key: strays.take(want.key, want.source, path) for want in lacking}
    return {key: unit for key, unit in taken.items() if unit is not None}


def _merged(
    path: str,
    wanted: Sequence[Wanted],
    tongue: Tongue,
    strays: Strays,
    found: Mapping[str, Unit],
) -> Merged | None:
    old = strays.files.get(path)
    if old is None and strays.project.has(path):
        return None
    have = dict(old.units) if old else {}
    kept = list(old.obsolete) if old else []
    units: list[Unit] = []
    new = changed = 0
    for want in wanted:
        unit = have.pop(want.key, None) or _taken(want.key, kept) or found.get(want.key)
        made = _fresh(want) if unit is None else _renewed(unit, want, tongue)
        new += unit is None
        changed += unit is not None and replace(made, prose=unit.prose) != unit
        units.append(made)
    scope = {want.key.partition("#")[0] for want in wanted}
    other = [u for u in have.values() if "#" in u.key and not _is_ours(u.key, path, scope)]
    gone = [u for u in have.values() if u not in other and u.text.strip()]
    done = Extracted(path, new, changed, len(gone))
    return Merged(tuple(units), tuple(other), (*kept, *gone), done)


def _taken(key: str, kept: list[Unit]) -> Unit | None:
    """Take back the last unit of a block that had gone and is there again."""
    places = [place for place, unit in enumerate(kept) if unit.key == key]
    return kept.pop(places[-1]) if places else None


def _is_ours(key: str, path: str, scope: set[str]) -> bool:
    return path.endswith("/activities.po") or key.partition("#")[0] in scope


def _fresh(want: Wanted) -> Unit:
    prose = Prose("", "", ((0, 1, 1),))
    drafted = digest(want.draft) if want.draft else ""
    return Unit(want.key, want.source, want.draft, prose, "", drafted, facts=want.facts or {})


def _renewed(unit: Unit, want: Wanted, tongue: Tongue) -> Unit:
    """Renew a draft that nobody has read; mark what was overtaken for review; keep the rest."""
    if unit.is_draft or not unit.text.strip():
        return replace(_fresh(want), remark=unit.remark)
    facts = dict(want.facts or {})
    if tongue.is_original:
        # It has no other source than its own words: whoever rewrites them changes no source.
        person = unit.confirmed_by if unit.source == want.source else ""
        return replace(unit, source=want.source, drafted="", confirmed_by=person)
    state, _ = state_of(unit, want.source, facts)
    rewritten = replace(unit, drafted="")
    if state is State.SOURCE_CHANGED and unit.source != want.source:
        return replace(
            rewritten,
            source=want.source,
            previous=unit.source,
            review=True,
            facts=facts,
            confirmed_by="",
        )
    if state is State.REVIEW and not unit.review:
        was = bent_of(unit.facts, facts)
        return replace(rewritten, review=True, facts=facts, confirmed_by="", was=was)
    if not unit.review:
        # A translator who clears the mark in an editor has seen the change.
        return replace(rewritten, previous="", facts=unit.facts or facts, was={})
    return rewritten


def confirm(
    opened: Opened, document: Document, language: str, blocks: Sequence[str], person: str
) -> tuple[list[str], list[str]]:
    """Confirm units that a person has read; gives the keys confirmed and those refused.

    `blocks` are ids of the document's blocks, or whole keys ("tirana-workshop#subject"); none
    means every unit that the edition prints.
    """
    named = {b if "#" in b else unit_key(document, b) for b in blocks}
    compiled = compile_document(document, opened.records, opened.tongues, (language,))
    printed = {s.key for s in compiled.standings if s.state is not State.ORIGINAL}
    chosen = named or printed
    extract(opened, [document], language)
    bench = bench_of(document, opened.records, opened.tongues, language)
    done: list[str] = []
    for path in opened.project.names(f"translations/{language}", ".po"):
        done += _confirm_in(opened, path, chosen, person, bench)
    return done, sorted(chosen - set(done))


def _confirm_in(
    opened: Opened, path: str, chosen: set[str], person: str, bench: Bench
) -> list[str]:
    source = opened.project.read(path)
    problems: list[Problem] = []
    file = read_units(source, problems.append) if isinstance(source, Source) else None
    if problems:
        return []
    ours = [u for u in file.units.values() if u.key in chosen and u.text.strip()] if file else []
    if file is None or not ours:
        return []
    units = [_confirmed(u, person, bench) if u in ours else u for u in file.units.values()]
    opened.project.write(path, write_units(units, file.obsolete, bench.tongue.code))
    return [unit.key for unit in ours]


def _confirmed(unit: Unit, person: str, bench: Bench) -> Unit:
    facts = signature(parse(unit.text)[0], bench.facts, bench.speech)
    read = replace(unit, confirmed_by=person, drafted="", review=False, previous="", was={})
    return replace(read, facts=facts)
