"""The past: whatever was edited, a project that is known is judged as one that is not."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable, Mapping
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from masthead.jobs.judging.gate import Judged, judge
from masthead.jobs.known import snapshot
from masthead.jobs.known.held import Held
from masthead.jobs.known.past import Past
from masthead.jobs.known.store import store_of
from masthead.jobs.prepare import open_project
from masthead.model.edition import Edition
from masthead.project import FOLDERS, Project

ROOT = Path(__file__).parents[2]
REPORT = "content/CTOC-COP-2014/4.md"
ROUNDS = 60
# A second document, which cites a paragraph of the report and its symbol.
CITING = """---
symbol: CTOC/COP/2014/5
kind: note-by-the-secretariat
status: sample
date: 2014-06-24
original: en
languages: [en, fr]
item: 2 (c)
---
# Note

{#cites}
See {para}`CTOC/COP/2014/4#status` and {document}`CTOC/COP/2014/4`.
"""
CITED = """msgid ""
msgstr "Language: fr\\n"

msgctxt "CTOC/COP/2014/5#title"
msgid "Note"
msgstr "Note"

msgctxt "CTOC/COP/2014/5#cites"
msgid "See {para}`CTOC/COP/2014/4#status` and {document}`CTOC/COP/2014/4`."
msgstr "Voir {para}`CTOC/COP/2014/4#status` et {document}`CTOC/COP/2014/4`."
"""
YEAR = re.compile(r"201[0-9]")
WORD = re.compile(r"(?<= )[a-z]{6,}(?= )")

Edit = Callable[["Edits"], None]


class Edits:
    """A project that is edited at random; each writing of a file has a time of its own."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.chance, self._clock = root, random.Random(seed), count(1)

    def choose(self, *patterns: str) -> Path | None:
        found = sorted(path for pattern in patterns for path in self.root.glob(pattern))
        return self.chance.choice(found) if found else None

    def write(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        os.utime(path, ns=(next(self._clock), next(self._clock)))

    def replace(self, found: re.Pattern[str], by: str, *patterns: str) -> None:
        path = self.choose(*patterns)
        text = path.read_text("utf-8") if path else ""
        places = [*found.finditer(text)]
        if path and places:
            place = self.chance.choice(places)
            self.write(path, text[: place.start()] + place.expand(by) + text[place.end() :])


RECORDS, UNITS = "activities/20*/*.yaml", "translations/fr/*.po"
# What records and documents are read by.
GROUND = (
    "activities/registry/*.yaml", "activities/kinds/*.yaml", "content/kinds/*.yaml",
    "content/*/session.yaml", "content/site.yaml", "translations/*/language.yaml",
    "translations/*/terms.yaml",
)  # fmt: skip


def another_year(edits: Edits) -> None:
    edits.replace(YEAR, str(edits.chance.randint(2010, 2016)), RECORDS)


def another_word(edits: Edits) -> None:
    edits.replace(
        WORD, edits.chance.choice(["other", "words"]), "content/CTOC-COP-2014/*.md", UNITS
    )


def record_added(edits: Edits) -> None:
    path = edits.choose(RECORDS)
    if path:
        name = f"{path.stem}-{edits.chance.randint(1, 3)}.yaml"
        edits.write(path.with_name(name), path.read_text("utf-8"))


def record_gone(edits: Edits) -> None:
    path = edits.choose(RECORDS)
    if path:
        path.unlink()


def record_moved(edits: Edits) -> None:
    path = edits.choose(RECORDS)
    if path:
        target = edits.root / "activities/2015" / path.name
        text = path.read_text("utf-8")
        path.unlink()
        edits.write(target, text)


def paragraph_moved(edits: Edits) -> None:
    edits.replace(
        re.compile(r"(\{#[a-z-]+\}\n[A-Z].*\n(?:[^\n].*\n)*)\n(\{#[a-z-]+\}\n[A-Z].*\n)"),
        r"\2\n\1",
        REPORT,
    )


def unit_gone(edits: Edits) -> None:
    edits.replace(re.compile(r'msgctxt "[^"]*"\n(?:msgid|msgstr|").*\n(?:.+\n)*'), "", UNITS)


def units_split(edits: Edits) -> None:
    path = edits.choose(UNITS)
    if path:
        head, *entries = path.read_text("utf-8").split("\n\n")
        half = len(entries) // 2
        edits.write(path, "\n\n".join([head, *entries[:half]]))
        other = path.with_stem(f"{path.stem}-{edits.chance.randint(1, 9)}")
        if not other.exists():
            edits.write(other, "\n\n".join([head, *entries[half:]]))


def document_added(edits: Edits) -> None:
    edits.write(edits.root / "content/CTOC-COP-2014/5.md", CITING)
    edits.write(edits.root / "translations/fr/ctoc-cop-2014-5.po", CITED)


def name_changed(edits: Edits) -> None:
    edits.replace(re.compile(r"name: ([A-Z])"), r"name: N\1", "translations/*/names.yaml")


def phrase_changed(edits: Edits) -> None:
    edits.replace(WORD, "phrased", "translations/*/phrases/*.md")


def ground_changed(edits: Edits) -> None:
    edits.replace(re.compile(r"(?<=: )[a-z]{4,}"), "other", *GROUND)


def restored(edits: Edits) -> None:
    """Take a file back as it was at first."""
    phrases = "translations/*/phrases/*.md"
    path = edits.choose(RECORDS, UNITS, "content/*/*.md", "translations/*/*.yaml", phrases, *GROUND)
    if path:
        first = ROOT / path.relative_to(edits.root)
        if first.exists():
            edits.write(path, narrowed(first))


EDITS: tuple[Edit, ...] = (
    another_year, another_year, another_word, another_word, record_added, record_gone,
    record_moved, paragraph_moved, unit_gone, units_split, document_added, name_changed,
    phrase_changed, ground_changed,
    restored, restored, restored, restored,
)  # fmt: skip


def narrowed(path: Path) -> str:
    text = path.read_text("utf-8")
    return re.sub(r"^languages: \[en, fr.*$", "languages: [en, fr]", text, flags=re.MULTILINE)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Lay out the report in two languages; marks are trusted at once: each write has its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(snapshot, "MOMENT", -(10**15))
    root = tmp_path / "project"
    for folder in FOLDERS[:3]:
        spoken = shutil.ignore_patterns("es", "ar", "ru", "zh")
        shutil.copytree(ROOT / folder, root / folder, ignore=spoken)
    page = root / REPORT
    page.write_text(narrowed(page), "utf-8")
    return Project(root)


def told(judged: Judged) -> tuple[object, ...]:
    problems = sorted(
        (problem.where, problem.code, sorted((key, str(arg)) for key, arg in problem.args.items()))
        for problem in judged.problems
    )
    editions: list[Mapping[str, Edition]] = [verdict.editions for verdict in judged.verdicts]
    ready = [str(verdict.document.symbol) for verdict in judged.ready]
    return problems, editions, ready


def judged(project: Project, *, knows: bool) -> Judged:
    past = Past(project, None, keeps=knows)
    if not knows:
        past = Past(Project(project.root), None, keeps=False)
        past.fetch = lambda *key: None  # type: ignore[method-assign]
        past.lines, past.keys = {}, {}
    opened = open_project(project, past)
    return judge(opened, opened.records.documents)


@pytest.mark.parametrize("seed", range(3))
def test_known_project_is_judged_as_a_new_one(project: Project, seed: int) -> None:
    edits = Edits(project.root, seed)
    judged(project, knows=True)
    for _ in range(ROUNDS // 3):
        for edit in edits.chance.choices(EDITS, k=edits.chance.randint(0, 3)):
            edit(edits)
        assert told(judged(project, knows=True)) == told(judged(project, knows=False))


def test_verdict_does_not_outlive_a_phrase(project: Project) -> None:
    edits = Edits(project.root, 0)
    before = told(judged(project, knows=True))
    for path in project.root.glob("translations/*/phrases/*.md"):
        edits.write(path, path.read_text("utf-8").replace("was", "has been"))
    after = told(judged(project, knows=True))
    assert after != before and after == told(judged(project, knows=False))


@pytest.mark.parametrize("pattern", GROUND)
def test_what_is_kept_of_the_ground_is_read_anew_when_it_changes(
    project: Project, pattern: str
) -> None:
    edits = Edits(project.root, 0)
    first = told(judged(project, knows=True))
    assert told(judged(project, knows=True)) == first
    path = edits.choose(pattern)
    assert path
    edits.write(path, path.read_text("utf-8") + "\nno-such-key: 1\n")
    wrong = told(judged(project, knows=True))
    assert wrong != first and wrong == told(judged(project, knows=False))
    assert told(judged(project, knows=True)) == wrong
    edits.write(path, narrowed(ROOT / path.relative_to(project.root)))
    assert told(judged(project, knows=True)) == first


@pytest.mark.parametrize("linked", ["translations/fr", "translations/fr/phrases"])
def test_words_behind_a_link_are_read_anew_when_they_change(project: Project, linked: str) -> None:
    edits, shared = Edits(project.root, 0), project.root / "shared"
    (project.root / linked).rename(shared)
    (project.root / linked).symlink_to(shared)
    (shared / "again").symlink_to(project.root)
    first = told(judged(project, knows=True))
    for path in shared.rglob("*.md"):
        edits.write(path, path.read_text("utf-8").replace("atelier", "chantier"))
    after = told(judged(project, knows=True))
    assert after != first and after == told(judged(project, knows=False))


@pytest.mark.parametrize("seed", range(3, 5))
def test_process_that_goes_on_judges_as_a_new_one(project: Project, seed: int) -> None:
    edits, held = Edits(project.root, seed), Held(store_of(project.root))
    for _ in range(ROUNDS // 3):
        held.turn()
        opened = open_project(project, Past(project, None, keeps=True, held=held))
        known = judge(opened, opened.records.documents)
        assert told(known) == told(judged(project, knows=False))
        for edit in edits.chance.choices(EDITS, k=edits.chance.randint(0, 3)):
            edit(edits)
    assert not project.path(".masthead").exists()


def compiled(monkeypatch: pytest.MonkeyPatch, project: Project) -> list[str]:
    """Judge a project, and name what was compiled for it."""
    from masthead.jobs.judging import gate

    symbols: list[str] = []
    compile_document = gate.compile_document

    def noted(document, *rest):  # type: ignore[no-untyped-def]
        symbols.append(str(document.symbol))
        return compile_document(document, *rest)

    monkeypatch.setattr(gate, "compile_document", noted)
    judged(project, knows=True)
    monkeypatch.setattr(gate, "compile_document", compile_document)
    return symbols


def test_only_what_an_edit_reaches_is_compiled(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits = Edits(project.root, 0)
    document_added(edits)
    look = partial(compiled, monkeypatch, project)
    report, note = "CTOC/COP/2014/4", "CTOC/COP/2014/5"
    assert look() == [report, note]
    assert look() == []
    edits.replace(re.compile("2013-11"), "2013-12", "activities/2013/phnom-penh-legislation.yaml")
    assert look() == [report]
    edits.replace(re.compile(r"\[fr"), "[fr", "translations/fr/ctoc-cop-2014-5.po")
    assert look() == []
    edits.replace(re.compile("Voir"), "Se reporter à", "translations/fr/ctoc-cop-2014-5.po")
    assert look() == [note]
    paragraph_moved(edits)
    assert look() == [report, note]
    record = edits.root / "activities/2013/phnom-penh-legislation.yaml"
    edits.write(record.with_name("another.yaml"), YEAR.sub("2001", record.read_text("utf-8")))
    assert look() == []
