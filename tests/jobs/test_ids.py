"""Writing ids: a line above each block that has none, and not another byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import lay_out, masthead, problems_in

from masthead.project import Project

NAME = "content/TEST/2.md"
BODY = """<HEAD>
# Assistance

## Introduction

{#named}
A paragraph that has an id.

The workshops in   detail,
over  two lines.\u0020\u0020

The workshops in detail.

{fact}`first-workshop.when|at`, it was *held*.

### L'été — “déjà vu”

```{activities} first-workshop
Told.
```

{.background}
```{activities} first-workshop first-workshop
Told twice.
```

中文

A very long paragraph whose words would make a far longer id than anybody wants to type again
"""
IDS = [
    "introduction", "the-workshops-in-detail-over-two-lines", "the-workshops-in-detail",
    "first-workshop-when-it-was-held", "l-ete-deja-vu", "first-workshop-first-workshop", "block",
    "a-very-long-paragraph-whose-words-would",
]  # fmt: skip


@pytest.fixture(params=["\n", "\r\n"], ids=["LF", "CRLF"])
def ending(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def project(tmp_path: Path, ending: str) -> Project:
    made = lay_out(tmp_path, f"==> {NAME} <==\n{BODY}")
    path = made.path(NAME)
    path.write_bytes(path.read_bytes().replace(b"\n", ending.encode()))
    return made


def written(project: Project) -> bytes:
    return project.path(NAME).read_bytes()


def inserted(before: bytes, after: bytes) -> list[bytes]:
    """List the lines that came, and check that all others are as they were."""
    old, new = before.split(b"\n"), after.split(b"\n")
    came = [line for line in new if line.startswith(b"{#") and line not in old]
    assert [line for line in new if line not in came] == old
    return came


def test_only_ids_come(project: Project, ending: str) -> None:
    before = written(project)
    done = masthead("fix-ids", project=project)
    assert done.exit_code == 0 and str(len(IDS)) in done.output.splitlines()[-1]
    came = inserted(before, written(project))
    assert came == [f"{{#{id_}}}".encode() + ending[:-1].encode() for id_ in IDS]


def test_no_block_is_without_an_id_afterwards(project: Project) -> None:
    masthead("fix-ids", project=project)
    printed = masthead("check", project=project).output
    assert not [line for line in problems_in(printed) if line.endswith(("C007", "C008"))]


def test_a_second_time_nothing_is_left_to_do(project: Project) -> None:
    masthead("fix-ids", project=project)
    before = written(project)
    masthead("fix-ids", project=project)
    assert written(project) == before


def test_a_dry_run_writes_nothing(project: Project) -> None:
    before = written(project)
    done = masthead("fix-ids", "--dry-run", project=project)
    places = [line.split(" ")[0] for line in done.output.splitlines() if line.startswith(NAME)]
    assert len(places) == len(IDS) and places[0] == f"{NAME}:12:4:"
    assert written(project) == before


def test_ids_that_stand_are_never_taken(tmp_path: Path) -> None:
    text = f"==> {NAME} <==\n<HEAD>\n# Assistance\n\n{{#title-2}}\nOne.\n\nTitle.\n\nTitle!\n"
    made = lay_out(tmp_path, text)
    masthead("fix-ids", project=made)
    ids = [line for line in written(made).decode().splitlines() if line.startswith("{#")]
    assert ids == ["{#title-2}", "{#title-3}", "{#title-4}"]


def test_a_marker_is_never_written_into_a_paragraph(tmp_path: Path) -> None:
    """Where a heading stands right below a paragraph, an empty line comes between."""
    body = "# Assistance\nOne\n{.no-marker}\n## Two\nThree\n```{activities} first-workshop\n```\n"
    project = lay_out(tmp_path, f"==> {NAME} <==\n<HEAD>\n{body}")
    assert masthead("fix-ids", project=project).exit_code == 0
    after = written(project).decode().split("# Assistance\n")[1]
    assert after == (
        "\n{#one-no-marker}\nOne\n{.no-marker}\n\n{#two}\n## Two\n\n{#three}\nThree\n"
        "```{activities} first-workshop\n```\n"
    )
    assert masthead("fix-ids", project=project).output.endswith(": 0\n")
