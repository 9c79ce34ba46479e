"""The verb `translate`: units, their states and their causes."""

from __future__ import annotations

import re

import click

from masthead.cli.console import ERRORS, Console, pass_console
from masthead.cli.exchange import export, show_suggestions, take
from masthead.compile import Compiled, State, Tongue, standings_of
from masthead.jobs.prepare import compile_all
from masthead.jobs.translating.translations import confirm as confirm_units
from masthead.jobs.translating.translations import extract as extract_units
from masthead.language import Words
from masthead.language.terminology import PATH

# A name is kept in one line of a comment: words, and nothing that ends or begins such a line.
PERSON = re.compile(r"[^\W\d_][\w .,&'’()/@+-]{,99}")
WORTH_SHOWING = (State.MISSING, State.SOURCE_CHANGED, State.REVIEW, State.FACT_CHANGED)


@click.group()
def translate() -> None:
    """Work with units: the passages of documents and records, in each language."""


translate.add_command(export)
translate.add_command(take)


@translate.command()
@click.argument("symbols", nargs=-1)
@click.option("--language", help="One language; by default all.")
@click.option("--all", "every", is_flag=True, help="List every unit, not only those to work on.")
@click.option("--suggest", is_flag=True, help="Show what was confirmed for passages like these.")
@pass_console
def status(
    console: Console,
    symbols: tuple[str, ...],
    language: str | None,
    *,
    every: bool,
    suggest: bool,
) -> None:
    """Show the units of documents by state, and the cause of what was overtaken.

    With --suggest, the confirmed units that are most like a missing one are shown too, and how
    like, out of 100.

    \b
    Example:
      masthead translate status
      masthead translate status CTOC/COP/2014/4 --language fr --all
      masthead translate status --language ru --suggest
    """
    opened = console.opened()
    wanted = console.language(opened, language) if language else ""
    shown: dict[str, None] = {}
    for compiled in compile_all(opened, console.documents(opened, symbols)):
        if wanted and wanted not in compiled.document.languages:
            console.no_edition(compiled.document, wanted)
        for code in compiled.editions:
            if code == (wanted or code):
                _show_units(console, compiled, code, every=every)
                if suggest and code != compiled.document.original:
                    show_suggestions(console, opened, compiled.document, code)
                shown[code] = None
    for code in shown:
        _show_unverified(console, opened.tongues[code].words)
        _show_unconfirmed(console, opened.tongues[code])


def _show_units(console: Console, compiled: Compiled, code: str, *, every: bool) -> None:
    """Print how many units stand in each state, then those to work on."""
    mine = [s for s in compiled.standings if s.language == code]
    said = ", ".join(
        f"{count} {console.messages.text(f'state.{state}')}"
        for state, count in standings_of(mine).items()
        if count
    )
    words = sum(standing.words for standing in mine)
    document = compiled.document.symbol
    console.say("translate.board", document=document, language=code, states=said, words=words)
    for standing in mine:
        if every or standing.state in WORTH_SHOWING:
            is_marked = standing.state is State.REVIEW and not standing.cause
            name = "marked" if is_marked else standing.state
            state = console.messages.text(f"state.{name}")
            cause = f": {console.messages.cause(standing.cause)}" if standing.cause else ""
            by = f" ({standing.confirmed_by})" if standing.confirmed_by else ""
            click.echo(f"  {standing.where}: {standing.key}: {state}{by}{cause}")


def _show_unverified(console: Console, words: Words) -> None:
    """Print the fixed strings of a language that nobody has confirmed."""
    if words.unverified:
        path = f"translations/{words.code}/terms.yaml"
        console.say("translate.unverified", language=words.code, count=len(words.unverified))
        for key, text in words.unverified.items():
            click.echo(f"  {path}: {key}: {text}")


def _show_unconfirmed(console: Console, tongue: Tongue) -> None:
    """Print the terms of a language that nobody has confirmed."""
    terms = tongue.lexicon.unconfirmed
    if terms:
        console.say("translate.unconfirmed", language=tongue.code, count=len(terms))
        for id_, form in terms.items():
            click.echo(f"  {PATH}: {id_}: {form}")


@translate.command()
@click.argument("symbols", nargs=-1)
@click.option("--language", help="One language; by default every one of the documents.")
@pass_console
def extract(console: Console, symbols: tuple[str, ...], language: str | None) -> None:
    """Write the units of documents and records to the PO files. No translation is lost.

    \b
    Example:
      masthead translate extract
    """
    opened = console.opened()
    documents = console.documents(opened, symbols)
    codes = dict.fromkeys(code for document in documents for code in document.languages)
    failed = False
    for code in [console.language(opened, language)] if language else codes:
        for file in extract_units(opened, documents, code):
            failed = failed or file.gone < 0
            key = "translate.extracted" if file.gone >= 0 else "translate.unreadable"
            console.say(key, path=file.path, new=file.new, changed=file.changed, gone=file.gone)
    if failed:
        raise click.exceptions.Exit(ERRORS)


@translate.command()
@click.argument("symbol")
@click.argument("blocks", nargs=-1)
@click.option("--language", required=True, help="The language of the units.")
@click.option("--by", "person", required=True, help="Who has read them.")
@click.option("--all", "every", is_flag=True, help="Every unit of the document.")
@click.option("--yes", is_flag=True, help="Do not ask before confirming every unit.")
@pass_console
def confirm(
    console: Console,
    symbol: str,
    blocks: tuple[str, ...],
    language: str,
    person: str,
    *,
    every: bool,
    yes: bool,
) -> None:
    """Say that a person has read units and stands by them.

    \b
    Example:
      masthead translate confirm CTOC/COP/2014/4 status legal --language fr --by "A. Reviser"
    """
    if not PERSON.fullmatch(person):
        console.fail("translate.person")
    if not blocks and not every:
        console.fail("translate.name-units")
    opened = console.opened()
    (document,) = console.documents(opened, [symbol])
    console.language(opened, language)
    if every and not yes:
        question = console.messages.text("translate.sure", document=symbol, language=language)
        click.confirm(question, abort=True)
    done, refused = confirm_units(opened, document, language, () if every else blocks, person)
    console.say("translate.confirmed", count=len(done), person=person)
    for key in refused:
        console.say("translate.refused", err=True, unit=key)
    if refused:
        raise click.exceptions.Exit(ERRORS)
