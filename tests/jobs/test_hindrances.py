"""What would stop a build at its end is told before it begins, with its place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from projects import LOOKS, add_looks, lay_out, masthead, problems_in

from masthead.jobs.making.hindrances import hindrances
from masthead.jobs.making.render import unread
from masthead.outputs.skin import SiteLanguage, Unfilled, fill_skeleton
from masthead.project import Project

ENGLISH = SiteLanguage("en", "English", "ltr", {"site": "Documents"})
FRONT = "templates/site/front.html"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = lay_out(tmp_path)
    add_looks(project)
    return project


def found(project: Project, *, output: Path | None = None) -> list[str]:
    templates = project.path("templates")
    told = hindrances(templates, ("site",), unread(templates, ["site"]), output, [ENGLISH], ())
    return [f"{problem.where} {problem.code}" for problem in told]


def test_nothing_hinders(project: Project) -> None:
    assert found(project, output=project.root / "deep/proofs") == []


def test_a_skeleton_is_missing(project: Project) -> None:
    project.path(FRONT).unlink()
    project.path("templates/site/layout.html").unlink()
    assert found(project) == [f"{FRONT}:1:1 E033", "templates/site/layout.html:1:1 E033"]


@pytest.mark.parametrize("slip", ["{% if x %}", "{{ nothing.at_all }}", "{{ 1 / 0 }}"])
def test_a_skeleton_is_broken(project: Project, slip: str) -> None:
    path = project.path(FRONT)
    text = path.read_text("utf-8")
    path.write_text(f"{text}{slip}", "utf-8")
    assert found(project) == [f"{FRONT}:{text.count(chr(10)) + 1}:1 E033"]


def test_a_fault_is_told_of_the_part_that_has_it(project: Project) -> None:
    project.path("templates/site/part.html").write_text("\n\n{{ nothing.at_all }}")
    project.path(FRONT).write_text("{% include 'site/part.html' %}")
    with pytest.raises(Unfilled, match=r"templates/site/part\.html:3: "):
        fill_skeleton(project.path("templates"), "site/front.html", {})


def test_nothing_can_be_written_below_a_file(project: Project) -> None:
    output = project.path("content/site.yaml/proofs")
    assert found(project, output=output) == [f"{output}:1:1 P006"]


def test_looks_are_the_projects_own(project: Project) -> None:
    """What leads out of the project, or is a pipe, is told by `check`, and no engine reads it."""
    project.path(FRONT).unlink()
    project.path(FRONT).symlink_to(LOOKS / "site/front.html")
    os.mkfifo(project.path("templates/site/static/pipe"))
    for verb in ("check", "build"):
        done = masthead(verb, project=project)
        assert f"{FRONT}:1:1: error P001" in problems_in(done.output)
        assert "templates/site/static/pipe:1:1: error P005" in problems_in(done.output)
    assert not project.path("build").exists()


@pytest.mark.parametrize(
    "name", ["content/site.yaml", "activities/2030/pipe.yaml", "translations/fr/test.po"]
)
def test_a_pipe_is_never_opened(tmp_path: Path, name: str) -> None:
    project = lay_out(tmp_path)
    project.path(name).unlink(missing_ok=True)
    os.mkfifo(project.path(name))
    assert f"{name}:1:1: error P005" in problems_in(masthead("check", project=project).output)


def test_the_disk_says_no_in_a_sentence(tmp_path: Path) -> None:
    project = lay_out(tmp_path)
    project.path("activities/.schema").symlink_to(tmp_path.parent)
    done = masthead("schema", project=project)
    assert problems_in(done.output) == ["activities/.schema/activity.json:1:1: error P001"]
    project.path("activities/.schema").unlink()
    project.path("activities/.schema/activity.json").mkdir(parents=True)
    done = masthead("schema", project=project)
    assert problems_in(done.output) == ["activities/.schema/activity.json:1:1: error P006"]
    assert done.exit_code == 1
