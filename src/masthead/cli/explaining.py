"""Explaining a build: which renditions were made, why, and which were there already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from masthead.cli.console import Console
from masthead.jobs.making.reasons import Reason

# More would hide what is worth reading.
SHOWN = 10


def explain(console: Console, reasons: Iterable[Reason], changed: Sequence[str]) -> None:
    """Print what changed, then what became of each rendition and why."""
    if changed:
        console.say("explain.files", files=_listed(changed, console))
    for reason in reasons:
        symbols = _listed(reason.symbols, console)
        passages = _listed(reason.changed, console)
        why = console.messages.text(f"explain.{reason.cause}", passages=passages)
        console.print(f"{symbols} {reason.name}: {why}")


def _listed(names: Sequence[str], console: Console) -> str:
    more = len(names) - SHOWN
    listed = ", ".join(names[:SHOWN])
    return console.messages.text("explain.more", listed=listed, more=more) if more > 0 else listed
