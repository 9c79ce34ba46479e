"""A fault planted in a page is found, named with its page and its place, and fails the run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

SCRIPT = Path(__file__).with_name("web.py")
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Documents</title>
<style>
:root {{ color-scheme: light dark }}
{style}
</style>
</head>
<body>
<main>
<h1>Documents</h1>
{body}
</main>
</body>
</html>
"""


class Fault(NamedTuple):
    """What is planted on a page, and what the line says of it."""

    page: str
    body: str
    checker: str
    says: str
    views: str = ""
    style: str = ""


PALE = '<p id="x">Agenda</p>'
FAULTS = [
    Fault("no-alt", '<img src="data:,">', "Nu", "must have an “alt” attribute"),
    Fault("no-alt", '<img src="data:,">', "axe", "image-alt", "(wide, 320 px)"),
    Fault("skips", "<h3>Agenda</h3>", "Nu", "skipping 1 heading level"),
    Fault("skips", "<h3>Agenda</h3>", "axe", "heading-order", "(wide, 320 px)"),
    Fault("twice", '<p id="x">A</p><p id="x">B</p>', "Nu", "Duplicate ID"),
    Fault("pale", PALE, "axe", "color-contrast", style="#x { color: #aaa }"),
    Fault(
        *("pale-in-the-dark", PALE, "axe", "color-contrast", "(dark)"),
        style="@media (prefers-color-scheme: dark) { #x { color: #333; background: #000 } }",
    ),
    Fault(
        *("pale-in-high-contrast", PALE, "axe", "color-contrast", "(high contrast)"),
        style="@media (prefers-contrast: more) { #x { color: #aaa } }",
    ),
    Fault(
        *("pale-when-forced", PALE, "axe", "color-contrast", "(forced colours)"),
        style="@media (forced-colors: active) {"
        " #x { forced-color-adjust: none; color: #333; background: #000 } }",
    ),
    Fault("broad", PALE, "axe", "reflow", "(320 px)", style="#x { width: 400px }"),
]


def hold(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the script over a folder."""
    command = [sys.executable, str(SCRIPT), str(folder)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Hold all faulty pages in one run."""
    site = tmp_path_factory.mktemp("site")
    for fault in FAULTS:
        page = PAGE.format(style=fault.style, body=fault.body)
        (site / f"{fault.page}.html").write_text(page, "utf-8")
    done = hold(site)
    assert done.returncode == 1, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.page}-{fault.checker}")
def test_a_fault_is_named(printed: list[str], fault: Fault) -> None:
    """A line begins with the page, names the checker and the rule, and ends with the views."""
    said = [
        line
        for line in printed
        if line.startswith(f"{fault.page}.html:") and f": {fault.checker}: " in line
    ]
    assert len(said) == 1, printed
    assert fault.says in said[0]
    assert said[0].endswith(fault.views)


def test_each_finding_is_counted(printed: list[str]) -> None:
    """The last line counts the pages and what each checker found; it finds nothing else."""
    by_nu = sum(": Nu: " in line for line in printed)
    by_axe = sum(": axe: " in line for line in printed)
    assert (by_nu, by_axe) == (3, 7)
    pages = len({fault.page for fault in FAULTS})
    assert printed[-1] == f"pages {pages}, Nu errors {by_nu}, axe violations {by_axe}"


def test_a_page_without_fault_passes(tmp_path: Path) -> None:
    """Nothing is said of it but the summary."""
    body = '<h2>Agenda</h2>\n<p><img src="data:," alt="A map of Vienna"></p>'
    (tmp_path / "good.html").write_text(PAGE.format(style="", body=body), "utf-8")
    done = hold(tmp_path)
    assert (done.returncode, done.stdout) == (0, "pages 1, Nu errors 0, axe violations 0\n")


def test_a_site_without_pages_fails(tmp_path: Path) -> None:
    """A build that made no page is no build that passes."""
    done = hold(tmp_path)
    assert (done.returncode, done.stdout) == (1, "pages 0, Nu errors 0, axe violations 0\n")
