"""The corpus: files with one defect each, laid into a small project, each checked by itself.

A file is laid at the path that its folder's heading in `expected.md` names. What is too large to be
kept is spelled as in `projects.py` (`name.spelled`). `beside.txt` of a folder holds what the project
needs beside each of its files.
"""

from __future__ import annotations

import os
import pickle
import re
import resource
import signal
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from projects import files_of, masthead, spelled

from masthead.project import Project

HERE = Path(__file__).parent
BESIDE = "beside.txt"
SPELLED = ".spelled"
PATIENCE = 30  # seconds, for what never ends
SHOWN = 3
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


class Verdict(NamedTuple):
    """What was told of a file, whether the program fell over it, and what it cost."""

    told: str
    fell: str
    seconds: float
    mebibytes: float


def corpus(targets: dict[str, str]) -> Iterator[Hostile]:
    """List the files of some folders; `targets` says where those of each are laid."""
    for folder, target in targets.items():
        for path in sorted((HERE / folder).iterdir()):
            if path.name != BESIDE:
                stem = path.name.removesuffix(SPELLED).rpartition(".")[0]
                yield Hostile(folder, path, target.replace("{stem}", stem))


def judged(hostile: Hostile, project: Project) -> Verdict:
    """Lay a file into a project, have it checked in a process of its own, and take it away."""
    needed = HERE / hostile.folder / BESIDE
    beside = files_of(needed.read_text("utf-8")) if needed.exists() else {}
    laid = {**beside, hostile.target: hostile.data}
    before = {name: _bytes_at(project.path(name)) for name in laid}
    try:
        for name, data in laid.items():
            _put(project.path(name), data)
        answer, seconds, mebibytes = _apart(lambda: _check(project))
    finally:
        for name, data in before.items():
            _put(project.path(name), data)
    output, fell = answer if isinstance(answer, tuple) else ("", str(answer))
    return Verdict(_told(output, hostile.target), fell, seconds, mebibytes)


def _bytes_at(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _put(path: Path, data: bytes | str | None) -> None:
    if data is None:
        path.unlink()
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)


def _check(project: Project) -> tuple[str, str]:
    done = masthead("check", project=project)
    fell = done.exception is not None and not isinstance(done.exception, SystemExit)
    return done.output, "".join(traceback.format_exception(done.exception)) if fell else ""


def _told(output: str, target: str) -> str:
    """Shorten what was told: of the file itself, if anything was, else of others."""
    found = list(dict.fromkeys(PRINTED.findall(output)))
    own = [f"{place} {code}" for path, place, code in found if path == target]
    said = own or [f"{path}:{place} {code}" for path, place, code in found]
    more = f" and {len(said) - SHOWN} more" if len(said) > SHOWN else ""
    return ", ".join(said[:SHOWN]) + more


def _apart(act: Callable[[], object]) -> tuple[object, float, float]:
    """Do something in a child; gives its answer, its processor time, and how far it grew."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _answer(act, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status, used = os.wait4(child, 0)
    seconds = used.ru_utime + used.ru_stime
    if not said:
        return f"the process ended with {status}", seconds, 0.0
    answer, began = pickle.loads(said)
    return answer, seconds, (used.ru_maxrss - began) / 1024


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
