"""Units: the translatable blocks of a document in one language, kept as PO files.

A unit's key (`msgctxt`) is the document's symbol and the block's id; `msgid` is the source that it
translates, so that a changed source is seen; comments keep who confirmed it and which facts it
was written round. The order is the document's; there are no dates and no line numbers.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polib

from masthead.model.document import Prose
from masthead.model.problem import Where, error
from masthead.notation import Report, decode
from masthead.project import Source

LINE = re.compile(
    r"""\s*$|\#.*$|(?:msgctxt|msgid|msgstr)\s+"(?:[^"\\]|\\[\\"nt])*"\s*$|"(?:[^"\\]|\\[\\"nt])*"\s*$"""
)
FACT = re.compile(r"fact: (?P<key>\S+(?: \S+)*?) = (?P<value>.*) \((?P<grammar>[^()]*)\)")
CONFIRMED = "confirmed by: "
DRAFTED = "drafted: "


@dataclass(frozen=True, slots=True)
class Unit:
    """A block in one language. `facts` are what it was written round: key -> (value, grammar).

    `drafted` is the digest of the text that a phrase drafted, while nobody has read it.
    """

    key: str
    source: str
    text: str
    prose: Prose
    confirmed_by: str = ""
    drafted: str = ""
    review: bool = False
    previous: str = ""
    facts: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def is_draft(self) -> bool:
        """Whether the text is still the one that a phrase drafted."""
        return bool(self.drafted) and self.drafted == digest(self.text)


@dataclass(frozen=True, slots=True)
class UnitFile:
    """The units of one file in order, and those whose block is gone."""

    path: str
    units: Mapping[str, Unit]
    obsolete: tuple[Unit, ...] = ()


def digest(text: str) -> str:
    """Give the short digest by which a text is known again."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def read_units(source: Source, report: Report) -> UnitFile:
    """Read a PO file strictly; polib alone loses an entry with an unclosed string in silence."""
    text = decode(source, report)
    if text is None or not _well_formed(text, source.path, report):
        return UnitFile(source.path, {})
    marks = _places(text)
    units: dict[str, Unit] = {}
    obsolete: list[Unit] = []
    for entry in polib.pofile(text):
        key = entry.msgctxt or ""
        where = marks.get(key, ((0, entry.linenum or 1, 1),))
        unit = _unit(entry, Prose(entry.msgstr, source.path, where))
        if entry.obsolete:
            obsolete.append(unit)
        elif key in units:
            line = entry.linenum or 1
            report(error(Where(source.path, line), "T012", unit=key))
        else:
            units[key] = unit
    return UnitFile(source.path, units, tuple(obsolete))


def _well_formed(text: str, path: str, report: Report) -> bool:
    good = True
    for number, line in enumerate(text.split("\n"), 1):
        if not LINE.match(line):
            report(error(Where(path, number), "T011", line=line.strip()[:40]))
            good = False
    return good


def _places(text: str) -> dict[str, tuple[tuple[int, int, int], ...]]:
    """Say for each unit on which lines its text stands: (offset in the text, line, column)."""
    places: dict[str, tuple[tuple[int, int, int], ...]] = {}
    field_, key, offset = "", "", 0
    marks: list[tuple[int, int, int]] = []
    for number, line in enumerate(text.split("\n"), 1):
        name, _, rest = line.partition(" ")
        if name in ("msgctxt", "msgid", "msgstr"):
            field_, value = name, _unquoted(rest)
            key = value if name == "msgctxt" else key
            offset, marks = 0, []
        elif line.startswith('"'):
            value = _unquoted(line)
            key += value if field_ == "msgctxt" else ""
        else:
            continue
        if field_ == "msgstr":
            marks.append((offset, number, line.index('"') + 2))
            places[key] = tuple(marks)
            offset += len(value)
    return places


def _unquoted(text: str) -> str:
    return polib.unescape(text.strip()[1:-1])


def _unit(entry: polib.POEntry, prose: Prose) -> Unit:
    facts: dict[str, tuple[str, str]] = {}
    confirmed = drafted = ""
    for line in entry.comment.split("\n"):
        if line.startswith(CONFIRMED):
            confirmed = line.removeprefix(CONFIRMED).strip()
        elif line.startswith(DRAFTED):
            drafted = line.removeprefix(DRAFTED).strip()
        elif found := FACT.fullmatch(line.strip()):
            facts[found["key"]] = (found["value"], found["grammar"])
    return Unit(
        entry.msgctxt or "",
        entry.msgid,
        entry.msgstr,
        prose,
        confirmed,
        drafted,
        "fuzzy" in entry.flags,
        entry.previous_msgid or "",
        facts,
    )


def write_units(units: Iterable[Unit], obsolete: Iterable[Unit], language: str) -> str:
    """Print units as a PO file that gettext's own checker accepts."""
    file = polib.POFile(wrapwidth=78)
    file.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for unit in units:
        file.append(_entry(unit))
    for unit in obsolete:
        entry = _entry(unit)
        entry.obsolete = True
        file.append(entry)
    return str(file) if str(file).endswith("\n") else f"{file}\n"


def _entry(unit: Unit) -> polib.POEntry:
    comments = [f"{CONFIRMED}{unit.confirmed_by}"] if unit.confirmed_by else []
    if unit.drafted:
        comments.append(f"{DRAFTED}{unit.drafted}")
    comments += [f"fact: {key} = {value} ({kind})" for key, (value, kind) in unit.facts.items()]
    return polib.POEntry(
        msgctxt=unit.key,
        msgid=unit.source,
        msgstr=unit.text,
        comment="\n".join(comments),
        flags=["fuzzy"] if unit.review else [],
        previous_msgid=unit.previous or None,
    )
