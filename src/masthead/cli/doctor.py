"""The verb `doctor`: what this machine lacks, and the command that installs it."""

from __future__ import annotations

import click

from masthead.cli.console import ERRORS, Console, pass_console
from masthead.jobs.doctor import missing, needs, remedy


@click.command()
@pass_console
def doctor(console: Console) -> None:
    """Tell what this machine lacks to build, and which command installs it.

    In a project, the typefaces are looked for that the languages of its documents want.

    \b
    Example:
      masthead doctor
    """
    opened = console.opened() if console.project else None
    languages = opened.words_of(opened.records.documents) if opened else ()
    lacking = {need.name: need for need in missing(languages)}
    for need in needs(languages):
        state = "lacking" if need.name in lacking else "found"
        purpose = console.messages.text(f"doctor.for.{need.purpose}")
        click.echo(f"{console.messages.text(f'doctor.{state}'):<8} {need.name:<18} {purpose}")
    if lacking:
        console.say("doctor.remedy", command=remedy(tuple(lacking.values())))
        raise click.exceptions.Exit(ERRORS)
    console.say("doctor.well")
