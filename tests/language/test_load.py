"""What one language tells apart, each tells apart; and no leaf may be lost in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import lay_out, masthead, problems_in
from projects import opened as open_

from masthead.language.load import check_grammar, check_leaves
from masthead.model.problem import Problem
from masthead.notation import Fields, Node, read_fields
from masthead.project import Project, Source

ROOT = Path(__file__).parents[2]
NAMES = ("language.yaml", "terms.yaml")


def fields(language: str, name: str) -> Fields:
    source = Project(ROOT).read(f"translations/{language}/{name}")
    assert isinstance(source, Source)
    found = read_fields(source, lambda problem: None)
    assert found is not None
    return found


def without(node: Fields, spot: int) -> Fields:
    """Take one of the fields away, counted through all tables."""
    pairs: list[tuple[str, object, Node]] = []
    for name, where, value in node.pairs:
        if spot == 0:
            spot -= 1
            continue
        spot -= 1
        if isinstance(value, Fields):
            count = size(value)
            pairs.append((name, where, without(value, spot) if 0 <= spot < count else value))
            spot -= count
        else:
            pairs.append((name, where, value))
    return Fields(tuple(pairs), node.where)  # type: ignore[arg-type]


def size(node: Node) -> int:
    return sum(1 + size(value) for _, _, value in node.pairs) if isinstance(node, Fields) else 0


@pytest.mark.parametrize("name", NAMES)
def test_no_leaf_of_english_can_go_in_silence(name: str) -> None:
    model = fields("en", name)
    free = (
        *("numbers.plural.", "with.", "concepts.", "authors.", "-names.", "prepositions."),
        "clock.",
    )
    for spot in range(size(model)):
        problems: list[Problem] = []
        less = without(model, spot)
        check_leaves(less, model, problems.append)
        gone = [str(problem.args["field"]) for problem in problems]
        if not gone:
            lost = {*paths(model)} - {*paths(less)}
            assert lost and all(any(part in path for part in free) for path in lost), lost


def paths(node: Fields, before: str = "") -> list[str]:
    found: list[str] = []
    for name, _, value in node.pairs:
        found.append(f"{before}{name}")
        if isinstance(value, Fields):
            found += paths(value, f"{before}{name}.")
    return found


@pytest.mark.parametrize("language", ["en", "fr"])
def test_our_own_languages_are_whole(language: str) -> None:
    problems: list[Problem] = []
    for name in NAMES:
        check_leaves(fields(language, name), fields("en", name), problems.append)
    check_grammar(fields(language, "language.yaml"), problems.append)
    assert problems == []


def test_what_one_language_tells_apart_each_tells_apart(tmp_path: Path) -> None:
    project = lay_out(tmp_path)
    path = project.path("translations/fr/terms.yaml")
    lines = path.read_text("utf-8").split("\n")
    path.write_text("\n".join(line for line in lines if "  auspices:" not in line), "utf-8")
    done = masthead("check", project=project)
    assert problems_in(done.output) == ["translations/fr/terms.yaml:1:1: error T001"]
    assert "with.auspices" in done.output


def test_the_base_is_whole(tmp_path: Path) -> None:
    assert open_(tmp_path).problems == ()
