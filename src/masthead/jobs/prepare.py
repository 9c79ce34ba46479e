"""Opening a project: its records, its languages, and its documents compiled, with all problems."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from masthead.compile import BLOCK, Compiled, Tongue, check_register, compile_document, unit_key
from masthead.jobs.known.past import Past
from masthead.language import (
    Lexicon,
    Phrases,
    Shelf,
    Typography,
    Unit,
    Words,
    check_names,
    check_phrases,
    check_shared,
    load_phrases,
    load_words,
    partner_parts,
    read_terms,
    read_units,
)
from masthead.model.document import Document
from masthead.model.problem import Problem, Where, by_place, error, warning
from masthead.model.profile import Profile
from masthead.notation import Report
from masthead.outputs import FORMATS, KEPT, USUAL
from masthead.project import Project, Source, own_words
from masthead.records import SECTIONS, STATES, Before, Records, load_records, nearest
from masthead.records.limits import limited
from masthead.records.plain import refuse_other
from masthead.records.profile import PATH as PROFILE

MOST_COMPARED = 5_000
# A unit is one passage: what an editor of PO files shows as a new line would be printed as none.
BREAK = re.compile(r"[\n\t]")


class Opened(NamedTuple):
    """A project as read: its records, its languages by code, and the problems of its files.

    `past` is what was known of it before.
    """

    project: Project
    records: Records
    tongues: Mapping[str, Tongue]
    problems: tuple[Problem, ...]
    past: Past

    @property
    def formats(self) -> tuple[str, ...]:
        """List the formats that a build makes when none is asked for."""
        listed = self.records.profile.formats or USUAL
        return tuple(name for name in FORMATS if name in (*listed, KEPT))

    def words_of(self, documents: Iterable[Document]) -> tuple[Words, ...]:
        """Give the words of each language that some documents are in."""
        codes = dict.fromkeys(code for document in documents for code in document.languages)
        return tuple(self.tongues[code].words for code in codes if code in self.tongues)

    @property
    def parts(self) -> tuple[str, ...]:
        """List the ways of taking part that the project has words for."""
        first = next(iter(self.tongues.values()), None)
        return partner_parts(first.words) if first else ()


def open_project(project: Project, past: Past | None = None) -> Opened:
    """Read all of a project's files that are not known from the past; nothing is compiled yet."""
    project = limited(project, PROFILE)
    past = past or Past(project, None, keeps=False)
    problems = [*project.astray("templates")]
    loaded = {}
    for code in project.languages():
        words, found = past.once_for_all(partial(load_words, project, code), "words", code)
        loaded[code] = words
        problems += found
    first = next(iter(loaded.values()), None)
    parts = partner_parts(first) if first else ()
    before = Before(past.lines, past.leaf, past.keep_leaf, past.once_for_all, past.record)
    records, found = load_records(project, parts, tuple(FORMATS), before)
    problems += found
    check_register(records, problems.append)
    _check_typography(records.profile, loaded, problems.append)
    check_shared(loaded.values(), problems.append)
    _check_blocks(loaded, problems.append)
    wanted = _wanted(records)
    kinds = tuple(records.registry.kinds)
    lexicons, found = past.once_for_all(partial(_lexicons, project, loaded), "lexicons")
    problems += found
    tongues: dict[str, Tongue] = {}
    for code, words in loaded.items():
        check_names(words, wanted, {"kinds": kinds}, problems.append)
        read_phrases = partial(_phrases, project, words, records)
        phrases, found = past.once_for_all(read_phrases, "phrases", code)
        problems += found
        tongues[code] = Tongue(
            words,
            phrases,
            read_all_units(project, code, past, problems.append),
            Typography.of(words, records.profile.typography),
            code == records.profile.original,
            lexicons[code],
        )
    _check_keys(records, tongues, problems.append)
    past.keep_index(records.activities)
    return Opened(project, records, tongues, by_place(problems), past)


def _phrases(
    project: Project, words: Words, records: Records
) -> tuple[Phrases, tuple[Problem, ...]]:
    """Read the phrases of a language, and find what is wrong with them."""
    problems: list[Problem] = []
    phrases = load_phrases(project, words, problems.append)
    check_phrases(phrases, records.registry.kinds, problems.append)
    return phrases, tuple(problems)


def _lexicons(
    project: Project, words: Mapping[str, Words]
) -> tuple[dict[str, Lexicon], tuple[Problem, ...]]:
    """Read the list of terms; it may name languages that the project does not have."""
    problems: list[Problem] = []
    report = problems.append
    terms = read_terms(project, sorted({*words, *own_words().languages()}), report)
    lexicons = {
        code: Lexicon(terms, code, spaced=language.spaces_words) for code, language in words.items()
    }
    for code, lexicon in lexicons.items():
        for term, form in lexicon.contradictions():
            report(error(term.where, "T064", term=term.id, form=form, language=code))
    return lexicons, tuple(problems)


