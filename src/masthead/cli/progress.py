"""How far a build has come: one bar for everything that is made."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar


@contextmanager
def progress(label: str = "") -> Iterator[Progress]:
    """Show a bar, as long as this lasts; without a label nothing is shown."""
    with click.progressbar(length=1, label=label, item_show_func=_shown, hidden=not label) as bar:
        yield Progress(bar)


class Progress(NamedTuple):
    """A bar on a terminal, with the time that is left: of the jobs alone, not of what precedes."""

    bar: ProgressBar[str | None]

    def expect(self, weight: int) -> None:
        """Make the bar longer; if nothing is to be done, it is at its end."""
        if not self.bar.pos:
            self.bar.start = time.time()
        self.bar.length, self.bar.finished = self.bar.pos + weight, not weight

    def done(self, weight: int, name: str) -> None:
        """Move on by a job."""
        self.bar.update(weight, name)


def _shown(name: str | None) -> str:
    return name or ""
