"""The engine rooms: whichever of them dies, the build goes on and says what was not made."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from projects import ROOT

from masthead.jobs.engines import CAN_FORK, EngineRoom
from masthead.jobs.render import Job

LISTED = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").exists()
pytestmark = pytest.mark.skipif(not (CAN_FORK and LISTED), reason="the kernel lists no children")


def child_of(process: int) -> int:
    """Wait for the first child of a process."""
    children = Path(f"/proc/{process}/task/{process}/children")
    for _ in range(600):
        if found := children.read_text().split():
            return int(found[0])
        time.sleep(0.05)
    raise AssertionError(f"process {process} started no other")


@pytest.mark.parametrize(("depth", "lost"), [(1, {"site"}), (2, {"pdf"})])
def test_a_room_that_dies_fails_its_own_jobs(depth: int, lost: set[str], tmp_path: Path) -> None:
    jobs = [Job(name, (), ROOT / "templates", tmp_path) for name in ("site", "pdf")]
    with EngineRoom(("site", "pdf"), ROOT / "templates", 1) as room:
        first = room._process.pid
        second = child_of(first)
        os.kill((first, second)[depth - 1], signal.SIGKILL)
        outcomes = list(room.run(jobs))
    assert {o.job.format for o in outcomes} == {"site", "pdf"}
    dead = {o.job.format for o in outcomes if o.reason.startswith(("EOFError", "Connection"))}
    assert dead == lost
