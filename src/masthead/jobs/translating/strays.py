"""Units that stand in another PO file than their block's: the block moved, or the file was split.

A unit is known again by its key, or by the id of its block and the source that it translates.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from masthead.language import Unit, UnitFile, read_units, write_units
from masthead.model.problem import Problem
from masthead.project import Project, Source


class Strays:
    """All units of a language by the files they stand in; a class, for units are taken out of it.

    `wanted` are the keys of all units that the project's documents and records have.
    """

    def __init__(self, project: Project, language: str, wanted: Collection[str]) -> None:
        self.project, self.language, self.wanted = project, language, wanted
        self.files = _files(project, language)
        self.changed: set[str] = set()

    def take(self, key: str, source: str, path: str) -> Unit | None:
        """Find the unit of a block that its own file, `path`, does not have."""
        return self._by_key(key, path) or self._by_source(key, source)

    def _by_key(self, key: str, path: str) -> Unit | None:
        for name, file in self.files.items():
            if name != path and key in file.units:
                units = dict(file.units)
                unit = units.pop(key)
                self.files[name] = UnitFile(name, units, file.obsolete)
                self.changed.add(name)
                return unit
        return None

    def _by_source(self, key: str, source: str) -> Unit | None:
        """Copy the translation of the same block elsewhere; nobody has confirmed a copy here.

        Of a block that is gone from there it is no copy: the block has moved.
        """
        block = key.partition("#")[2]
        for unit in self._all():
            if unit.key.partition("#")[2] == block and unit.source == source and unit.text.strip():
                is_moved = unit.key not in self.wanted
                return replace(unit, key=key, confirmed_by=unit.confirmed_by if is_moved else "")
        return None

    def _all(self) -> Iterable[Unit]:
        for file in self.files.values():
            yield from file.units.values()
        for file in self.files.values():
            yield from reversed(file.obsolete)

    def put_back(self) -> None:
        """Write the files from which units were taken."""
        for name in sorted(self.changed):
            file = self.files[name]
            text = write_units(file.units.values(), file.obsolete, self.language)
            self.project.write(name, text)


def _files(project: Project, language: str) -> dict[str, UnitFile]:
    """Read the PO files of a language; one with a mistake is left as it is, and gives nothing."""
    sources, _ = project.read_all(f"translations/{language}", ".po")
    found: dict[str, UnitFile] = {}
    for source in sources:
        problems: list[Problem] = []
        file = read_units(Source(source.path, source.data), problems.append)
        if not problems:
            found[source.path] = file
    return found
