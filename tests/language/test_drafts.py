"""What the repository's phrases draft, by example pages that linguists extend (`drafts.md`)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pages import Example, examples
from projects import ROOT

from masthead.compile import speak
from masthead.jobs.prepare import open_project
from masthead.model.activity import Wording
from masthead.project import Project

FOLDERS = ("activities/kinds", "activities/registry", "translations/en", "translations/fr")
UNIT = 'msgctxt "{key}"\nmsgid "{text}"\nmsgstr "{text}"\n'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay out the repository's kinds and languages, without its records and units."""
    folder = tmp_path_factory.mktemp("drafts")
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.po"))
    (folder / "content").mkdir()
    shutil.copy(ROOT / "content/site.yaml", folder / "content")
    (folder / "activities/2030").mkdir()
    return folder


@pytest.mark.parametrize("example", examples(Path(__file__).parent / "drafts.md"), ids=str)
def test_page(example: Example, folder: Path) -> None:
    (folder / "activities/2030/one.yaml").write_text(example.input, "utf-8")
    units = folder / "translations/fr/activities.po"
    units.unlink(missing_ok=True)
    one = open_project(Project(folder)).records.activities["one"]
    texts = [value for value in one.values.values() if isinstance(value, Wording)]
    units.write_text("\n".join(UNIT.format(key=t.key, text=t.text) for t in texts), "utf-8")
    read = open_project(Project(folder))
    assert read.problems == ()
    said = [speak(one, read.records, tongue, one.when.first) for tongue in read.tongues.values()]
    # Where a line may not break is the typesetter's; a page shows plain spaces.
    lines = [text.replace("\N{NO-BREAK SPACE}", " ") for text, _ in said]
    assert lines == example.expected.splitlines()
    assert [p.code for _, problems in said for p in problems] == []
