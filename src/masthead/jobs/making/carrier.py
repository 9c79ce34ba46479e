"""What travels when a job is run on another machine: the looks go there, the files come back.

Neither the templates nor the staging folder of a build lies there. The looks are laid out once a
process; a job has a folder of its own, whose files are the answer.
"""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import NamedTuple

from masthead.jobs.known.files import Files, below, lay_out, read
from masthead.jobs.known.versions import makers
from masthead.jobs.making.render import Job, Outcome, bare, run_job

PREFIX = "masthead-"
# Looks are edited between builds; a process that serves many need not keep those of all.
MOST_LOOKS = 4

Looks = tuple[tuple[str, bytes], ...]

# Engines have one state for a whole process (a library's settings, locales), which may have
# several threads.
_alone = Lock()


class Cargo(NamedTuple):
    """What all jobs need: the looks, and makers that must be the same on each machine."""

    looks: Looks
    families: tuple[str, ...]
    makers: Mapping[str, str]


class Parcel(NamedTuple):
    """What comes back: how a job ended, and the files that it made."""

    outcome: Outcome
    files: Files


class Unlike(Exception):
    """A machine would make other bytes, for some of its makers are others."""

    def __init__(self, machine: str, makers: Mapping[str, str]) -> None:
        super().__init__(machine, makers)
        self.machine, self.makers = machine, makers


def looks_of(templates: Path) -> Looks:
    """Take the looks along."""
    return tuple((p.relative_to(templates).as_posix(), p.read_bytes()) for p in below(templates))


def unlike(here: Mapping[str, str], there: Mapping[str, str]) -> dict[str, str]:
    """Give the makers of a machine that differ from ours; "" where it has none of that name."""
    names = sorted(here.keys() | there.keys())
    return {n: there.get(n, "") for n in names if here.get(n) != there.get(n)}


def carry(job: Job, cargo: Cargo) -> Parcel:
    """On another machine: run a job, and give what it made."""
    differ = unlike(cargo.makers, makers(cargo.families))
    if differ:
        raise Unlike(platform.node(), differ)
    with _alone, TemporaryDirectory(prefix=PREFIX) as folder:
        there = replace(job, templates=Path(_laid_out(cargo.looks).name), folder=Path(folder))
        outcome = run_job(there)
        names = [path.relative_to(folder).as_posix() for path in below(Path(folder))]
        return Parcel(bare(outcome), read(names, Path(folder)))


def unpack(parcel: Parcel, job: Job) -> Outcome:
    """Put the files of a job where it wanted them."""
    lay_out(parcel.files, job.folder)
    return replace(parcel.outcome, job=job)


@lru_cache(MOST_LOOKS)
def _laid_out(looks: Looks) -> TemporaryDirectory[str]:
    """Lay out looks in a folder, which is gone when nobody holds it any more."""
    folder = TemporaryDirectory(prefix=PREFIX)
    lay_out(dict(looks), Path(folder.name))
    return folder
