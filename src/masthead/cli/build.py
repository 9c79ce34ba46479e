"""The verb `build`: makes the editions of documents and publishes them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from masthead.cli.options import Options
from masthead.jobs.cores import cores
from masthead.jobs.making.engines import EngineRoom
from masthead.outputs import FORMATS

if TYPE_CHECKING:
    from masthead.jobs.making.cluster import Cluster


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
@click.option(
    "--scheduler", metavar="tcp://HOST:PORT", help="Work on the machines of a Dask cluster."
)
@click.pass_obj
def build(  # noqa: PLR0913 - one for each option
    options: Options,
    symbols: tuple[str, ...],
    output: Path | None,
    languages: str | None,
    formats: str | None,
    workers: int | None,
    scheduler: str | None,
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
      masthead build --scheduler tcp://10.0.0.1:8786
    """
    project = options.project()
    templates = project.path("templates") if project else Path()
    wanted = tuple(name for name in FORMATS if not formats or name in formats.split(","))
    # An engine reads the templates at once: nothing may lie there that is not the project's.
    sound = project is not None and next(project.astray("templates"), None) is None
    with (
        _cluster(scheduler, workers, options, templates)
        if scheduler
        else EngineRoom(wanted if sound else (), templates, workers or cores())
    ) as room:
        # The compiler is loaded while the engine room loads the engines.
        from masthead.cli.publishing import Order, carry_out  # noqa: PLC0415

        named = tuple(part for part in (languages or "").split(",") if part)
        asked = tuple(part for part in (formats or "").split(",") if part)
        order = Order(symbols, output, named, asked, explain, workers or cores())
        status = carry_out(options, order, room)
    raise click.exceptions.Exit(status)


def _cluster(scheduler: str, workers: int | None, options: Options, templates: Path) -> Cluster:
    """Choose the machines of a cluster, which has as many workers as it has."""
    from masthead.jobs.making.cluster import Cluster  # noqa: PLC0415 - for those who have one

    if workers:
        from masthead.cli.console import open_console  # noqa: PLC0415

        open_console(options).fail("build.jobs-elsewhere")
    return Cluster(scheduler, templates)
