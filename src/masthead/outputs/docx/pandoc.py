"""pandoc, run as a program of its own: its tree goes in, the file for Word comes out."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from masthead.outputs.docx.nodes import Node

# A drawing without a double in dots; words of pandoc's own, of which a file of ours prints none.
HARMLESS = ("Could not convert image", "Could not load translations", "no translation defined")


class PandocFailed(RuntimeError):
    """pandoc did not take what we gave it, which is our mistake."""


def run(tree: Node, reference: Path, template: Path, date: str) -> bytes:
    """Print a tree; `date` (ISO 8601) is when the file says it was made, never the clock's."""
    command = [
        program(),
        "--from=json",
        "--to=docx",
        f"--reference-doc={reference}",
        f"--template={template}",
        # Nobody's own templates and reference documents: they would change what is printed.
        f"--data-dir={reference.parent}",
        f"--resource-path={reference.parent}",
        "--syntax-highlighting=none",
        "--output=-",
    ]
    day = datetime.fromisoformat(date).replace(tzinfo=UTC)
    surroundings = {
        "SOURCE_DATE_EPOCH": str(max(0, int(day.timestamp()))),
        "LC_ALL": "C.UTF-8",
        # No other program: one that redraws a drawing would change the bytes where it is installed.
        "PATH": str(reference.parent),
    }
    given = json.dumps(tree, ensure_ascii=False).encode()
    done = subprocess.run(command, input=given, capture_output=True, check=False, env=surroundings)
    told = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode or any(map(_is_fault, told.splitlines())):
        raise PandocFailed(told)
    return done.stdout


def _is_fault(line: str) -> bool:
    """A warning is a fault of ours, but for a few of which the file is none the worse."""
    return line.startswith("[WARNING]") and not any(told in line for told in HARMLESS)


@cache
def program() -> str:
    """Find the pandoc that was installed with us: another one would write other bytes.

    `pypandoc` itself is not asked: it starts each pandoc that it finds to learn its version.
    """
    package = find_spec("pypandoc")
    folders = package.submodule_search_locations if package else None
    found = (Path(f) / "files" / name for f in folders or () for name in ("pandoc", "pandoc.exe"))
    return next((str(path) for path in found if path.is_file()), "pandoc")
