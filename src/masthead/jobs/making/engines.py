"""The engine room: a process that loads the heavy engines while documents are compiled, then forks.

It is started before anything else is loaded, so that engines load beside the compiler. Workers are
forked from it, warm, for jobs of every format. Where there is no fork, workers are spawned and each
loads the engines itself.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import replace
from functools import partial
from importlib import import_module
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import ParamSpec

from masthead.jobs.cores import CAN_FORK
from masthead.jobs.forks import end_with_parent, parent
from masthead.jobs.making.limits import PROCESS, Exhausted, within
from masthead.jobs.making.render import Job, Outcome, bare, run_job, unread
from masthead.model.limits import SAFE
from masthead.model.problem import Problem
from masthead.outputs import FORMATS

P = ParamSpec("P")

# How many jobs a worker does in its life: WeasyPrint keeps a third of a MiB of each PDF (Pango,
# HarfBuzz), and a pool that forks replaces no worker by itself.
LIFE = 64


def prepare(name: str, templates: Path) -> None:
    """Load the engine of a format."""
    module = import_module(FORMATS[name].module)
    if hasattr(module, "prepare"):
        module.prepare(templates)


def run(jobs: Sequence[Job], executor: Executor) -> Iterator[Outcome]:
    """Run jobs on any executor; gives each outcome as it comes."""
    futures = {executor.submit(_run_job, job): job for job in jobs}
    for future in as_completed(futures):
        try:
            yield replace(future.result(), job=futures[future])
        except BrokenExecutor:
            yield Outcome(futures[future], exceeded=PROCESS)


# In a worker: why the engine of a format cannot be used.
_unready: dict[str, str] = {}


def _run_job(job: Job) -> Outcome:
    reason = _unready.get(job.format, "")
    return bare(Outcome(job, reason) if reason else run_job(job))


def run_whole(jobs: Sequence[Job], hire: Callable[[], Executor]) -> Iterator[Outcome]:
    """Run jobs; one that brings its process down takes no other with it.

    Nobody can tell which of them it was: those that are lost are run again, each by itself.
    """
    lost: list[Job] = []
    with hire() as executor:
        for outcome in run(jobs, executor):
            if outcome.exceeded == PROCESS:
                lost.append(outcome.job)
            else:
                yield outcome
    for job in lost:
        with hire() as executor:
            yield from run([job], executor)


def read_skeletons(
    formats: Iterable[str], templates: Path, unfit: dict[str, list[Problem]]
) -> None:
    """Load the modules of some formats, without engines, and read their skeletons.

    `unfit` takes up what is wrong with those of each format. Whoever builds waits for it.
    """
    for name in formats:
        import_module(FORMATS[name].module)
        unfit[name] = unread(templates, [name])


class EngineRoom:
    """Runs jobs beside the process that compiles. Enter it before anything else is loaded."""

    def __init__(self, formats: Sequence[str], templates: Path, workers: int) -> None:
        self._formats, self._templates, self._workers = tuple(formats), templates, workers
        self._line: Connection | None = None
        self._unfit: dict[str, list[Problem]] | None = None
        self._home = 0

    def __enter__(self) -> EngineRoom:
        if CAN_FORK and self._formats:
            self._line, theirs = multiprocessing.Pipe()
            self._process = _fork(self._serve, theirs)
            self._group = self._process.pid or 0
            with suppress(OSError):  # one of the two comes first
                os.setpgid(self._group, self._group)
            theirs.close()
        return self

    def __exit__(self, *_: object) -> None:
        if self._line:
            self._line.close()
            # Every outcome is here, or nobody wants it: what is still loaded or made there is for
            # nobody. A worker whose neighbour died with their lock would never end by itself.
            with suppress(ProcessLookupError):
                os.killpg(self._group, signal.SIGKILL)
            self._process.join()

    def unread(self, formats: Sequence[str]) -> list[Problem]:
        """Find the skeletons of some formats that cannot be read: the room has tried."""
        if self._line is None:
            return unread(self._templates, formats)
        if self._unfit is None:
            self._unfit = _first_word(self._line)
        found = (problem for name in formats for problem in self._unfit.get(name, ()))
        return list(dict.fromkeys(found))

    def hindrances(self, _: Sequence[str]) -> list[Problem]:
        """Find nothing: what this machine lacks is known without us."""
        return []

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Run jobs, and give each outcome as it comes; a room that died fails what is left.

        They go by portions, so that the room need not hold an archive.
        """
        self.unread(())  # it is what the line says first
        waiting = iter(jobs)
        while portion := tuple(islice(waiting, LIFE * self._workers)):
            if self._line is None:
                yield from self._made(portion, "spawn", {job.format for job in portion})
            else:
                yield from _done_by(self._line, portion)

    def _made(
        self, jobs: Sequence[Job], method: str, formats: Collection[str] = ()
    ) -> Iterator[Outcome]:
        """Run jobs in new workers, which load the engines of some formats first."""
        context = multiprocessing.get_context(method)
        ready = partial(begin, tuple(formats), self._templates, self._home)
        yield from run_whole(jobs, partial(ProcessPoolExecutor, self._workers, context, ready))

    def _serve(self, line: Connection) -> None:
        """In the room: say which skeletons cannot be read, load the engines, run what comes.

        All processes that start here are one group, so that they end together, and at once.
        """
        os.setpgid(0, 0)
        self._home = parent()
        if self._line:
            self._line.close()
        unfit: dict[str, list[Problem]] = {}
        reason = _fault(read_skeletons, self._formats, self._templates, unfit)
        with suppress(OSError):  # nobody waits for it
            line.send(unfit)
        for name in self._formats:
            _unready[name] = reason or _fault(prepare, name, self._templates)
        # What is loaded stays: the workers' collectors need not walk it, nor copy its pages.
        gc.freeze()
        nobody_waits = suppress(EOFError, ConnectionError, KeyboardInterrupt)
        with nobody_waits, line:
            while True:
                jobs = line.recv()
                numbers = {id(job): number for number, job in enumerate(jobs)}
                for outcome in self._made(jobs, "fork"):
                    line.send((numbers[id(outcome.job)], bare(outcome)))


