"""Opening a project: its records, its languages, and its documents compiled, with all problems."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from masthead.compile import Compiled, Tongue, check_register, compile_document
from masthead.language import (
    Typography,
    Unit,
    check_names,
    check_shared,
    load_phrases,
    load_words,
    partner_parts,
    read_units,
)
from masthead.model.document import Document
from masthead.model.problem import Problem, by_place, error
from masthead.notation import Report
from masthead.outputs import FORMATS, KEPT, USUAL
from masthead.project import Project
from masthead.records import SECTIONS, STATES, Records, load_records


@dataclass(frozen=True, slots=True)
class Opened:
    """A project as read: its records, its languages by code, and the problems of its files."""

    project: Project
    records: Records
    tongues: Mapping[str, Tongue]
    problems: tuple[Problem, ...]

    @property
    def formats(self) -> tuple[str, ...]:
        """List the formats that a build makes when none is asked for."""
        listed = self.records.profile.formats or USUAL
        return tuple(name for name in FORMATS if name in (*listed, KEPT))

    @property
    def parts(self) -> tuple[str, ...]:
        """List the ways of taking part that the project has words for."""
        first = next(iter(self.tongues.values()), None)
        return partner_parts(first.words) if first else ()


def open_project(project: Project) -> Opened:
    """Read all of a project's files; nothing is compiled yet."""
    problems = [*project.astray("templates")]
    loaded = {}
    for code in project.languages():
        words, found = load_words(project, code)
        loaded[code] = words
        problems += found
    first = next(iter(loaded.values()), None)
    records, found = load_records(project, partner_parts(first) if first else (), tuple(FORMATS))
    problems += found
    check_register(records, problems.append)
    check_shared(loaded.values(), problems.append)
    wanted = _wanted(records)
    tongues: dict[str, Tongue] = {}
    for code, words in loaded.items():
        check_names(words, wanted, problems.append)
        tongues[code] = Tongue(
            words,
            load_phrases(project, code, problems.append),
            read_all_units(project, code, problems.append),
            Typography.of(words, records.profile.typography),
            code == records.profile.original,
        )
    return Opened(project, records, tongues, by_place(problems))


def _wanted(records: Records) -> dict[str, tuple[str, ...]]:
    wanted: dict[str, tuple[str, ...]] = {**dict.fromkeys(SECTIONS, ()), "states": tuple(STATES)}
    for entry in records.registry.entries.values():
        wanted[entry.section] = (*wanted.get(entry.section, ()), entry.id)
    return wanted


def read_all_units(project: Project, code: str, report: Report) -> dict[str, Unit]:
    """Read every PO file of a language into one table by key."""
    units: dict[str, Unit] = {}
    sources, problems = project.read_all(f"translations/{code}", ".po")
    for problem in problems:
        report(problem)
    for source in sources:
        for key, unit in read_units(source, report).units.items():
            if key in units:
                report(error(unit.prose.at(0), "T012", unit=key))
            units.setdefault(key, unit)
    return units


def compile_all(
    opened: Opened, documents: Iterable[Document], languages: Collection[str] | None = None
) -> tuple[Compiled, ...]:
    """Compile the given documents of an opened project, in all of their languages or in some."""
    return tuple(
        compile_document(document, opened.records, opened.tongues, languages)
        for document in documents
    )
