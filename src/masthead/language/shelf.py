"""The shelf: all units of a language, by key; a file is read when one of its units is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from masthead.language.units import Unit


class Shelf(Mapping[str, Unit]):
    """Units by key, in the order of their files; `homes` names the file of each.

    `read` gives the units of a file.
    """

    def __init__(self, homes: Mapping[str, str], read: Callable[[str], Mapping[str, Unit]]) -> None:
        self.homes, self._read = homes, read
        self._files: dict[str, Mapping[str, Unit]] = {}

    def __getitem__(self, key: str) -> Unit:
        path = self.homes[key]
        if path not in self._files:
            self._files[path] = self._read(path)
        return self._files[path][key]

    def __contains__(self, key: object) -> bool:
        return key in self.homes

    def __iter__(self) -> Iterator[str]:
        return iter(self.homes)

    def __len__(self) -> int:
        return len(self.homes)
