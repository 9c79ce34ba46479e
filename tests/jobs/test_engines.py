"""The engine room: if it dies, the build goes on; if the build does, all of its workers end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from threading import Thread

import pytest
from projects import ROOT

from masthead.jobs.cores import CAN_FORK
from masthead.jobs.making import engines
from masthead.jobs.making.engines import EngineRoom
from masthead.jobs.making.render import Job, Outcome

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="there is no fork, and no room")


def test_a_room_that_dies_fails_what_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "run_job", first_alone)
    jobs = [Job("json", (), ROOT / "templates", tmp_path, paper=str(n)) for n in range(3)]
    with EngineRoom(("json",), ROOT / "templates", 1) as room:
        outcomes = room.run(jobs)
        assert next(outcomes).reason == "done"
        os.kill(room._process.pid, signal.SIGKILL)
        left = list(outcomes)
    assert [o.job.paper for o in left] == ["1", "2"]
    assert all(o.reason.startswith(("EOFError", "Connection")) for o in left)


def first_alone(job: Job) -> Outcome:
    """Do the first job, and no other in any time."""
    if job.paper != "0":
        time.sleep(600)
    return Outcome(job, reason="done")


@pytest.mark.parametrize("forks", [True, False])
def test_an_engine_that_cannot_be_loaded_fails_its_own_jobs(
    forks: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "CAN_FORK", forks)
    # A worker that is spawned knows nothing of this test: what it loads lies in its path.
    (tmp_path / "weasyprint.py").write_text("raise OSError('no Pango')")
    paths = [str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.startswith("masthead.outputs.pdf.")]:
        monkeypatch.delitem(sys.modules, name)
    for name in [n for n in sys.modules if n == "weasyprint" or n.startswith("weasyprint.")]:
        monkeypatch.delitem(sys.modules, name)
    jobs = [Job(name, (), ROOT / "templates", tmp_path) for name in ("json", "pdf")]
    with EngineRoom(("json", "pdf"), ROOT / "templates", 1) as room:
        reasons = {o.job.format: o.reason for o in room.run(jobs)}
    assert reasons["pdf"] == "OSError: no Pango"
    assert reasons["json"].startswith("IndexError")  # it has no edition: the job was done


LONG = """
import os, sys, time
from pathlib import Path
from masthead.jobs.making import engines
from masthead.jobs.making.render import Job

def begin(job):
    os.write(1, b"begun\\n")
    time.sleep(600)

engines.run_job = begin
looks = Path(sys.argv[1])
with engines.EngineRoom(("site", "pdf"), looks, 2) as room:
    list(room.run([Job(name, (), looks, looks) for name in ("site", "pdf")]))
"""


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_no_process_outlives_the_build(end: signal.Signals) -> None:
    words = [sys.executable, "-c", LONG, str(ROOT / "templates")]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as building:
        assert building.stdout is not None
        for _ in ("site", "pdf"):
            assert building.stdout.readline() == b"begun\n"
        building.send_signal(end)
        # Whoever is left keeps the pipes open.
        building.communicate(timeout=60)
    assert building.returncode == -end


BOTH = """
import sys, time
from pathlib import Path
from masthead.jobs.making import engines
from masthead.jobs.making.render import Job, Outcome

def timed(job):
    start = time.monotonic()
    time.sleep(0.2)
    return Outcome(job, reason=f"{start} {time.monotonic()}")

engines.run_job = timed
looks = Path(sys.argv[1])
with engines.EngineRoom(("site", "pdf"), looks, 1) as room:
    for outcome in room.run([Job(name, (), looks, looks) for name in ("pdf", "site", "pdf")]):
        print(outcome.reason)
"""


def test_a_single_worker_does_one_job_after_the_other() -> None:
    words = [sys.executable, "-c", BOTH, str(ROOT / "templates")]
    said = subprocess.run(words, capture_output=True, text=True, check=True, timeout=120).stdout
    times = sorted(tuple(map(float, line.split())) for line in said.splitlines())
    assert len(times) == 3
    assert all(end <= begin for (_, end), (begin, _) in pairwise(times))


def who(job: Job) -> Outcome:
    return Outcome(job, reason=str(os.getpid()))


def test_workers_are_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "run_job", who)
    monkeypatch.setattr(engines, "LIFE", 2)
    jobs = [Job("json", (), ROOT / "templates", tmp_path, paper=str(n)) for n in range(5)]
    with EngineRoom(("json",), ROOT / "templates", 1) as room:
        did = [outcome.reason for outcome in room.run(jobs)]
    assert [did.count(worker) for worker in dict.fromkeys(did)] == [2, 2, 1]


def made_but_endless(job: Job) -> Outcome:
    """Leave a worker that answers and never ends, as one does whose neighbour died with a lock."""
    Thread(target=time.sleep, args=(600,)).start()
    return Outcome(job)


def test_a_build_does_not_wait_for_workers_that_have_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "run_job", made_but_endless)
    start = time.monotonic()
    with EngineRoom(("json",), ROOT / "templates", 1) as room:
        (outcome,) = room.run([Job("json", (), ROOT / "templates", tmp_path)])
    assert not outcome.failed
    assert time.monotonic() - start < 60
