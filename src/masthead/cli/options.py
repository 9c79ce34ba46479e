"""What stands before the verb: which project, and which language to speak; and what is said."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import click

from masthead.jobs.known.snapshot import Snapshot
from masthead.project import Project, spoken_language


class Options(NamedTuple):
    """The options of the program itself; None where the user gave none.

    `said` is all that the program has printed so far: each text, and whether it was an error;
    `later` is what is to be added when the same is said again. `looks` has the project's files as
    they were before anything was read, if somebody looked.
    """

    folder: str | None
    speak: str | None
    said: list[tuple[str, bool]]
    later: list[tuple[str, bool]]
    looks: list[Snapshot]

    def say(self, text: str, *, err: bool = False) -> None:
        """Print a text."""
        self.said.append((text, err))
        click.echo(text, err=err)

    def project(self) -> Project | None:
        """Find the project: the folder that was named, or the nearest one from here upwards."""
        start = Path(self.folder or ".").resolve()
        folders = (start,) if self.folder else (start, *start.parents)
        return next((Project(folder) for folder in folders if Project(folder).exists), None)

    @property
    def language(self) -> str:
        """Give the language to speak."""
        return self.speak or spoken_language()
