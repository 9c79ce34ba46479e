"""Equal inputs give equal bytes, wherever, whenever and by whomever the report is built."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from acceptance.copies import Copy, new_copy

# The sample itself is built with C.UTF-8, UTC, the seed 0 and this process's umask.
ELSEWHERE = {
    "in-french-in-tokyo": (
        {"LC_ALL": "fr_FR.UTF-8", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"},
        0o077,
        (),
    ),
    "without-a-locale": (
        {"LC_ALL": "POSIX", "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "4294967295"},
        0o002,
        ("--jobs", "1"),
    ),
}


@pytest.mark.parametrize("place", ELSEWHERE)
def test_another_build_gives_the_same_bytes(sample: Copy, place: str, tmp_path: Path) -> None:
    environment, umask, options = ELSEWHERE[place]
    copy = backwards(new_copy(tmp_path / "Another project, d'été" / place, sample.folder))
    run = copy.run("build", *options, umask=umask, **environment)
    assert run.status == 0, run.err
    here, there = sample.published(), copy.published()
    assert list(here) == list(there)
    assert [name for name in here if here[name] != there[name]] == []
    assert os.readlink(copy.site) == os.readlink(sample.site)


def backwards(copy: Copy) -> Copy:
    """Write the records anew in the other order, which a folder may list them in."""
    records = sorted(copy.path("activities").glob("20*/*.yaml"), reverse=True)
    for path in records:
        beside = path.with_suffix(".moved")
        shutil.copyfile(path, beside)
        path.unlink()
        beside.rename(path)
    return copy


def test_building_again_changes_nothing(sample: Copy, twin: Copy) -> None:
    twin.build()
    assert os.readlink(twin.site) == os.readlink(sample.site)
    assert twin.published() == sample.published()
