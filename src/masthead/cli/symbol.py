"""The verb `symbol`: the grammar of document symbols."""

from __future__ import annotations

from collections.abc import Mapping

import click

from masthead.cli.console import USAGE, Console, pass_console
from masthead.model.citation import Citation
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

    Several symbols may be cited together: "A/64/13 and Add.1".

    \b
    Example:
      masthead symbol parse CTOC/COP/2006/7/Rev.1
    """
    written = " ".join(text)
    cited = Citation.parse(written)
    if isinstance(cited, Fault):
        console.caret(written, cited)
        raise click.exceptions.Exit(USAGE)
    for number, one in enumerate(cited.symbols):
        if number:
            click.echo()
        for key, value in _rows(one).items():
            if value:
                click.echo(f"{console.messages.text(f'symbol.{key}'):<14} {value}")


def _rows(one: Symbol) -> Mapping[str, str]:
    """List what there is to know of a symbol, by the names of its parts."""
    parts = one.parts
    return {
        "symbol": str(one),
        "body": parts.body,
        "period": parts.period,
        "nature": parts.nature,
        "number": parts.number,
        "part": parts.part,
        "modifiers": ", ".join(map(str, one.modifiers)),
        "changes": str(one.changes or ""),
        "file": one.file_name("E", ".pdf"),
        "path": one.path,
        "link": one.link("en"),
    }
