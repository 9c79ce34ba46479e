"""The sources of a project: the SHA-256 of each file that a build may be made of.

A file that has the mark of the last time has its digest, too. Every file must have the mark that it
had before anything was read, or it may not be what was built.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from masthead.jobs.known.store import key_of
from masthead.jobs.prepare import Opened
from masthead.project import LEFTOVERS, Mark, Project, Source

KEY = key_of("sources")
# What the program says to its user is printed nowhere else.
SAID = "/messages.yaml"


class Sources(NamedTuple):
    """The digests of files by name; and those that changed since the project was looked at."""

    digests: dict[str, str]
    changed: tuple[str, ...]


def sources_of(opened: Opened) -> Sources:
    """Give the digest of each source, as it was when it was read."""
    snapshot, store = opened.past.snapshot, opened.past.store
    known: dict[str, tuple[object, ...]] = store.fetch(KEY) or {}
    found: dict[str, tuple[object, ...]] = {}
    changed: list[str] = []
    for name, mark in snapshot.marks.items():
        if not _is_source(name):
            continue
        *before, digest = known.get(name, (None,))
        if name in snapshot.fresh or before != [*mark]:
            digest = _digest(opened.project, mark, changed)
        if digest:
            found[name] = (*mark, digest)
    if found != known:
        store.keep(KEY, found)
    return Sources({name: str(kept[-1]) for name, kept in found.items()}, tuple(changed))


def overtaken(opened: Opened, folder: str) -> list[str]:
    """List the files of a folder that are not as they were when the project was looked at."""
    before = {m for m in opened.past.snapshot.marks.values() if m.name.startswith(f"{folder}/")}
    now = {*opened.project.marks(folder)}
    return sorted({mark.name for mark in before ^ now if _is_source(mark.name)})


def _is_source(name: str) -> bool:
    return "/." not in name and not name.endswith((*LEFTOVERS, SAID))


def _digest(project: Project, mark: Mark, changed: list[str]) -> str:
    """Give the digest of a file; none of what nobody can read, nor of what is another file now."""
    source = project.read(mark.name)
    if project.mark(mark.name) != mark:
        changed.append(mark.name)
        return ""
    return hashlib.sha256(source.data).hexdigest() if isinstance(source, Source) else ""
