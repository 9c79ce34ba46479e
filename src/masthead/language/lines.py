"""The lines of a PO file: what gettext refuses is told with its place, before polib reads it."""

from __future__ import annotations

import re

from masthead.inline.parse import LONGEST
from masthead.model.problem import Where, error
from masthead.notation import Report

LINE = re.compile(
    r"""
      (?P<blank>\s*) | (?P<note>\#(?:\#.*|[.:,]?(?:\s.*)?))
    | (?P<mark>\#~[ ]|\#\|[ ]|\#~\|[ ])? (?:(?P<name>msgctxt|msgid|msgstr)[ ]+)?
      "(?:[^"\\]++|\\[\\"nt])*+"\s*
    """,
    re.VERBOSE,
)
# Which field may follow which line; only the header of a file begins with its msgid.
FOLLOWS = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgstr",),
    "msgstr": ("msgctxt",),
    "note": ("msgctxt",),
    "previous": ("msgctxt",),
}
INSIDE = ("msgctxt", "msgid")
NAMED = re.compile(r"(?:#~ |#\| |#~\| )?msg")
# What polib puts together line by line, each time from the start: a text with its escapes, and the
# notes that follow.
MOST = 3 * LONGEST
# A unit of nothing: polib takes it for the head of the file, and loses it.
SOURCELESS = re.compile(r'^msgctxt (?:".*"\s*\n)+(?P<source>msgid "")\s*\n(?!"[^"])', re.MULTILINE)


def well_formed(text: str, path: str, report: Report) -> bool:
    """Report each line that polib would stumble over, or worse, pass over in silence."""
    good, last, mark, torn = True, "", "", False
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        found = LINE.fullmatch(line)
        is_torn = torn and line.strip() and (last in INSIDE or line.startswith('"'))
        if found is None or not _may_follow(found, last, mark) or is_torn:
            report(error(Where(path, number), "T011", line=line.strip()[:40]))
            good = False
        last, mark, torn = *_after(line, last, mark), not line.strip()
    cut_off = last in INSIDE
    if cut_off and good:
        report(error(Where(path, len(lines)), "T011", line=""))
    for found in SOURCELESS.finditer(text):
        number = text.count("\n", 0, found.start("source")) + 1
        report(error(Where(path, number), "T011", line=found["source"]))
        good = False
    return good and not cut_off and _is_short(lines, path, report)


def _is_short(lines: list[str], path: str, report: Report) -> bool:
    """Report what goes on for too long after the line that names it."""
    first = length = 0
    for number, line in enumerate(lines, 1):
        if NAMED.match(line):
            first, length = number, 0
        length += len(line) if first else 0
        if length > MOST:
            report(error(Where(path, first), "C102", limit=LONGEST))
            return False
    return True


def _may_follow(line: re.Match[str], last: str, mark: str) -> bool:
    if line["blank"] is not None:
        return True
    if line["note"] is not None or line["mark"] in ("#| ", "#~| "):
        goes_on = line["mark"] == "#| " and line["name"] is None
        return last == "previous" if goes_on else last not in INSIDE
    same = (line["mark"] or "") == mark
    if line["name"] is None:
        return last in ("msgctxt", "msgid", "msgstr") and same
    return line["name"] in FOLLOWS[last] and (same or last not in INSIDE)


def _after(line: str, last: str, mark: str) -> tuple[str, str]:
    """Say where in an entry a line leads, whether it is well formed or not, and its mark."""
    name = line.removeprefix("#~ ").partition(" ")[0]
    if name in ("msgctxt", "msgid", "msgstr"):
        return name, "#~ " if line.startswith("#~ ") else ""
    if line.startswith("#| "):
        return "previous", mark
    if line.startswith("#") and not line.startswith("#~ ") and last not in ("", *INSIDE):
        return "note", mark
    return last, mark
