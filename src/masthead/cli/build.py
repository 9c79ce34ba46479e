"""The verb `build`: makes the editions of documents and publishes them."""

from __future__ import annotations

from pathlib import Path

import click

from masthead.cli.options import Options
from masthead.jobs.engines import EngineRoom
from masthead.jobs.render import cores
from masthead.outputs import FORMATS


@click.command()
@click.argument("symbols", nargs=-1, metavar="[SYMBOL]...")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="A new or empty folder to build in.",
)
@click.option("--language", "languages", help="Only some languages, as en,fr; needs --output.")
@click.option("--format", "formats", help="Only some of site,pdf,docx,json; needs --output.")
@click.option("--explain", is_flag=True, help="Say of each file why it was made, or was not.")
@click.option("--jobs", "workers", type=click.IntRange(1), help="Workers; by default one a core.")
@click.pass_obj
def build(
    options: Options,
    symbols: tuple[str, ...],
    output: Path | None,
    languages: str | None,
    formats: str | None,
    workers: int | None,
    *,
    explain: bool,
) -> None:
    """Compile documents, make their pages and files, and publish them below build/.

    A document with an error keeps its last published editions. Ends 0, or 1 with errors.

    \b
    Example:
      masthead build
      masthead build --explain
      masthead build CTOC/COP/2014/4 --language fr --format pdf,docx --output proofs
    """
    project = options.project()
    templates = project.path("templates") if project else Path()
    wanted = tuple(name for name in FORMATS if not formats or name in formats.split(","))
    # An engine reads the templates at once: nothing may lie there that is not the project's.
    sound = project is not None and next(project.astray("templates"), None) is None
    with EngineRoom(wanted if sound else (), templates, workers or cores()) as room:
        # The compiler is loaded while the engine room loads the engines.
        from masthead.cli.publishing import Order, carry_out  # noqa: PLC0415

        named = tuple(part for part in (languages or "").split(",") if part)
        asked = tuple(part for part in (formats or "").split(",") if part)
        status = carry_out(options, Order(symbols, output, named, asked, explain), room)
    raise click.exceptions.Exit(status)
