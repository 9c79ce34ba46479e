"""The verb `schema`: JSON Schemas that let an editor complete and check records."""

from __future__ import annotations

import click

from masthead.cli.console import Console, pass_console
from masthead.jobs.schema import schemas, write_schemas


@click.command()
@pass_console
def schema(console: Console) -> None:
    """Write the JSON Schema of each kind below activities/.schema/.

    Editors with a YAML language server find it by the first line of a record:
    # yaml-language-server: $schema=../.schema/activity.json

    \b
    Example:
      masthead schema
    """
    opened = console.opened()
    made = schemas(opened.records.registry, opened.records.activities, opened.parts)
    for name in write_schemas(opened.project, made):
        click.echo(name)
    console.say("schema.written", count=len(made))
