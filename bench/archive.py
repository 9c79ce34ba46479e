"""Lay out an archive: the sample report and as many copies as are wanted, twenty years later.

Each report has records, units and a symbol of its own, so that a corrected record reaches one
report and no other. Registry, kinds and languages are those of the project.
"""

from __future__ import annotations

import re
from pathlib import Path

SYMBOL, NUMBER, YEAR, LATER = "CTOC/COP/2014", 4, 2014, 20
SESSION = SYMBOL.replace("/", "-")
YEARS = re.compile(r"(?<!\d)(20[01]\d)(?!\d)")
DATED = re.compile(r"^(?:date|when|  symbol): .*$", re.MULTILINE)
PERIOD = re.compile(r"^period: .*\n", re.MULTILINE)
# What never ends would be due in every later report.
OPEN, END = re.compile(r"/\.\.$", re.MULTILINE), "/2014-06"
SINCE, AT = ".when|since`", ".when|at`"


def archive(project: Path, reports: int) -> None:
    """Add reports to a project that holds one, until there are so many."""
    records = sorted(project.glob("activities/[0-9]*/*.yaml"))
    report = project / "content" / SESSION / f"{NUMBER}.md"
    units = sorted(project.glob("translations/*/*.po"))
    for path in (*records, report, *units):
        text = OPEN.sub(END, path.read_text("utf-8"))
        _write(path, text.replace(SINCE, AT))
    session = report.with_name("session.yaml")
    _write(project / "content" / _later(SESSION) / session.name, _dated(session.read_text("utf-8")))
    for place in range(1, reports):
        copy = _Copy(frozenset(path.stem for path in records), place)
        for path in records:
            target = project / "activities" / str(int(path.parent.name) + LATER)
            _write(target / f"{path.stem}-{place}.yaml", copy.record(path.read_text("utf-8")))
        target = project / "content" / _later(SESSION) / f"{NUMBER + place}.md"
        _write(target, copy.page(report.read_text("utf-8")))
        for path in units:
            if path.name != f"{SESSION.lower()}.po":
                _write(path.with_stem(f"{path.stem}-{place}"), copy.units(path.read_text("utf-8")))
    for path in units if reports > 1 else ():
        if path.name == f"{SESSION.lower()}.po":
            later = path.read_text("utf-8").replace(SESSION, _later(SESSION))
            _write(path.with_name(_later(path.name)), later)


class _Copy:
    """What differs in the copy of a report: its symbol, and the ids of its records."""

    def __init__(self, ids: frozenset[str], place: int) -> None:
        self._place = place
        listed = "|".join(sorted(ids, key=len, reverse=True))
        # An id may be a word too: it is one where it stands in a token, a key, or a slot.
        self._ids = re.compile(rf"(?<=[`\"])(?:{listed})(?=[.#`|])|(?<=fact: )(?:{listed})(?=[. ])")
        slot = rf"^```\{{activities\}} .*$|^(?!nature|kind)\w+: (?:{listed})$"
        self._slot = re.compile(slot, re.MULTILINE)
        self._id = re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])")

    def record(self, text: str) -> str:
        """Write a record twenty years later."""
        return self._named(_dated(text))

    def page(self, text: str) -> str:
        """Write the report; no period, for all copies share one."""
        return self.units(_dated(PERIOD.sub("", text)))

    def units(self, text: str) -> str:
        """Write the units of the report or of its records."""
        symbol = f"{_later(SYMBOL)}/{NUMBER + self._place}"
        return self._named(text.replace(f"{SYMBOL}/{NUMBER}", symbol))

    def _named(self, text: str) -> str:
        text = self._ids.sub(self._with_place, text)
        return self._slot.sub(lambda found: self._id.sub(self._with_place, found[0]), text)

    def _with_place(self, found: re.Match[str]) -> str:
        return f"{found[0]}-{self._place}"


def _later(text: str) -> str:
    return YEARS.sub(lambda found: str(int(found[1]) + LATER), text)


def _dated(text: str) -> str:
    return DATED.sub(lambda found: _later(found[0]), text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
