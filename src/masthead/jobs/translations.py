"""The units of a project: extracting them into PO files, and confirming them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from masthead.compile import State, Tongue, compile_document, unit_key
from masthead.compile.assemble import Bench, bench_of
from masthead.compile.standing import signature, state_of
from masthead.inline import parse
from masthead.jobs.prepare import Opened
from masthead.jobs.wanted import Wanted, wanted_by
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

    path: str
    units: tuple[Unit, ...]
    other: tuple[Unit, ...]
    obsolete: tuple[Unit, ...]
    before: bytes
    done: Extracted

    def write(self, opened: Opened, language: str) -> None:
        """Write the file, if that changes it."""
        text = write_units([*self.units, *self.other], self.obsolete, language)
        if text.encode() != self.before:
            opened.project.write(self.path, text)


def extract(opened: Opened, documents: Iterable[Document], language: str) -> list[Extracted]:
    """Bring the PO files of a language up to date with the sources. No translation is lost."""
    done: list[Extracted] = []
    for path, wanted in wanted_by(opened, documents, language).items():
        file = merged(opened, path, wanted, opened.tongues[language])
        if file is not None:
            file.write(opened, language)
        done.append(file.done if file else Extracted(path, 0, 0, -1))
    return done


def merged(opened: Opened, path: str, wanted: Sequence[Wanted], tongue: Tongue) -> Merged | None:
    """Bring a PO file up to date with its sources; None if it cannot be read."""
    source = opened.project.read(path) if opened.project.has(path) else None
    problems: list[object] = []
    old = read_units(source, problems.append) if isinstance(source, Source) else None
    if problems or isinstance(source, Problem):
        return None
    have = dict(old.units) if old else {}
    kept = list(old.obsolete) if old else []
    units: list[Unit] = []
    new = changed = 0
    for want in wanted:
        unit = have.pop(want.key, None) or _taken(want.key, kept)
        made = _fresh(want) if unit is None else _renewed(unit, want, tongue)
        new += unit is None
        changed += unit is not None and replace(made, prose=unit.prose) != unit
        units.append(made)
    scope = {want.key.partition("#")[0] for want in wanted}
    other = [u for u in have.values() if "#" in u.key and not _is_ours(u.key, path, scope)]
    gone = [u for u in have.values() if u not in other and u.text.strip()]
    return Merged(
        path,
        tuple(units),
        tuple(other),
        (*kept, *gone),
        source.data if source else b"",
        Extracted(path, new, changed, len(gone)),
    )


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
        return replace(rewritten, review=True, facts=facts, confirmed_by="")
    if not unit.review:
        # A translator who clears the mark in an editor has seen the change.
        return replace(rewritten, previous="", facts=unit.facts or facts)
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
    return replace(unit, confirmed_by=person, drafted="", review=False, previous="", facts=facts)
