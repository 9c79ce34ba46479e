"""Watching the folders of a project: what was written is read again, whoever wrote it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

from watchfiles import awatch

from masthead.project import FOLDERS, Project

# Programs write a file in several steps, and several files at once.
STEP, LONGEST = 20, 200
# Disks of other machines, and folders that came later, tell nobody of a change: we look at them.
SELDOM = 5_000
# Seconds between two looks where nothing can be watched.
UNWATCHED = 1.0


async def touched(project: Project, stop: asyncio.Event) -> AsyncIterator[frozenset[str]]:
    """Give the names of files that were written, each time there are some; of none, now and then.

    Ends when `stop` is set.
    """
    folders = [project.path(name) for name in FOLDERS if project.path(name).is_dir()]
    changes = awatch(
        *folders,
        watch_filter=None,
        debounce=LONGEST,
        step=STEP,
        stop_event=stop,
        rust_timeout=SELDOM,
        yield_on_timeout=True,
    )
    try:
        async for found in changes:
            paths = [Path(path) for _, path in found]
            inside = (path for path in paths if path.is_relative_to(project.root))
            yield frozenset(path.relative_to(project.root).as_posix() for path in inside)
    except (OSError, RuntimeError):
        # A system watches only so many folders.
        while not stop.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), UNWATCHED)
            yield frozenset()
