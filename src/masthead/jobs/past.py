"""The past: what is known of a project since it was last read, of the files that have not changed.

A record is known by its line, a document as it was read, units by their keys; all that was found
without error. What every file is read by (kinds, registry, sessions, languages) is the ground: if
any of it has changed, nothing is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from masthead.jobs.snapshot import Snapshot, take
from masthead.jobs.store import key_of, store_of
from masthead.jobs.versions import versions
from masthead.language import Unit
from masthead.model.problem import has_errors
from masthead.project import Mark, Project
from masthead.records import OTHERS, Archive, Leaf, Line

UNITS = ".po"
# What a document may show; it is read with the document, and only by it.
SHOWN = (".md", ".csv", ".svg", ".png")


class Index(NamedTuple):
    """The lines of records and the keys of units, by file, each with the mark that the file had."""

    lines: Mapping[str, tuple[Mark, Line]]
    keys: Mapping[str, tuple[Mark, tuple[str, ...]]]


class Past:
    """What is known of a project; `keeps` tells whether what is learned now is kept for next time.

    `snapshot` must have been taken before anything was read; `shown` lists what documents show.
    """

    def __init__(self, project: Project, snapshot: Snapshot | None, *, keeps: bool) -> None:
        self.snapshot = snapshot or take(project)
        self._store, self._keeps = store_of(project.root), keeps
        ground = [mark for name, mark in self.snapshot.marks.items() if _is_ground(name)]
        self._is_firm = self.snapshot.fresh.isdisjoint(mark.name for mark in ground)
        self._ground = key_of(dict(versions()), str(project.root), list(map(tuple, ground)))
        index: Index = self.fetch("index") or Index({}, {})
        self.lines = {n: line for n, (mark, line) in index.lines.items() if self._is_same(n, mark)}
        self.keys = {n: keys for n, (mark, keys) in index.keys.items() if self._is_same(n, mark)}
        self._learned: dict[str, tuple[str, ...]] = {}
        self.shown: dict[str, tuple[str, ...]] = {}

    def _is_same(self, name: str, mark: Mark) -> bool:
        return self.snapshot.marks.get(name) == mark and name not in self.snapshot.fresh

    def fetch(self, *key: object) -> Any:
        """Give what was kept under a key on the same ground."""
        return self._store.fetch(key_of(self._ground, *key)) if self._is_firm else None

    def keep(self, value: object, *key: object) -> None:
        """Keep a value for the next time."""
        if self._keeps and self._is_firm:
            self._store.keep(key_of(self._ground, *key), value)

    def leaf(self, path: str) -> Leaf | None:
        """Give a document as it was read, if neither it nor what it shows has changed."""
        kept: tuple[Leaf, Mapping[str, Mark]] | None = self.fetch("leaf", path)
        if kept is None or not self.same(kept[1]):
            return None
        self.shown[path] = kept[0].shown
        return kept[0]

    def keep_leaf(self, path: str, leaf: Leaf) -> None:
        """Keep a document as it was read."""
        self.shown[path] = leaf.shown
        marks = self.snapshot.of(frozenset((path, *leaf.shown)))
        if marks is not None and not has_errors(leaf.problems):
            self.keep((leaf, marks), "leaf", path)

    def same(self, marks: Mapping[str, Mark]) -> bool:
        """Tell whether files are as they were."""
        return self.snapshot.fresh.isdisjoint(marks) and self.snapshot.unchanged(marks)

    def units(self, path: str) -> Mapping[str, Unit] | None:
        """Give the units of a file whose keys are known."""
        units: Mapping[str, Unit] | None = self.fetch("units", path, self.snapshot.marks[path])
        return units

    def keep_units(self, path: str, units: Mapping[str, Unit]) -> None:
        """Keep the units of a file that has no fault."""
        if path not in self.snapshot.fresh and path in self.snapshot.marks:
            self.keep(dict(units), "units", path, self.snapshot.marks[path])
            self._learned[path] = tuple(units)

    def keep_index(self, archive: Archive) -> None:
        """Keep what is known of all files."""
        lines = {
            line.path: line for line in archive.lines.values() if not has_errors(line.problems)
        }
        keys = self.keys | self._learned
        if lines != self.lines or self._learned:
            self.keep(Index(self._marked(lines), self._marked(keys)), "index")

    def _marked(self, known: Mapping[str, Any]) -> dict[str, tuple[Mark, Any]]:
        marks, fresh = self.snapshot.marks, self.snapshot.fresh
        return {n: (marks[n], k) for n, k in known.items() if n in marks and n not in fresh}


def _is_ground(name: str) -> bool:
    """Tell whether other files are read by what a file says."""
    if name.startswith("activities/"):
        return name.startswith(OTHERS)
    return not name.startswith("templates/") and not name.endswith((UNITS, *SHOWN))
