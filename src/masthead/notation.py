"""The strict YAML of every project file: plain data with places, and nothing clever.

Scalars stay the text that was typed (`NO` is Norway, `007` is 007); the kind of a field types
them later. Anchors, aliases, tags, merge keys, directives, second documents and duplicate keys
are refused with their place (reliability: YAML bombs and surprises).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import yaml
from yaml import events as ev
from yaml._yaml import CParser

from masthead.model.problem import Problem, Where, error
from masthead.project import Source

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff"
    "\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]"
)
NEVER_CLOSED = ("found unexpected end of stream", "could not find expected ':'")
COMMENT = re.compile(r"[ \t]+#")
TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)

Report = Callable[[Problem], None]


class Scalar(NamedTuple):
    """A value as it was typed; `style` is the quote around it, "" for none.

    `cut` is where a comment begins on its line, None if there is none.
    """

    text: str
    where: Where
    style: str = ""
    cut: Where | None = None


class Listing(NamedTuple):
    """A list of values."""

    items: tuple[Node, ...]
    where: Where


class Fields(NamedTuple):
    """A mapping: each field's name, where the name stands, and its value."""

    pairs: tuple[tuple[str, Where, Node], ...]
    where: Where

    def get(self, name: str) -> Node | None:
        """Give the value of a field, or None."""
        return next((node for key, _, node in self.pairs if key == name), None)

    def place(self, name: str) -> Where:
        """Say where a field's name stands, or the mapping where there is none."""
        return next((where for key, where, _ in self.pairs if key == name), self.where)


Node = Scalar | Listing | Fields


def printed(node: Scalar, report: Report) -> str:
    """Give a text that is printed; nobody may lose the end of one to a `#` in silence."""
    if node.cut is not None:
        report(error(node.cut, "Y016"))
    return node.text


def read_fields(source: Source, report: Report, *, first_line: int = 1) -> Fields | None:
    """Read a file that holds fields; report every problem of its notation.

    `first_line` is the file's line on which these bytes begin (front matter).
    """
    node = _read(source, report, first_line - 1)
    if node is None:
        return None
    if not isinstance(node, Fields):
        report(error(node.where, "Y012"))
        return None
    return node


def decode(source: Source, report: Report) -> str | None:
    """Decode a file as UTF-8 without control characters, or report where it fails."""
    data = source.data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        good = data[: fault.start].decode("utf-8")
        report(error(_place(source.path, good, len(good)), "Y001", byte=f"{data[fault.start]:02X}"))
        return None
    found = FORBIDDEN.search(text) or re.search("\r", text)
    if found:
        code = f"U+{ord(found[0]):04X}"
        report(error(_place(source.path, text, found.start()), "Y002", character=code))
        return None
    return unicodedata.normalize("NFC", text)


def _place(path: str, text: str, offset: int, shift: int = 0) -> Where:
    line = text.count("\n", 0, offset) + 1 + shift
    return Where(path, line, offset - (text.rfind("\n", 0, offset) + 1) + 1)


def _read(source: Source, report: Report, shift: int) -> Node | None:
    if len(source.data) > source.limits.record_size * 1024:
        report(error(Where(source.path), "Y010", limit=source.limits.record_size))
        return None
    text = decode(source, report)
    if text is None:
        return None
    tabs = [*TAB_INDENT.finditer(text)]
    for tab in tabs:
        report(error(_place(source.path, text, tab.end() - 1, shift), "Y003"))
    if tabs:
        return None
    if text.startswith("%") or "\n%" in text:
        offset = 0 if text.startswith("%") else text.index("\n%") + 1
        report(error(_place(source.path, text, offset, shift), "Y008"))
        return None
    return _Builder(source, shift, report).build(text)


