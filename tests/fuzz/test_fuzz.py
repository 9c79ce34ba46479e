"""The readers of what strangers write keep their promises; `nox -s fuzz` goes on for longer."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

import pytest
from fuzz.mutate import mutant
from fuzz.targets import TARGETS
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import Example, examples
from projects import spelled

RUNS = 2_000
LONGEST = 2.0  # seconds


@pytest.mark.parametrize("name", TARGETS)
def test_mutants(name: str) -> None:
    target, chance = TARGETS[name], Random(20140623)
    for _ in range(RUNS):
        data = mutant(target, chance)
        began = time.process_time()
        try:
            target.judge(data)
        except Exception as fault:
            raise AssertionError(f"{name}: {data!r}") from fault
        assert time.process_time() - began < LONGEST, data


@pytest.mark.parametrize("name", TARGETS)
@given(data=st.data())
@settings(max_examples=100)
def test_anything_of_scraps(name: str, data: st.DataObject) -> None:
    target = TARGETS[name]
    pieces = st.sampled_from((*target.scraps, *target.seeds)) | st.binary(max_size=8)
    target.judge(b"".join(data.draw(st.lists(pieces, max_size=12)))[: target.longest])


@pytest.mark.parametrize(
    "case", examples(Path(__file__).with_name("kept.md")), ids=lambda case: case.input[:40]
)
def test_what_once_broke_a_promise(case: Example) -> None:
    TARGETS[case.expected].judge(spelled(case.input))
