"""The strict reader: a page of hostile files, and what holds for all that anybody may write."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pages import Example, examples
from projects import ROOT, spelled

from masthead.inline import parse, read_blocks
from masthead.language.words import Plain, plain
from masthead.model.problem import Problem
from masthead.notation import Fields, Node, Scalar, read_fields
from masthead.project import Source

PAGE = Path(__file__).with_name("hostile.md")
LONGEST = 0.2  # seconds
RECORD = (ROOT / "activities/2013/langkawi-course.yaml").read_bytes()


def read(data: bytes) -> tuple[Fields | None, list[Problem]]:
    problems: list[Problem] = []
    return read_fields(Source("a.yaml", data), problems.append), problems


def verdict(data: bytes) -> str:
    """Say what a file is refused for, or what was read."""
    fields, problems = read(data)
    if problems:
        return ", ".join(f"{p.code} {p.where.line}:{p.where.column}" for p in problems)
    assert fields is not None, "nothing read, and no reason given"
    cut = {f"# {name}": _cut(node) for name, _, node in fields.pairs if _cut(node)}
    return json.dumps({**_short(fields), **cut}, ensure_ascii=False)


def _short(fields: Fields) -> dict[str, object]:
    return {name: _shown(plain(node)) for name, _, node in fields.pairs}


def _shown(value: Plain) -> object:
    if isinstance(value, str):
        return value if len(value) < 100 else f"{value[0]} ({len(value)})"
    return f"list of {len(value)}" if isinstance(value, tuple) else value


def _cut(node: Node) -> str:
    where = node.cut if isinstance(node, Scalar) else None
    return f"{where.line}:{where.column}" if where else ""


@pytest.mark.parametrize("case", examples(PAGE), ids=lambda case: case.input)
def test_page(case: Example) -> None:
    data = spelled(case.input)
    began = time.process_time()
    found = verdict(data)
    assert time.process_time() - began < LONGEST
    assert found == case.expected


def test_too_many_values_are_refused_soon() -> None:
    began = time.process_time()
    assert verdict(b"a: [" + b"a, " * 300_000 + b"]") == "Y011 1:299996"
    assert time.process_time() - began < 10 * LONGEST


def test_the_page_is_long_enough() -> None:
    assert len(examples(PAGE)) >= 60


def test_places_in_front_matter_count_from_the_file() -> None:
    problems: list[Problem] = []
    read_fields(Source("a.md", b"a: b\na: c\n"), problems.append, first_line=2)
    assert [str(problem.where) for problem in problems] == ["a.md:3:1"]


# Whatever bytes there are, the answer is fields or problems with a place.


def check_answer(data: bytes) -> None:
    fields, problems = read(data)
    assert fields is not None or problems
    lines = data.count(b"\n") + 1
    for problem in problems:
        assert problem.code[0] == "Y"
        assert 1 <= problem.where.line <= lines + 1 and problem.where.column >= 1


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@example(b"\xef\xbb\xbf")
@example(b"a: |\n")
@example(b"? ")
def test_any_bytes(data: bytes) -> None:
    check_answer(data)


SCRAPS = """
    &a_ *a !!int_ <<:_ -_ :_ [ ] { } ' " # %YAML_1.1 --- ... ?_ | > \\ \0 \ufeff \u202e _ \t \n \r
"""
scraps = st.sampled_from([*SCRAPS.split(" "), "\n---\n", "\n  "]).map(lambda s: s.replace("_", " "))


@given(st.lists(scraps, max_size=30).map("".join))
def test_any_scraps_of_yaml(text: str) -> None:
    check_answer(text.encode())


@given(st.integers(0, len(RECORD)), st.integers(0, 40), st.binary(max_size=4) | scraps)
def test_any_slip_in_a_good_record(spot: int, length: int, put: bytes | str) -> None:
    scrap = put.encode() if isinstance(put, str) else put
    check_answer(RECORD[:spot] + scrap + RECORD[spot + length :])


markup = st.text(st.sampled_from("{}`|*_[]()!<>#~-.\\\n abéfact:/\"'"), max_size=60)


@given(markup)
def test_any_markup_is_read_and_its_faults_stand_in_it(text: str) -> None:
    parts, faults = parse(text)
    assert all(0 <= fault.offset <= len(text) for fault in faults)
    assert all(0 <= part.offset <= len(text) for part in parts)
    for block in read_blocks(text):
        assert 0 <= block.line <= text.count("\n") + 1
