"""The verb `doctor`: what this machine lacks, and the command that installs it."""

from __future__ import annotations

import click

from masthead.cli.console import ERRORS, Console, pass_console
from masthead.jobs.doctor import NEEDS, missing, remedy


@click.command()
@pass_console
def doctor(console: Console) -> None:
    """Tell what this machine lacks to build, and which command installs it.

    \b
    Example:
      masthead doctor
    """
    lacking = missing()
    for need in NEEDS:
        state = "lacking" if need in lacking else "found"
        purpose = console.messages.text(f"doctor.for.{need.purpose}")
        click.echo(f"{console.messages.text(f'doctor.{state}'):<8} {need.name:<18} {purpose}")
    if lacking:
        console.say("doctor.remedy", command=remedy(lacking))
        raise click.exceptions.Exit(ERRORS)
    console.say("doctor.well")
