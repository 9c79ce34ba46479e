"""Files as values: what lies below a folder, read and laid out again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

Files = Mapping[str, bytes]


def below(folder: Path) -> Iterator[Path]:
    """Give the files below a folder, in the order of their names; none if it is not there."""
    for top, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(top, name) for name in sorted(names))


def read(names: Iterable[str], folder: Path) -> Files:
    """Read some files of a folder."""
    return {name: (folder / name).read_bytes() for name in names}


def lay_out(files: Files, folder: Path) -> None:
    """Write files below a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
