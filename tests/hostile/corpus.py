"""The corpus: files with one defect each, laid into a small project, each checked by itself.

A file is laid at the path that the heading of its folder in `expected.md` names. What is too large
to be kept is spelled as in `projects.py` (`name.spelled`). `beside.txt` of a folder holds what the
project needs beside each of its files.
"""

from __future__ import annotations

import os
import pickle
import re
import resource
import signal
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from projects import files_of, masthead, spelled

from masthead.project import Project

HERE = Path(__file__).parent
PAGE = HERE / "expected.md"
FOLDER = re.compile(r"^## (?P<name>[a-z-]+), laid at `(?P<target>[^`]+)`$", re.MULTILINE)
BESIDE = "beside.txt"
SPELLED = ".spelled"
PATIENCE = 30  # seconds, for what never ends
SHOWN = 3
UNREAD = "T029"  # how far the translators are, which is no defect
# Names of files may hold spaces here.
PRINTED = re.compile(r"^(.+?):(\d+:\d+): (?:error|warning) ([A-Z]\d{3})", re.MULTILINE)


class Hostile(NamedTuple):
    """A file of the corpus, and where in a project it is laid."""

    folder: str
    path: Path
    target: str

    @property
    def name(self) -> str:
        """Name it in the corpus."""
        return f"{self.folder}/{self.path.name}"

    @property
    def data(self) -> bytes:
        """Give its bytes."""
        if self.path.suffix == SPELLED:
            return spelled(self.path.read_text("utf-8"))
        return self.path.read_bytes()

    @property
    def files(self) -> dict[str, bytes | str]:
        """Give it with what a project needs beside it."""
        needed = HERE / self.folder / BESIDE
        beside = files_of(needed.read_text("utf-8")) if needed.exists() else {}
        return {**beside, self.target: self.data}


class Verdict(NamedTuple):
    """What was told of a file, how the program fell over it, if it did, and what it cost."""

    hostile: Hostile
    told: str
    fell: str = ""
    seconds: float = 0.0
    mebibytes: float = 0.0


def targets() -> dict[str, str]:
    """Say where the files of each folder are laid."""
    return {found["name"]: found["target"] for found in FOLDER.finditer(PAGE.read_text("utf-8"))}


def corpus(targets: Mapping[str, str]) -> Iterator[Hostile]:
    """List the files of some folders; `targets` says where those of each are laid."""
    for folder, target in targets.items():
        for path in sorted((HERE / folder).iterdir()):
            if path.name != BESIDE:
                stem = path.name.removesuffix(SPELLED).rpartition(".")[0]
                yield Hostile(folder, path, target.replace("{stem}", stem))


def judged(files: Iterable[Hostile], project: Project) -> list[Verdict]:
    """Check files, each by itself, in one process beside this one; it tells how far that grew."""
    files = list(files)
    answer, mebibytes = _apart(lambda: [_checked(hostile, project) for hostile in files])
    if isinstance(answer, str):
        return [Verdict(files[0], "", answer)]
    assert isinstance(answer, list)
    return [verdict._replace(mebibytes=mebibytes) for verdict in answer]


def _checked(hostile: Hostile, project: Project) -> Verdict:
    with _laid(hostile, project):
        began = time.process_time()
        done = masthead("check", project=project)
        seconds = time.process_time() - began
    fell = done.exception is not None and not isinstance(done.exception, SystemExit)
    trace = "".join(traceback.format_exception(done.exception)) if fell else ""
    return Verdict(hostile, _told(done.output, hostile.target), trace, seconds)


@contextmanager
def _laid(hostile: Hostile, project: Project) -> Iterator[None]:
    """Lay a file into a project, with what it needs beside it, and take it away again."""
    laid = hostile.files
    before = {name: _bytes_at(project.path(name)) for name in laid}
    try:
        for name, data in laid.items():
            _put(project.path(name), data)
        yield
    finally:
        for name, data in before.items():
            _put(project.path(name), data)


def _bytes_at(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _put(path: Path, data: bytes | str | None) -> None:
    if data is None:
        path.unlink()
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)


def _told(output: str, target: str) -> str:
    """Shorten what was told: of the file itself, if anything was, else of others."""
    found = [each for each in dict.fromkeys(PRINTED.findall(output)) if each[2] != UNREAD]
    own = [f"{place} {code}" for path, place, code in found if path == target]
    said = own or [f"{path}:{place} {code}" for path, place, code in found]
    more = f" and {len(said) - SHOWN} more" if len(said) > SHOWN else ""
    return ", ".join(said[:SHOWN]) + more


def _apart(act: Callable[[], object]) -> tuple[object, float]:
    """Do something in a child; gives its answer, and by how many MiB it grew at most."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _answer(act, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status, used = os.wait4(child, 0)
    if not said:
        return f"the process ended with {status}", 0.0
    answer, began = pickle.loads(said)
    return answer, (used.ru_maxrss - began) / 1024


def _answer(act: Callable[[], object], writing: int) -> None:
    """In the child: whatever happens, it ends here."""
    began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    signal.alarm(PATIENCE)
    try:
        answer: object = act()
    except BaseException as fault:
        answer = "".join(traceback.format_exception(fault))
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(pickle.dumps((answer, began)))
    os._exit(0)
