"""Units that are committed are what extraction writes: none is behind its source or its facts."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from golden.fictional import FOLDERS, lay_out
from projects import ROOT, masthead

from masthead.project import Project


def our_own(folder: Path) -> Project:
    """Copy the repository's own report."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name)
    return Project(folder)


@pytest.mark.parametrize("lay", [our_own, lay_out], ids=["report", "session"])
def test_nothing_is_left_to_extract(lay: Callable[[Path], Project], tmp_path: Path) -> None:
    """If it fails, run `masthead translate extract` and commit what it writes.

    The session is laid out first (`tests/golden/fictional.py FOLDER`), its units brought back.
    """
    project = lay(tmp_path)
    before = units_of(project)
    done = masthead("translate", "extract", project=project)
    assert done.exit_code == 0, done.output
    assert units_of(project) == before


def units_of(project: Project) -> dict[str, str]:
    return {str(p): p.read_text("utf-8") for p in project.root.glob("translations/*/*.po")}
