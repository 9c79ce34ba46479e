"""Prose that a hostile hand wrote is refused at once, whatever it is made of."""

from __future__ import annotations

import time

import pytest

from masthead.inline import parse
from masthead.inline.parse import LONGEST

DEEP = "*a " * 800 + "b" + " a*" * 800
BOLD = "**a " * 800 + "b" + " a**" * 800
PIECES = ("[", "{fact}`", "`", "![", "](", "[a](", "*a* ", "{{", "[a]( <", "'`a``")


@pytest.mark.parametrize(("text", "code"), [(DEEP, "C101"), (BOLD, "C025")], ids=["*", "**"])
def test_nested_emphasis_is_refused_and_not_gone_into(text: str, code: str) -> None:
    _, faults = parse(text)
    assert {fault.code for fault in faults} == {code}


@pytest.mark.parametrize("piece", PIECES)
def test_nothing_takes_long(piece: str) -> None:
    start = time.monotonic()
    parse((piece * LONGEST)[:LONGEST])
    assert parse(piece * (LONGEST + 1))[1][0].code == "C102"
    assert time.monotonic() - start < 5
