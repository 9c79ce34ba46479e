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


OWN_LEAVES = [
    # what is written, and what is wrong with it
    ("months-of: [a, b]", "T001 months-of"),
    ("months-in: {a: b}", "T007 months-in"),
    ("shortens: both", "T010 shortens"),
    ("alphabet: abc", "T007 alphabet"),
    ('introduced: "{name}"', "T009 introduced"),
    ("elisions: {y: {i: [e]}}", "T007 elisions.y.i"),
    ("agreement: {endings: {common: {one: a}}}", "T008 agreement.endings.common"),
    ("agreement: {endings: {neuter: {one: [a]}}}", "T007 agreement.endings.neuter.one"),
    ("agreement: {neuter: a}", "T007 agreement.neuter"),
    ("governs: x", "T010 governs"),
    ("speaks: x", "T008 speaks"),
]
INSTEAD = [
    # a line of the English file, what stands there instead, and what is wrong with it
    ('  bullet: "•"', '  bullet: "•"\n  series: [a, b]', "T007 marks.series"),
    ('  bullet: "•"', '  bullet: "•"\n  series: [[a]]', "T001 marks.series"),
    ('  month: "{month} {year}"', '  month: "{month-on} {year}"', "T009 dates.month"),
    ('  month: "{month} {year}"', '  month: "{month-of} {year}"', "T001 months-of"),
    ('    month: "in {0}"', '    month: "in {0-on}"', "T009 forms.at.month"),
    ('    month: "in {0}"', '    month: "in {month-in}"', "T001 months-in"),
    ('    month: "in {0}"', '    month: "in summer"', "T009 forms.at.month"),
    ('    span: "from {0} to {1}"', '    span: "from {0}"', "T009 forms.at.span"),
    ('    since: "since {0}"', '    since-of-years: "since {number}"', "T009 forms.at.since-of-years"),  # noqa: E501
    (
        '  count: "{number} {noun}"',
        '  count: {two: "{noun}", other: "{number}"}',
        "T009 numbers.count.other",
    ),
    ('  count: "{number} {noun}"', '  count: {two: "{noun}"}', "T001 numbers.count.other"),
    ('  count: "{number} {noun}"', '  count: {dual: "{noun}"}', "T008 numbers.count.dual"),
    ("  words-below: 10", "  words-below: 10\n  ordinal-words-below: x", "T010 numbers.ordinal-words-below"),  # noqa: E501
    ("has: {one: has, other: have}", "has: {one: {common: a}, other: have}", "T008 has.one.common"),
]  # fmt: skip


def faults(text: str) -> set[str]:
    source = Source("translations/en/language.yaml", text.encode())
    problems: list[Problem] = []
    found = read_fields(source, problems.append)
    assert found is not None and problems == []
    check_leaves(found, fields("en", "language.yaml"), problems.append)
    check_grammar(found, problems.append)
    return {f"{p.code} {p.args['field']}" for p in problems}


def english() -> str:
    return (ROOT / "translations/en/language.yaml").read_text("utf-8")


@pytest.mark.parametrize(("written", "wrong"), OWN_LEAVES)
def test_a_leaf_of_another_language_is_of_its_kind(written: str, wrong: str) -> None:
    assert wrong in faults(f"{english()}\n{written}\n")


@pytest.mark.parametrize(("line", "instead", "wrong"), INSTEAD)
def test_a_pattern_of_another_language_has_its_places(line: str, instead: str, wrong: str) -> None:
    assert line in english()
    assert wrong in faults(english().replace(line, instead, 1))


def test_what_nobody_has_confirmed_is_told_until_it_is(tmp_path: Path) -> None:
    project = lay_out(tmp_path)
    path = project.path("translations/en/terms.yaml")
    text = path.read_text("utf-8")
    path.write_text(f"{text}unverified: [summary, page.site, contents]\n", "utf-8")
    done = masthead("translate", "status", project=project)
    assert "en: fixed strings that nobody has confirmed: 6" in done.output
    assert "  translations/en/terms.yaml: page.site: Documents\n" in done.output
    path.write_text(f"{text}unverified: [sumary]\n", "utf-8")
    done = masthead("check", project=project)
    assert "error T008 nothing reads “sumary” (did you mean “summary”?)" in done.output


def test_a_distribution_block_is_in_a_language_of_the_project(tmp_path: Path) -> None:
    project = lay_out(tmp_path)
    path = project.path("translations/fr/terms.yaml")
    path.write_text(path.read_text("utf-8") + "distribution-language: de\n", "utf-8")
    done = masthead("check", project=project)
    assert "error T010 “de” cannot stand for “distribution-language”" in done.output
