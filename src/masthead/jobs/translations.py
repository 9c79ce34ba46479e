"""The units of a project: extracting them into PO files, and confirming them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from masthead.compile import State, Tongue, compile_document, unit_key
from masthead.compile.assemble import Bench, assemble, assemble_notes, bench_of, folded
from masthead.compile.standing import bent_of, signature, state_of
from masthead.inline import parse
from masthead.jobs.prepare import Opened, all_keys
from masthead.jobs.strays import Strays
from masthead.language import Unit, read_units, write_units
from masthead.language.units import digest
from masthead.model.activity import Wording
from masthead.model.document import Document, Prose, Session
from masthead.model.problem import Problem
from masthead.project import Source


@dataclass(frozen=True, slots=True)
class Wanted:
    """A unit that a language needs: its key, its source now, its draft if a phrase makes one."""

    key: str
    source: str
    draft: str = ""
    facts: Mapping[str, tuple[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """What extraction did to a file."""

    path: str
    new: int
    changed: int
    gone: int


def extract(opened: Opened, documents: Iterable[Document], language: str) -> list[Extracted]:
    """Bring the PO files of a language up to date with the sources. No translation is lost."""
    tongue = opened.tongues[language]
    wanted: dict[str, list[Wanted]] = {}
    for document in documents:
        if language in document.languages:
            wanted[_file_of(language, str(document.symbol))] = _of_document(
                document, opened, tongue
            )
            session = opened.records.session_of(document)
            if session is not None and not tongue.is_original:
                folder = session.folder.rsplit("/", 1)[-1]
                wanted[_file_of(language, folder)] = _of_session(session)
    if not tongue.is_original:
        wanted[f"translations/{language}/activities.po"] = _of_activities(opened)
    known = {*all_keys(opened.records), *(one.key for units in wanted.values() for one in units)}
    strays = Strays(opened.project, language, known)
    # What was taken out of a file must be gone before that file is itself brought up to date.
    found = {path: _found(path, units, strays) for path, units in wanted.items()}
    strays.put_back()
    return [
        _merge(opened, path, units, tongue, found[path]) for path, units in wanted.items() if units
    ]


def _found(path: str, wanted: Sequence[Wanted], strays: Strays) -> dict[str, Unit]:
    """Find the units of a file that stand elsewhere, by their keys."""
    there = strays.files.get(path)
    if there is None and strays.project.has(path):
        return {}  # it cannot be read, and is left alone
    have = {*there.units, *(unit.key for unit in there.obsolete)} if there else set()
    lacking = (want for want in wanted if want.key not in have)
    taken = {want.key: strays.take(want.key, want.source, path) for want in lacking}
    return {key: unit for key, unit in taken.items() if unit is not None}


def _file_of(language: str, name: str) -> str:
    return f"translations/{language}/{name.lower().replace('/', '-').replace(' ', '-')}.po"


def _of_document(document: Document, opened: Opened, tongue: Tongue) -> list[Wanted]:
    bench = bench_of(document, opened.records, opened.tongues, tongue.code)
    wanted: list[Wanted] = []
    for telling in (*assemble_notes(bench, _ignore), *assemble(bench, _ignore)):
        passage = telling.passage
        if bench.is_original and passage.prose is not None:
            continue
        if passage.may_be_common and telling.standing.state is State.ORIGINAL:
            continue
        key = unit_key(document, passage.id)
        source = folded(telling.source.text)
        draft = folded(telling.prose.text) if telling.is_drafted else ""
        wanted.append(
            Wanted(key, source, draft, signature(telling.parts, bench.facts, bench.speech))
        )
    return wanted


def _of_session(session: Session) -> list[Wanted]:
    return [Wanted(session.key_of(item), folded(item.title.text)) for item in session.items]


def _of_activities(opened: Opened) -> list[Wanted]:
    return [
        Wanted(value.key, value.text)
        for _, activity in sorted(opened.records.activities.items())
        for name, value in sorted(activity.values.items())
        if isinstance(value, Wording)
    ]


def _merge(
    opened: Opened,
    path: str,
    wanted: Sequence[Wanted],
    tongue: Tongue,
    found: Mapping[str, Unit],
) -> Extracted:
    source = opened.project.read(path) if opened.project.has(path) else None
    problems: list[object] = []
    old = read_units(source, problems.append) if isinstance(source, Source) else None
    if problems or isinstance(source, Problem):
        return Extracted(path, 0, 0, -1)
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
    text = write_units([*units, *other], [*kept, *gone], tongue.code)
    if not isinstance(source, Source) or text.encode() != source.data:
        opened.project.write(path, text)
    return Extracted(path, new, changed, len(gone))


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


def _ignore(problem: object) -> None:
    """Leave problems to `check`, which reports them all with their places."""
