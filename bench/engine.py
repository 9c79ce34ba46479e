"""Print what is spared when little or nothing has changed, and what many documents cost.

Run it with `nox -s engine`. Each table compares runs of one session that take turns. `--reports`
says how large the archive is (100 take some minutes a round), `--records` how many records are
checked.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from archive import archive, long_report, many_records
from measure import Command, Cost, Sample, run
from run import AGE, LANGUAGES, PROJECT, TYPST, correcting, keep_only, lay_out, prepare

SYMBOL = "CTOC/COP/2014/4"
BUILD, CHECK = ("masthead", "build"), ("masthead", "check")


class Goal(NamedTuple):
    """A ratio of medians that is promised: at most, or at least."""

    measured: str
    to: str
    measure: str
    bound: float
    is_least: bool = False


Costs = dict[str, list[Cost]]


def main() -> None:
    """Measure what is asked for, print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("tables", nargs="*", help="some of: " + ", ".join((*TABLES, *LONG)))
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--reports", type=int, default=100)
    options.add_argument("--records", type=int, default=100_000)
    options.add_argument("--documents", type=int, default=1_000)
    given = options.parse_args()
    for name in given.tables or TABLES:
        with TemporaryDirectory(prefix="masthead-bench-") as scratch:
            print("\n".join(["", *(TABLES | LONG)[name](Path(scratch), given)]), flush=True)


def report(scratch: Path, given: argparse.Namespace) -> Iterator[str]:
    """One report in two languages: from nothing, after an edit, with nothing changed."""
    edit, none = Goal("edit", "cold", "cpu", 0.60), Goal("no change", "cold", "wall", 0.15)
    yield from _spared(scratch, 1, given.rounds, edit, none)


def many(scratch: Path, given: argparse.Namespace) -> Iterator[str]:
    """An archive of reports: from nothing, after an edit of one record, with nothing changed."""
    edit, none = Goal("edit", "cold", "cpu", 0.015), Goal("no change", "cold", "cpu", 0.005)
    yield from _spared(scratch, given.reports, given.rounds, edit, none)


def cores(scratch: Path, given: argparse.Namespace) -> Iterator[str]:
    """Forty PDFs: two workers against one."""
    project = scratch / "project"
    lay_out(project)
    archive(project, 20)
    clear = partial(keep_only, project, frozenset(PROJECT))
    commands = [
        Command(f"{jobs} workers", (*BUILD, "--jobs", str(jobs)), project, clear) for jobs in (1, 2)
    ]
    costs = _alternated(commands, given.rounds)
    yield from _table(costs)
    yield from _goals(costs, Goal("1 workers", "2 workers", "wall", 1.85, is_least=True))


def each(scratch: Path, given: argparse.Namespace) -> Iterator[str]:
    """Forty editions in one build, each beside one of pandoc and typst."""
    project, one = scratch / "project", scratch / "one"
    lay_out(project)
    archive(project, 20)
    peers, environment = prepare(one)
    (typst,) = (command for command in peers if command.label == TYPST)
    clear = partial(keep_only, project, frozenset(PROJECT))
    costs = _alternated(
        [typst, Command("40 editions", BUILD, project, clear)], given.rounds, environment
    )
    spent = _medians(costs, "cpu")
    yield from _table(costs)
    times = (spent["40 editions"] / 40) / (spent[TYPST] / len(LANGUAGES))
    yield _verdict("cpu: an edition / pandoc + typst", times, 1.45)


def length(scratch: Path, given: argparse.Namespace) -> Iterator[str]:
    """Ten times the paragraphs; what both spend on imports is taken off by checking nothing."""
    short, long = scratch / "short", scratch / "long"
    for project in (short, long):
        lay_out(project)
    long_report(long, 10)
    commands = [
        Command(label, BUILD, project, partial(keep_only, project, frozenset(PROJECT)))
        for label, project in (("58 paragraphs", short), ("580 paragraphs", long))
    ]
    commands.append(Command("imports", ("python", "-c", IMPORTS), short, lambda: None))
    costs = _alternated(commands, given.rounds)
    spent = _medians(costs, "cpu")
    yield from _table(costs)
    times = (spent["580 paragraphs"] - spent["imports"]) / (
        spent["58 paragraphs"] - spent["imports"]
    )
    yield _verdict("580 / 58 paragraphs, cpu without imports", times, 9)
    yield _verdict("MiB of the largest process", _peak(costs["580 paragraphs"]), 200)