def _check_keys(records: Records, tongues: Mapping[str, Tongue], report: Report) -> None:
    """Report each unit of a block, a field or an item of the agenda that is not there."""
    known = _keys_of_prose(records)
    owners = {key.partition("#")[0] for key in known} | records.activities.keys()
    for tongue in tongues.values():
        for key in tongue.units:
            # Of what cannot be read nobody knows what it has.
            owner, _, field = key.partition("#")
            is_known = key in known or field in records.activities.fields(owner)
            is_known = is_known or owner in records.lost
            if not is_known and (owner in owners or not records.unread):
                near = nearest(key, known) if len(known) < MOST_COMPARED else ""
                where = tongue.units[key].prose.at(0)
                report(warning(where, "T018", unit=key, nearest=near))


def all_keys(records: Records) -> set[str]:
    """Name the units of all blocks, text fields and items of agendas."""
    archive = records.activities
    return _keys_of_prose(records) | {f"{i}#{name}" for i in archive for name in archive.fields(i)}


def _keys_of_prose(records: Records) -> set[str]:
    known = {
        unit_key(document, passage.id)
        for document in records.documents
        for passage in (*document.walk(), *document.notes)
    }
    for session in records.sessions.values():
        known |= {session.key_of(item) for item in session.items}
    return known


def _check_typography(profile: Profile, words: Mapping[str, Words], report: Report) -> None:
    """The office's typography is one that each language has."""
    for language in words.values():
        known = language.table("typography", "quotes")
        if known and profile.typography not in known:
            value, where = profile.typography, profile.typography_at
            refuse_other("typography", value, where, tuple(known), report)


def _check_blocks(words: Mapping[str, Words], report: Report) -> None:
    """The language of a distribution block is one of the project."""
    for code, language in words.items():
        spoken = language.term(BLOCK)
        if spoken and spoken not in words:
            where = Where(f"translations/{code}/terms.yaml")
            of = ", ".join(words)
            report(error(where, "T010", field=BLOCK, value=spoken, expected=of))


def _wanted(records: Records) -> dict[str, tuple[str, ...]]:
    wanted: dict[str, tuple[str, ...]] = {**dict.fromkeys(SECTIONS, ()), "states": tuple(STATES)}
    for entry in records.registry.entries.values():
        wanted[entry.section] = (*wanted.get(entry.section, ()), entry.id)
    return wanted


def read_all_units(project: Project, code: str, past: Past, report: Report) -> Shelf:
    """Find the unit of every key in the PO files of a language."""
    read: dict[str, Mapping[str, Unit]] = {}
    homes: dict[str, str] = {}

    def units(path: str) -> Mapping[str, Unit]:
        return read.get(path) or past.units(path) or _again(project, path)

    for file in project.found(f"translations/{code}", ".po"):
        keys: Iterable[str] | None = past.keys.get(file.name)
        if keys is None:
            problems: list[Problem] = []
            keys = read[file.name] = _units_of(project.take(file), problems.append)
            for problem in problems:
                report(problem)
            if not problems:
                past.keep_units(file.name, read[file.name])
        for key in keys:
            if homes.setdefault(key, file.name) != file.name:
                report(error(units(file.name)[key].prose.at(0), "T012", unit=key))
    return Shelf(homes, units)


def _units_of(source: Source | Problem, report: Report) -> Mapping[str, Unit]:
    """Read a file of units, and find what is wrong with it."""
    if isinstance(source, Problem):
        report(source)
        return {}
    units = read_units(source, report).units
    for unit in units.values():
        check_breaks(unit, report)
    return units


def _again(project: Project, path: str) -> Mapping[str, Unit]:
    """Read a file whose problems have been told."""
    return _units_of(project.read(path), lambda problem: None)


def check_breaks(unit: Unit, report: Report) -> None:
    """Report a line break, in the text of a unit or in the source that somebody typed into it."""
    found = BREAK.search(unit.text)
    if found or BREAK.search(unit.source):
        report(error(unit.prose.at(found.start() if found else 0), "T020", unit=unit.key))


def compile_all(
    opened: Opened, documents: Iterable[Document], languages: Collection[str] | None = None
) -> tuple[Compiled, ...]:
    """Compile the given documents of an opened project, in all of their languages or in some."""
    return tuple(
        compile_document(document, opened.records, opened.tongues, languages)
        for document in documents
    )