def _fault(load: Callable[P, None], *args: P.args, **given: P.kwargs) -> str:
    """Load something; gives what went wrong."""
    try:
        with within(SAFE):  # it reads the templates, which may be anybody's
            load(*args, **given)
    except (Exception, Exhausted) as fault:
        return f"{type(fault).__name__}: {fault}"[:300]
    return ""


def begin(formats: Iterable[str], templates: Path, home: int) -> None:
    """In a worker: load engines, if any are named, and end with the room, however that ends.

    A room that waits for its workers does not see that nobody waits for it: they also look after
    the process that all began in, if `home` tells of it.
    """
    end_with_parent(home)
    for name in formats:
        _unready[name] = _fault(prepare, name, templates)


def _fork(work: Callable[P, None], *args: P.args, **given: P.kwargs) -> BaseProcess:
    process = multiprocessing.get_context("fork").Process(target=work, args=args, kwargs=given)
    process.start()
    return process


def _first_word(line: Connection) -> dict[str, list[Problem]]:
    """Hear what is wrong with skeletons; of a room that has died, its jobs will tell."""
    try:
        said: dict[str, list[Problem]] = line.recv()
    except (EOFError, OSError):
        return {}
    return said


def _done_by(line: Connection, jobs: Sequence[Job]) -> Iterator[Outcome]:
    """Send jobs down a line; gives each outcome as it comes, which it does by its job's number."""
    left = dict(enumerate(jobs))
    with suppress(OSError):  # nobody is there: the answer says so
        line.send(jobs)
    while left:
        try:
            number, outcome = line.recv()
            yield replace(outcome, job=left.pop(number))
        except (EOFError, OSError) as fault:
            yield from (
                Outcome(job, reason=f"{type(fault).__name__}: {fault}") for job in left.values()
            )
            return
