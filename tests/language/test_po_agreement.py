"""PO files are PO: gettext's own checker accepts what we write, and refuses what we refuse."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from projects import ROOT, masthead

from masthead.jobs.prepare import check_breaks
from masthead.language import read_units
from masthead.model.problem import Problem
from masthead.project import Source

FILES = sorted((ROOT / "translations").glob("*/*.po"))
MUTANTS = 1_000
TYPED = (
    '"', "\n", "#", "#| ", "#~ ", "msgid ", "msgstr ", "msgctxt ", "\\", "\\n", "\\x", " ", "\t",
    '"\n"', "#, fuzzy\n", 'msgid_plural "x"\n', 'msgstr[0] "x"\n', 'domain "a"\n', "%d", "é", "\0",
)  # fmt: skip
# What gettext lets pass, and we do not: by the code, the line that is refused, the one before it.
STRICTER: Mapping[str, Callable[[str, str, str], object]] = {
    "a line break in a passage": lambda code, line, before: code == "T020",
    "a character that nobody sees": lambda code, line, before: code == "Y002",
    "an entry that an empty line tears": lambda code, line, before: not before.strip(),
    "a unit without a name or a source": lambda code, line, before: line.startswith("msgid"),
    "a mark of what is gone, and nothing behind it": lambda code, line, before: re.match(
        r"#~\s*(#.*)?$|#\|\s*$", line
    ),
    "a keyword without its text": lambda code, line, before: re.match(
        r"\s*(msgctxt|msgid|msgstr)?\s*(\t.*)?$", line
    ),
    "an escape that nobody needs": lambda code, line, before: re.search(r'\\(?![\\"nt])', line),
    "something behind the closing quote": lambda code, line, before: re.match(
        r'\s*(\w+\s+)?"(?:[^"\\]|\\.)*"\s*\S', line
    ),
    "a remark that begins without a space": lambda code, line, before: re.match(r"\s*#\S", line),
}

needs_gettext = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not here")


def accepts(data: bytes) -> bool:
    """Ask gettext."""
    command = ["msgfmt", "-c", "-o", "/dev/null", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=False).returncode == 0


def problems_of(data: bytes) -> list[Problem]:
    """Read a file as a project reads it."""
    problems: list[Problem] = []
    for unit in read_units(Source("one.po", data), problems.append).units.values():
        check_breaks(unit, problems.append)
    return problems


@needs_gettext
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_gettext_accepts_every_file(path: Path) -> None:
    assert accepts(path.read_bytes())


@needs_gettext
@pytest.mark.parametrize("language", ["fr", "es", "ar", "ru", "zh"])
def test_gettext_accepts_what_is_sent(language: str) -> None:
    done = masthead(
        "--project", str(ROOT), "translate", "export", "--language", language, "--format", "po"
    )
    assert done.exit_code == 0 and accepts(done.stdout.encode())


@needs_gettext
def test_gettext_and_we_agree_on_a_thousand_mutants() -> None:
    chance = random.Random("po")
    counts: Counter[tuple[bool, bool]] = Counter()
    stricter: Counter[str] = Counter()
    for _ in range(MUTANTS):
        data = mutant(chance).encode()
        problems, accepted = problems_of(data), accepts(data)
        counts[not problems, accepted] += 1
        assert accepted or problems, data.decode()
        if accepted and problems:
            stricter[reason(data.decode(), problems[0])] += 1
    assert counts[True, True] > MUTANTS / 10 and counts[False, False] > MUTANTS / 3
    assert counts[False, True] < MUTANTS / 8
    assert set(stricter) <= set(STRICTER), stricter


def reason(text: str, problem: Problem) -> str:
    """Say why we are stricter; a reason that is not on the list fails the test."""
    lines = ["", *text.split("\n")]
    line, before = lines[problem.where.line], lines[problem.where.line - 1]
    found = (name for name, holds in STRICTER.items() if holds(problem.code, line, before))
    return next(found, f"{problem.code}: {before!r}, {line!r}")


def mutant(chance: random.Random) -> str:
    """Take some units of a file, and do to them what merges and slips of the hand do."""
    head, *units = chance.choice(FILES).read_text("utf-8").split("\n\n")
    lines = "\n\n".join([head, *chance.sample(units, min(4, len(units)))]).split("\n")
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        chance.choice(MUTATIONS)(chance, lines)
        lines = "\n".join(lines).split("\n")
    return "\n".join(lines)


def drop(chance: random.Random, lines: list[str]) -> None:
    del lines[chance.randrange(len(lines))]


def double(chance: random.Random, lines: list[str]) -> None:
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))


def swap(chance: random.Random, lines: list[str]) -> None:
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def cut(chance: random.Random, lines: list[str]) -> None:
    place = chance.randrange(len(lines))
    lines[place] = lines[place][: chance.randrange(len(lines[place]) + 1)]


def put_aside(chance: random.Random, lines: list[str]) -> None:
    place = chance.randrange(len(lines))
    lines[place] = f"#~ {lines[place]}"


def type_over(chance: random.Random, lines: list[str]) -> None:
    place = chance.randrange(len(lines))
    spot = chance.randrange(len(lines[place]) + 1)
    rest = lines[place][spot + chance.choice([0, 0, 1, 3]) :]
    lines[place] = lines[place][:spot] + chance.choice(TYPED) + rest


MUTATIONS = (drop, double, swap, cut, put_aside, type_over, type_over)
