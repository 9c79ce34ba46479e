"""Print what a cold `masthead` costs beside the same files made by its peers.

Run it with `nox -s bench`. The commands of the peers are in `baseline/`; their input is the text of
the editions that `masthead build` has just made. All commands run in turn, five times, each from
nothing but for those that are asked again; the table gives medians, and the least and the most.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from export import export
from measure import Command, Cost, Sample, alternate, run

from masthead.model.edition import Edition
from masthead.model.edition_json import from_json

BASELINE = Path(__file__).resolve().parent / "baseline"
PROJECT = ("activities", "content", "translations", "templates")

LANGUAGES = ("en", "fr")
RECORD = "activities/2013/phnom-penh-legislation.yaml"
MONTH = re.compile(r"(?<=when: 2013-)\d\d")
# A file that was written less than two seconds ago is looked at again.
AGE = 2.1
SPOKEN = re.compile(r"^languages: .*$", re.MULTILINE)

BUILD = "masthead build"
SAY = "masthead say"
CORRECTED, AGAIN = "say, record corrected", "say, nothing changed"
CHECK = "masthead check"
TYPST = "pandoc + typst"
SPHINX = "sphinx + weasyprint"
PANDOC = "pandoc to HTML"

Costs = dict[str, list[Cost]]
# what is measured, of what, by which measure, at most
TARGETS = (
    (BUILD, TYPST, "wall", 1.8),
    (BUILD, SPHINX, "cpu", 0.60),
    (SAY, TYPST, "wall", 0.6),
    (SAY, PANDOC, "wall", 1.5),
    (CORRECTED, PANDOC, "wall", 1.5),
    (AGAIN, PANDOC, "wall", 1.5),
    (CHECK, TYPST, "wall", 0.6),
)


def main() -> None:
    """Build once for the text, measure, print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=5, help="how often each command runs")
    rounds = options.parse_args().rounds
    with TemporaryDirectory(prefix="masthead-bench-") as scratch:
        commands, environment = prepare(Path(scratch))
        measured = alternate(commands, environment, rounds)
    costs = {command.label: of_one for command, of_one in zip(commands, measured, strict=True)}
    print("\n".join([*cost_table(costs), "", *target_table(costs)]))


def prepare(scratch: Path) -> tuple[list[Command], dict[str, str]]:
    """Lay out the project and the same text for the peers; give all commands."""
    project, known, peers = scratch / "project", scratch / "known", scratch / "peers"
    lay_out(project)
    lay_out(known)
    environment = {**os.environ, "PATH": f"{pandoc_folder()}{os.pathsep}{os.environ['PATH']}"}
    ours = list(our_commands(project))
    run(ours[0], environment)
    editions = built_editions(project)
    peers.mkdir()
    for edition in editions:
        export(edition, peers)
    return [*peer_commands(peers, editions), *ours, *commands_again(known)], environment


def lay_out(project: Path) -> None:
    """Copy this repository's project, with the languages that the peers speak out of the box."""
    for folder in PROJECT:
        shutil.copytree(folder, project / folder)
    for spoken in (project / "translations").iterdir():
        if spoken.is_dir() and spoken.name not in LANGUAGES:
            shutil.rmtree(spoken)
    for page in project.glob("content/*/*.md"):
        line = f"languages: [{', '.join(LANGUAGES)}]"
        page.write_text(SPOKEN.sub(line, page.read_text("utf-8"), count=1), "utf-8")


def our_commands(project: Path) -> Iterator[Command]:
    """Give our commands, as they are typed in a project that was never built."""
    clear = partial(keep_only, project, frozenset(PROJECT))
    activity = min(project.glob("activities/[0-9]*/*.yaml")).stem
    yield Command(BUILD, ("masthead", "build"), project, clear)
    yield Command(SAY, ("masthead", "say", activity), project, clear)
    yield Command(CHECK, ("masthead", "check"), project, clear)


def commands_again(project: Path) -> Iterator[Command]:
    """Give the commands of somebody who logs activities, and has asked before."""
    words = ("masthead", "say", Path(RECORD).stem)
    yield Command(CORRECTED, words, project, correcting(project))
    # The mark of a file that was just written says too little.
    yield Command(AGAIN, words, project, lambda: time.sleep(AGE))


def correcting(project: Path, age: float = 0) -> Callable[[], None]:
    """Give a function that moves a workshop to a month in which it never was, after a while."""
    record, months = project / RECORD, cycle(range(1, 13))

    def correct() -> None:
        time.sleep(age)
        month = f"{next(months):02}"
        record.write_text(MONTH.sub(month, record.read_text("utf-8")), "utf-8")

    return correct


def peer_commands(folder: Path, editions: list[Edition]) -> Iterator[Command]:
    """Give the commands of the peers, for the languages of the report."""
    languages = sorted(edition.language for edition in editions)
    inputs = frozenset(path.name for path in folder.iterdir())
    clear = partial(keep_only, folder, inputs)
    for label, script in ((TYPST, "pandoc-typst.sh"), (SPHINX, "sphinx-weasyprint.sh")):
        yield Command(label, ("sh", str(BASELINE / script), *languages), folder, clear)
    page = ("pandoc", "--standalone", f"{languages[0]}.md", "--output", f"{languages[0]}.html")
    yield Command(PANDOC, page, folder, clear)


def keep_only(folder: Path, names: frozenset[str]) -> None:
    """Remove what a run has left in a folder, its store included."""
    for path in folder.iterdir():
        if path.name in names:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def built_editions(project: Path) -> list[Edition]:
    """Read the editions that were built; the peers make one report, so there must be one."""
    found = sorted((project / "build").resolve().rglob("edition.json"))
    editions = [from_json(path.read_text("utf-8")) for path in found]
    if len({edition.symbol for edition in editions}) != 1:
        sys.exit(f"the baseline compares one report, and content/ made {len(editions)} editions")
    return editions


def pandoc_folder() -> str:
    """Find the pandoc that the package pypandoc-binary carries."""
    package = find_spec("pypandoc")
    if package is None or package.origin is None:
        sys.exit("pypandoc-binary is not installed: run `nox -s bench`")
    return str(Path(package.origin).parent / "files")


def cost_table(costs: Costs) -> Iterator[str]:
    """Say what each command took."""
    yield f"{'seconds, median (min..max)':<28}{'wall':>22}{'cpu':>22}"
    for label, of_one in costs.items():
        wall, cpu = sample(of_one, "wall"), sample(of_one, "cpu")
        yield f"{label:<28}{wall!s:>22}{cpu!s:>22}"


def target_table(costs: Costs) -> Iterator[str]:
    """Compare the medians that we make promises about."""
    yield f"{'of the medians':<44}{'measured':>10}{'at most':>10}"
    for ours, peer, measure, most in TARGETS:
        ratio = sample(costs[ours], measure).median / sample(costs[peer], measure).median
        verdict = "kept" if ratio <= most else "NOT KEPT"
        yield f"{f'{measure}: {ours} / {peer}':<44}{ratio:>10.2f}{most:>10.2f}   {verdict}"


def sample(costs: list[Cost], measure: str) -> Sample:
    """Take one measure of every run."""
    return Sample(tuple(cost.wall if measure == "wall" else cost.cpu for cost in costs))


if __name__ == "__main__":
    main()
