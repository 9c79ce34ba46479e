"""The session of a fictional body, laid out over this repository's own kinds, words and looks."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import yaml
from projects import ROOT

from masthead.project import Project

SESSION = Path(__file__).parent / "session"
FOLDERS = ("activities", "content", "translations", "templates")
# What belongs to the report of this repository, and not to its language or its looks.
OURS = ("activities/20*", "content/CTOC-*", "translations/*/*.po")


def lay_out(folder: Path) -> Project:
    """Copy the repository's folders without its report, and put the session's files over them.

    A YAML file that both have is joined: the session adds its bodies, groups and names.
    """
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name)
    # The session is in the languages that it has names in.
    for path in (folder / "translations").iterdir():
        if path.is_dir() and not (SESSION / "translations" / path.name).is_dir():
            shutil.rmtree(path)
    for pattern in OURS:
        for path in folder.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in sorted(SESSION.rglob("*")):
        target = folder / path.relative_to(SESSION)
        if path.is_dir():
            target.mkdir(exist_ok=True)
        elif target.exists() and path.name not in ("site.yaml", "session.yaml"):
            target.write_text(_joined(target, path), "utf-8")
        else:
            shutil.copyfile(path, target)
    return Project(folder)


def main() -> None:
    """Lay the session out in a folder that is named: `python tests/golden/fictional.py FOLDER`."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True)
    lay_out(folder)


def _joined(one: Path, other: Path) -> str:
    # BaseLoader: every scalar stays text, as the program reads it.
    read = [yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in (one, other)]
    # Quoted, for the program takes some plain words for slips.
    return yaml.safe_dump(
        _merged(*read), allow_unicode=True, sort_keys=False, width=10_000, default_style='"'
    )


def _merged(below: Any, above: Any) -> Any:
    if not (isinstance(below, dict) and isinstance(above, dict)):
        return above
    return {**below, **{k: _merged(below.get(k), value) for k, value in above.items()}}


if __name__ == "__main__":
    main()
