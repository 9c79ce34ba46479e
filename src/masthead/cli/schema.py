"""The verb `schema`: JSON Schemas that let an editor complete and check files."""

from __future__ import annotations

import click

from masthead.cli.console import Console, pass_console
from masthead.jobs.writing.schema import schemas, write_schemas


@click.command()
@pass_console
def schema(console: Console) -> None:
    """Write JSON Schemas: of records, sessions and documents, both sorts of kinds, and terms.

    Editors with a YAML language server find one by a comment in the file:
    # yaml-language-server: $schema=../.schema/activity.json

    \b
      activities/2030/*.yaml     ../.schema/activity.json
      activities/kinds/*.yaml    .schema/kind.json
      content/*/session.yaml     ../.schema/session.json
      content/kinds/*.yaml       ../.schema/kind.json
      the head of a document     ../.schema/document.json
      translations/*.yaml        .schema/terminology.json

    \b
    Example:
      masthead schema
    """
    opened = console.opened()
    made = schemas(opened.records, opened.parts, tuple(opened.tongues))
    for name in write_schemas(opened.project, made):
        click.echo(name)
    console.say("schema.written", count=len(made))
