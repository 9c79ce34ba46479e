"""Carrying out an order to build: what was asked, what was made, what was left as it was."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from masthead.cli.console import ERRORS, Console, open_console
from masthead.cli.explaining import explain
from masthead.cli.options import Options
from masthead.cli.progress import progress
from masthead.jobs.build import Built, Request, build
from masthead.jobs.making.render import Runner
from masthead.jobs.publishing.publish import refusal
from masthead.model.document import Document
from masthead.model.problem import has_errors
from masthead.outputs import FORMATS


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asked `build` for; empty where everything is meant."""

    symbols: tuple[str, ...]
    output: Path | None
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    explains: bool = False
    workers: int = 1


def carry_out(options: Options, order: Order, room: Runner) -> int:
    """Build what was ordered, say what became of it, and give the exit status."""
    console = open_console(options)
    _check(console, order)
    opened = console.opened()
    languages = tuple(console.language(opened, code) for code in order.languages)
    if (order.languages or order.formats) and order.output is None:
        console.fail("build.partial")
    request = Request(
        console.documents(opened, order.symbols),
        languages or tuple(opened.tongues),
        tuple(name for name in FORMATS if name in (order.formats or opened.formats)),
        order.output,
        workers=order.workers,
    )
    label = console.messages.text("build.progress")
    with progress(label) as shown:
        built = build(opened, request, room, shown)
    _summary(console, built, request)
    if order.explains:
        explain(console, built.reasons, opened.past.changed)
    return ERRORS if has_errors(built.problems) or built.place is None else 0


def _check(console: Console, order: Order) -> None:
    """Refuse at once what cannot be carried out."""
    for name in order.formats:
        if name not in FORMATS:
            console.fail("build.unknown-format", format=name, of=", ".join(FORMATS))
    refused = refusal(order.output) if order.output is not None else None
    if refused is not None:
        console.problems([refused])
        console.fail("build.nothing", ERRORS)


def _summary(console: Console, built: Built, request: Request) -> None:
    console.problems(built.problems)
    for document in built.made:
        codes = ", ".join(code for code in document.languages if code in request.languages)
        made = ", ".join(request.formats)
        console.say("build.made", document=document.symbol, languages=codes, formats=made)
    for document in request.documents:
        for code in _in_vain(document, request):
            console.no_edition(document, code)
    _left(console, "build.kept", built.kept)
    _left(console, "build.refused", built.refused)
    if built.place is None:
        console.say("build.nothing", err=True)
    else:
        console.say("build.done", place=built.place)
        console.options.later.append((console.messages.text("build.unchanged"), False))


def _in_vain(document: Document, request: Request) -> tuple[str, ...]:
    """List the languages asked for, if the document has an edition in none of them."""
    asked = request.languages
    return () if any(code in document.languages for code in asked) else asked


def _left(console: Console, key: str, documents: tuple[Document, ...]) -> None:
    for document in documents:
        console.say(key, err=True, document=document.symbol)
