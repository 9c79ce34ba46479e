"""What is asked again of a project that has not changed is answered without loading the verb."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from projects import lay_out

import masthead.cli
from masthead.cli import program

NOWHERE = dict.fromkeys(("check", "ledger", "say"), "nowhere:nothing")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay out a project whose files are old enough for their marks to be trusted."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = lay_out(tmp_path / "project").root
    monkeypatch.setattr("masthead.jobs.known.snapshot.MOMENT", -(10**18))
    return root


def ask(folder: Path, *words: str) -> tuple[int, str]:
    said = CliRunner().invoke(program, ["--project", str(folder), "--speak", "en", *words])
    return said.exit_code, said.output


@pytest.mark.parametrize("words", ["check", "ledger TEST/2030/2", "say workshop"])
def test_the_same_question_gets_the_same_answer_at_once(
    words: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = next(iter(sorted(folder.glob("activities/20*/*.yaml"))))
    asked = words.replace("workshop", record.stem).split()
    first = ask(folder, *asked)
    assert first[0] in (0, 1) and first[1]
    monkeypatch.setattr(masthead.cli, "VERBS", NOWHERE)
    assert ask(folder, *asked) == first
    os.utime(record, (2, 2))
    assert ask(folder, *asked) != first  # it is asked, and nobody is there
