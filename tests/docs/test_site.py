"""The manual can be built: every page is reached, every reference leads somewhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_manual_builds_without_warnings(tmp_path: Path) -> None:
    """The builder `dummy` reads and resolves everything, and writes nothing."""
    sphinx = (sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "dummy")
    built = subprocess.run(
        [*sphinx, str(DOCS), str(tmp_path)], capture_output=True, encoding="utf-8", check=False
    )
    assert built.returncode == 0, built.stderr
