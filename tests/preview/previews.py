"""A preview that runs beside the tests, as a user starts it, and what a browser asks of it."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple

from masthead.project import Project

PATIENCE = 60.0


@contextmanager
def put_back(path: Path) -> Iterator[str]:
    """Give the text of a file, and put it back afterwards."""
    text = path.read_text("utf-8")
    yield text
    path.write_text(text, "utf-8")


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


class Running(NamedTuple):
    """A preview, and the process that it runs in."""

    port: int
    process: subprocess.Popen[str]

    def ask(self, target: str, *hosts: str, method: str = "GET", at: str = "127.0.0.1") -> Answer:
        """Ask for something under the names of some hosts, its own if none is given."""
        line = HTTPConnection(at, self.port, timeout=PATIENCE)
        line.putrequest(method, target, skip_host=True)
        for host in hosts or (f"127.0.0.1:{self.port}",):
            line.putheader("Host", host)
        line.endheaders()
        answer = line.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        body = answer.read()
        line.close()
        return Answer(answer.status, headers, body)

    def page(self, address: str) -> str:
        return self.ask(address).body.decode()

    def state(self, address: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.page(f"/_preview/state?page={address}"))
        return found

    def end(self, sign: signal.Signals = signal.SIGINT) -> tuple[str, str]:
        """End it, and give what it has said."""
        self.process.send_signal(sign)
        return self.process.communicate(timeout=PATIENCE)


@contextmanager
def running(project: Project, *words: str, speak: str = "en") -> Iterator[Running]:
    """Start a preview on a free port."""
    at = ("--project", str(project.root), "--speak", speak)
    command = (sys.executable, "-m", "masthead", *at, "serve", "--port", "0", *words)
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    assert process.stdout
    said = process.stdout.readline()
    found = re.search(r"http://localhost:(\d+)/", said)
    assert found, process.communicate()
    try:
        yield Running(int(found[1]), process)
    finally:
        process.kill()
        process.communicate()


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "this took too long"
        time.sleep(0.02)
