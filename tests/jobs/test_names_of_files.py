"""The name of a file may be anything; what is said of it stays on one line."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from projects import lay_out, masthead, problems_in

STRANGE = ("a\nb", "a\x1b[31mb", "a\u202eb", os.fsdecode(b"a\xffb"))


@pytest.mark.parametrize("name", STRANGE, ids=ascii)
def test_a_strange_name_is_shown_on_one_line(tmp_path: Path, name: str) -> None:
    project = lay_out(tmp_path)
    project.path(f"activities/2030/{name}.yaml").write_text("kind: workshop\nwhen: 2030-03\n")
    done = masthead("check", project=project)
    shown = ascii(name)[1:-1]
    assert f"activities/2030/{shown}.yaml:1:1: error A020" in problems_in(done.output)
    told = json.loads(masthead("check", "--format", "json", project=project).output)
    assert "A020" in {problem["code"] for problem in told}


def test_what_cannot_be_read_gets_no_ids_in_silence(tmp_path: Path) -> None:
    project = lay_out(tmp_path)
    project.path("content/TEST/3.md").symlink_to("/etc/hostname")
    done = masthead("fix-ids", project=project)
    assert problems_in(done.output) == ["content/TEST/3.md:1:1: error P001"]
    assert done.exit_code == 1


def test_two_addenda_of_a_session_have_files_of_their_own(tmp_path: Path) -> None:
    project = lay_out(tmp_path)
    given = ["--session", "TEST", "--title", "More", "--date", "2030-06-14"]
    for number in (2, 3):
        done = masthead("new", "document", f"TEST/2030/{number}/Add.1", *given, project=project)
        assert done.exit_code == 0, done.output
        assert project.has(f"content/TEST/{number}-Add.1.md")


def test_a_title_is_checked_before_it_is_written(tmp_path: Path) -> None:
    project = lay_out(tmp_path)
    given = ["--session", "TEST", "--title", "More {help}", "--date", "2030-06-14"]
    done = masthead("new", "document", "TEST/2030/2/Rev.1", *given, project=project)
    assert problems_in(done.output) == ["content/TEST/2-Rev.1.md:12:8: error C020"]
    assert not project.has("content/TEST/2-Rev.1.md")
