"""Bombs: a document that cannot be made in any time or memory takes no other down with it."""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest
from hostile.corpus import corpus, targets
from pages import Example, examples
from projects import ROOT, add_looks, files_of, lay_out, problems_in, write_files

from masthead.jobs.cores import CAN_FORK
from masthead.jobs.making import render
from masthead.jobs.making.engines import run_whole
from masthead.jobs.making.limits import MEMORY, PROCESS, TIME, Exhausted, within
from masthead.jobs.making.render import Job, run_job
from masthead.model.limits import SAFE, Limits
from masthead.project import Project

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="a worker that is forked knows the test")

SECONDS, MEBIBYTES = 3, 700
PATIENCE = 60
PROFILE = f"""\
==> content/site.yaml <==
office: unodc
original: en
typography: vienna-2016
limits: {{time: {SECONDS}, memory: {MEBIBYTES}}}
==> content/TEST/3.md <==
---
symbol: TEST/2030/3
kind: note-by-the-secretariat
status: draft
date: 2030-06-14
original: en
languages: [en]
---
# Another matter

{{#told}}
The Secretariat met nobody, and what it said of the matter is that there is nothing to be said.
"""
BOMBED = "TEST/2030/2"
DOUBLES = "".join(f"--v{n}: var(--v{n - 1}) var(--v{n - 1});" for n in range(1, 30))
# What is put into the print of one document, and the code that it ends with.
BOMBS = {
    "a cell across a hundred million columns": (
        "<table><tr><td colspan=99999999>x</td></tr></table>", "E080"),
    "variables that double": (
        f"<p style='--v0: a; {DOUBLES} font-family: var(--v29)'>x</p>", "E08[01]"),
    "loops in loops of a skeleton": (
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "E081"),
    "a text that a skeleton repeats": (
        "{{ edition.symbol * 99999999 }}", "E080"),
    "elements in elements in elements": ("<div>" * 3000, "E030"),
    "letters of a mile": ("<p style='font-size: 1e7px'>x</p>", "E0(30|8[012])"),
    "pages of a stamp": (
        "<style>@page { size: 30px; margin: 0 }</style>" + "<p>word word word</p>" * 3000, "E081"),
    "brackets in brackets": (f"<p style='width: {'calc(' * 5000}'>x</p>", "E0(20|30|8[012])"),
    "selectors in selectors": (
        f"<style>{':not(' * 3000}b{')' * 3000} {{ color: red }}</style>", "E0(20|30|8[012])"),
    "a counter as long as it counts": (
        "<style>@counter-style long { system: symbolic; symbols: 'a' } b::before {"
        " counter-reset: n 999999999; content: counter(n, long) }</style><b>x</b>", "E08[01]"),
    "a skeleton that calls itself twice": (
        "{% macro twice() %}{{ twice() }}{{ twice() }}{% endmacro %}{{ twice() }}",
        "E0(30|8[012])"),
    "a text that doubles": (
        "{% set all = namespace(said='doubled') %}{% for n in range(60) %}"
        "{% set all.said = all.said ~ all.said %}{% endfor %}{{ all.said }}", "E08[01]"),
}  # fmt: skip


WORDS = examples(Path(__file__).with_name("bombs.md"))
HOSTILE = "hostile: "
NOTHING, STAYS = "nothing", "\nall stays as it was"
EXPECTED = re.compile(r"(?P<place>\S+:\d+:\d+): error (?P<codes>[A-Z0-9 ]+)")


