"""The verb `symbol`: the grammar of document symbols."""

from __future__ import annotations

import click

from masthead.cli.console import USAGE, Console, pass_console
from masthead.model.problem import Fault
from masthead.model.symbol import Symbol


@click.group()
def symbol() -> None:
    """Work with document symbols."""


@symbol.command()
@click.argument("text", nargs=-1, required=True)
@pass_console
def parse(console: Console, text: tuple[str, ...]) -> None:
    """Read a symbol and print its parts, its file name and its address; or say where it fails.

    \b
    Example:
      masthead symbol parse CTOC/COP/2014/4
    """
    written = " ".join(text)
    parsed = Symbol.parse(written)
    if isinstance(parsed, Fault):
        console.caret(written, parsed)
        raise click.exceptions.Exit(USAGE)
    rows = {
        "symbol": str(parsed),
        "elements": " · ".join(parsed.elements),
        "base": str(parsed.base),
        "file": parsed.file_name("E", ".pdf"),
        "path": parsed.path,
        "link": parsed.link("en"),
    }
    for key, value in rows.items():
        click.echo(f"{console.messages.text(f'symbol.{key}'):<10} {value}")
