"""The register: what is taken, what is missing, what comes next."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import lay_out, masthead, opened

from masthead.compile.register import is_document, next_symbol, periods_of, register_of
from masthead.model.problem import Fault
from masthead.model.symbol import Symbol

SESSION = """\
==> content/TEST/session.yaml <==
body: ctoc-cop
ordinal: 1
when: 2030-10-07/2030-10-11
where: {city: vienna}
agenda: {symbol: TEST/COP/2030/1, status: provisional, items: [{number: 2, title: Assistance}]}
skipped: {TEST/COP/2030/8: its subject was put off}
elsewhere: [TEST/COP/2030/9, TEST/COP/2030/9/Add.1]
"""
BORNE = """
    TEST/COP/2030/4 TEST/COP/2030/4/Add.1 TEST/COP/2030/4/Add.1/Corr.1 TEST/COP/2030/10
    TEST/COP/2030/L.1 TEST/COP/2030/INF.2 TEST/COP/WG.1/2030/1
"""


def document(symbol: str, title: str = "Assistance", head: str = "") -> str:
    """Write a document that bears a symbol."""
    name = symbol.strip("[]").split(",")[0].replace("/", "-")
    return f"""\
==> content/TEST/{name}.md <==
---
symbol: {symbol}
kind: report-of-the-secretariat
status: draft
date: 2030-06-14
original: en
languages: [en]
{head}
---
# {title}
"""


def project(*symbols: str) -> str:
    return SESSION + "".join(map(document, symbols))


ALL = project(*BORNE.split())


@pytest.mark.parametrize(
    ("series", "following"),
    [
        ("TEST/COP/2030", "TEST/COP/2030/11"),
        ("TEST/COP/2030/", "TEST/COP/2030/11"),
        ("TEST/COP/2032", "TEST/COP/2032/1"),
        ("TEST/COP/2030/L", "TEST/COP/2030/L.2"),
        ("TEST/COP/2030/CRP", "TEST/COP/2030/CRP.1"),
        ("TEST/COP/2030/INF", "TEST/COP/2030/INF.3"),
        ("TEST/COP/2030/INF/", "TEST/COP/2030/INF/1"),
        ("TEST/COP/2032/INF", "TEST/COP/2032/INF/1"),
        ("TEST/COP/WG.1/2030", "TEST/COP/WG.1/2030/2"),
        ("TEST/COP/2030/4/Add", "TEST/COP/2030/4/Add.2"),
        ("TEST/COP/2030/4/Corr", "TEST/COP/2030/4/Corr.1"),
        ("TEST/COP/2030/4/Add.1/Corr", "TEST/COP/2030/4/Add.1/Corr.2"),
        ("TEST/COP/2030/9/Add", "TEST/COP/2030/9/Add.2"),
        ("S/RES", "S/RES/1"),
    ],
)
def test_what_comes_next(series: str, following: str, tmp_path: Path) -> None:
    register = register_of(opened(tmp_path, ALL).records)
    found = next_symbol(series, register)
    assert str(found) == following and not is_document(series, register)
    assert isinstance(found, Symbol) and periods_of(found, register) == ()


def test_what_is_no_series_has_no_next(tmp_path: Path) -> None:
    register = register_of(opened(tmp_path, ALL).records)
    for text in ("TEST/COP/2030/4", "TEST/COP/2030/77", "A/PV.2444", "A/64/13/Add.1"):
        assert is_document(text, register), text
    without = next_symbol("TEST/COP", register)
    assert isinstance(without, Symbol)
    series = ("TEST/COP/2030", "TEST/COP/2030/INF", "TEST/COP/2030/L")
    assert periods_of(without, register) == series
    for text in ("resolution 6", "TEST/cop/2030", "", "TEST/COP/2030/Summary"):
        assert isinstance(next_symbol(text, register), Fault), text


def found_in(folder: Path, text: str) -> list[tuple[str, str]]:
    found = [p for p in opened(folder, text).problems if p.code.startswith("C07")]
    return [(p.code, str(p.args.get("missing") or p.args.get("parent"))) for p in found]


@pytest.mark.parametrize(
    ("symbols", "problems"),
    [
        ((), []),
        (("TEST/COP/2030/17",), []),  # one document of a big series
        (("TEST/COP/2030/5", "TEST/COP/2030/7"), [("C070", "TEST/COP/2030/6")]),
        (("TEST/COP/2030/7", "TEST/COP/2030/10"), []),  # one is skipped, one elsewhere
        (
            ("TEST/COP/2030/L.2", "TEST/COP/2030/L.90"),
            [("C070", "TEST/COP/2030/L.3 ... TEST/COP/2030/L.89")],
        ),
        (("TEST/COP/2030/9/Add.2",), []),  # its first is elsewhere too
        (
            ("TEST/COP/2030/3", "TEST/COP/2030/3/Rev.3"),
            [("C070", "TEST/COP/2030/3/Rev.1, TEST/COP/2030/3/Rev.2")],
        ),
        (("TEST/COP/2030/3/Rev.1/Add.1",), [("C071", "TEST/COP/2030/3/Rev.1")]),
        (("[TEST/SUB/2030/1, TEST/COP/2030/5]", "TEST/COP/2030/5/Corr.1"), []),
    ],
)
def test_what_is_missing(
    symbols: tuple[str, ...], problems: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert found_in(tmp_path, project(*symbols)) == problems


def test_nothing_is_missing_while_a_document_cannot_be_read(tmp_path: Path) -> None:
    """What is missed may be the very document: its addenda must not wait for its repair."""
    text = project("TEST/COP/2030/5", "TEST/COP/2030/5/Add.1")
    assert found_in(tmp_path, text.replace("symbol: TEST/COP/2030/5\n", "")) == []


# The verbs.


def test_the_verb_next(tmp_path: Path) -> None:
    made = lay_out(tmp_path, ALL)
    done = masthead("symbol", "next", "TEST/COP/2030", project=made)
    assert (done.exit_code, done.output) == (0, "TEST/COP/2030/11\n")
    done = masthead("symbol", "next", "TEST/COP/2030/6/Rev", project=made)
    assert (done.exit_code, done.stdout) == (0, "TEST/COP/2030/6/Rev.1\n")
    assert "TEST/COP/2030/6," in done.stderr
    for series, said in (
        ("TEST/COP/2030/4", "TEST/COP/2030/4/Add"),
        ("TEST/COP", "TEST/COP/2030, "),
        ("TEST/cop/2030", "  TEST/cop/2030\n       ^\nS005 "),
    ):
        done = masthead("symbol", "next", series, project=made)
        assert done.exit_code == 2 and said in done.output, done.output


def test_the_verb_list(tmp_path: Path) -> None:
    """In the order of symbols, each with its agenda item, title and languages."""
    made = lay_out(
        tmp_path,
        SESSION
        + document("TEST/COP/2030/10", "Tenth", 'item: "2"')
        + document("TEST/COP/2030/4/Add.1", "Addendum", "item: 2")
        + document("[TEST/COP/2030/4, TEST/SUB/2030/1]", "Fourth", "item: 2"),
    )
    done = masthead("symbol", "list", "TEST/COP/2030", project=made)
    assert done.output.splitlines() == [
        "content/TEST",
        "  TEST/COP/2030/4-TEST/SUB/2030/1  2  Fourth [en]",
        "  TEST/COP/2030/4/Add.1            2  Addendum [en]",
        "  TEST/COP/2030/8                     skipped: its subject was put off",
        "  TEST/COP/2030/10                 2  Tenth [en]",
    ]
    assert "TEST/2030/2 " in masthead("symbol", "list", project=made).output
    for series in ("TEST/SUB/2030", "TEST/COP/2030/4"):
        done = masthead("symbol", "list", series, project=made)
        assert done.exit_code == 0 and "Fourth" in done.output
    assert masthead("symbol", "list", "TEST/COP/20", project=made).exit_code == 1
