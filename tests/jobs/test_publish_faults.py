"""A publication that is broken off at any call to the disk: the old site or the new one, whole.

The first call fails, then the second, and so on until a publication has no more calls.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from jobs.test_publish import NOTHING, page

from masthead.jobs.publishing.manifest import seal
from masthead.jobs.publishing.publish import STAGE, publish, staging
from masthead.jobs.publishing.verify import is_whole
from masthead.model.problem import Problem
from masthead.project import STORE

CALLS = {"open", "os.mkdir", "os.rename", "os.symlink", "os.remove", "os.rmdir", "os.scandir"}
KILLED, REFUSED, BORNE, UNTOUCHED = 9, 1, 2, 0
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be forked here")


def build(root: Path, text: str) -> None:
    """Publish a site of two files, as a build does."""
    with staging(root) as stage:
        (stage / "en").mkdir()
        for name in ("en/index.html", "index.html"):
            (stage / name).write_text(text)
        seal(stage, NOTHING)
        assert not isinstance(publish(stage, root), Problem)


def die() -> None:
    os._exit(KILLED)


def no_room() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def broken_off(root: Path, number: int, fault: Callable[[], None]) -> int:
    """Publish in a process of its own, in which a call to the disk is the last, or fails."""
    child = os.fork()
    if not child:
        calls, met = count(), []

        def watch(event: str, args: tuple[Any, ...]) -> None:
            is_ours = event != "open" or str(args[0]).startswith(str(root))
            if event in CALLS and is_ours and next(calls) == number:
                met.append(event)
                fault()

        sys.addaudithook(watch)
        try:
            build(root, "new")
        except OSError:
            os._exit(REFUSED)
        os._exit(BORNE if met else UNTOUCHED)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("fault", [die, no_room])
def test_every_call_may_be_the_last(fault: Callable[[], None], tmp_path: Path) -> None:
    seen = set()
    for number in count():
        root = tmp_path / str(number)
        root.mkdir()
        build(root, "older")
        build(root, "old")
        end = broken_off(root, number, fault)
        assert is_whole(root / "build")
        seen.add((end, page(root / "build")))
        build(root, "next")
        assert page(root / "build") == "next" and is_whole(root / "build")
        assert not list((root / STORE).glob(f"{STAGE}*"))
        if end == UNTOUCHED:
            break
    broken = KILLED if fault is die else REFUSED
    assert {(broken, "old"), (broken, "new"), (UNTOUCHED, "new")} <= seen
    assert (BORNE, "old") not in seen
