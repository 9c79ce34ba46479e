"""Answers: what the program said of a project, to be said again while nothing has changed.

A question is a verb with its options. Its answer is kept under the marks of every file that may
have been read (size, times, number on the disk), so it is found again only if none has changed, and
only if the published site is the one that was left. Nothing of a project is read for it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from masthead.jobs.known.snapshot import Snapshot, take
from masthead.jobs.known.store import Store, key_of, store_of
from masthead.jobs.known.versions import fingerprint, natives
from masthead.model.problem import Problem
from masthead.project import STORE, Project

PUBLISHED = "build"


class Answer(NamedTuple):
    """What was said (each text, and whether it went to the error stream), and the exit status."""

    said: tuple[tuple[str, bool], ...]
    status: int


class Asked(NamedTuple):
    """A question, and the files as they were when it was put.

    `fresh` are the digests of files that had just been written; `of_bytes` tells whether the
    published site is asked for too.
    """

    project: Project
    store: Store
    key: str
    snapshot: Snapshot
    fresh: Mapping[str, str]
    of_bytes: bool


class _Kept(NamedTuple):
    answer: Answer
    fresh: Mapping[str, str]
    published: str


def ask(project: Project, question: Iterable[str], *, of_bytes: bool) -> Asked:
    """Put a question about a project as it is now; some are of the bytes that are published."""
    snapshot = take(project)
    fresh = {name: _digest(project, name) for name in sorted(snapshot.fresh)}
    marks = list(map(tuple, snapshot.marks.values()))
    makers = fingerprint(), natives() if of_bytes else {}
    key = key_of("answer", *question, str(project.root), *makers, marks)
    return Asked(project, store_of(project.root), key, snapshot, fresh, of_bytes)


def recall(asked: Asked) -> Answer | None:
    """Give the answer that was given to a question; None if something has changed since."""
    kept: _Kept | None = asked.store.fetch(asked.key)
    if kept is None or kept.published != _published(asked):
        return None
    same = all(_digest(asked.project, name) == was for name, was in kept.fresh.items())
    return kept.answer if same else None


def remember(asked: Asked, answer: Answer) -> None:
    """Keep the answer to a question."""
    asked.store.keep(asked.key, _Kept(answer, asked.fresh, _published(asked)))


def _published(asked: Asked) -> str:
    """Give the marks of the published site, if it is asked for: somebody may have changed it."""
    project, link = asked.project, asked.project.path(PUBLISHED)
    if not asked.of_bytes:
        return ""
    place = os.readlink(link) if link.is_symlink() else ""
    # A link of somebody else's may lead to where there is no end of files.
    return key_of(place, *project.marks(place)) if place.startswith(STORE) else place


def _digest(project: Project, name: str) -> str:
    """Give the digest of a file; what the project does not read (a pipe would wait) has none."""
    source = project.read(name)
    return "" if isinstance(source, Problem) else sha256(source.data).hexdigest()
