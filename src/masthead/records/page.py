"""A page as it is read: its lines, the places in them, and the files beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from masthead.model.document import Passage, Prose
from masthead.model.limits import Limits
from masthead.model.problem import Problem, Where, error
from masthead.notation import Report
from masthead.project import Source

Read = Callable[[str], Source | Problem]

FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
ENTRY = re.compile(r"(?P<key>[a-z]+):\s+(?P<text>\S.*?)\s*")


class Page(NamedTuple):
    """A page as it is read: its lines, how to read a file beside it, and what all may cost."""

    path: str
    lines: tuple[str, ...]
    read: Read
    report: Report
    limits: Limits

    def where(self, line: int, column: int = 1) -> Where:
        """Give a place by its line, counted from 0."""
        return Where(self.path, line + 1, column)

    def prose(self, text: str, first: int) -> Prose:
        """Make a passage of a text whose first line stands at `first`, counted from 0."""
        marks: list[tuple[int, int, int]] = []
        offset = 0
        for row, part in enumerate(text.split("\n")):
            line = self.lines[first + row] if first + row < len(self.lines) else ""
            marks.append((offset, first + row + 1, max(line.find(part), 0) + 1))
            offset += len(part) + 1
        return Prose(text, self.path, tuple(marks))

    def beside(self, name: str, where: Where) -> Source | None:
        """Read a file of the document's own folder."""
        folder = self.path.rsplit("/", 1)[0]
        if not FILE.fullmatch(name):
            self.report(error(where, "C092", file=name[:60]))
            return None
        match self.read(f"{folder}/{name}"):
            case Source() as source:
                return source
            case problem:
                self.report(error(where, "C092", file=name))
                self.report(problem)
                return None

    def entries(self, lines: Iterable[str], first: int) -> Iterator[tuple[str, str, Where]]:
        """Read lines `key: text`, each with the place of its text."""
        for row, line in enumerate(lines, first):
            found = ENTRY.fullmatch(line)
            if found:
                yield found["key"], found["text"], self.where(row, found.start("text") + 1)
            elif line.strip():
                self.report(error(self.where(row), "C090", text=line.strip()[:40]))


def part(kind: str, id_: str, text: str, where: Where) -> Passage:
    """Make a part of a block: a text on one line, with its place."""
    prose = Prose(text, where.path, ((0, where.line, where.column),))
    return Passage(kind, id_, prose, where)