def build(project: Project) -> tuple[int, str]:
    """Build in a process of its own, which has not all that these tests have in memory."""
    words = [sys.executable, "-m", "masthead", "--speak", "en", "build"]
    done = subprocess.run(
        words, cwd=project.root, check=False, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert "Traceback" not in done.stdout, done.stdout
    return done.returncode, done.stdout


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Publish two documents."""
    project = lay_out(tmp_path_factory.mktemp("bombs"), PROFILE)
    add_looks(project)
    status, output = build(project)
    assert status == 0, output
    return project


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_with_a_problem_that_names_its_document(
    name: str, published: Project, tmp_path: Path
) -> None:
    project = Project(tmp_path / "project")
    shutil.copytree(published.root, project.root, symlinks=True)
    bomb, code = BOMBS[name]
    spoil(project, bomb)
    began = time.monotonic()
    status, output = build(project)
    assert time.monotonic() - began < PATIENCE
    assert status == 1, output
    told = problems_in(output)
    print(f"{time.monotonic() - began:6.1f} s  {name}: {', '.join(told)}")
    wanted = re.compile(rf"content/TEST/2\.md:1:1: error (?:{code})")
    assert told and all(map(wanted.fullmatch, told))
    assert BOMBED in output
    assert own(project, "2") == own(published, "2")
    assert own(project, "3").keys() == own(published, "3").keys()
    assert b"nothing to be added" in own(project, "3")["index.html"]


def spoil(project: Project, bomb: str) -> None:
    """Put a bomb into the print of one document, and a word into the other."""
    page = project.path("templates/print/page.html")
    text = page.read_text("utf-8")
    put = f'{{% if edition.symbol == "{BOMBED}" %}}{bomb}{{% endif %}}'
    page.write_text(text.replace("</main>", f"{put}</main>"), "utf-8")
    other = project.path("content/TEST/3.md")
    other.write_text(other.read_text("utf-8").replace("to be said", "to be added"), "utf-8")


def own(project: Project, number: str) -> dict[str, bytes]:
    folder = project.path(f"build/en/TEST/2030/{number}")
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("bomb", WORDS, ids=lambda bomb: bomb.title)
def test_a_bomb_of_words_is_refused_at_its_place_or_printed(
    bomb: Example, published: Project, tmp_path: Path
) -> None:
    project = Project(tmp_path / "project")
    shutil.copytree(published.root, project.root, symlinks=True)
    write_files(project.root, files_of_bomb(bomb.input))
    spoil(project, "")
    began = time.monotonic()
    status, output = build(project)
    assert time.monotonic() - began < PATIENCE
    told = [line for line in problems_in(output) if ": error " in line]
    print(f"{time.monotonic() - began:6.1f} s  {bomb.title}: {', '.join(told[:3])}")
    assert is_expected(told, bomb.expected.removesuffix(STAYS)), output[:1000]
    assert status == (bomb.expected != NOTHING)
    stays = bomb.expected.endswith(STAYS)
    assert (b"nothing to be added" in own(project, "3")["index.html"]) != stays
    assert (own(project, "2") == own(published, "2")) == bool(told)


def files_of_bomb(text: str) -> Mapping[str, bytes | str]:
    """Read the files of a bomb, or find the one of the hostile corpus that it names."""
    if not text.startswith(HOSTILE):
        return files_of(text)
    found = {hostile.name: hostile for hostile in corpus(targets())}
    return found[text.removeprefix(HOSTILE)].files


def is_expected(told: list[str], expected: str) -> bool:
    """Tell whether the first error is at its place, and has one of the codes that it may have."""
    wanted = EXPECTED.fullmatch(expected)
    if wanted is None:
        return not told and expected == NOTHING
    return told[:1] and told[0] in [
        f"{wanted['place']}: error {code}" for code in wanted["codes"].split()
    ]


# The limits by themselves.


def test_time_ends_what_goes_on(tmp_path: Path) -> None:
    with pytest.raises(Exhausted), within(SAFE._replace(time=1)):
        while True:
            pass


def test_memory_ends_what_grows() -> None:
    with pytest.raises(MemoryError), within(SAFE._replace(memory=600)):
        bytearray(2**31)


def test_what_was_bounded_is_free_again() -> None:
    before = [resource.getrlimit(which) for which in (resource.RLIMIT_DATA, resource.RLIMIT_CPU)]
    with within(SAFE):
        assert resource.getrlimit(resource.RLIMIT_DATA)[0] == SAFE.memory * 2**20
    after = [resource.getrlimit(which) for which in (resource.RLIMIT_DATA, resource.RLIMIT_CPU)]
    assert before == after


def test_what_is_bounded_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def too_long(job: Job) -> str:
        raise Exhausted

    def too_much(job: Job) -> str:
        raise MemoryError

    monkeypatch.setitem(render._MAKERS, "site", too_long)
    monkeypatch.setitem(render._MAKERS, "pdf", too_much)
    told = [run_job(job_of(name, tmp_path)).exceeded for name in ("site", "pdf")]
    assert told == [TIME, MEMORY]


def job_of(format_: str, folder: Path, limits: Limits = SAFE) -> Job:
    return Job(format_, (), ROOT / "templates", folder, limits=limits)


def test_what_brings_its_process_down_takes_no_other_job_with_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(render._MAKERS, "pdf", lambda job: os._exit(1))
    monkeypatch.setitem(render._MAKERS, "json", lambda job: "")
    hire = partial(ProcessPoolExecutor, 1, get_context("fork"))
    jobs = [job_of(name, tmp_path) for name in ("json", "pdf", "json")]
    jobs = [job_of(job.format, tmp_path / str(n)) for n, job in enumerate(jobs)]
    outcomes = list(run_whole(jobs, hire))
    told = {(outcome.job.folder.name, outcome.exceeded) for outcome in outcomes}
    assert len(outcomes) == 3
    assert told == {("0", ""), ("1", PROCESS), ("2", "")}
