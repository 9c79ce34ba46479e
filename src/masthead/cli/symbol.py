"""The verb `symbol`: the grammar of document symbols, and the register of a project."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

import click

from masthead.cli.console import ERRORS, USAGE, Console, pass_console
from masthead.compile.register import is_document, next_symbol, periods_of, register_of
from masthead.jobs.listing import Listed, list_documents
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


@symbol.command("next")
@click.argument("series")
@pass_console
def next_(console: Console, series: str) -> None:
    """Propose the next symbol of a series: of documents, of a nature of paper, of addenda.

    Numbers that session.yaml lists as skipped or elsewhere are not given again.

    \b
    Example:
      masthead symbol next CTOC/COP/2014
      masthead symbol next CTOC/COP/2014/L
      masthead symbol next CTOC/COP/2014/4/Add
    """
    register = register_of(console.opened().records)
    if is_document(series, register):
        console.fail("register.document", symbol=series)
    proposed = next_symbol(series, register)
    if isinstance(proposed, Fault):
        console.caret(series, proposed._replace(offset=min(proposed.offset, len(series))))
        raise click.exceptions.Exit(USAGE)
    if periods := periods_of(proposed, register):
        console.fail("register.period", series=series, of=", ".join(periods))
    if proposed.changes is not None and proposed.changes not in register.taken():
        console.say("register.no-parent", err=True, symbol=proposed.changes)
    click.echo(proposed)


@symbol.command("list")
@click.argument("series", default="")
@pass_console
def list_(console: Console, series: str) -> None:
    """List the documents of each session: symbol, agenda item, title and languages.

    \b
    Example:
      masthead symbol list
      masthead symbol list CTOC/COP/2014
    """
    lines = list_documents(console.opened(), console.messages.language, series)
    if not lines:
        console.fail("register.none", ERRORS)
    symbols = max(len(line.symbols) for line in lines)
    items = max(len(line.item) for line in lines)
    for folder, listed in groupby(lines, key=lambda line: line.session):
        click.echo(folder)
        for line in listed:
            click.echo(f"  {line.symbols:<{symbols}}  {line.item:<{items}}  {_told(console, line)}")


def _told(console: Console, line: Listed) -> str:
    if line.skipped:
        return console.messages.text("register.skipped", reason=line.skipped)
    return f"{line.title} [{', '.join(line.languages)}]"