class _Builder:
    """Turns the parser's events into nodes; a class because events come one at a time."""

    def __init__(self, source: Source, shift: int, report: Report) -> None:
        self.path, self.limits = source.path, source.limits
        self.shift, self.report = shift, report
        self.nodes = 0
        self.text = ""

    def build(self, text: str) -> Node | None:
        self.text = text
        try:
            node = self._parsed(text)
        except yaml.YAMLError as fault:
            self.report(self._syntax(fault))
            return None
        except _Refused as refused:
            self.report(refused.problem)
            return None
        if node is None:
            self.report(error(Where(self.path, 1 + self.shift), "Y013"))
        return node

    def _where(self, mark: Any) -> Where:
        return Where(self.path, mark.line + 1 + self.shift, mark.column + 1)

    def _syntax(self, fault: yaml.YAMLError) -> Problem:
        problem = str(getattr(fault, "problem", None) or fault).split("\n")[0]
        marks = ("context_mark", "problem_mark")
        # What is never closed is noticed far below: show where it was opened.
        first, second = marks if problem in NEVER_CLOSED else reversed(marks)
        mark = getattr(fault, first, None) or getattr(fault, second, None)
        code = "Y014" if "mapping values are not allowed" in problem else "Y009"
        where = self._where(mark) if mark else Where(self.path, 1 + self.shift)
        return error(where, code, reason=problem)

    def _parsed(self, text: str) -> Node | None:
        parser = CParser(text)
        try:
            return self._document(iter(parser.get_event, None))
        finally:
            parser.dispose()

    def _document(self, events: Iterator[ev.Event]) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, ev.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused(error(self._where(event.start_mark), "Y008"))
            elif isinstance(event, ev.NodeEvent):
                root = self._node(event, events, 0)
        return root

    def _node(self, event: ev.Event, events: Iterator[ev.Event], depth: int) -> Node:
        where = self._where(event.start_mark)
        self.nodes += 1
        if depth > self.limits.depth or self.nodes > self.limits.values:
            raise _Refused(error(where, "Y011"))
        if isinstance(event, ev.AliasEvent):
            self.report(error(where, "Y004", mark=f"*{event.anchor}"))
            return Scalar("", where)
        self._refuse_cleverness(event, where)
        if isinstance(event, ev.ScalarEvent):
            return self._scalar(event, where)
        if isinstance(event, ev.MappingStartEvent):
            return self._fields(events, where, depth)
        return self._listing(events, where, depth)

    def _scalar(self, event: ev.ScalarEvent, where: Where) -> Scalar:
        if not event.style:
            return Scalar(event.value, where, "", self._cut(event.end_mark))
        if event.style == '"':
            # An escape may write what the file itself may not hold.
            found = FORBIDDEN.search(event.value) or re.search("\r", event.value)
            if found:
                self.report(error(where, "Y002", character=f"U+{ord(found[0]):04X}"))
            return Scalar(unicodedata.normalize("NFC", event.value), where, event.style)
        return Scalar(event.value, where, event.style)

    def _cut(self, end: Any) -> Where | None:
        comment = COMMENT.match(self.text, end.index)
        if comment is None:
            return None
        return Where(self.path, end.line + 1 + self.shift, end.column + len(comment[0]))

    def _refuse_cleverness(self, event: Any, where: Where) -> None:
        if event.anchor is not None:
            self.report(error(where, "Y004", mark=f"&{event.anchor}"))
        if event.tag is not None and event.tag != "!":
            self.report(error(where, "Y005", tag=event.tag))

    def _listing(self, events: Iterator[ev.Event], where: Where, depth: int) -> Listing:
        items: list[Node] = []
        for event in events:
            if isinstance(event, ev.SequenceEndEvent):
                break
            items.append(self._node(event, events, depth + 1))
        return Listing(tuple(items), where)

    def _fields(self, events: Iterator[ev.Event], where: Where, depth: int) -> Fields:
        seen: dict[str, Where] = {}
        pairs: list[tuple[str, Where, Node]] = []
        for event in events:
            if isinstance(event, ev.MappingEndEvent):
                break
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if self._key_stands(key, seen) and isinstance(key, Scalar):
                seen[key.text] = key.where
                pairs.append((key.text, key.where, value))
        return Fields(tuple(pairs), where)

    def _key_stands(self, key: Node, seen: dict[str, Where]) -> bool:
        if not isinstance(key, Scalar):
            self.report(error(key.where, "Y015"))
            return False
        if key.text == "<<":
            self.report(error(key.where, "Y006"))
            return False
        if key.text in seen:
            self.report(error(key.where, "Y007", field=key.text, first=seen[key.text].line))
            return False
        return True


class _Refused(Exception):
    """Stops reading a file whose size or shape makes going on unsafe."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem
