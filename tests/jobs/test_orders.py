"""What cannot be carried out is told so, and for its own reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import add_looks, lay_out, masthead

ENGLISH_ONLY = "TEST/2030/2 has no edition in French; its languages are: en"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ("translate status --language xx", 2, "The project does not speak “xx”."),
        ("translate status TEST/2030/2 --language fr", 0, ENGLISH_ONLY),
        ("build --format epub", 2, "There is no format “epub”."),
        ("build --language xx", 2, "The project does not speak “xx”."),
        ("build --language fr --format json --output proofs", 1, ENGLISH_ONLY),
    ],
)
def test_order(words: str, status: int, said: str, tmp_path: Path) -> None:
    done = masthead(*words.split(), project=lay_out(tmp_path))
    assert said in done.output
    assert "has errors" not in done.output
    assert done.exit_code == status


def test_a_second_proof_needs_a_new_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    project = lay_out(tmp_path)
    add_looks(project)
    order = ("build", "--format", "json", "--output", "proofs")
    assert masthead(*order, project=project).exit_code == 0
    done = masthead(*order, project=project)
    assert (" E011 " in done.output, done.exit_code) == (True, 1)
    assert "has errors" not in done.output and "Nothing was published" in done.output
