"""The manual is true: its commands run in a new project, and print what its pages show."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from masthead.jobs.prepare import open_project
from masthead.language.say import FORMS
from masthead.model.problem import Fault
from masthead.model.symbol import Symbol
from masthead.model.when import When
from masthead.project import starter
from masthead.records import COMMON, STATUSES
from masthead.records.document_kinds import FIELDS as RULES
from masthead.records.front_matter import FIELDS
from masthead.records.kinds import TYPES

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("index", "staff", "editors", "translators")

BLOCK = re.compile(
    r"""
    ^(?P<fence>`{3,})(?:\{code-block\}[ ])?(?P<language>console|diff)\n
    (?::caption:[ ](?P<file>\S+)\n\n)?
    (?P<text>.*?)
    ^(?P=fence)$
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
STATUS = re.compile(r"  # ends (\d)$")


class Command(NamedTuple):
    """A command of a page, the status that it ends with, and the lines that it prints."""

    words: tuple[str, ...]
    status: int
    shown: tuple[str, ...]


class Edit(NamedTuple):
    """A change of a file, as its reader makes it: some lines take the place of others."""

    file: str
    old: str
    new: str


Step = Command | Edit


def steps(page: str) -> Iterator[Step]:
    """Read what the reader of a page does, in order."""
    for block in BLOCK.finditer(page):
        if block["language"] == "console":
            yield from _commands(block["text"])
        else:
            yield _edit(block["file"], block["text"])


def _commands(text: str) -> Iterator[Command]:
    before, *rest = re.split(r"^\$ ", text.replace("\\\n> ", " "), flags=re.MULTILINE)
    assert not before, f"a console block begins with a command: {before}"
    for part in rest:
        typed, *shown = part.rstrip().split("\n")
        status = STATUS.search(typed)
        words = tuple(shlex.split(STATUS.sub("", typed)))
        yield Command(words, int(status[1]) if status else 0, tuple(shown))


def _edit(file: str, text: str) -> Edit:
    lines = text.splitlines(keepends=True)
    kept = {mark: "".join(x[1:] for x in lines if x[0] in (" ", mark)) for mark in "-+"}
    return Edit(file, kept["-"].removesuffix("\n"), kept["+"].removesuffix("\n"))


def masthead(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program as its user does, in English whatever the machine speaks."""
    return subprocess.run(
        [sys.executable, "-m", "masthead", *words],
        cwd=folder,
        env={**os.environ, "MASTHEAD_SPEAK": "en", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def follow(step: Step, folder: Path) -> Path:
    """Do one step of a page in a folder; gives the folder where the next one is done."""
    if isinstance(step, Edit):
        path = folder / step.file
        text = path.read_text("utf-8")
        assert text.count(step.old) == 1, f"{step.file} holds this once: {step.old!r}\n{text}"
        path.write_text(text.replace(step.old, step.new), "utf-8")
        return folder
    program, *words = step.words
    if program == "cd":
        return folder / words[0]
    assert program == "masthead", f"the manual runs nothing else: {program}"
    done = masthead(folder, *words)
    # A page shows words; where lines may break is typography's.
    printed = done.stdout.replace("\u00a0", " ")
    said = f"$ {shlex.join(step.words)}\n{printed}"
    assert done.returncode == step.status, said
    for line in step.shown:
        assert line in printed, f"not printed: {line}\n{said}"
    return folder


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_shows_is_what_happens(name: str, tmp_path: Path) -> None:
    """Each page begins in a project of its own, but the one that begins with making it."""
    folder = tmp_path
    if name != "index":
        made = masthead(tmp_path, "new", "project", "demo")
        assert made.returncode == 0, made.stdout
        folder = tmp_path / "demo"
    for step in steps((DOCS / f"{name}.md").read_text("utf-8")):
        folder = follow(step, folder)


@pytest.mark.parametrize("name", PAGES)
def test_no_command_of_a_page_is_overlooked(name: str) -> None:
    """A prompt outside of a block that is read would be a command that nobody has tried."""
    page = (DOCS / f"{name}.md").read_text("utf-8")
    read = [step for step in steps(page) if isinstance(step, Command)]
    assert len(read) == len(re.findall(r"^\$ ", page, re.MULTILINE)) > 0


WRONG_AND_RIGHT = re.compile(
    r"^### (?P<code>[SD]\d{3})\n\n.*\n\n- Wrong: `(?P<wrong>[^`]+)`\n- Right: `(?P<right>[^`]+)`",
    re.MULTILINE,
)
SHOWN = [
    tuple(found.groups())
    for found in WRONG_AND_RIGHT.finditer((DOCS / "problems.md").read_text("utf-8"))
    if found["code"] < "S015"  # those that follow are no symbols by themselves
]


@pytest.mark.parametrize(("code", "wrong", "right"), SHOWN)
def test_what_the_manual_calls_wrong_is_wrong(code: str, wrong: str, right: str) -> None:
    """A date or a symbol has the very problem under which it is shown; the right one has none."""
    parse = When.parse if code.startswith("D") else Symbol.parse
    fault = parse(wrong)
    assert isinstance(fault, Fault)
    assert fault.code == code
    assert not isinstance(parse(right), Fault)


def test_the_reference_names_everything_there_is() -> None:
    """A kind, a field, a type or a form that the reference leaves out cannot be found."""
    page = (DOCS / "reference.md").read_text("utf-8")
    records = open_project(starter()).records
    registry = records.registry
    forms = {form for listed in FORMS.values() for form in listed}
    own = {name for kind in registry.kinds.values() for name in kind.fields}
    names = {
        *registry.kinds,
        *own,
        *COMMON,
        *TYPES,
        *forms,
        *FIELDS,
        *STATUSES,
        *records.kinds,
        *RULES,
    }
    assert {name for name in names if f"`{name}`" not in page} == set()
