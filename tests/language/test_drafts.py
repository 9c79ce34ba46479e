"""What the repository's phrases draft, by example pages that linguists extend.

`drafts.md` shows English and French side by side, `drafts/<language>.md` another language alone.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from pages import Example, examples
from projects import ROOT

from masthead.compile import speak
from masthead.jobs.prepare import open_project
from masthead.model.activity import Wording
from masthead.project import Project

HERE = Path(__file__).parent
FOLDERS = ("activities/kinds", "activities/registry", "translations/en")
UNIT = 'msgctxt "{key}"\nmsgid "{text}"\nmsgstr "{text}"\n'
OTHERS = sorted((HERE / "drafts").glob("*.md"))
ALONE = [(page.stem, example) for page in OTHERS for example in examples(page)]


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Lay out the repository's kinds and languages, without its records and units."""

    @cache
    def lay(language: str) -> Path:
        folder = tmp_path_factory.mktemp(f"drafts-{language}")
        for name in (*FOLDERS, f"translations/{language}"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.po"))
        (folder / "content").mkdir()
        shutil.copy(ROOT / "content/site.yaml", folder / "content")
        (folder / "activities/2030").mkdir()
        return folder

    return lay


@pytest.mark.parametrize("example", examples(HERE / "drafts.md"), ids=str)
def test_page(example: Example, laid: Callable[[str], Path]) -> None:
    lines = drafted(example.input, "fr", laid("fr"))
    assert list(lines.values()) == example.expected.splitlines()


@pytest.mark.parametrize(("language", "example"), ALONE, ids=str)
def test_page_of_one_language(language: str, example: Example, laid: Callable[[str], Path]) -> None:
    assert drafted(example.input, language, laid(language))[language] == example.expected


def drafted(record: str, language: str, folder: Path) -> dict[str, str]:
    """Say a record in the languages of the folder; its texts are their own translations."""
    (folder / "activities/2030/one.yaml").write_text(record, "utf-8")
    units = folder / f"translations/{language}/activities.po"
    units.unlink(missing_ok=True)
    one = open_project(Project(folder)).records.activities["one"]
    texts = [value for value in one.values.values() if isinstance(value, Wording)]
    units.write_text("\n".join(UNIT.format(key=t.key, text=t.text) for t in texts), "utf-8")
    read = open_project(Project(folder))
    assert read.problems == ()
    lines: dict[str, str] = {}
    for code, tongue in read.tongues.items():
        text, problems = speak(one, read.records, tongue, one.when.first)
        assert [p.code for p in problems] == []
        # Where a line may not break is the typesetter's; a page shows plain spaces.
        lines[code] = text.replace("\N{NO-BREAK SPACE}", " ")
    return lines
