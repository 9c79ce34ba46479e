"""Example pages: Markdown that a linguist can read and extend, and a test can run.

Under each `## title` stand pairs of fenced blocks (input, then what is expected) or a table whose
first two columns are input and expected. All else on a page is said to its reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from masthead.model.problem import Fault

PART = re.compile(
    r"""
      ^\#\#[ ](?P<title>[^\n]+)$
    | ^(?P<fence>`{3,})[^`\n]*\n (?P<block>.*?)\n? ^(?P=fence)$
    | ^\|[^\n]*\n \|[ :|-]+\|\n (?P<rows>(?:\|[^\n]*(?:\n|\Z))+)
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
BAR = re.compile(r" *(?<!\\)\| *")


class Example(NamedTuple):
    """One case of a page: what goes in, and what must come out."""

    title: str
    input: str
    expected: str

    def __str__(self) -> str:
        return f"{self.title}: {self.input}"


def examples(page: Path) -> list[Example]:
    """Read the cases of a page; a block without its partner is an error."""
    return list(_cases(page.read_text("utf-8")))


def drawn(text: str, value: object) -> str:
    """Show what became of a text: its canonical form, or a caret under its fault."""
    if not isinstance(value, Fault):
        return str(value)
    args = "".join(f" {name}={arg}" for name, arg in value.args.items())
    return f"{text}\n{' ' * value.offset}^ {value.code}{args}"


def _cases(page: str) -> Iterator[Example]:
    title, given = "", None
    for part in PART.finditer(page):
        if part["fence"] and given is None:
            given = part["block"]
        elif part["fence"]:
            yield Example(title, given or "", part["block"])
            given = None
        elif given is not None:
            break
        title = part["title"] or title
        for row in (part["rows"] or "").splitlines():
            yield Example(title, *map(_plain, BAR.split(row)[1:3]))
    if given is not None:
        raise ValueError(f"an input without what is expected of it, under {title!r}: {given!r}")


def _plain(cell: str) -> str:
    text = cell.replace(r"\|", "|")
    return text[1:-1] if re.fullmatch("`.*`", text) else text
