"""A copy of this repository's report: to edit, to run the program in, and to look at."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
FOLDERS = ("activities", "content", "translations", "templates")
REPORT = "content/CTOC-COP-2014/4.md"
UNITS = "translations/fr/ctoc-cop-2014-4.po"
LANGUAGES = ("en", "fr")
SPOKEN = re.compile(r"^languages: .*$", re.MULTILINE)
LETTERS = {"en": "E", "fr": "F"}
LINE = re.compile(
    r"(?P<path>[^:\n]+):(?P<line>\d+):(?P<column>\d+): (?P<severity>\S+) (?P<code>[A-Z]\d+) "
    r"(?P<sentence>.*?)(?: \((?P<hint>[^()]*(?:\([^()]*\)[^()]*)*)\))?"
)
PLAIN = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8"}

Files = Mapping[str, bytes]


class Finding(NamedTuple):
    """A line that `check` prints."""

    path: str
    line: int
    column: int
    severity: str
    code: str
    sentence: str
    hint: str


class Run(NamedTuple):
    """How a command ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def findings(self) -> list[Finding]:
        """The problems that the command printed, wherever it printed them."""
        lines = (LINE.fullmatch(line) for line in (self.out + self.err).splitlines())
        return [
            Finding(
                found["path"], int(found["line"]), int(found["column"]), found["severity"],
                found["code"], found["sentence"], found["hint"] or "",
            )
            for found in lines
            if found
        ]  # fmt: skip

    @property
    def errors(self) -> list[Finding]:
        """The errors among them."""
        return [found for found in self.findings if found.severity in ("error", "erreur")]


@dataclass(frozen=True, slots=True)
class Copy:
    """A project in a folder of its own."""

    folder: Path

    def run(self, *words: str, umask: int = -1, **environment: str) -> Run:
        """Run the program in the copy, in a plain environment."""
        done = subprocess.run(
            command(*words), cwd=self.folder, env=clean(environment), umask=umask,
            capture_output=True, check=False, encoding="utf-8",
        )  # fmt: skip
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
        return Run(done.returncode, done.stdout, done.stderr)

    def build(self, *words: str) -> Run:
        """Build, and expect to succeed."""
        run = self.run("build", *words)
        assert run.status == 0, run.err
        return run

    def path(self, name: str) -> Path:
        """Give the place of a file of the project."""
        return self.folder / name

    def text(self, name: str) -> str:
        """Read a file of the project."""
        return self.path(name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        """Write a file of the project, which may be new."""
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str | bytes, new: str | bytes) -> None:
        """Replace what stands exactly once in a file, as text or as bytes."""
        before, after = as_bytes(old), as_bytes(new)
        data = self.path(name).read_bytes()
        assert data.count(before) == 1, f"{name} has {old!r} {data.count(before)} times"
        self.path(name).write_bytes(data.replace(before, after))

    def place(self, name: str, words: str | bytes) -> tuple[int, int]:
        """Give the line and the column of words that stand once in a file."""
        data = self.path(name).read_bytes()
        assert data.count(as_bytes(words)) == 1, f"{name} has {words!r} not once"
        before = data[: data.index(as_bytes(words))].split(b"\n")
        return len(before), len(before[-1].decode("utf-8")) + 1

    @property
    def site(self) -> Path:
        """The published site."""
        return self.folder / "build"

    def published(self) -> Files:
        """Read every published file."""
        return files(self.site)

    def twin(self, folder: Path) -> Copy:
        """Copy the project again, with what it has published."""
        shutil.copytree(self.folder, folder, symlinks=True)
        return Copy(folder)


def new_copy(folder: Path, source: Path = ROOT) -> Copy:
    """Copy the four folders of the repository, or of another copy; nothing that was built."""
    for name in FOLDERS:
        shutil.copytree(source / name, folder / name)
    copy = Copy(folder)
    speak_two(copy)
    return copy


def speak_two(copy: Copy) -> None:
    """Leave the report the two languages that these tests read; others have tests of their own."""
    for spoken in [path for path in copy.path("translations").iterdir() if path.is_dir()]:
        if spoken.name not in LANGUAGES:
            shutil.rmtree(spoken)
    line = f"languages: [{', '.join(LANGUAGES)}]"
    copy.write(REPORT, SPOKEN.sub(line, copy.text(REPORT), count=1))


def command(*words: str) -> list[str]:
    """Give the command line of the program, in this test's Python."""
    return [sys.executable, "-m", "masthead", *words]


def clean(environment: Mapping[str, str]) -> dict[str, str]:
    """Take this process's environment without what says who and where one is."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("LC_") and name not in ("LANG", "LANGUAGE", "MASTHEAD_SPEAK", "TZ")
    }
    return inherited | PLAIN | dict(environment)


def as_bytes(words: str | bytes) -> bytes:
    """Give text as it stands in a file."""
    return words.encode() if isinstance(words, str) else words


def files(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder, by its name in it."""
    top = folder.resolve()
    paths = sorted(path for path in top.rglob("*") if path.is_file())
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in paths}


def below(published: Files, folder: str) -> dict[str, bytes]:
    """Keep the published files of one folder, in any language."""
    return {name: data for name, data in published.items() if f"/{folder}/" in name}


def page_name(language: str, folder: str = "CTOC/COP/2014/4") -> str:
    """Name the page of an edition in the site."""
    return f"{language}/{folder}/index.html"


def data_name(language: str) -> str:
    """Name the data of an edition in the site."""
    return f"{language}/CTOC/COP/2014/4/edition.json"


def pdf_name(language: str) -> str:
    """Name the PDF of an edition in the site."""
    return f"{language}/CTOC/COP/2014/4/CTOC_COP_2014_4_{LETTERS[language]}.pdf"
