"""Errands: what a preview has done in a process beside, so that the next page need not wait for it.

A worker is a process of its own, started with the first errand; it goes on, and stays warm.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from pathlib import Path
from typing import ParamSpec, TypeVar

from masthead.jobs.forks import leave_the_end_to_parent
from masthead.jobs.judging.gate import judge
from masthead.jobs.known.past import Past
from masthead.jobs.known.snapshot import take
from masthead.jobs.known.store import store_of
from masthead.jobs.making.render import Job, Outcome, run_job
from masthead.jobs.making.reuse import Reuse
from masthead.jobs.prepare import open_project
from masthead.model.problem import Problem, by_place
from masthead.project import Project

P = ParamSpec("P")
R = TypeVar("R")

WORKERS = 2


class Errands:
    """Workers that judge whole projects, and make the files that somebody asks for."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._workers = _hired()
        self._made: dict[tuple[Path, str, str], Future[Outcome]] = {}

    def problems(self) -> Future[tuple[Problem, ...]]:
        """Find all problems of the project, as `check` does."""
        return self._submit(problems_of, self._project)

    def made(self, job: Job) -> Future[Outcome]:
        """Make the files of a job in its folder, which has a name of its own for each round."""
        key = job.folder, job.name, job.editions[0].symbol
        if key not in self._made:
            self._made = {known: of for known, of in self._made.items() if known[0] == job.folder}
            self._made[key] = self._submit(made, job, self._project.root)
        return self._made[key]

    def end(self) -> None:
        """End the workers."""
        self._workers.shutdown(cancel_futures=True)

    def _submit(self, do: Callable[P, R], *args: P.args, **given: P.kwargs) -> Future[R]:
        """Give workers something to do; others, if the last ones have died."""
        try:
            return self._workers.submit(do, *args, **given)
        except BrokenExecutor:
            self._workers = _hired()
            return self._workers.submit(do, *args, **given)


def _hired() -> ProcessPoolExecutor:
    # Threads run in this process: a fork would take their locks along.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(WORKERS, context, leave_the_end_to_parent)


def problems_of(project: Project) -> tuple[Problem, ...]:
    """Read a project, compile all of its documents, and find all problems."""
    opened = open_project(project, Past(project, take(project), keeps=True))
    return by_place(judge(opened, opened.records.documents).problems)


def made(job: Job, root: Path) -> Outcome:
    """Make the files of a job, if they are not kept from before."""
    reuse = Reuse(store_of(root), job.templates)
    left = reuse.take(job)
    outcome = run_job(left) if left is not None else Outcome(job)
    if left is not None and not outcome.failed:
        reuse.keep(left)
    return outcome
