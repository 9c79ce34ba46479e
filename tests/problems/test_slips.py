"""Whatever slips into a file of a project, what is said of it is problems, never a traceback."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from projects import lay_out

from masthead.jobs.prepare import compile_all, open_project
from masthead.model.problem import Problem
from masthead.project import Project

# A document with tokens of every kind, in two languages, with what a translator did.
RICH = """
==> content/TEST/2.md <==
---
symbol: TEST/2030/2
kind: report-of-the-secretariat
status: draft
date: 2030-06-14
original: en
languages: [en, fr]
item: 2
period: 2030-01/2030-06
held: {}
excluded: {}
---
# Work of {fact}`unodc|subject`

{#one}
## One of {fact}`ctoc-cop:6/3|name`

{#told}
```{activities} first-workshop
{fact}`first-workshop.when|at`, {fact}`first-workshop.organizers|subject` met {fact}`KHM|in`,
{fact}`second.days|adjective` {fact}`second.days|count` {fact}`second.ordinal` {fact}`second.with`,
see {para}`two` and *{fact}`smuggling-protocol:6|name`*: {item}`a` [so](https://example.org).
```

{#two .background}
```{activities} second
```
==> activities/2030/second.yaml <==
kind: workshop
role: took-part
when: "{2030-02,2030-04}"
where: {city: bali, venue: hall}
organizers: [unodc, iom]
with: [{org: moj-khm, as: close-cooperation}]
participants: {groups: [judges], from: [KHM, asia]}
concerns: [BEN]
nature: training
ordinal: 2
joined: [{state: KHM, when: 2029}]
treaties: [smuggling-protocol]
follows: first-workshop
mandates: ["ctoc-cop:6/3"]
evidence: [https://example.org/a]
figures: {days: {value: 3, at_least: true, as_of: 2030-02, source: us}}
subject: the smuggling of migrants
==> translations/fr/test.po <==
#. confirmed by: A. Reviser
#. fact: first-workshop.when = 2030-03 (month)
msgctxt "TEST/2030/2#told"
msgid "One"
msgstr "{fact}`first-workshop.when|at`"

#, fuzzy
#| msgid "Before"
msgctxt "second#subject"
msgid "the smuggling of migrants"
msgstr "le trafic de migrants"
"""
SCRAPS = """
    { } [ ] : , - # ' " ` | > * & ! % @ ~ ? \\ / < é 0 -1 99999999999999 2030-13 2030-02-30 {} []
    null true KHM unodc first-workshop en fr the {{ }} {% %} {# #} {0} {fact}`x` --- <<
"""
scraps = st.sampled_from([*SCRAPS.split(), "", "\n", "\t", "  ", "\n\n", "\n  - ", ": "])


@cache
def names() -> list[str]:
    """List the files in which something may slip; messages are the program's own."""
    return [
        "activities/2030/first-workshop.yaml", "activities/2030/second.yaml",
        "activities/kinds/workshop.yaml", "activities/registry/bodies.yaml",
        "activities/registry/places.yaml", "content/site.yaml", "content/TEST/session.yaml",
        "content/TEST/2.md", "translations/fr/test.po", "translations/en/phrases/workshop.md",
        "translations/en/names.yaml", "translations/fr/terms.yaml", "translations/fr/language.yaml",
        "translations/en/terms.yaml", "translations/en/language.yaml",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return lay_out(tmp_path_factory.mktemp("slips"), RICH)


def problems_of(project: Project) -> list[Problem]:
    read = open_project(project)
    compiled = compile_all(read, read.records.documents)
    return [*read.problems, *(problem for one in compiled for problem in one.problems)]


def test_the_project_is_nearly_whole(project: Project) -> None:
    assert {problem.code for problem in problems_of(project)} == {
        "A024",
        "C047",
        "T021",
        "T026",
        "T022",
        "T029",
    }


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, int, int, str]:
    name = draw(st.sampled_from(names()))
    return name, draw(st.integers(0, 4000)), draw(st.integers(0, 60)), draw(scraps)


def slipped(text: str, spot: int, length: int, put: str) -> str:
    """Put something in the place of a word or more; States stand on one long line, and stay."""
    first = text.index("\n") if text.startswith("states:") else 0
    words = [*re.compile(r"\w+|[^\w\s]|\n").finditer(text, first)]
    start = words[spot % len(words)].start()
    return text[:start] + put + text[start + length :]


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(slip=slips())
def test_any_slip_is_told_as_a_problem(project: Project, slip: tuple[str, int, int, str]) -> None:
    name, *what = slip
    path = project.path(name)
    good = path.read_bytes()
    path.write_bytes(slipped(good.decode(), *what).encode())  # type: ignore[arg-type]
    try:
        for problem in problems_of(project):
            assert problem.where.line >= 1 and problem.where.column >= 1
    finally:
        path.write_bytes(good)
