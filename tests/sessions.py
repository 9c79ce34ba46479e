"""The whole session of a fictional body, laid out over the repository's own folders.

`tests/golden/session/` holds only what is the session's own. A YAML file that the repository has
too (the registry, the names) is an addition to it, entry by entry; every other file stands alone.
The repository's records and documents are left out: their symbols and periods are not the test's.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import cast

import yaml

from masthead.project import Project

ROOT = Path(__file__).parents[1]
SESSION = ROOT / "tests/golden/session"
SHARED = (
    "activities/kinds",
    "activities/registry",
    "content/kinds",
    "templates",
    "translations/en",
    "translations/fr",
)


def lay_out_session(folder: Path) -> Project:
    """Write the session's project into a folder."""
    for name in SHARED:
        if (ROOT / name).is_dir():
            # The repository's units belong to its own documents.
            ignore = shutil.ignore_patterns("*.po")
            shutil.copytree(ROOT / name, folder / name, ignore=ignore, dirs_exist_ok=True)
    for source in _files(SESSION):
        target = folder / source.relative_to(SESSION)
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == ".yaml" and target.exists():
            _add(source, target)
        else:
            shutil.copyfile(source, target)
    return Project(folder)


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _add(source: Path, target: Path) -> None:
    merged = _merged(_read(target), _read(source))
    # JSON is YAML, and one entry a line keeps a problem's place readable.
    lines = (f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in merged.items())
    target.write_text("".join(lines), "utf-8")


def _read(path: Path) -> dict[str, object]:
    # BaseLoader: every scalar stays text, as the program reads it.
    return cast("dict[str, object]", yaml.load(path.read_text("utf-8"), yaml.BaseLoader))


def _merged(base: dict[str, object], more: dict[str, object]) -> dict[str, object]:
    merged = dict(base)
    for key, value in more.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            merged[key] = _merged(old, value)
        else:
            merged[key] = value
    return merged
