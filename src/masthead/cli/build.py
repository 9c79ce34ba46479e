"""The verb `build`: makes the editions of documents and publishes them."""

from __future__ import annotations

from pathlib import Path

import click

from masthead.cli.console import ERRORS, Console
from masthead.jobs.build import Built, Request
from masthead.jobs.build import build as build_documents
from masthead.jobs.engines import EngineRoom
from masthead.jobs.render import cores
from masthead.model.document import Document
from masthead.model.problem import has_errors
from masthead.outputs import FORMATS


@click.command()
@click.argument("symbols", nargs=-1, metavar="[SYMBOL]...")
@click.option("--output", type=click.Path(path_type=Path), help="A new folder, instead of build/.")
@click.option("--language", "languages", help="Only some languages, as en,fr; needs --output.")
@click.option("--format", "formats", help="Only some of site,pdf,json; needs --output.")
@click.option("--jobs", "workers", type=click.IntRange(1), help="Workers; by default one a core.")
@click.pass_obj
def build(
    console: Console,
    symbols: tuple[str, ...],
    output: Path | None,
    languages: str | None,
    formats: str | None,
    workers: int | None,
) -> None:
    """Compile documents, make their pages and PDFs, and publish them below build/.

    A document with an error keeps its last published editions. Ends 0, or 1 with errors.

    \b
    Example:
      masthead build
      masthead build CTOC/COP/2014/4 --language fr --format pdf --output proofs
    """
    if (languages or formats) and output is None:
        console.fail("build.partial")
    for name in (formats or "").split(","):
        if name and name not in FORMATS:
            console.fail("build.unknown-format", format=name, of=", ".join(FORMATS))
    names = tuple(name for name in FORMATS if not formats or name in formats.split(","))
    templates = console.root().path("templates")
    with EngineRoom(names, templates, workers or cores()) as room:
        built = _build(console, symbols, output, languages, names, room)
    if has_errors(built.problems) or built.place is None:
        raise click.exceptions.Exit(ERRORS)


def _build(
    console: Console,
    symbols: tuple[str, ...],
    output: Path | None,
    languages: str | None,
    formats: tuple[str, ...],
    room: EngineRoom,
) -> Built:
    opened = console.opened()
    chosen = [console.language(opened, code) for code in (languages or "").split(",") if code]
    request = Request(
        console.documents(opened, symbols),
        tuple(chosen) or tuple(opened.tongues),
        formats,
        output,
    )
    with click.progressbar(
        length=1, label=console.messages.text("build.progress"), item_show_func=str
    ) as bar:

        def progress(count: int, name: str) -> None:
            bar.length, bar.current_item = count, name
            bar.update(1)

        built = build_documents(opened, request, room, progress)
    _summary(console, built, request)
    return built


def _summary(console: Console, built: Built, request: Request) -> None:
    console.problems(built.problems)
    for document in built.made:
        codes = ", ".join(code for code in document.languages if code in request.languages)
        made = ", ".join(request.formats)
        console.say("build.made", document=document.symbol, languages=codes, formats=made)
    _left(console, "build.kept", built.kept)
    _left(console, "build.refused", built.refused)
    if built.place is None:
        console.say("build.nothing", err=True)
    else:
        console.say("build.done", place=built.place)


def _left(console: Console, key: str, documents: tuple[Document, ...]) -> None:
    for document in documents:
        console.say(key, err=True, document=document.symbol)
