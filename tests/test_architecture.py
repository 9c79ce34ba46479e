"""The map is the territory: ARCHITECTURE.md names every module of the program, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from projects import ROOT

SOURCE = ROOT / "src/masthead"
MAP = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
ROW = re.compile(r"^\| (?P<layers>`[^|]+) \| (?P<what>[^|]+) \|$", re.MULTILINE)
NAME = re.compile(r"`(\w+)`")


def rows() -> list[tuple[set[str], set[str]]]:
    """Read the table of layers: the layers of each row, and the modules that it names."""
    table = MAP[MAP.index("## Layers") : MAP.index("## Where do I")]
    return [
        (set(NAME.findall(row["layers"])), set(NAME.findall(row["what"])))
        for row in ROW.finditer(table)
    ]


def modules(layer: str) -> set[str]:
    """Name what a layer is made of; a layer may be one module, which is made of nothing."""
    found = [*(SOURCE / layer).rglob("*.py")]
    return {_name(path) for path in found} - {layer}


def _name(path: Path) -> str:
    return path.parent.name if path.name == "__init__.py" else path.stem


def layers() -> set[str]:
    return {_name(path) for path in (*SOURCE.glob("*.py"), *SOURCE.glob("*/__init__.py"))} - {
        SOURCE.name
    }


def test_every_layer_has_a_row() -> None:
    assert set().union(*(named for named, _ in rows())) == layers()


@pytest.mark.parametrize(("named", "what"), rows(), ids=lambda names: "-".join(sorted(names)[:2]))
def test_a_row_names_its_modules_and_nothing_else(named: set[str], what: set[str]) -> None:
    assert what == set().union(*(modules(layer) for layer in named))


def test_every_module_is_below_a_layer() -> None:
    """A folder without `__init__.py` would be on no map and in no wheel."""
    folders = {path.parent for path in SOURCE.rglob("*.py")}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_the_files_that_the_map_points_to_are_there() -> None:
    """A path in backticks that begins in this repository leads somewhere."""
    tops = "activities|content|translations|templates|src|tests|docs"
    named = re.findall(rf"`((?:{tops})/[^`*<]+)`", MAP)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_it_fits_on_few_screens() -> None:
    assert len(MAP.splitlines()) <= 120
