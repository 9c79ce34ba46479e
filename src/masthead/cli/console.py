"""The console: finds the project, speaks the user's language, prints problems."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import Concatenate, NamedTuple, NoReturn, ParamSpec, TypeVar

import click

from masthead.cli.options import Options
from masthead.jobs.known.past import Past
from masthead.jobs.prepare import Opened, open_project
from masthead.language import Messages
from masthead.model.document import Document
from masthead.model.problem import Fault, Problem, Where, by_place, error
from masthead.model.symbol import Symbol
from masthead.project import LeadsOutError, Project, starter

ERRORS, USAGE = 1, 2
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")

P = ParamSpec("P")
R = TypeVar("R")


class Console(NamedTuple):
    """Where the user stands: the project (None outside of one) and the language of messages."""

    project: Project | None
    messages: Messages
    options: Options

    def print(self, text: str, *, err: bool = False) -> None:
        """Print a text."""
        self.options.say(text, err=err)

    def say(self, key: str, /, *, err: bool = False, **values: object) -> None:
        """Print a sentence of the program."""
        self.print(self.messages.text(key, **values), err=err)

    def fail(self, key: str, status: int = USAGE, **values: object) -> NoReturn:
        """Print a sentence and end with a status."""
        self.say(key, err=True, **values)
        raise click.exceptions.Exit(status)

    def root(self) -> Project:
        """Give the project, or end with a sentence that says where to find one."""
        if self.project is None and self.options.folder:
            self.fail("no-project-at", folder=self.options.folder)
        if self.project is None:
            self.fail("no-project")
        return self.project

    def opened(self) -> Opened:
        """Read the project; if it was looked at before that, what is learned is kept."""
        project, looks = self.root(), self.options.looks
        past = Past(project, looks[-1], keeps=True) if looks else None
        return open_project(project, past)

    def line(self, problem: Problem) -> str:
        """Print a problem as `path:line:col: severity CODE sentence (hint)`."""
        sentence, hint = self.messages.problem(problem)
        tail = f" ({hint})" if hint else ""
        severity = self.messages.severity(problem)
        return one_line(f"{problem.where}: {severity} {problem.code} {sentence}{tail}")

    def problems(self, problems: Iterable[Problem], *, err: bool = True) -> None:
        """Print problems by place."""
        for problem in by_place(problems):
            self.print(self.line(problem), err=err)

    def documents(self, opened: Opened, symbols: Sequence[str]) -> tuple[Document, ...]:
        """Choose the documents of some symbols, all for none; end where a symbol is unknown."""
        if not symbols:
            return opened.records.documents
        documents = opened.records.documents
        known = {symbol: document for document in documents for symbol in document.symbols}
        chosen = []
        for text in symbols:
            symbol = self.symbol(text)
            if symbol not in known:
                of = ", ".join(str(s) for s in sorted(known))
                self.fail("unknown-document", symbol=symbol, of=of)
            chosen.append(known[symbol])
        return tuple(chosen)

    def symbol(self, text: str) -> Symbol:
        """Parse a symbol, or end with a caret under its fault."""
        parsed = Symbol.parse(text)
        if isinstance(parsed, Fault):
            self.caret(text, parsed)
            raise click.exceptions.Exit(USAGE)
        return parsed

    def caret(self, text: str, fault: Fault) -> None:
        """Print a text with a caret under what is wrong with it, and say what."""
        sentence, hint = self.messages.problem(fault.at(Where("")))
        click.echo(f"  {text}\n  {' ' * fault.offset}^", err=True)
        click.echo(f"{fault.code} {sentence}{f' ({hint})' if hint else ''}", err=True)

    def no_edition(self, document: Document, code: str) -> None:
        """Say that a document has no edition in a language, and in which it has one."""
        name = self.messages.language_name(code)
        of = ", ".join(document.languages)
        self.say("no-edition", err=True, document=document.symbol, language=name, of=of)

    def language(self, opened: Opened, code: str) -> str:
        """Check that the project speaks a language."""
        if code not in opened.tongues:
            self.fail("unknown-language", language=code, of=", ".join(opened.tongues))
        return code


def open_console(options: Options) -> Console:
    """Find the project and the language to speak."""
    project = options.project()
    homes = (project, starter()) if project else (starter(),)
    return Console(project, Messages(options.language, homes), options)


def one_line(text: str) -> str:
    """Show what a terminal would obey, or could not print: a line break in the name of a file."""
    shown = UNSEEN.sub(lambda found: ascii(found[0])[1:-1], text)
    return shown.encode("utf-8", "backslashreplace").decode("utf-8")


def barred(options: Options, fault: OSError) -> None:
    """Say what the disk refused: no file of a project is to blame, so no traceback helps."""
    console = open_console(options)
    path = Path(os.fsdecode(fault.filename or "."))
    root = console.project.root if console.project else Path()
    name = str(path.relative_to(root) if path.is_relative_to(root) else path)
    if isinstance(fault, LeadsOutError):
        problem = error(Where(name), "P001", path=name)
    else:
        problem = error(Where(name), "P006", path=name, reason=fault.strerror or str(fault))
    console.problems([problem])


def pass_console(verb: Callable[Concatenate[Console, P], R]) -> Callable[P, R]:
    """Give a verb the console as its first argument."""

    @click.pass_obj
    @wraps(verb)
    def spoken(options: Options, /, *args: P.args, **given: P.kwargs) -> R:
        return verb(open_console(options), *args, **given)

    return spoken
