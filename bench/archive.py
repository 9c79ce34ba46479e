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
    records = sorted(project.glob("activities/[0-9][0-9][0-9][0-9]/*.yaml"))
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


def long_report(project: Path, times: int) -> None:
    """Say in one report all that it says, so many times; each time of records of its own."""
    records = sorted(project.glob("activities/[0-9]*/*.yaml"))
    report = project / "content" / SESSION / f"{NUMBER}.md"
    units = [*project.glob(f"translations/*/{SESSION.lower()}-{NUMBER}.po")]
    texts = [*project.glob("translations/*/activities.po")]
    head, title, body = _parts(report.read_text("utf-8"))
    bodies, entries = [body], {path: [path.read_text("utf-8")] for path in units}
    for place in range(1, times):
        copy = _Copy(frozenset(path.stem for path in records), place)
        for path in records:
            target = path.with_stem(f"{path.stem}-{place}")
            _write(target, copy.again(path.read_text("utf-8")))
        for path in texts:
            _write(path.with_stem(f"{path.stem}-{place}"), copy.again(path.read_text("utf-8")))
        bodies.append(copy.blocks(body))
        for said in entries.values():
            said.append(copy.entries(said[0]))
    _write(report, head + title + "\n".join(bodies))
    for path, said in entries.items():
        _write(path, "\n".join(said))


def _parts(page: str) -> tuple[str, str, str]:
    """Cut a report into its head, its title, and the rest."""
    head, rest = re.split(r"(?<=\n---\n)", page, maxsplit=1)
    title, body = rest.split("\n\n", 1)
    return head, f"{title}\n\n", body


def many_records(project: Path, number: int, first: int = 1) -> None:
    """Add records to a project that no report tells of: they are of another time.

    `first` numbers the first copy of each.
    """
    records = sorted(project.glob("activities/[0-9]*/*.yaml"))
    texts = [OPEN.sub(END, path.read_text("utf-8")) for path in records]
    ids = frozenset(path.stem for path in records)
    for place in range(first, first + number // len(records)):
        copy = _Copy(ids, place)
        for path, text in zip(records, texts, strict=True):
            target = project / "activities" / f"{int(path.parent.name) + LATER}-{place}"
            _write(target / f"{path.stem}-{place}.yaml", copy.record(text))


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

    def again(self, text: str) -> str:
        """Write a record, or texts of records, of the same time."""
        return self._named(text)

    def blocks(self, body: str) -> str:
        """Write the body of a report once more, in one document with itself."""
        body = re.sub(r"(?<=^\{#)[a-z0-9-]+", self._with_place, body, flags=re.MULTILINE)
        body = re.sub(r"(?<=\{para\}`)[a-z0-9-]+", self._with_place, body)
        return self._named(body)

    def entries(self, units: str) -> str:
        """Write the units of such a body, without the head of the file and the title."""
        _, *entries = units.split("\n\n")
        kept = [entry for entry in entries if f'{SYMBOL}/{NUMBER}#title"' not in entry]
        text = re.sub(rf"(?<={SYMBOL}/{NUMBER}#)[a-z0-9-]+", self._with_place, "\n\n".join(kept))
        return self._named(re.sub(r"(?<=\{para\}`)[a-z0-9-]+", self._with_place, text))

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
