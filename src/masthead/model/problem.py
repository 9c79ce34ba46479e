"""What somebody wrote that cannot stand, and where: problems are values, never exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

Args = Mapping[str, object]
NO_ARGS: Args = MappingProxyType({})


class Severity(Enum):
    """How much a problem weighs: an error keeps a document from being published."""

    ERROR = "error"
    WARNING = "warning"

    def __str__(self) -> str:
        return self.value


class Where(NamedTuple):
    """A place in a file of the project; lines and columns count from 1, as editors show them."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Fault(NamedTuple):
    """Why a piece of text is not what it should be; `offset` counts characters from 0.

    A fault becomes a `Problem` as soon as somebody knows where the text stands.
    """

    code: str
    offset: int = 0
    args: Args = NO_ARGS

    def at(self, where: Where, *, shift: int = 0) -> Problem:
        """Say where the faulty text begins; `shift` skips an opening quote on its line."""
        column = where.column + shift + self.offset
        return error(Where(where.path, where.line, column), self.code, **self.args)


class Problem(NamedTuple):
    """One finding for its writer: a place, a documented code, and what the sentence needs.

    The sentence and its hint are in `translations/<language>/messages.yaml`.
    """

    where: Where
    code: str
    args: Args = NO_ARGS
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        """Whether this problem keeps a document from being published."""
        return self.severity is Severity.ERROR


def error(where: Where, code: str, /, **args: object) -> Problem:
    """Make a problem that keeps a document from being published."""
    return Problem(where, code, MappingProxyType(args), Severity.ERROR)


def warning(where: Where, code: str, /, **args: object) -> Problem:
    """Make a problem that its reader may decide to live with."""
    return Problem(where, code, MappingProxyType(args), Severity.WARNING)


def by_place(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by file, line and column, each said once; those at one place as they came."""
    unique = {(p.where, p.code, tuple(sorted(map(str, p.args.items())))): p for p in problems}
    return tuple(unique[key] for key in sorted(unique, key=lambda key: key[:2]))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether anything in the list keeps a document from being published."""
    return any(p.is_error for p in problems)
