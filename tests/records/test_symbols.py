"""The symbols of a document: one, or two."""

from __future__ import annotations

from pathlib import Path

from projects import masthead, opened

DOUBLE = """\
==> content/TEST/2.md <==
---
symbol: [TEST/2030/2, TEST/SUB/2030/1]
kind: report-of-the-secretariat
status: draft
date: 2030-06-14
original: en
languages: [en]
period: 2030-01/2030-06
---
# Assistance

{#told}
```{activities} first-workshop
A workshop was held. {fact}`first-workshop.when|at`
```
"""


def test_a_document_may_have_two_symbols(tmp_path: Path) -> None:
    read = opened(tmp_path, DOUBLE)
    (document,) = read.records.documents
    assert (str(document.symbol), list(map(str, document.also))) == (
        "TEST/2030/2",
        ["TEST/SUB/2030/1"],
    )
    assert read.problems == ()
    for symbol in document.symbols:
        done = masthead("ledger", str(symbol), project=read.project)
        assert done.exit_code == 0, done.output
