"""The verb `verify`: a published folder against its manifest, and against its sources."""

from __future__ import annotations

from pathlib import Path

import click

from masthead.cli.console import ERRORS, open_console
from masthead.cli.options import Options


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--sources",
    is_flag=True,
    help="Also make it again from this project's sources, and compare byte for byte.",
)
@click.pass_obj
def verify(options: Options, folder: Path | None, *, sources: bool) -> None:
    """Prove that a published folder, build/ by default, is what its manifest says.

    Names each file that is missing, changed or added since. A copy is verified wherever it lies.
    With --sources, says what this project makes otherwise now, and what has changed since: sources,
    versions of programs, fonts. Ends 0, or 1 with a difference.

    \b
    Example:
      masthead verify
      masthead verify /mnt/published
      masthead verify --sources
    """
    # The engines are for those who make the site again.
    from masthead.jobs.publishing.verify import verify as held  # noqa: PLC0415

    console = open_console(options)
    top = folder or (console.root().root / "build" if console.project else Path("build"))
    manifest, problems = held(top)
    console.problems(problems)
    if manifest is None or problems:
        console.fail("verify.differs", ERRORS, folder=top, count=len(problems))
    version = manifest.making["versions"].get("masthead", "")
    console.say("verify.well", folder=top, files=len(manifest.files), version=version)
    if sources:
        from masthead.cli.verifying import remade  # noqa: PLC0415

        raise click.exceptions.Exit(remade(options, top, manifest))