def scale(scratch: Path, given: argparse.Namespace) -> Iterator[str]:
    """Very many records: checked from nothing, after an edit, with nothing changed; the floor."""
    project = scratch / "project"
    lay_out(project)
    many_records(project, given.records)
    commands = [
        Command("floor", ("python", __file__, "--floor"), project, lambda: None),
        Command("cold", CHECK, project, partial(keep_only, project, frozenset(PROJECT))),
        Command("edit", CHECK, project, correcting(project, AGE)),
        Command("no change", CHECK, project, _ageing()),
    ]
    costs = _alternated(commands, given.rounds)
    yield f"{given.records} records"
    yield from _table(costs)
    yield f"{'records a second, cold':<44}{given.records / _medians(costs, 'cpu')['cold']:>10.0f}"
    yield f"{'MiB of the largest process, cold':<44}{_peak(costs['cold']):>10.0f}"
    yield from _goals(
        costs, Goal("cold", "floor", "cpu", 35), Goal("no change", "floor", "cpu", 1.0)
    )


def whole(scratch: Path, given: argparse.Namespace) -> Iterator[str]:
    """Very many records and documents: all checked, one document built, all built; each once."""
    project = scratch / "project"
    lay_out(project)
    records = len([*project.glob("activities/[0-9]*/*.yaml")])
    many_records(project, given.records - given.documents * records, given.documents + 1)
    archive(project, given.documents)
    clear = partial(keep_only, project, frozenset(PROJECT))
    commands = [
        Command("check", CHECK, project, clear),
        Command("one document", (*BUILD, SYMBOL), project, lambda: None),
        Command("all documents", BUILD, project, lambda: None),
        Command("edit", BUILD, project, correcting(project, AGE)),
    ]
    costs = {command.label: [run(command, os.environ)] for command in commands}
    yield f"{given.records} records, {given.documents} documents in 2 languages"
    yield from _table(costs)


TABLES: dict[str, Callable[[Path, argparse.Namespace], Iterator[str]]] = {
    "report": report,
    "many": many,
    "cores": cores,
    "each": each,
    "length": length,
    "scale": scale,
}
# Takes half an hour: only if it is asked for.
LONG = {"whole": whole}
IMPORTS = """
import masthead.cli.build, masthead.cli.publishing, masthead.outputs.site
import masthead.outputs.pdf.engine, masthead.outputs.json
"""


def floor() -> None:
    """Read and hash every file of the project, and do nothing else."""
    for top, _, names in os.walk("."):
        for name in names:
            path = os.path.join(top, name)
            os.stat(path)
            with open(path, "rb") as file:
                hashlib.sha256(file.read())


def _spared(scratch: Path, reports: int, rounds: int, *goals: Goal) -> Iterator[str]:
    """Build some reports from nothing, after an edit, and once more."""
    project = scratch / "project"
    lay_out(project)
    if reports > 1:
        archive(project, reports)
    commands = [
        Command("cold", BUILD, project, partial(keep_only, project, frozenset(PROJECT))),
        Command("edit", BUILD, project, correcting(project, AGE)),
        Command("no change", BUILD, project, _ageing()),
    ]
    costs = _alternated(commands, rounds)
    yield f"reports in 2 languages: {reports}"
    yield from _table(costs)
    yield from _goals(costs, *goals)


def _ageing() -> Callable[[], None]:
    return lambda: time.sleep(AGE)


def _alternated(
    commands: list[Command], rounds: int, environment: Mapping[str, str] = os.environ
) -> Costs:
    """Run the commands in turn; the first round fills the file cache and is not counted."""
    costs = [[run(command, environment) for command in commands] for _ in range(rounds + 1)]
    labels = [command.label for command in commands]
    return dict(zip(labels, map(list, zip(*costs[1:], strict=True)), strict=True))


def _medians(costs: Costs, measure: str) -> dict[str, float]:
    return {
        label: Sample(tuple(getattr(cost, measure) for cost in of_one)).median
        for label, of_one in costs.items()
    }


def _peak(costs: list[Cost]) -> float:
    return max(cost.peak for cost in costs)


def _table(costs: Costs) -> Iterator[str]:
    yield f"{'seconds, median (min..max)':<28}{'wall':>24}{'cpu':>24}{'MiB':>8}"
    for label, of_one in costs.items():
        wall = Sample(tuple(cost.wall for cost in of_one))
        cpu = Sample(tuple(cost.cpu for cost in of_one))
        yield f"{label:<28}{wall!s:>24}{cpu!s:>24}{_peak(of_one):>8.0f}"


def _goals(costs: Costs, *goals: Goal) -> Iterator[str]:
    yield f"{'of the medians':<44}{'measured':>10}{'bound':>10}"
    for goal in goals:
        medians = _medians(costs, goal.measure)
        ratio = medians[goal.measured] / medians[goal.to]
        said = f"{goal.measure}: {goal.measured} / {goal.to}"
        yield _verdict(said, ratio, goal.bound, is_least=goal.is_least)


def _verdict(said: str, measured: float, bound: float, *, is_least: bool = False) -> str:
    kept = measured >= bound if is_least else measured <= bound
    return f"{said:<44}{measured:>10.3f}{bound:>10.3f}   {'kept' if kept else 'NOT KEPT'}"


if __name__ == "__main__":
    if sys.argv[1:] == ["--floor"]:
        floor()
    else:
        main()
