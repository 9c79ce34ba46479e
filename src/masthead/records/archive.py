"""The archive: every record there is. Each is known by a line; a record is read when it is wanted.

A program that has read a record once need not read it again to know that nothing is wrong with it,
when it was, and what it names. So a project of a hundred thousand records is opened by its lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from masthead.model.activity import Activity, Names
from masthead.model.problem import Problem
from masthead.model.when import When
from masthead.notation import Report, read_fields
from masthead.project import Found, Project, Source
from masthead.records.activities import (
    LINKS,
    check_id,
    check_links,
    check_office,
    read_activity,
    stem,
)
from masthead.records.named import Context
from masthead.records.registry import Registry

FOLDER = "activities"
# What lies there is read before any record.
OTHERS = ("activities/kinds/", "activities/registry/")
# Gives a record by its file: at hand, or as it is read.
Recall = Callable[[str, Callable[[], Activity | None]], Activity | None]
# Records that are held read at one time; what is wanted again after that is read again.
HELD = 5_000


class Line(NamedTuple):
    """What is known of a record that was read: where, when, its fields, which records it links to.

    `first` and `last` are the days of its date, as ordinals.
    """

    path: str
    first: int
    last: int
    fields: tuple[str, ...]
    links: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    internal: bool = False


class Rules(NamedTuple):
    """What records are read by: the registry, the ways of taking part, the reporting office."""

    registry: Registry
    as_parts: tuple[str, ...] = ()
    office: str = ""


class Archive(Mapping[str, Activity]):
    """The records by id, in the order of their files; `lost` are those that cannot be read."""

    def __init__(
        self,
        lines: Mapping[str, Line],
        read: Callable[[str], Activity | None],
        lost: frozenset[str] = frozenset(),
    ) -> None:
        self.lines, self.lost, self._read = lines, lost, read
        self._held: dict[str, Activity] = {}
        self._within: dict[When | None, tuple[str, ...]] = {}

    def __getitem__(self, id_: str) -> Activity:
        held = self._held.get(id_)
        if held is None:
            read = self._read(self.lines[id_].path)
            if read is None:
                raise KeyError(id_)
            held = self.hold(read)
        return held

    def __contains__(self, id_: object) -> bool:
        return id_ in self.lines

    def __iter__(self) -> Iterator[str]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def hold(self, activity: Activity) -> Activity:
        """Hold a record that was read, in the place of the one that is held for longest."""
        if len(self._held) >= HELD:
            del self._held[next(iter(self._held))]
        self._held[activity.id] = activity
        return activity

    def fields(self, id_: str) -> tuple[str, ...]:
        """List the fields of a record, without reading it; none of one that is not there."""
        line = self.lines.get(id_)
        return line.fields if line else ()

    def within(self, period: When | None) -> tuple[str, ...]:
        """List the records that may fall in a period, by their outer days; all for none."""
        if period not in self._within:
            begin, end = _days(period) if period else (0, date.max.toordinal())
            self._within[period] = tuple(
                id_ for id_, line in self.lines.items() if line.first <= end and begin <= line.last
            )
        return self._within[period]

    def overlapping(self, period: When | None) -> Iterator[Activity]:
        """Give the records that have a day in common with a period; all for none."""
        for id_ in self.within(period):
            activity = self[id_]
            if period is None or activity.when.overlaps(period):
                yield activity


def _days(when: When) -> tuple[int, int]:
    return when.first.toordinal(), (when.last or date.max).toordinal()


def read_archive(
    project: Project,
    rules: Rules,
    known: Mapping[str, Line],
    report: Report,
    recall: Recall = lambda path, read: read(),
) -> Archive:
    """Read the records, but for those of which a line is `known`, by the names of their files."""
    files = [f for f in project.found(FOLDER, ".yaml") if not f.name.startswith(OTHERS)]
    first: dict[str, str] = {}
    for file in files:
        check_id(file.name, rules.registry, first, report)
    reader = _Reader(project, rules, frozenset(first))
    lines: dict[str, Line] = {}
    archive = Archive(lines, lambda path: recall(path, partial(reader.again, path)))
    fresh: set[str] = set()
    for file in files:
        id_ = stem(file.name)
        line, is_first = known.get(file.name), first.get(id_) == file.name
        if line is None or not is_first or not reader.ids.issuperset(line.links):
            activity, problems = reader.read(file)
            if activity is None or not is_first:
                _report_all(problems, report)
                continue
            fresh.add(id_)
            line = _line_of(archive.hold(activity), problems)
        lines[id_] = line
    for id_, line in lines.items():
        # Two records may part because either of them has changed.
        if line.links and not fresh.isdisjoint((id_, *line.links)):
            lines[id_] = line._replace(problems=(*line.problems, *_linked(archive, id_)))
        _report_all(lines[id_].problems, report)
    archive.lost = frozenset(stem(file.name) for file in files) - lines.keys()
    return archive


def _line_of(activity: Activity, problems: tuple[Problem, ...]) -> Line:
    linked = (activity.values.get(name) for name in LINKS)
    links = tuple(id_ for value in linked if isinstance(value, Names) for id_ in value.ids)
    first, last = _days(activity.when)
    fields = tuple(activity.values)
    return Line(activity.where.path, first, last, fields, links, problems, activity.internal)


def _linked(archive: Archive, id_: str) -> list[Problem]:
    problems: list[Problem] = []
    check_links(archive[id_], archive, problems.append)
    return problems


def _report_all(problems: Iterable[Problem], report: Report) -> None:
    for problem in problems:
        report(problem)


class _Reader:
    """Reads single records of a project."""

    def __init__(self, project: Project, rules: Rules, ids: frozenset[str]) -> None:
        self._project, self._rules, self.ids = project, rules, ids

    def read(self, file: Found) -> tuple[Activity | None, tuple[Problem, ...]]:
        """Read a record, and find what is wrong with it."""
        problems: list[Problem] = []
        source = self._project.take(file)
        if isinstance(source, Problem):
            return None, (source,)
        return self._typed(source, problems.append), tuple(problems)

    def again(self, path: str) -> Activity | None:
        """Read a record whose problems have been told."""
        source = self._project.read(path)
        return None if isinstance(source, Problem) else self._typed(source, lambda problem: None)

    def _typed(self, source: Source, report: Report) -> Activity | None:
        registry, as_parts, office = self._rules
        fields = read_fields(source, report)
        context = Context(stem(source.path), registry, self.ids, report, as_parts)
        activity = read_activity(fields, context) if fields else None
        if activity is not None:
            check_office(activity, registry.kinds[activity.kind], office, report)
        return activity
