"""Months and names of States have a witness that is not our own data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from projects import ROOT

from masthead.language import load_words
from masthead.project import Project

FILES = ("language.yaml", "terms.yaml", "names.yaml")


def codes(folder: Path, language: str, file: str, old: str, new: str) -> list[str]:
    """Load a language of the program with one passage of a file changed; give what is told."""
    home = folder / "translations" / language
    home.mkdir(parents=True)
    for name in FILES:
        text = (ROOT / "translations" / language / name).read_text("utf-8")
        if name == file:
            assert text.count(old) == 1, f"{file} holds this once: {old}"
            text = text.replace(old, new)
        (home / name).write_text(text, "utf-8")
    _, problems = load_words(Project(folder), language)
    return [problem.code for problem in problems]


def swapped_months() -> Iterator[tuple[str, str, str]]:
    for language in ("en", "fr"):
        line = next(
            line
            for line in (ROOT / f"translations/{language}/language.yaml").read_text().splitlines()
            if line.startswith("months:")
        )
        months = line.removeprefix("months: [").removesuffix("]").split(", ")
        for place in range(11):
            now = [*months]
            now[place : place + 2] = reversed(now[place : place + 2])
            yield language, line, f"months: [{', '.join(now)}]"


@pytest.mark.parametrize(("language", "line", "wrong"), [*swapped_months()])
def test_months_that_changed_places(language: str, line: str, wrong: str, tmp_path: Path) -> None:
    assert codes(tmp_path, language, "language.yaml", line, wrong) == ["T044", "T044"]


@pytest.mark.parametrize(
    ("language", "old", "new", "code"),
    [
        ("fr", "  COG: le Congo\n", "  COG: le Gabon\n", "T045"),
        ("fr", "  COG: le Congo\n", "  COG: le Conga\n", "T045"),
        ("en", "  FRA: France\n", "  FRA: Francia\n", "T045"),
        (
            "fr",
            "{name: la Dominique, in: à la Dominique}",
            "{name: la Dominique, in: au Chili}",
            "T046",
        ),
        ("ru", "in: в Нигере}", "in: в Нигерии}", "T046"),
    ],
)
def test_names_that_are_wrong(language: str, old: str, new: str, code: str, tmp_path: Path) -> None:
    assert codes(tmp_path, language, "names.yaml", old, new) == [code]
