"""The verb `symbol`: what it prints of a symbol, and where it stops."""

from __future__ import annotations

import pytest
from projects import masthead


def test_parts_are_printed() -> None:
    done = masthead("symbol", "parse", "E/CN.15/2018/INF/1")
    assert done.exit_code == 0
    assert dict(line.split(maxsplit=1) for line in done.output.splitlines()) == {
        "Symbol": "E/CN.15/2018/INF/1",
        "Body": "E/CN.15",
        "Period": "2018",
        "Nature": "INF",
        "Number": "1",
        "File": "E_CN.15_2018_INF_1_E.pdf",
        "Path": "E/CN.15/2018/INF/1",
        "Address": "https://docs.un.org/en/E/CN.15/2018/INF/1",
    }


def test_each_symbol_of_a_citation_is_read() -> None:
    done = masthead("symbol", "parse", "A/520/Rev.15", "and", "Amend.1")
    first, second = done.output.split("\n\n")
    assert first.startswith("Symbol         A/520/Rev.15\n")
    assert second.startswith("Symbol         A/520/Rev.15/Amend.1\n")


@pytest.mark.parametrize(
    "text",
    [
        "resolution 6/3",
        "1514 (XV)",
        "31/16 A",
        "986 (1995)",
        "decision 31/308",
        "Sales No. E.83.I.16",
        "V.14-03965",
        "A/64/13 and others",
    ],
)
def test_what_is_no_symbol_gets_a_caret(text: str) -> None:
    done = masthead("symbol", "parse", text)
    shown, caret, said = done.output.splitlines()
    assert (done.exit_code, shown, caret.strip()) == (2, f"  {text}", "^")
    assert said.startswith("S0") and said.endswith(")")
