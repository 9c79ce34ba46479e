"""The dialogue of `new activity`: what is asked, and why an answer is not taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import lay_out, masthead

from masthead.project import Project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    for place in ("masthead.cli.new.can_ask", "masthead.cli.questions.can_ask"):
        monkeypatch.setattr(place, lambda: True)
    return lay_out(tmp_path)


def test_an_activity_is_logged_by_answers(project: Project) -> None:
    answers = (
        "workshop", "2030-13", "2030-05", "", "zzz", "?", "ALB", "unocd", "unodc iom",
        "judges", "", "", "smuggling by sea", "Tirana", "unodc", "first-workshop", "tirana",
    )  # fmt: skip
    done = masthead("new", "activity", project=project, stdin="\n".join(answers) + "\n")
    assert done.exit_code == 0, done.output
    for said in (
        "D002 ",
        "“zzz” is not known (“?” lists what is known)",
        "AFG, AGO, ALB",
        "“unocd” is not known; did you mean “unodc”?",
        "Who took part?",
        "An answer is needed here",
        "“Tirana” is no id: use small letters",
        "“unodc” is taken; see activities/registry/bodies.yaml",
        "“first-workshop” is taken; see activities/2030/first-workshop.yaml",
    ):
        assert said in done.output, said
    written = project.path("activities/2030/tirana.yaml").read_text("utf-8")
    assert "organizers: [unodc, iom]\nparticipants: {groups: [judges]}\nsubject: smu" in written


@pytest.mark.parametrize(
    "words",
    [
        ["treaties=smuggling-protocol,other"],
        ["treaties=smuggling-protocol", "treaties=other"],
        ["treaties=[smuggling-protocol, other]"],
        ["treaties=smuggling-protocol other"],
    ],
    ids=str,
)
def test_a_list_is_said_in_any_way(words: list[str], tmp_path: Path) -> None:
    project = lay_out(
        tmp_path,
        "==> activities/registry/treaties.yaml <==\nsmuggling-protocol: {}\nother: {}\n",
    )
    options = [part for word in ["subject=smuggling", *words] for part in ("--set", word)]
    order = ("new", "activity", "tirana", "--kind", "workshop", "--when", "2030-05", *options)
    assert masthead(*order, project=project).exit_code == 0
    written = project.path("activities/2030/tirana.yaml").read_text("utf-8")
    assert "treaties: [smuggling-protocol, other]\n" in written
