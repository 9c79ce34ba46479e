"""Issued documents: a paragraph that is published keeps its number."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import lay_out, masthead, opened, problems_in

from masthead.jobs.prepare import compile_all
from masthead.model.edition_json import to_json

HEAD = """\
==> content/TEST/2.md <==
---
symbol: TEST/2030/2
kind: report-of-the-secretariat
status: draft
date: 2030-06-14
original: en
languages: [en]
issued: {issued}
---
# Assistance

"""
TOLD = """\
{#told}
```{activities} first-workshop
A workshop was held. {fact}`first-workshop.when|at`
```

"""
MORE = "{#more}\nMore was done.\n\n"
NEW = "{#new}\nThis is new.\n\n"
PUT_IN = NEW.replace("}", " .bis}")


def publish(folder: Path) -> None:
    """Put the edition of two paragraphs where a build would publish it."""
    read = opened(folder, HEAD.format(issued="true") + TOLD + MORE)
    (compiled,) = compile_all(read, read.records.documents)
    data = folder / "build/en/TEST/2030/2/edition.json"
    data.parent.mkdir(parents=True)
    data.write_text(to_json(compiled.editions["en"]), "utf-8")


@pytest.mark.parametrize(
    ("issued", "body", "found"),
    [
        ("true", TOLD + MORE, []),
        ("true", TOLD + MORE + NEW, []),
        ("true", TOLD + NEW + MORE, ["content/TEST/2.md:21:1: error E015"]),
        ("true", TOLD + PUT_IN + MORE, []),
        ("true", TOLD, ["content/TEST/2.md:1:1: error E016"]),
        ("false", TOLD + NEW + MORE, []),
    ],
    ids=["as it was", "at the end", "between", "put in", "gone", "not issued"],
)
def test_numbers_stay(issued: str, body: str, found: list[str], tmp_path: Path) -> None:
    publish(tmp_path)
    project = lay_out(tmp_path, HEAD.format(issued=issued) + body)
    assert problems_in(masthead("check", project=project).output) == found
