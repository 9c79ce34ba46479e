"""The units of a project: extracting them into PO files, and confirming them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from masthead.compile import Facts, State, Tongue, unit_key
from masthead.compile.assemble import Bench, assemble, folded
from masthead.compile.edition import wordings
from masthead.compile.standing import signature, state_of
from masthead.inline import Part, parse
from masthead.jobs.prepare import Opened
from masthead.language import Speech, Unit, read_units, write_units
from masthead.language.units import digest
from masthead.model.activity import Wording
from masthead.model.document import Document, Prose, Session
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
                wanted[_file_of(language, folder)] = _of_session(session, folder)
    if not tongue.is_original:
        wanted[f"translations/{language}/activities.po"] = _of_activities(opened)
    return [_merge(opened, path, units, tongue) for path, units in wanted.items() if units]


def _file_of(language: str, name: str) -> str:
    return f"translations/{language}/{name.lower().replace('/', '-').replace(' ', '-')}.po"


def _of_document(document: Document, opened: Opened, tongue: Tongue) -> list[Wanted]:
    bench = bench_of(document, opened, tongue)
    wanted: list[Wanted] = []
    for telling in assemble(bench, _ignore):
        passage = telling.passage
        if tongue.is_original and passage.prose is not None:
            continue
        key = unit_key(document, passage.id)
        source = folded(telling.source.text)
        draft = folded(telling.prose.text) if telling.is_drafted else ""
        wanted.append(
            Wanted(key, source, draft, signature(telling.parts, bench.facts, bench.speech))
        )
    return wanted


def bench_of(document: Document, opened: Opened, tongue: Tongue) -> Bench:
    """Lay out what assembling a document in one language works with."""
    records = opened.records
    session = records.session_of(document)
    speech = Speech(tongue.words, document.date.first, wordings(records, tongue))
    facts = Facts(records, document, session)
    original = opened.tongues[document.original]
    return Bench(document, records, facts, records.profile.office, original, tongue, speech)


def _of_session(session: Session, folder: str) -> list[Wanted]:
    return [Wanted(f"{folder}#{item.id}", folded(item.title.text)) for item in session.items]


def _of_activities(opened: Opened) -> list[Wanted]:
    return [
        Wanted(value.key, value.text)
        for _, activity in sorted(opened.records.activities.items())
        for name, value in sorted(activity.values.items())
        if isinstance(value, Wording) and name != "note"
    ]


def _merge(opened: Opened, path: str, wanted: Sequence[Wanted], tongue: Tongue) -> Extracted:
    source = opened.project.read(path) if opened.project.has(path) else None
    problems: list[object] = []
    old = read_units(source, problems.append) if isinstance(source, Source) else None
    if problems:
        return Extracted(path, 0, 0, -1)
    have = dict(old.units) if old else {}
    kept = {unit.key: unit for unit in old.obsolete} if old else {}
    units: list[Unit] = []
    new = changed = 0
    for want in wanted:
        unit = have.pop(want.key, None) or kept.pop(want.key, None)
        made = _fresh(want) if unit is None else _renewed(unit, want, tongue)
        new += unit is None
        changed += unit is not None and made != unit
        units.append(made)
    scope = {want.key.partition("#")[0] for want in wanted}
    other = [u for u in have.values() if "#" in u.key and not _is_ours(u.key, path, scope)]
    gone = [u for u in have.values() if u not in other and u.text.strip()]
    text = write_units([*units, *other], [*kept.values(), *gone], tongue.code)
    if not isinstance(source, Source) or text.encode() != source.data:
        opened.project.write(path, text)
    return Extracted(path, new, changed, len(gone))


def _is_ours(key: str, path: str, scope: set[str]) -> bool:
    return path.endswith("/activities.po") or key.partition("#")[0] in scope


def _fresh(want: Wanted) -> Unit:
    prose = Prose("", "", ((0, 1, 1),))
    drafted = digest(want.draft) if want.draft else ""
    return Unit(want.key, want.source, want.draft, prose, "", drafted, facts=want.facts or {})


def _renewed(unit: Unit, want: Wanted, tongue: Tongue) -> Unit:
    """Renew a draft that nobody has read; mark what was overtaken for review; keep the rest."""
    if unit.is_draft or not unit.text.strip():
        return _fresh(want)
    facts = dict(want.facts or {})
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
    """Confirm units that a person has read; gives the keys confirmed and those refused."""
    tongue = opened.tongues[language]
    extract(opened, [document], language)
    path = _file_of(language, str(document.symbol))
    source = opened.project.read(path)
    if not isinstance(source, Source):
        return [], list(blocks)
    file = read_units(source, _ignore)
    bench = bench_of(document, opened, tongue)
    chosen = {unit_key(document, block) for block in blocks} or set(file.units)
    done: list[str] = []
    units: list[Unit] = []
    for unit in file.units.values():
        if unit.key in chosen and unit.text.strip():
            facts = signature(_parts(unit.text), bench.facts, bench.speech)
            read = replace(
                unit, confirmed_by=person, drafted="", review=False, previous="", facts=facts
            )
            units.append(read)
            done.append(unit.key)
        else:
            units.append(unit)
    opened.project.write(path, write_units(units, file.obsolete, language))
    return done, sorted(chosen - set(done))


def _parts(text: str) -> tuple[Part, ...]:
    return parse(text)[0]


def _ignore(problem: object) -> None:
    """Leave problems to `check`, which reports them all with their places."""
