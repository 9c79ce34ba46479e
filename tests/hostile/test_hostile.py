"""A hostile corpus: each file is refused with a place, soon, and without filling the memory."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from itertools import groupby

import pytest
from hostile.corpus import PAGE, SPELLED, Hostile, Verdict, corpus, judged, targets
from pages import examples
from projects import lay_out, masthead

from masthead.project import Project

REWRITES = bool(os.environ.get("MASTHEAD_GOLDEN"))
LONGEST = 5.0  # seconds; what is heavy takes a fourth of it on a slow machine
LARGEST = 150.0  # MiB
PLACE = re.compile(r"(?:\S+:)?[1-9]\d*:[1-9]\d* [A-Z]\d{3}(?:, | and \d+ more$|$)")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="each file has its own process")


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    """Have every file checked: a folder in one process, what is heavy in one of its own."""
    project = lay_out(tmp_path_factory.mktemp("hostile"))
    found: list[Verdict] = []
    for folder, files in groupby(corpus(targets()), lambda hostile: hostile.folder):
        with _spoken(folder, project):
            found += _folder([*files], project)
    return {verdict.hostile.name: verdict for verdict in found}


def _folder(files: list[Hostile], project: Project) -> Iterator[Verdict]:
    assert masthead("check", project=project).exit_code == 0  # and what is read once is read
    light = [hostile for hostile in files if hostile.path.suffix != SPELLED]
    yield from judged(light, project)
    for hostile in files:
        if hostile not in light:
            yield from judged([hostile], project)


class _spoken:
    """Leave a project French where units are tried: the rest is as hostile in one language."""

    def __init__(self, folder: str, project: Project) -> None:
        self.french = project.path("translations/fr")
        self.aside = project.root / "aside"
        self.moves = folder != "po"

    def __enter__(self) -> None:
        if self.moves:
            shutil.move(self.french, self.aside)

    def __exit__(self, *fault: object) -> None:
        if self.moves:
            shutil.move(self.aside, self.french)


def test_nothing_falls(verdicts: dict[str, Verdict]) -> None:
    assert {name: verdict.fell for name, verdict in verdicts.items() if verdict.fell} == {}


def test_nothing_is_accepted_in_silence(verdicts: dict[str, Verdict]) -> None:
    assert [name for name, verdict in verdicts.items() if not PLACE.match(verdict.told)] == []


def test_what_is_told_is_what_is_expected(verdicts: dict[str, Verdict]) -> None:
    told = {name: verdict.told for name, verdict in verdicts.items()}
    if REWRITES:
        _rewrite(told)
    cases = examples(PAGE)
    wanted = {f"{case.title.partition(',')[0]}/{case.input}": case.expected for case in cases}
    assert told == wanted
    assert len(told) >= 300


def _rewrite(told: dict[str, str]) -> None:
    """Write the tables anew, for a person to read the diff."""
    head = PAGE.read_text("utf-8").partition("## ")[0].rstrip()
    parts = [head]
    for folder, target in targets().items():
        rows = [(name.partition("/")[2], said) for name, said in told.items()]
        mine = [row for row, name in zip(rows, told, strict=True) if name.startswith(f"{folder}/")]
        lines = [f"| `{name}` | `{said}` |" for name, said in mine]
        title = f"## {folder}, laid at `{target}`"
        parts.append("\n".join([title, "", "| file | told |", "|---|---|", *lines]))
    PAGE.write_text("\n\n".join(parts) + "\n", "utf-8")


def test_nothing_takes_long_or_much(verdicts: dict[str, Verdict]) -> None:
    """`pytest -s` prints the worst."""
    slow = sorted(verdicts.values(), key=lambda verdict: verdict.seconds)[-5:]
    heavy = [verdict for verdict in verdicts.values() if verdict.hostile.path.suffix == SPELLED]
    large = sorted(heavy, key=lambda verdict: verdict.mebibytes)[-5:]
    print(f"\n{len(verdicts)} files")
    for verdict in reversed(slow):
        print(f"{verdict.seconds:8.2f} s   {verdict.hostile.name}")
    for verdict in reversed(large):
        print(f"{verdict.mebibytes:8.1f} MiB {verdict.hostile.name}")
    assert slow[-1].seconds < LONGEST
    assert max(verdict.mebibytes for verdict in verdicts.values()) < LARGEST
