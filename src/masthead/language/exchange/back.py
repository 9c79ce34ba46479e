"""What comes back from a translator: the units of a PO or XLIFF file, read without trust."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from masthead.language.exchange.xliff import CORE, STATES
from masthead.language.exchange.xml import local, read_xml
from masthead.language.units import FACT, Unit, digest, read_units
from masthead.model.document import Prose
from masthead.model.problem import Problem, Where, error
from masthead.notation import FORBIDDEN, Report
from masthead.project import Source

TOKEN = re.compile(r"(?P<head>\{[a-z]+\}`[^`|]*)(?:\|[^`]*)?`")
# A translator who wants another form of a fact types it behind its code: "|of".
FORM = re.compile(r"\|(?P<form>[a-z]+(?:-[a-z]+)*)")
BREAKS = re.compile(r" *[\r\n\t]+ *")
UNFINISHED = tuple(STATES[state] for state in ("source-changed", "review"))
UNREAD = STATES["drafted"]


class Returned(NamedTuple):
    """A unit that came back.

    `source` is the digest of what it translates; `sent` that of its text when it went out, "" where
    nobody knows; `problem` is why it cannot be read.
    """

    unit: Unit
    source: str
    sent: str
    problem: Problem | None = None


class Returns(NamedTuple):
    """A file that came back: its language, and its units in order."""

    path: str
    language: str
    units: tuple[Returned, ...]


def read_back(source: Source, report: Report) -> Returns | None:
    """Read a PO or XLIFF file; None if any of it cannot be read, for then nothing is taken."""
    problems: list[Problem] = []
    is_xml = source.data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
    read = (_from_xliff if is_xml else _from_po)(source, problems.append)
    for problem in problems:
        report(problem)
    return None if problems else read


def _from_po(source: Source, report: Report) -> Returns:
    file = read_units(source, report)
    units = (Returned(unit, digest(unit.source), unit.sent) for unit in file.units.values())
    return Returns(source.path, file.language, tuple(units))


def _from_xliff(source: Source, report: Report) -> Returns | None:
    root = read_xml(source, report)
    if root is None:
        return None
    version = root.get("version", "")
    if root.tag != f"{{{CORE}}}xliff" or not version.startswith("2."):
        report(error(Where(source.path, root.sourceline or 1), "T052", root=local(root)))
        return None
    units: dict[str, Returned] = {}
    for element in root.iter(f"{{{CORE}}}unit"):
        read = _unit(element, source.path)
        if read.unit.key in units:
            report(error(read.unit.prose.at(0), "T012", unit=read.unit.key))
        units[read.unit.key] = read
    return Returns(source.path, root.get("trgLang", ""), tuple(units.values()))


class _BrokenError(Exception):
    """A code of a unit stands for nothing, or is none that we know."""


def _unit(element: etree._Element, path: str) -> Returned:
    # No place inside of a target can be told: its line is what the parser knows.
    target = next(element.iter(f"{{{CORE}}}target"), element)
    where = Where(path, target.sourceline or 1)
    codes = _Codes(element)
    notes = [(n.get("category", ""), n.text or "") for n in element.iter(f"{{{CORE}}}note")]
    kept = dict(notes)
    try:
        source, text = codes.text("source"), codes.text("target")
        problem = _forbidden(text, where)
    except _BrokenError as broken:
        source = text = ""
        problem = error(where, "T054", code=str(broken))
    states = [_state(segment) for segment in element.iter(f"{{{CORE}}}segment")]
    unit = Unit(
        element.get("name", ""),
        source,
        text,
        Prose(text, path, ((0, where.line, 1),), is_drafted=True),
        kept.get("confirmed by", ""),
        kept.get("drafted", "") if UNREAD in states else "",
        any(state in UNFINISHED for state in states),
        kept.get("previous", ""),
        _facts(text for category, text in notes if category == "fact"),
        kept.get("remark", ""),
        _facts(text for category, text in notes if category == "was"),
    )
    return Returned(unit, kept.get("source", digest(source)), kept.get("sent", ""), problem)


def _forbidden(text: str, where: Where) -> Problem | None:
    found = FORBIDDEN.search(text)
    return error(where, "Y002", character=f"U+{ord(found[0]):04X}") if found else None


def _state(segment: etree._Element) -> tuple[str, str]:
    return segment.get("state", "initial"), segment.get("subState", "")


def _facts(notes: Iterable[str]) -> Mapping[str, tuple[str, str]]:
    found = (FACT.fullmatch(f"fact: {note}") for note in notes)
    return {fact["key"]: (fact["value"], fact["grammar"]) for fact in found if fact}


class _Codes:
    """The codes of a unit that came back, and the texts that they stand in."""

    def __init__(self, unit: etree._Element) -> None:
        self.unit = unit
        held = unit.find(f"{{{CORE}}}originalData")
        self.data = {d.get("id", ""): d.text or "" for d in ([] if held is None else held)}

    def text(self, name: str) -> str:
        """Join the sources, or the targets, of all segments."""
        found = (part.find(f"{{{CORE}}}{name}") for part in self._parts())
        text = "".join("".join(self._runs(element)) for element in found if element is not None)
        return unicodedata.normalize("NFC", text)

    def _parts(self) -> Iterator[etree._Element]:
        return self.unit.iterchildren(f"{{{CORE}}}segment", f"{{{CORE}}}ignorable")

    def _runs(self, element: etree._Element) -> Iterator[str]:
        yield BREAKS.sub(" ", element.text or "")
        for child in element:
            tail = BREAKS.sub(" ", child.tail or "")
            said = "".join(self._code(child))
            form = FORM.match(tail)
            if form and (token := TOKEN.fullmatch(said)):
                said, tail = f"{token['head']}|{form['form']}`", tail[form.end() :]
            yield said + tail

    def _code(self, element: etree._Element) -> Iterator[str]:
        name = local(element)
        if name in ("ph", "sc", "ec"):
            yield self._data(element, "dataRef")
        elif name == "pc":
            yield self._data(element, "dataRefStart")
            yield from self._runs(element)
            yield self._data(element, "dataRefEnd")
        elif name == "mrk":
            yield from self._runs(element)
        elif name not in ("sm", "em"):
            raise _BrokenError(f"<{name}>")

    def _data(self, element: etree._Element, name: str) -> str:
        data = self.data.get(element.get(name, ""))
        if data is None:
            raise _BrokenError(f"<{local(element)} id={element.get('id', '')}>")
        return data
