"""What charts draw: by example pages, and that it follows the records."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden.fictional import lay_out
from pages import Example, examples
from projects import lay_out as over_the_base

from masthead.compile.charts import MOST_LABELS, scale
from masthead.compile.counts import _COUNTED
from masthead.jobs.prepare import compile_all, open_project
from masthead.model.blocks import Chart, Series
from masthead.model.document import COUNTED, LOOKS
from masthead.project import Project

HERE = Path(__file__).parent
EXAMPLES = examples(HERE / "charts.md")
RECORDS = (HERE / "charts.yaml").read_text("utf-8")
# The last line of the base's names: its kinds.
KINDS = {
    "en": "briefing: briefings, status: states of affairs",
    "fr": "briefing: exposés, status: états de situation",
}
HEAD = """---
symbol: TEST/2030/2
kind: report-of-the-secretariat
status: draft
date: 2030-06-14
original: {0}
languages: [{0}]
period: 2030
held: {{held: later}}
---
# Title

{{#drawn}}
```{{figure}} A chart
"""


def chart_of(lines: str, language: str, folder: Path) -> tuple[Chart, set[str]]:
    """Compile a document with one chart; give it and the codes of what is wrong with it."""
    body = HEAD.format(language) + lines + "\nalt: A chart\n```\n"
    profile = f"==> content/site.yaml <==\noffice: unodc\noriginal: {language}\n"
    files = f"{RECORDS}\n{profile}typography: vienna-2016\n==> content/TEST/2.md <==\n{body}"
    project = over_the_base(folder, files)
    for code, names in KINDS.items():
        path = project.root / f"translations/{code}/names.yaml"
        path.write_text(f"{path.read_text('utf-8').rstrip().removesuffix('}')}, {names}}}", "utf-8")
    read = open_project(project)
    (one,) = compile_all(read, read.records.documents)
    (chart,) = one.editions[language].blocks
    assert isinstance(chart, Chart)
    problems = [*read.problems, *one.problems]
    return chart, {problem.code for problem in problems if problem.code != "C040"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_page(example: Example, tmp_path: Path) -> None:
    language = "fr" if example.title.endswith("(fr)") else "en"
    chart, codes = chart_of(example.input, language, tmp_path)
    columns = (chart.labels, *(one.texts for one in chart.series))
    printed = [f"{chart.axis} | {chart.measure}"]
    printed += [" | ".join(row) for row in zip(*columns, strict=bool(chart.series))]
    printed += [" ".join(tick.text for tick in chart.ticks), " ".join(sorted(codes))]
    # What keeps words and numbers together is typography's.
    shown = [line.replace("\u00a0", " ").replace("\u202f", " ").strip() for line in printed]
    assert [line for line in shown if line] == [
        line.strip() for line in example.expected.splitlines()
    ]


def test_what_an_editor_may_write_can_be_counted_and_drawn() -> None:
    assert tuple(_COUNTED) == COUNTED
    assert tuple(MOST_LABELS) == LOOKS


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ((), "0 1"),
        (("0",), "0 1"),
        (("7",), "0 2 4 6 8"),
        (("100",), "0 20 40 60 80 100"),
        (("101",), "0 50 100 150"),
        (("-3", "4"), "-4 -2 0 2 4"),
        (("0.031",), "0 0.01 0.02 0.03 0.04"),
        (("1000000",), "0 200000 400000 600000 800000 1000000"),
    ],
)
def test_a_scale_has_round_numbers(values: tuple[str, ...], wanted: str) -> None:
    assert " ".join(scale([Series("", values, values)])) == wanted


def test_a_corrected_record_corrects_the_chart_and_nothing_goes_stale(tmp_path: Path) -> None:
    project = lay_out(tmp_path)
    path = project.root / "activities/2030/registers-status.yaml"
    before = {code: series_and_states(project, code) for code in ("en", "fr")}
    path.write_text(path.read_text("utf-8").replace("value: 264", "value: 1264"), "utf-8")
    for code, printed in (("en", "1,264"), ("fr", "1 264")):
        old, new = before[code], series_and_states(project, code)
        assert old[0].values == ("431", "264", "167")
        assert new[0].values == ("431", "1264", "167")
        assert new[0].texts[1].replace("\u00a0", " ").replace("\u202f", " ") == printed
        # A unit that says the number says so, and stays valid.
        changed = {(a, b) for a, b in zip(old[1], new[1], strict=True) if a != b}
        assert changed <= {("translated", "fact-changed")}


def series_and_states(project: Project, language: str) -> tuple[Series, list[str]]:
    read = open_project(project)
    document = next(d for d in read.records.documents if str(d.symbol) == "TEST/COP/2030/4")
    (one,) = compile_all(read, [document])
    (chart,) = (block for block in one.editions[language].blocks if isinstance(block, Chart))
    return chart.series[0], [str(standing.state) for standing in one.standings]
