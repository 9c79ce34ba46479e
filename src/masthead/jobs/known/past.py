"""The past: what is known of a project since it was last read, of the files that have not changed.

A record is known by its line, a document as it was read, units by their keys; all that was found
without error. What every file is read by (kinds, registry, sessions, languages) is the ground: if
any of it has changed, nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from masthead.jobs.known.snapshot import Snapshot, take
from masthead.jobs.known.store import Keeper, Store, key_of, store_of
from masthead.jobs.known.versions import fingerprint
from masthead.language import Unit
from masthead.model.activity import Activity
from masthead.model.problem import Problem, has_errors
from masthead.project import Mark, Project
from masthead.records import OTHERS, Archive, Leaf, Line

V = TypeVar("V")

INDEX = key_of("index")
UNITS = ".po"
# What a document may show; it is read with the document, and only by it.
SHOWN = (".md", ".csv", ".svg", ".png")


class Index(NamedTuple):
    """What was known when a project was last looked at: the lines of records, the keys of units.

    Both by file, on that `ground`, as the marks of all files are; those of `fresh` ones say too
    little. Marks and lines are plain tuples: a hundred thousand of them are written in a moment.
    """

    ground: str
    marks: Mapping[str, tuple[Any, ...]]
    fresh: frozenset[str]
    lines: Mapping[str, tuple[Any, ...]]
    keys: Mapping[str, tuple[str, ...]]


NOTHING = Index("", {}, frozenset(), {}, {})


class Past:
    """What is known of a project; `keeps` tells whether what is learned now is kept for next time.

    `snapshot` must have been taken before anything was read; `shown` lists what documents show.
    The store is the project's own, unless another one is given; what this process has `held` since
    it began stands before it.
    """

    def __init__(
        self,
        project: Project,
        snapshot: Snapshot | None,
        *,
        keeps: bool,
        store: Store | None = None,
        held: Keeper | None = None,
    ) -> None:
        self.snapshot = snapshot or take(project)
        self.store, self._keeps = store or store_of(project.root), keeps
        self._known = held or self.store
        ground = [mark for name, mark in self.snapshot.marks.items() if _is_ground(name)]
        self._is_firm = self.snapshot.fresh.isdisjoint(mark.name for mark in ground)
        self._ground = key_of(fingerprint(), str(project.root), list(map(tuple, ground)))
        self._index: Index = self._known.fetch(INDEX) or NOTHING
        known = self._index if self._index.ground == self._ground else NOTHING
        same = self._unchanged()
        self.lines = {n: Line._make(line) for n, line in known.lines.items() if n in same}
        self.keys = {name: keys for name, keys in known.keys.items() if name in same}
        self._learned: dict[str, tuple[str, ...]] = {}
        self.shown: dict[str, tuple[str, ...]] = {}

    @property
    def changed(self) -> tuple[str, ...]:
        """List the files that are not as they were at the last look; none if there was none."""
        before, now = self._index.marks, self.snapshot.marks
        if not before:
            return ()
        return tuple(sorted(n for n in before.keys() | now.keys() if before.get(n) != now.get(n)))

    def _unchanged(self) -> frozenset[str]:
        """List the files that are as they were, as far as their marks can tell."""
        before, now = self._index.marks, self.snapshot.marks
        same = frozenset(name for name, mark in now.items() if before.get(name) == mark)
        return same - self._index.fresh - self.snapshot.fresh

    def fetch(self, *key: object) -> Any:
        """Give what was kept under a key on the same ground."""
        return self._known.fetch(key_of(self._ground, *key)) if self._is_firm else None

    def keep(self, value: object, *key: object) -> None:
        """Keep a value for the next time."""
        if self._keeps and self._is_firm:
            self._known.keep(key_of(self._ground, *key), value)

    def look_up(self, key: str) -> Any:
        """Give what is kept under a key that names all that it was made from, on any ground."""
        return self._known.fetch(key)

    def put(self, key: str, value: object) -> None:
        """Keep a value under such a key."""
        if self._keeps:
            self._known.keep(key, value)

    def once(self, make: Callable[[], V], *key: object) -> V:
        """Make what rests on the ground alone, unless this process has made it before."""
        whole = key_of(self._ground, *key)
        return self._known.once(whole, make) if self._is_firm else make()

    def once_for_all(
        self, make: Callable[[], tuple[V, tuple[Problem, ...]]], *key: object
    ) -> tuple[V, tuple[Problem, ...]]:
        """Make what rests on the ground alone, with its problems, unless it is known.

        It is kept for the next time if none of them is an error, or they would not be found anew.
        """

        def made() -> tuple[V, tuple[Problem, ...]]:
            known: tuple[V, tuple[Problem, ...]] | None = self.fetch(*key)
            if known is not None:
                return known
            value, problems = make()
            if not has_errors(problems):
                self.keep((value, problems), *key)
            return value, problems

        return self.once(made, *key)

    def record(self, path: str, read: Callable[[], Activity | None]) -> Activity | None:
        """Read a record, unless this process has read it before."""
        if path in self.snapshot.fresh or path not in self.snapshot.marks:
            return read()
        return self.once(read, "record", path, self.snapshot.marks[path])

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
        found = archive.lines.values()
        lines = {line.path: tuple(line) for line in found if not has_errors(line.problems)}
        if self._keeps and self._is_firm:
            marks = {name: tuple(mark) for name, mark in self.snapshot.marks.items()}
            keys = {**self.keys, **self._learned}
            index = Index(self._ground, marks, self.snapshot.fresh, lines, keys)
            self._known.keep(INDEX, index)


def _is_ground(name: str) -> bool:
    """Tell whether other files are read by what a file says."""
    if name.startswith("activities/"):
        return name.startswith(OTHERS)
    if name.startswith("translations/"):
        return not name.endswith(UNITS)
    return not name.startswith("templates/") and not name.endswith(SHOWN)
