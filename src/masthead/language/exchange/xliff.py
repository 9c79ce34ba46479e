"""Units as XLIFF 2.1: words to translate, and codes that stay as they are.

A token is a `<ph>`, emphasis and links are a `<pc>`; what they stand for is in `<originalData>`.
What Masthead keeps of a unit stands in its notes, so that a file that comes back needs no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from lxml import etree

from masthead.inline import Code, Run, Span, runs_of
from masthead.language.exchange.sheet import Sent, Sheet
from masthead.language.exchange.similar import Suggestion
from masthead.language.exchange.xml import print_xml
from masthead.language.units import digest

CORE = "urn:oasis:names:tc:xliff:document:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
VERSION = "2.1"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What XLIFF calls the states of a unit, and what we add where one of its words is several of ours.
STATES: Mapping[str, tuple[str, str]] = {
    "missing": ("initial", ""),
    "drafted": ("initial", "masthead:drafted"),
    "source-changed": ("initial", "masthead:source-changed"),
    "review": ("initial", "masthead:review"),
    "translated": ("translated", ""),
    "fact-changed": ("translated", "masthead:fact-changed"),
    "confirmed": ("final", ""),
}
KINDS = {"emphasis": ("fmt", "xlf:i"), "link": ("link", ""), "literal": ("other", "")}
SEGMENT = "s"


def write_xliff(sheet: Sheet) -> str:
    """Print units as an XLIFF file."""
    spaces = {None: CORE, "mtc": MATCHES}
    root = etree.Element(f"{{{CORE}}}xliff", nsmap=spaces)
    root.attrib.update({"version": VERSION, "srcLang": sheet.original, "trgLang": sheet.language})
    for path, units in sheet.files.items():
        if units:
            stem = path.rpartition("/")[2].removesuffix(".po")
            file = _under(root, "file", id=stem, original=path, canResegment="no")
            file.set(SPACE, "preserve")
            for sent in units:
                _unit(file, sent)
    return print_xml(root)


def _under(
    parent: etree._Element, tag: str, /, *, space: str = CORE, **given: str
) -> etree._Element:
    made = etree.SubElement(parent, f"{{{space}}}{tag}")
    made.attrib.update({key: value for key, value in given.items() if value})
    return made


def _unit(file: etree._Element, sent: Sent) -> None:
    unit = sent.unit
    element = _under(file, "unit", id=f"u-{digest(unit.key)}", name=unit.key)
    if sent.suggestions:
        matches = _under(element, "matches", space=MATCHES)
        for suggestion in sent.suggestions:
            _match(matches, suggestion)
    notes = _under(element, "notes")
    for category, text in notes_of(sent):
        _under(notes, "note", category=category).text = text
    codes = _Codes(unit.source)
    state, more = STATES[sent.state]
    segment = etree.Element(f"{{{CORE}}}segment", id=SEGMENT, state=state)
    if more:
        segment.set("subState", more)
    codes.write(_under(segment, "source"), unit.source, sent.shown)
    if unit.text:
        codes.write(_under(segment, "target"), unit.text, sent.said)
    codes.declare(element)
    element.append(segment)


def notes_of(sent: Sent) -> Iterator[tuple[str, str]]:
    """Say what stands beside a unit: what helps to translate it, then what Masthead keeps."""
    unit = sent.unit
    told = (
        ("paragraph", sent.paragraph),
        ("reads", sent.reads),
        ("remark", unit.remark),
        ("previous", unit.previous),
        ("confirmed by", unit.confirmed_by),
        ("drafted", unit.drafted),
    )
    yield from ((category, text) for category, text in told if text)
    for category, facts in (("fact", unit.facts), ("was", unit.was)):
        yield from ((category, f"{k} = {value} ({kind})") for k, (value, kind) in facts.items())
    yield "source", digest(unit.source)
    yield "sent", digest(unit.text)


def _match(matches: etree._Element, suggestion: Suggestion) -> None:
    unit, score = suggestion
    made = _under(matches, "match", space=MATCHES, ref=f"#{SEGMENT}", similarity=f"{score:.1f}")
    made.set("origin", unit.key)
    codes = _Codes(unit.source)
    source, target = etree.Element(f"{{{CORE}}}source"), etree.Element(f"{{{CORE}}}target")
    codes.write(source, unit.source)
    codes.write(target, unit.text)
    codes.declare(made)
    made.extend((source, target))


class _Codes:
    """The codes of one unit: what each stands for, and which of a translation is which."""

    def __init__(self, source: str) -> None:
        self.data: dict[str, str] = {}
        self.numbered = _numbered(source)

    def write(self, element: etree._Element, text: str, shown: Sequence[str] = ()) -> None:
        """Write a text into an element, its codes as elements below it.

        `shown` is what is printed for each token, in order.
        """
        self._write(element, runs_of(text), _Given(self.numbered, iter(shown)))

    def declare(self, unit: etree._Element) -> None:
        """Write what the codes stand for."""
        if self.data:
            held = _under(unit, "originalData")
            for data, id_ in self.data.items():
                _under(held, "data", id=id_).text = data

    def _write(self, element: etree._Element, runs: Sequence[Run], given: _Given) -> None:
        last: etree._Element | None = None
        for run in runs:
            if not isinstance(run, str):
                last = self._code(element, run, given)
            elif last is None:
                element.text = (element.text or "") + run
            else:
                last.tail = (last.tail or "") + run

    def _code(self, element: etree._Element, run: Code | Span, given: _Given) -> etree._Element:
        id_ = given.id_of(run)
        if isinstance(run, Code):
            made = _under(element, "ph", id=id_, dataRef=self._ref(run.data))
            made.attrib.update({"type": "other", "subType": f"masthead:{run.role}"})
            made.set("canDelete", "no" if id_ in given.bound else "yes")
            if shown := next(given.shown, ""):
                made.set("disp", shown)
            return made
        type_, more = KINDS[run.kind]
        ends = {"dataRefStart": self._ref(run.opening), "dataRefEnd": self._ref(run.closing)}
        made = _under(element, "pc", id=id_, type=type_, subType=more, **ends)
        self._write(made, run.runs, given)
        return made

    def _ref(self, data: str) -> str:
        return self.data.setdefault(data, f"d{len(self.data) + 1}")


Name = tuple[str, str]


def _name(run: Code | Span) -> Name:
    """Name a code by what it is, whatever form a language gives it."""
    return (run.role, run.key) if isinstance(run, Code) else (run.kind, run.closing)


def _numbered(source: str) -> Mapping[Name, tuple[str, ...]]:
    """Number the codes of a source in order."""
    numbered: dict[Name, tuple[str, ...]] = {}
    for number, run in enumerate(_all(runs_of(source)), 1):
        numbered[_name(run)] = (*numbered.get(_name(run), ()), str(number))
    return numbered


def _all(runs: Iterable[Run]) -> Iterator[Code | Span]:
    for run in runs:
        if not isinstance(run, str):
            yield run
        if isinstance(run, Span):
            yield from _all(run.runs)


class _Given:
    """The ids that a text has given to its codes: those of the source, as far as they go."""

    def __init__(self, numbered: Mapping[Name, tuple[str, ...]], shown: Iterator[str]) -> None:
        self.shown = shown
        self.bound = {id_ for ids in numbered.values() for id_ in ids}
        self.left = {name: list(ids) for name, ids in numbered.items()}
        self.next = count(sum(map(len, numbered.values())) + 1)

    def id_of(self, run: Code | Span) -> str:
        """Give the id of a code."""
        ids = self.left.get(_name(run))
        return ids.pop(0) if ids else str(next(self.next))
