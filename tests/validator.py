"""The validator of CI, for tests: `.ci/a11y.py` itself, so that the two cannot part."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path

from projects import ROOT

failures: Callable[[Path], list[str]] = runpy.run_path(str(ROOT / ".ci/a11y.py"))["failures"]
