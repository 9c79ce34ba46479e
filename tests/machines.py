"""A cluster on loopback: a scheduler and its workers, each a process that a test may end."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

SECONDS = 120


@dataclass
class Machines:
    """The processes of a cluster; `folder` is where they work, and write what they say."""

    folder: Path
    environment: Mapping[str, str]
    scheduler: subprocess.Popen[bytes] = field(init=False)
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Read where the scheduler listens; it says so when it is ready."""
        return str(json.loads(self._card.read_text())["address"])

    def start(self, workers: int) -> None:
        """Start everything, and wait for the scheduler alone."""
        self.scheduler = self._start("scheduler", "--port", "0")
        self.workers = [
            self._start("worker", "--nthreads", "1", "--no-nanny") for _ in range(workers)
        ]
        end = time.monotonic() + SECONDS
        while not (self._card.exists() and self._card.read_text().endswith("}")):
            assert time.monotonic() < end and self.scheduler.poll() is None
            time.sleep(0.1)

    def lose(self, part: str) -> None:
        """Lose the "workers" or the "scheduler", at once."""
        for process in self.workers if part == "workers" else [self.scheduler]:
            process.kill()
            process.wait()

    @property
    def _card(self) -> Path:
        return self.folder / "scheduler.json"

    def _start(self, role: str, *words: str) -> subprocess.Popen[bytes]:
        module = f"distributed.cli.dask_{role}"
        shared = ("--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", self._card)
        with (self.folder / f"{role}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", module, *words, *shared], cwd=self.folder,
                env=self.environment, stdout=log, stderr=log,
            )  # fmt: skip


@contextmanager
def machines(folder: Path, workers: int, environment: Mapping[str, str]) -> Iterator[Machines]:
    """Give a cluster that is gone afterwards."""
    cluster = Machines(folder, environment)
    cluster.start(workers)
    try:
        yield cluster
    finally:
        for part in ("workers", "scheduler"):
            cluster.lose(part)
