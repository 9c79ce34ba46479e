"""The machines of a cluster give the bytes of this one; a build that is stopped ends at once."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from acceptance.copies import Copy, clean, command, new_copy
from machines import Machines, machines

SECONDS = 60
RECORD = "activities/2013/phnom-penh-legislation.yaml"
ABORTED = "Aborted!"


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    elsewhere = clean({"LC_ALL": "POSIX", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"})
    with machines(tmp_path_factory.mktemp("pair"), 2, elsewhere) as running:
        yield running


def test_a_cluster_gives_the_same_bytes(sample: Copy, pair: Machines, tmp_path: Path) -> None:
    copy = new_copy(tmp_path / "project", sample.folder)
    copy.build("--scheduler", pair.address)
    here, there = sample.published(), copy.published()
    assert list(here) == list(there)
    assert [name for name in here if here[name] != there[name]] == []
    assert os.readlink(copy.site) == os.readlink(sample.site)
    print(f"a scheduler, 2 workers: {len(here)} files, {sum(map(len, here.values()))} bytes, equal")


def test_a_worker_that_is_lost_is_not_missed(sample: Copy, tmp_path: Path) -> None:
    copy = new_copy(tmp_path / "project", sample.folder)
    (tmp_path / "machines").mkdir()
    with machines(tmp_path / "machines", 2, clean({})) as running:
        building = subprocess.Popen(
            command("build", "--scheduler", running.address), cwd=copy.folder, env=clean({}),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        wait_for_stage(copy)
        for process in running.workers[:1]:
            process.kill()
        building.communicate(timeout=SECONDS)
    assert building.returncode == 0
    assert copy.published() == sample.published()


def test_without_a_cluster_the_site_stays(twin: Copy) -> None:
    before = twin.published()
    twin.replace(RECORD, "2013-11", "2013-12")
    run = twin.run("build", "--scheduler", "nowhere")
    assert run.status == 1
    assert [found.code for found in run.errors] == ["E096"]
    assert twin.published() == before


@pytest.mark.parametrize("place", ["here", "cluster"])
def test_a_build_that_is_interrupted_ends_at_once(
    twin: Copy, place: str, request: pytest.FixtureRequest
) -> None:
    words: tuple[str, ...] = ()
    if place == "cluster":
        words = ("--scheduler", request.getfixturevalue("pair").address)
    before = twin.published()
    twin.replace(RECORD, "2013-11", "2013-12")
    building = subprocess.Popen(
        command("build", *words), cwd=twin.folder, env=clean({}),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    wait_for_stage(twin)
    building.send_signal(signal.SIGINT)
    start = time.monotonic()
    # Whoever is left would keep the pipe open.
    _, said = building.communicate(timeout=SECONDS)
    assert time.monotonic() - start < 5
    assert building.returncode == 1
    assert said.rstrip().endswith(ABORTED)
    assert "Traceback" not in said
    assert twin.published() == before
    assert processes_in(twin.folder) == []


def wait_for_stage(copy: Copy) -> None:
    """Wait until a build has begun to make files."""
    end = time.monotonic() + SECONDS
    while not [*copy.path(".build").glob("stage-*")]:
        assert time.monotonic() < end
        time.sleep(0.01)


def processes_in(folder: Path) -> list[str]:
    """List the processes that stand in a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").resolve() == folder.resolve():
                found.append(process.name)
        except OSError:
            continue
    return found
