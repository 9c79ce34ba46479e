"""What is found when editions are compared keeps a document from being published."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from acceptance.changed import with_file
from projects import ROOT, masthead, problems_in

from masthead.jobs.judging.gate import judge
from masthead.jobs.prepare import open_project
from masthead.project import Project

UNITS = "translations/fr/ctoc-cop-2014-4.po"
# Only the comparison of editions sees that these words are English: no token is lost by them.
SLIP = ("repose sur la réciprocité", "is based on the reciprocity")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The report of this repository, with a slip in a French unit."""
    for name in ("activities", "content", "translations", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    path = tmp_path / UNITS
    text = path.read_text("utf-8")
    assert text.count(SLIP[0]) == 1
    path.write_text(text.replace(*SLIP), "utf-8")
    return Project(tmp_path)


@pytest.mark.parametrize("languages", ["en,fr,es,ar,ru,zh", "fr"])
def test_an_edition_that_says_something_else_is_not_published(
    languages: str, project: Project
) -> None:
    words = ("--format", "json", "--output", str(project.root / "made"), "--language", languages)
    run = masthead("build", *words, project=project)
    assert run.exit_code == 1
    assert "E025" in run.output
    assert not (project.root / "made").exists()


def test_check_tells_what_a_build_would(project: Project) -> None:
    run = masthead("check", project=project)
    assert run.exit_code == 1
    assert [line for line in problems_in(run.output) if "error" in line] == [
        f"{UNITS}:456:2: error E025"
    ]


def test_of_one_language_that_one_alone_is_made(project: Project) -> None:
    words = ("--format", "json", "--output", str(project.root / "made"), "--language", "es")
    assert masthead("build", *words, project=project).exit_code == 0
    assert [path.name for path in (project.root / "made").iterdir() if path.is_dir()] == ["es"]


def test_record_that_cannot_be_read_is_one_problem_where_its_draft_stands() -> None:
    name = "activities/2013/phnom-penh-legislation.yaml"
    text = (ROOT / name).read_text("utf-8")
    opened = open_project(with_file("fr", name, text.replace("2013-11", "2013-13")))
    problems = judge(opened, opened.records.documents).problems
    assert [problem.code for problem in problems if problem.is_error] == ["D002"]
    assert "T018" not in {problem.code for problem in problems}
