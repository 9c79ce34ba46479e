"""Whatever becomes of a build, the published folder is the old one or the new one, whole.

`nox -s kills` breaks off many more builds than the suite does (MASTHEAD_KILLS), and prints what
became of them.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from acceptance.copies import clean
from acceptance.interrupted import MONTHS, Wreck, kill, wreck

from masthead.jobs.cores import CAN_FORK

MOMENTS = int(os.environ.get("MASTHEAD_KILLS", "10"))
TOGETHER = max(2, MOMENTS // 10)
ROOMS = max(2, MOMENTS // 10)
LISTED = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").exists()
pytestmark = pytest.mark.skipif(not (CAN_FORK and LISTED), reason="the kernel lists no children")


@pytest.fixture(scope="module")
def clean_builds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Build each month in a project of its own, and say what is published then."""
    found = {}
    for month in MONTHS:
        made = wreck(tmp_path_factory.mktemp("clean") / "project")
        made.say(month)
        made.build()
        found[month] = made.published
    return found


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, clean_builds: dict[str, str]) -> Wreck:
    """A project with the first month published."""
    made = wreck(tmp_path_factory.mktemp("killed") / "project")
    made.build()
    assert made.published == clean_builds[MONTHS[0]]
    return made


def moments(random: Random) -> Iterator[tuple[str, str, float]]:
    """Say for each moment what is being built, who is killed, and when.

    Half of the moments are spread over the build, half round its end, where it publishes.
    """
    for number in range(MOMENTS):
        when = random.uniform(0, 1) if number % 2 else random.uniform(0.7, 1.15)
        yield MONTHS[(number + 1) % 2], random.choice(("parent", "worker", "all")), when


def test_a_build_that_is_killed_leaves_the_old_site_or_the_new_one(
    project: Wreck, clean_builds: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    random, became, lasts = Random("kills"), Counter[str](), 0.0
    for number, (month, whom, when) in enumerate(moments(random)):
        old = project.published
        project.say(month)
        # A busy machine builds more slowly at one time than at another.
        lasts = project_time(project) if number % 10 == 0 else lasts
        project.forget()
        process = project.start()
        time.sleep(when * lasts)
        became["over before"] += process.poll() is not None
        kill(process, whom, random)
        now = project.published
        assert now in (old, clean_builds[month])
        became["new" if now != old else "old"] += 1
        became[whom] += 1
        project.build()
        assert project.published == clean_builds[month]
        assert [path.name for path in project.root.glob(".build/stage-*")] == []
    with capsys.disabled():
        print(f"\nbuilds killed: {MOMENTS}; {dict(sorted(became.items()))}")
    assert became["old"] and became["new"] + became["old"] == MOMENTS


def project_time(project: Wreck) -> float:
    """Measure a build in a copy of the project, which itself stays as it is."""
    beside = Wreck(project.root.with_name("beside"))
    shutil.copytree(project.root, beside.root, symlinks=True)
    beside.forget()
    lasts = beside.build()
    shutil.rmtree(beside.root)
    return lasts


@pytest.mark.parametrize("pair", range(TOGETHER))
def test_of_two_builds_at_once_each_is_whole_or_is_told_to_wait(
    project: Wreck, clean_builds: dict[str, str], pair: int
) -> None:
    month = MONTHS[pair % 2]
    project.say(month)
    project.forget()
    both = project.start(), project.start()
    printed = [process.communicate()[1] for process in both]
    ends = [process.returncode for process in both]
    assert 0 in ends
    for end, words in zip(ends, printed, strict=True):
        assert "Traceback" not in words
        assert end == 0 or (end == 1 and "build:1:1: error E012" in words)
    assert project.published == clean_builds[month]


# Holds the lock as a build does, until somebody closes its input.
HOLDER = """
import fcntl, os, sys
with open(sys.argv[1], "w") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    lock.write(f"{os.getpid()}\\n")
    lock.flush()
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_build_that_is_told_to_wait_is_told_for_whom(project: Wreck) -> None:
    project.forget()
    lock = project.root / ".build/lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
        second = project.start()
        words = second.communicate()[1]
        holder.communicate()
    assert second.returncode == 1 and f"process {holder.pid}" in words


# A disk of its own in a namespace of its own: the machine never sees it. Each build says how it
# ended and what is published then, which must be whole.
SMALL_DISK = """
set -eu
mount -t tmpfs -o size=64m none "$2"
cp -a "$3/." "$2"
cd "$2"
python=$4
build() {
  "$python" -m masthead --speak en build >&2 && status=0 || status=$?
  echo "$status $(basename "$(readlink build)")"
  "$python" -m masthead --speak en verify >&2
}
"""
FULL = """
used=$(df -k . | awk 'END {print $3}')
mount -o "remount,size=$((used + $1))k" "$2"
build
mount -o remount,size=64m "$2"
build
"""
READ_ONLY = """
mount -o remount,ro "$2"
build
"""


def on_a_small_disk(script: str, room: int, project: Wreck, at: Path) -> tuple[list[str], str]:
    """Build in a copy of a project on a disk with some KiB of room; give the ends, and all said."""
    at.mkdir(exist_ok=True)
    words = ("unshare", "--map-root-user", "--mount", "sh", "-c", SMALL_DISK + script, "sh")
    given = (str(room), str(at), str(project.root), sys.executable)
    done = subprocess.run(
        [*words, *given], capture_output=True, text=True, check=False, env=clean({})
    )
    assert "Traceback" not in done.stderr and done.returncode == 0, done.stderr
    return done.stdout.splitlines(), done.stderr


def may_mount() -> bool:
    """Tell whether this machine lets its user have disks of their own."""
    words = ("unshare", "--map-root-user", "--mount", "sh", "-c", "mount -t tmpfs none /mnt")
    return bool(shutil.which("unshare")) and not subprocess.run(
        words, capture_output=True, check=False
    ).returncode  # fmt: skip


mounting = pytest.mark.skipif(not may_mount(), reason="no disk may be mounted here")


@mounting
@pytest.mark.parametrize("share", [number / ROOMS for number in range(ROOMS)])
def test_a_full_disk_leaves_the_old_site_and_more_room_gives_the_new_one(
    project: Wreck, clean_builds: dict[str, str], tmp_path: Path, share: float
) -> None:
    """The disk has room for a share of what the new site takes."""
    old, month = project.published, other_month(project, clean_builds)
    project.say(month)
    site = (project.root / "build").resolve()
    taken = sum(path.stat().st_size // 1024 for path in site.rglob("*"))
    ends, said = on_a_small_disk(FULL, int(taken * share), project, tmp_path / "disk")
    assert ends == [f"1 {old}", f"0 {clean_builds[month]}"], said
    assert os.strerror(errno.ENOSPC) in said


@mounting
def test_a_disk_that_is_only_read_keeps_the_old_site(
    project: Wreck, clean_builds: dict[str, str], tmp_path: Path
) -> None:
    old = project.published
    project.say(other_month(project, clean_builds))
    ends, said = on_a_small_disk(READ_ONLY, 0, project, tmp_path / "disk")
    assert ends == [f"1 {old}"] and os.strerror(errno.EROFS) in said


def other_month(project: Wreck, clean_builds: dict[str, str]) -> str:
    return next(month for month, name in clean_builds.items() if name != project.published)
