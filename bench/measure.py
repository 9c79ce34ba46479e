"""Run a command and say what it cost: time on the clock, and of the processor with its children."""

from __future__ import annotations

import ctypes
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, where it runs, and what makes it start cold."""

    label: str
    words: tuple[str, ...]
    folder: Path
    clear: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of one run, and the MiB of its largest process."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Sample:
    """The same measure of several runs."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """Give the middle one."""
        return statistics.median(self.seconds)

    def __str__(self) -> str:
        return f"{self.median:.2f} ({min(self.seconds):.2f}..{max(self.seconds):.2f})"


def run(command: Command, environment: Mapping[str, str]) -> Cost:
    """Run a command once, cold; end with what it printed if it fails."""
    command.clear()
    with TemporaryFile() as printed:
        start = time.perf_counter()
        process = subprocess.Popen(
            command.words, cwd=command.folder, env=environment, stdout=printed, stderr=printed
        )
        # wait4 counts the processes that the command started and waited for, as `time` does.
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        left = _left_behind()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            printed.seek(0)
            sys.exit(f"{' '.join(command.words)}\n{printed.read().decode(errors='replace')}")
    peak = max(usage.ru_maxrss, *(one.ru_maxrss for one in left), 0)
    return Cost(wall, sum(one.ru_utime + one.ru_stime for one in (usage, *left)), peak / 1024)


def _left_behind() -> list[resource.struct_rusage]:
    """Wait for what a command started and did not wait for; its time is the command's too."""
    found: list[resource.struct_rusage] = []
    with suppress(ChildProcessError):
        while True:
            found.append(os.wait4(-1, 0)[2])
    return found


def adopt() -> None:
    """Have this process be the parent of what its commands leave behind (Linux)."""
    set_child_subreaper = 36
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0)


adopt()


def alternate(
    commands: Sequence[Command], environment: Mapping[str, str], rounds: int
) -> list[list[Cost]]:
    """Run all commands in turn, `rounds` times after a round that is not counted.

    A slow minute of the machine then falls on all of them. The first round fills the file cache.
    """
    costs = [[run(command, environment) for command in commands] for _ in range(rounds + 1)]
    return [list(of_one) for of_one in zip(*costs[1:], strict=True)]
