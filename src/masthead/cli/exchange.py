"""The verbs `translate export` and `translate import`: units for translators' own programs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from masthead.cli.console import ERRORS, Console, one_line, pass_console
from masthead.jobs.prepare import Opened
from masthead.jobs.translating.exchange import EXCHANGE, Unreadable, sheet_of
from masthead.jobs.translating.returns import OUTCOMES, REFUSED, TAKEN, Verdict, read_returns
from masthead.jobs.translating.returns import take as take_units
from masthead.jobs.translating.terminology import add_glossary
from masthead.jobs.translating.translations import gather
from masthead.language import Added
from masthead.language.exchange import Returns, Sheet
from masthead.model.document import Document
from masthead.model.problem import Problem
from masthead.project import read_file, write_whole


@click.command()
@click.argument("symbols", nargs=-1)
@click.option("--language", required=True, help="The language that is translated into.")
@click.option("--format", "format_", type=click.Choice([*EXCHANGE]), default="xliff")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; by default it is printed.",
)
@pass_console
def export(
    console: Console, symbols: tuple[str, ...], language: str, format_: str, output: Path | None
) -> None:
    """Write units to a file for a translator's program: XLIFF 2.1, PO, or TMX.

    XLIFF and PO come back with `masthead translate import`. TMX is for translation memories, and
    has the confirmed units only.

    \b
    Example:
      masthead translate export CTOC/COP/2014/4 --language ru --output report-ru.xlf
      masthead translate export --language fr --format tmx --output confirmed-fr.tmx
    """
    opened = console.opened()
    documents = _translated(console, opened, symbols, console.language(opened, language))
    sheet = sheet_of(opened, documents, language, every=not symbols)
    if isinstance(sheet, Unreadable):
        console.fail("translate.cannot-read", ERRORS, path=sheet.path)
    text = EXCHANGE[format_](sheet)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, text.encode())
    _say_sent(console, sheet, format_, output)


def _translated(
    console: Console, opened: Opened, symbols: tuple[str, ...], language: str
) -> tuple[Document, ...]:
    """Choose the documents that are translated into a language, from one and the same other."""
    chosen = console.documents(opened, symbols)
    documents = tuple(d for d in chosen if language in d.languages and d.original != language)
    originals = dict.fromkeys(document.original for document in documents)
    if not documents:
        console.fail("translate.nothing", language=console.messages.language_name(language))
    if len(originals) > 1:
        console.fail("translate.originals", of=", ".join(originals))
    return documents


def _say_sent(console: Console, sheet: Sheet, format_: str, output: Path | None) -> None:
    sent = [*sheet.sent()]
    confirmed = sum(one.is_confirmed for one in sent)
    key = "translate.sent-confirmed" if format_ == "tmx" else "translate.sent"
    path = output.as_posix() if output else "-"
    count = confirmed if format_ == "tmx" else len(sent)
    console.say(key, err=True, path=path, count=count, left=len(sent) - confirmed)


def show_suggestions(console: Console, opened: Opened, document: Document, language: str) -> None:
    """Print what was confirmed for passages like those that a document has not in a language."""
    sheet = sheet_of(opened, [document], language, every=False)
    for sent in sheet.sent() if isinstance(sheet, Sheet) else ():
        for alike in sent.suggestions:
            other, score, text = alike.unit.key, f"{alike.score:.1f}", alike.unit.text
            unit = sent.unit.key
            console.say("translate.suggestion", unit=unit, other=other, score=score, text=text)


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Also overwrite what was confirmed or changed meanwhile.")
@click.option("--glossary", is_flag=True, help="The files are glossaries: terms in CSV.")
@pass_console
def take(console: Console, files: tuple[Path, ...], *, yes: bool, glossary: bool) -> None:
    """Take in XLIFF or PO files that translators send back, unit by unit.

    The language is the one that a file says. What is taken counts as translated, and waits to be
    read and confirmed. A file that cannot be read whole changes nothing.

    With --glossary, terms of a CSV file are added to the list of terms. Its first row names the
    columns: en, fr, ... and forbidden-en, forbidden-fr, ...; a cell holds one form, or several
    between semicolons. What the list says already stays.

    \b
    Example:
      masthead translate import report-ru.xlf
      masthead translate import --glossary terms.csv
    """
    if glossary:
        taken = [_take_terms(console, path) for path in files]
    else:
        taken = [_take(console, path, sure=yes) for path in files]
    if not all(taken):
        raise click.exceptions.Exit(ERRORS)


def _take(console: Console, path: Path, *, sure: bool) -> bool:
    """Take in one file, say what became of each of its units, and whether all is well."""
    opened = console.opened()
    problems: list[Problem] = []
    returns = _read(opened, path, problems)
    console.problems(problems)
    if returns is None:
        console.say("translate.left", err=True, path=path.as_posix())
        return False
    gathered = gather(opened, opened.records.documents, returns.language)
    unreadable = [path for path, file in gathered.files.items() if file is None]
    if unreadable:
        console.fail("translate.cannot-read", ERRORS, path=", ".join(unreadable))
    verdicts = take_units(returns, gathered, sure=sure)
    for verdict in verdicts:
        _say_verdict(console, verdict)
    counts = Counter(verdict.outcome for verdict in verdicts)
    said = ", ".join(
        f"{console.messages.text(f'outcome.{name}')}: {counts[name]}"
        for name in OUTCOMES
        if counts[name]
    )
    language = console.messages.language_name(returns.language)
    console.say("translate.came-back", path=path.as_posix(), language=language, outcomes=said)
    if counts[TAKEN]:
        console.say("translate.now-confirm")
    return not counts[REFUSED]


def _take_terms(console: Console, path: Path) -> bool:
    """Add the terms of one glossary to the list, say which, and whether all is well."""
    source = read_file(path)
    done = (source,) if isinstance(source, Problem) else add_glossary(console.opened(), source)
    if not isinstance(done, Added):
        console.problems(done)
        console.say("translate.left", err=True, path=path.as_posix())
        return False
    for id_ in (*done.new, *done.fuller):
        click.echo(f"{console.messages.text(f'outcome.{TAKEN}')}: {id_}")
    new, fuller, known = len(done.new), len(done.fuller), len(done.known)
    console.say("translate.terms", path=path.as_posix(), new=new, fuller=fuller, known=known)
    return True


def _read(opened: Opened, path: Path, problems: list[Problem]) -> Returns | None:
    source = read_file(path)
    if isinstance(source, Problem):
        problems.append(source)
        return None
    return read_returns(opened, source, problems.append)


def _say_verdict(console: Console, verdict: Verdict) -> None:
    """Print a unit that was taken, or refused and why; the others are only counted."""
    if verdict.outcome in (TAKEN, REFUSED):
        outcome = console.messages.text(f"outcome.{verdict.outcome}")
        click.echo(one_line(f"{outcome}: {verdict.key}"))
    console.problems(verdict.problems, err=False)
