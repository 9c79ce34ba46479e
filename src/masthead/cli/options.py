"""What stands before the verb: which project, and which language to speak."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from masthead.project import Project


class Options(NamedTuple):
    """The options of the program itself; None where the user gave none."""

    folder: str | None
    speak: str | None

    def project(self) -> Project | None:
        """Find the project: the folder that was named, or the nearest one from here upwards."""
        start = Path(self.folder or ".").resolve()
        folders = (start,) if self.folder else (start, *start.parents)
        return next((Project(folder) for folder in folders if Project(folder).exists), None)
