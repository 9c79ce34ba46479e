"""Publishing: a finished folder takes the place of the old one in a single step.

`build` is a symbolic link to `.build/<digest>/`. A reader finds the old site or the new one,
whole; a build that stops half-way leaves only a staging folder, which the next build clears.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from masthead.model.problem import Problem, Where, error

try:
    import fcntl
except ImportError:  # Windows has no such lock; two builds at once are then not kept apart
    fcntl = None  # type: ignore[assignment]

STORE = ".build"
STAGE = "stage-"


class AnotherBuild(Exception):
    """Somebody else builds this project at the moment."""


@contextmanager
def staging(root: Path) -> Iterator[Path]:
    """Give an empty folder to build in, on the same disk as the site; it is gone afterwards.

    One build at a time: another one raises `AnotherBuild`. The lock dies with its process, so
    what an interrupted build left is cleared by the next.
    """
    store = root / STORE
    store.mkdir(parents=True, exist_ok=True)
    with _locked(store / "lock"):
        for left in store.glob(f"{STAGE}*"):
            left.unlink() if left.is_symlink() else shutil.rmtree(left, ignore_errors=True)
        stage = store / f"{STAGE}{os.getpid()}"
        stage.mkdir()
        try:
            yield stage
        finally:
            shutil.rmtree(stage, ignore_errors=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as fault:
                raise AnotherBuild from fault
        yield


def publish(stage: Path, root: Path) -> Path | Problem:
    """Swap a staged site in: `root/build` is the new site when this returns, the old one before."""
    link = root / "build"
    if link.exists() and not link.is_symlink():
        return error(Where("build"), "E010")
    site = root / STORE / digest_of(stage)
    if site.exists() and digest_of(site) != site.name:
        # Somebody changed what was published; it is not what its name says, and gives way.
        os.replace(site, root / STORE / f"{STAGE}changed-{os.getpid()}")
    if not site.exists():
        os.replace(stage, site)
    old = link.resolve() if link.is_symlink() else None
    beside = root / STORE / f"{STAGE}link-{os.getpid()}"
    beside.unlink(missing_ok=True)
    beside.symlink_to(site.relative_to(root), target_is_directory=True)
    os.replace(beside, link)
    for other in (root / STORE).iterdir():
        if other.is_dir() and not other.is_symlink() and other not in (site, old, stage):
            shutil.rmtree(other, ignore_errors=True)
    return link


def refusal(output: Path) -> Problem | None:
    """Tell why a site cannot go to a folder of the user's choice, which must be new or empty."""
    if output.is_symlink() or (output.exists() and (not output.is_dir() or any(output.iterdir()))):
        return error(Where(str(output)), "E011", folder=output)
    return None


def deliver(stage: Path, output: Path) -> Path | Problem:
    """Move a staged site to a folder of the user's choice."""
    refused = refusal(output)
    if refused is not None:
        return refused
    output.parent.mkdir(parents=True, exist_ok=True)
    if output.exists():
        output.rmdir()
    shutil.move(stage, output)
    return output


def digest_of(folder: Path) -> str:
    """Give the digest of a folder: its files' names and bytes, whatever order the disk has."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix().encode()
            whole.update(len(name).to_bytes(4, "big") + name)
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]
