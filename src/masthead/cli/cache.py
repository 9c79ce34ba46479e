"""The verb `cache`: what is kept of earlier builds, and forgetting it."""

from __future__ import annotations

import click

from masthead.cli.console import Console, pass_console
from masthead.jobs.known.store import FOLDER, LIMIT, store_of

MEGABYTE = 1_000_000


@click.command()
@click.option("--clear", is_flag=True, help="Forget all of it; the next build makes everything.")
@pass_console
def cache(console: Console, *, clear: bool) -> None:
    """Say how much is kept of earlier builds, so that only what changes is made; or clear it.

    It lies in the folder .masthead of the project and may be deleted at any time.

    \b
    Example:
      masthead cache
      masthead cache --clear
    """
    store = store_of(console.root().root)
    if clear:
        console.say("cache.cleared", size=_in_megabytes(store.clear()), folder=FOLDER)
        return
    sizes = [entry.stat().st_size for entry in store.entries()]
    size, limit = _in_megabytes(sum(sizes)), _in_megabytes(LIMIT)
    console.say("cache.size", count=len(sizes), size=size, folder=FOLDER, limit=limit)


def _in_megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f}"
