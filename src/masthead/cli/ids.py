"""The verb `fix-ids`: writes the ids that blocks of a document lack."""

from __future__ import annotations

import click

from masthead.cli.console import ERRORS, Console, pass_console
from masthead.jobs.prepare import Opened
from masthead.jobs.writing.ids import without_id, write_ids


@click.command("fix-ids")
@click.argument("symbols", nargs=-1)
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@pass_console
def fix_ids(console: Console, symbols: tuple[str, ...], *, dry_run: bool) -> None:
    """Write {#id} above each block that has none. Ids that stand are never changed.

    \b
    Example:
      masthead fix-ids --dry-run
      masthead fix-ids CTOC/COP/2014/4
    """
    opened = console.opened()
    count = 0
    for document in console.documents(opened, symbols):
        if dry_run:
            for passage in without_id(document):
                click.echo(f"{passage.where}: {console.messages.text('ids.missing')}")
                count += 1
            continue
        for line, id_ in write_ids(opened.project, document):
            click.echo(f"{document.path}:{line}: {{#{id_}}}")
            count += 1
    lost = [p for p in opened.problems if p.where.path in unread(opened)]
    console.problems(lost)
    console.say("ids.found" if dry_run else "ids.written", count=count)
    if lost:
        raise click.exceptions.Exit(ERRORS)


def unread(opened: Opened) -> set[str]:
    """Name the files of documents that could not be read, for whatever reason."""
    read = {document.path for document in opened.records.documents}
    return {name for name in opened.project.names("content", ".md") if name not in read}
