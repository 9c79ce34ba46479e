"""A snapshot: the mark of each file of a project, by which a later look finds what has changed."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import NamedTuple

from masthead.project import FOLDERS, Mark, Project

# A file may change twice within what the disk takes for one moment. FAT counts in twos of seconds.
MOMENT = 2_000_000_000


class Snapshot(NamedTuple):
    """The files of a project at one time; `fresh` are those of which a mark says too little yet."""

    marks: Mapping[str, Mark]
    fresh: frozenset[str]

    def unchanged(self, marks: Mapping[str, Mark]) -> bool:
        """Tell whether some files are as they were, as far as marks can tell."""
        return all(self.marks.get(name) == mark for name, mark in marks.items())

    def of(self, names: frozenset[str]) -> Mapping[str, Mark] | None:
        """Give the marks of some files; None if one of them is too fresh, or gone."""
        if not self.fresh.isdisjoint(names) or not self.marks.keys() >= names:
            return None
        return {name: self.marks[name] for name in names}


def take(project: Project) -> Snapshot:
    """Look at every file of the four folders, and read none."""
    now = time.time_ns()
    marks = {mark.name: mark for folder in FOLDERS for mark in project.marks(folder)}
    fresh = (m.name for m in marks.values() if max(m.written, m.changed) > now - MOMENT)
    return Snapshot(marks, frozenset(fresh))
