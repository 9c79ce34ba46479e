"""The verb `ledger`: what became of each record of a document's period."""

from __future__ import annotations

import click

from masthead.cli.console import ERRORS, Console, pass_console
from masthead.compile import Line
from masthead.compile.ledger import LOST
from masthead.jobs.prepare import compile_all


@click.command()
@click.argument("symbol")
@pass_console
def ledger(console: Console, symbol: str) -> None:
    """Account for every record of a document's period: placed, merged, held, excluded or lost.

    \b
    Example:
      masthead ledger CTOC/COP/2014/4
    """
    opened = console.opened()
    (compiled,) = compile_all(opened, console.documents(opened, [symbol]))
    lines = compiled.ledger.lines
    width = max((len(line.activity.id) for line in lines), default=0)
    for line in lines:
        console.print(f"{line.activity.id:<{width}}  {_fate(console, line)}")
    counts: dict[str, int] = {fate: sum(line.fate == fate for line in lines) for fate in _FATES}
    said = console.messages.text(
        "ledger.summary", document=compiled.document.symbol, count=len(lines), **counts
    )
    console.print(said)
    if counts[LOST]:
        raise click.exceptions.Exit(ERRORS)


_FATES = ("placed", "merged", "held", "excluded", "lost")


def _fate(console: Console, line: Line) -> str:
    said = console.messages.text(f"ledger.{line.fate}", number=line.number, reason=line.reason)
    return f"{line.activity.when!s:<24} {said}"
