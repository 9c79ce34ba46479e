"""Units: the translatable blocks of a document in one language, kept as PO files.

A unit's key (`msgctxt`) is the document's symbol and the block's id; `msgid` is the source that it
translates, so that a changed source is seen; comments keep who confirmed it and which facts it
was written round. The order is the document's; there are no dates and no line numbers.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import polib

from masthead.language.lines import well_formed
from masthead.model.document import Prose
from masthead.model.problem import Where, error
from masthead.notation import Report, decode
from masthead.project import Source

# How editors of PO files count; we never ask, but others would run it.
PLURAL = re.compile(r"\s*nplurals\s*=\s*[1-6]\s*;\s*plural\s*=[n0-9\s?:()<>=!&|%]+;?\s*")
FOLDER = re.compile(r"translations/(?P<code>[^/]+)/")
WIDTH = 78
LONG = re.compile(
    rf"""
      ^(?=.{{{WIDTH + 1}}}) (?P<mark>\#~[ ]|\#\|[ ]|\#~\|[ ])?
      (?P<name>msgid|msgstr)[ ]"(?P<text>.*)"$
    """,
    re.MULTILINE | re.VERBOSE,
)
UNBROKEN = re.compile(r"(?:\{[a-z]+\}`[^`]*`|\S)+ *| +")
# polib opens a text that is the name of a file; no file has a name that ends in so many spaces.
NO_FILE = " " * 40_000
# polib drops the unit above a last note in which nothing stands.
NOTES_OF_NOTHING = ("", "#", "#.", "#:", "#,")
FACT = re.compile(r"(?:fact|was): (?P<key>\S+(?: \S+)*?) = (?P<value>.*) \((?P<grammar>[^()]*)\)")
CONFIRMED = "confirmed by: "
DRAFTED = "drafted: "
FACTS = "fact: "
WAS = "was: "
# What stands in a file that goes out to a translator, and nowhere else.
SENT = "sent: "
PARAGRAPH = "paragraph: "
READS = "reads: "
SUGGESTION = "suggestion: "
NOTHING: Mapping[str, Iterable[str]] = MappingProxyType({})
KEPT = (CONFIRMED, DRAFTED, FACTS, WAS, SENT, PARAGRAPH, READS, SUGGESTION)


@dataclass(frozen=True, slots=True)
class Unit:
    """A block in one language. `facts` are what it was written round: key -> (value, grammar).

    While it is to be reviewed, `was` keeps those whose grammar changed as they were before.

    `drafted` is the digest of the text that a phrase drafted, while nobody has read it; `remark`
    is what a translator noted beside the unit. `sent` is the digest of its text when it went out,
    in a file that comes back from a translator.
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
    remark: str = ""
    was: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    sent: str = ""

    @property
    def is_draft(self) -> bool:
        """Whether the text is still the one that a phrase drafted."""
        return bool(self.drafted) and self.drafted == digest(self.text)


@dataclass(frozen=True, slots=True)
class UnitFile:
    """The units of one file in order, those whose block is gone, and what language it says."""

    path: str
    units: Mapping[str, Unit]
    obsolete: tuple[Unit, ...] = ()
    language: str = ""


def digest(text: str) -> str:
    """Give the short digest by which a text is known again."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def read_units(source: Source, report: Report) -> UnitFile:
    """Read a PO file strictly; polib alone loses an entry with an unclosed string in silence."""
    text = decode(source, report)
    if text is None or not well_formed(text, source.path, report):
        return UnitFile(source.path, {})
    marks = _places(text)
    units: dict[str, Unit] = {}
    obsolete: list[Unit] = []
    file = _parsed(text, source.path, report)
    if file is None:
        return UnitFile(source.path, {})
    _check_header(file.metadata, source.path, report)
    for entry in file:
        key = entry.msgctxt or ""
        where = marks.get(key, ((0, entry.linenum or 1, 1),))
        unit = _unit(entry, Prose(entry.msgstr, source.path, where))
        if not key:
            place = Where(source.path, entry.linenum or 1)
            report(error(place, "T011", line=entry.msgid[:40]))
        elif entry.obsolete:
            obsolete.append(unit)
        elif key in units:
            line = entry.linenum or 1
            report(error(Where(source.path, line), "T012", unit=key))
        else:
            units[key] = unit
    language = file.metadata.get("Language", "")
    return UnitFile(source.path, units, tuple(obsolete), language)


def _check_header(header: Mapping[str, str], path: str, report: Report) -> None:
    """What the head of a file says is true: another program believes it."""
    language = FOLDER.match(path)
    said = header.get("Language", "")
    if language and said and re.split("[_-]", said)[0] != language["code"]:
        report(error(Where(path), "T019", name="Language", value=said[:40]))
    plural = header.get("Plural-Forms", "")
    if plural and not PLURAL.fullmatch(plural):
        report(error(Where(path), "T019", name="Plural-Forms", value=plural[:40]))
    kind = header.get("Content-Type", "")
    if kind and "charset=utf-8" not in kind.lower().replace(" ", ""):
        report(error(Where(path), "T019", name="Content-Type", value=kind[:40]))


def _without_last_notes(text: str) -> str:
    lines = text.split("\n")
    while lines and lines[-1].strip() in NOTES_OF_NOTHING:
        lines.pop()
    return "\n".join(lines)


def _parsed(text: str, path: str, report: Report) -> polib.POFile | None:
    """Have polib read a text that our own look at its lines has found no fault with."""
    try:
        return polib.pofile(f"{_without_last_notes(text)}\n{NO_FILE}")
    except OSError as fault:
        found = re.search(r"line (\d+)", str(fault))
        number = int(found[1]) if found else 1
        line = text.split("\n")[number - 1 : number]
        report(error(Where(path, number), "T011", line="".join(line)[:40]))
        return None


def _places(text: str) -> dict[str, tuple[tuple[int, int, int], ...]]:
    """Say for each unit on which lines its text stands: (offset in the text, line, column)."""
    places: dict[str, list[tuple[int, int, int]]] = {}
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
            places[key] = marks
            offset += len(value)
    return {key: tuple(found) for key, found in places.items()}


def _unquoted(text: str) -> str:
    return polib.unescape(text.strip()[1:-1])


def _unit(entry: polib.POEntry, prose: Prose) -> Unit:
    facts: dict[str, tuple[str, str]] = {}
    was: dict[str, tuple[str, str]] = {}
    confirmed = drafted = sent = ""
    for line in _notes_of(entry.comment):
        if line.startswith(CONFIRMED):
            confirmed = line.removeprefix(CONFIRMED).strip()
        elif line.startswith(DRAFTED):
            drafted = line.removeprefix(DRAFTED).strip()
        elif line.startswith(SENT):
            sent = line.removeprefix(SENT).strip()
        elif found := FACT.fullmatch(line):
            noted = was if line.startswith(WAS) else facts
            noted[found["key"]] = (found["value"], found["grammar"])
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
        entry.tcomment,
        was,
        sent,
    )


def _notes_of(comment: str) -> list[str]:
    """Put notes together again that an editor of PO files wrapped."""
    notes: list[str] = []
    for line in map(str.strip, comment.split("\n")):
        if notes and not line.startswith(KEPT):
            notes[-1] += line if notes[-1].endswith("-") else f" {line}"
        else:
            notes.append(line)
    return notes


def write_units(
    units: Iterable[Unit],
    obsolete: Iterable[Unit],
    language: str,
    beside: Mapping[str, Iterable[str]] = NOTHING,
) -> str:
    """Print units as a PO file that gettext's own checker accepts.

    `beside` are notes for a translator, by the key of their unit.
    """
    header = polib.POFile(wrapwidth=WIDTH)
    header.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    entries = [_written(unit, beside.get(unit.key, ())) for unit in units]
    entries += [_written(unit, obsolete=True) for unit in obsolete]
    return "\n".join([str(header), *entries])


def _written(unit: Unit, beside: Iterable[str] = (), *, obsolete: bool = False) -> str:
    entry = polib.POEntry(
        msgctxt=unit.key,
        msgid=unit.source,
        msgstr=unit.text,
        flags=["fuzzy"] if unit.review else [],
        previous_msgid=unit.previous or None,
        tcomment=unit.remark,
        obsolete=obsolete,
    )
    # polib would wrap these lines; whole ones can be found, and compared, by anybody.
    said = () if obsolete else (*beside, *_notes(unit))
    notes = "".join(f"#. {note}\n" for note in said)
    return notes + LONG.sub(_wrapped, entry.__unicode__(0))


def _wrapped(line: re.Match[str]) -> str:
    """Wrap a long line at its spaces; polib would also break at hyphens, and inside of tokens."""
    rows = [""]
    for word in UNBROKEN.findall(line["text"]):
        if rows[-1] and len(rows[-1]) + len(word) > WIDTH - 2:
            rows.append("")
        rows[-1] += word
    mark = line["mark"] or ""
    return "\n".join([f'{mark}{line["name"]} ""', *(f'{mark}"{row}"' for row in rows)])


def _notes(unit: Unit) -> Iterator[str]:
    if unit.confirmed_by:
        yield f"{CONFIRMED}{unit.confirmed_by}"
    if unit.drafted:
        yield f"{DRAFTED}{unit.drafted}"
    for key, (value, kind) in unit.facts.items():
        yield f"{FACTS}{key} = {value} ({kind})"
    for key, (value, kind) in unit.was.items():
        yield f"{WAS}{key} = {value} ({kind})"
