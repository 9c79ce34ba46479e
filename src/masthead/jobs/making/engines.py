"""The engine rooms: processes that load the heavy engines while documents are compiled, then fork.

Each engine has a room; formats that need none share the first. The first is started before
anything else is loaded. It loads what all of them share, once, then starts the others, so that the
engines load side by side while documents are compiled. Workers are forked from a room, warm. Where
there is no fork, workers are spawned and each loads its own.
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
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
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

# The formats that are made in one room.
Room = tuple[str, ...]

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


def _run_job(job: Job) -> Outcome:
    return bare(run_job(job))


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


def share(formats: Iterable[str], templates: Path, unfit: dict[str, list[Problem]]) -> None:
    """Load what the formats share: skeletons, modules without engines, and those that need none.

    `unfit` takes up what is wrong with the skeletons of each.
    """
    for name in formats:
        import_module(FORMATS[name].module)
        unfit[name] = unread(templates, [name])
        if not FORMATS[name].engine:
            prepare(name, templates)


def rooms(formats: Sequence[str]) -> list[Room]:
    """Share formats out among rooms: one for each engine, what needs none in the first."""
    engines: list[Room] = [(name,) for name in formats if FORMATS[name].engine]
    light = tuple(name for name in formats if not FORMATS[name].engine)
    first, *others = engines or [()]
    return [room for room in ((*first, *light), *others) if room]


class EngineRoom:
    """Runs jobs beside the process that compiles. Enter it before anything else is loaded."""

    def __init__(self, formats: Sequence[str], templates: Path, workers: int) -> None:
        self._rooms, self._templates, self._workers = rooms(formats), templates, workers
        self._lines: dict[Room, Connection] = {}
        self._unfit: dict[str, list[Problem]] | None = None
        self._home = 0

    def __enter__(self) -> EngineRoom:
        if CAN_FORK and self._rooms:
            pipes = {room: multiprocessing.Pipe() for room in self._rooms}
            theirs = {room: pipe[1] for room, pipe in pipes.items()}
            self._lines = {room: pipe[0] for room, pipe in pipes.items()}
            self._process = _fork(self._serve, theirs)
            self._group = self._process.pid or 0
            with suppress(OSError):  # one of the two comes first
                os.setpgid(self._group, self._group)
            _close(theirs.values())
        return self

    def __exit__(self, *_: object) -> None:
        if self._lines:
            _close(self._lines.values())
            # Every outcome is here, or nobody wants it: what is still loaded or made there is for
            # nobody. A worker whose neighbour died with their lock would never end by itself.
            with suppress(ProcessLookupError):
                os.killpg(self._group, signal.SIGKILL)
            self._process.join()

    def unread(self, formats: Sequence[str]) -> list[Problem]:
        """Find the skeletons of some formats that cannot be read: the first room has tried."""
        if not self._lines:
            return unread(self._templates, formats)
        if self._unfit is None:
            self._unfit = _first_word(next(iter(self._lines.values())))
        found = (problem for name in formats for problem in self._unfit.get(name, ()))
        return list(dict.fromkeys(found))

    def hindrances(self, _: Sequence[str]) -> list[Problem]:
        """Find nothing: what this machine lacks is known without us."""
        return []

    def run(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Run jobs, and give each outcome as it comes; a room that died fails what is left."""
        if not self._lines:
            for name in dict.fromkeys(job.format for job in jobs):
                yield from self._made([job for job in jobs if job.format == name], "spawn", name)
            return
        self.unread(())  # it is what the first line says first
        lines = [
            (line, [job for job in jobs if job.format in room])
            for room, line in self._lines.items()
        ]
        portion = LIFE * self._workers
        # A single worker does one job after the other, whatever room it is for.
        for together in [lines] if self._workers > 1 else [[one] for one in lines]:
            yield from _work_of(dict(together), portion)

    def _made(self, jobs: Sequence[Job], method: str, name: str = "") -> Iterator[Outcome]:
        """Run jobs, each number of them in new workers."""
        context = multiprocessing.get_context(method)
        ready = partial(begin, name, self._templates, self._home)
        hire = partial(ProcessPoolExecutor, self._workers, context, ready)
        number = LIFE * self._workers
        for start in range(0, len(jobs), number):
            yield from run_whole(jobs[start : start + number], hire)

    def _serve(self, lines: dict[Room, Connection]) -> None:
        """In the first room: load what all share, start the other rooms, then work as they do.

        All rooms are one group of processes, so that they end together, and at once.
        """
        os.setpgid(0, 0)
        self._home = parent()
        _close(self._lines.values())
        first, *others = lines
        unfit: dict[str, list[Problem]] = {}
        reason = _fault(share, chain(*lines), self._templates, unfit)
        with suppress(OSError):  # nobody waits for it
            lines[first].send(unfit)
        started = [_fork(self._work, room, lines, reason) for room in others]
        try:
            self._work(first, lines, reason)
        finally:
            for process in started:
                process.join()

    def _work(self, room: Room, lines: dict[Room, Connection], reason: str) -> None:
        """In a room: load its engine, then run what comes down its line.

        `reason` says why that is in vain, for the user who waits beside.
        """
        line = lines[room]
        _close(lines[other] for other in lines if other != room)
        for name in room:
            if FORMATS[name].engine:
                reason = reason or _fault(prepare, name, self._templates)
        # What is loaded stays: the workers' collectors need not walk it, nor copy its pages.
        gc.freeze()
        nobody_waits = suppress(EOFError, BrokenPipeError, KeyboardInterrupt)
        with nobody_waits, line:
            while True:
                jobs = line.recv()
                numbers = {id(job): number for number, job in enumerate(jobs)}
                outcomes = (Outcome(job, reason) for job in jobs)
                for outcome in outcomes if reason else self._made(jobs, "fork"):
                    line.send((numbers[id(outcome.job)], bare(outcome)))


def _fault(load: Callable[P, None], *args: P.args, **given: P.kwargs) -> str:
    """Load something; gives what went wrong."""
    try:
        with within(SAFE):  # it reads the templates, which may be anybody's
            load(*args, **given)
    except (Exception, Exhausted) as fault:
        return f"{type(fault).__name__}: {fault}"[:300]
    return ""


def begin(name: str, templates: Path, home: int) -> None:
    """In a worker: load an engine if one is named, and end with the room, however that ends.

    A room that waits for its workers does not see that nobody waits for it: they also look after
    the process that all began in, if `home` tells of it.
    """
    end_with_parent(home)
    if name:
        prepare(name, templates)


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


def _work_of(jobs: dict[Connection, list[Job]], portion: int) -> Iterator[Outcome]:
    """Have rooms work side by side, and give each outcome as it comes.

    A room gets its jobs by portions: it need not hold an archive.
    """
    waiting = {line: iter(theirs) for line, theirs in jobs.items()}
    left: dict[Connection, dict[int, Job]] = {line: {} for line in jobs}
    while True:
        for line in (line for line, theirs in left.items() if not theirs):
            left[line] = dict(enumerate(islice(waiting[line], portion)))
            _send(line, left[line].values())
        busy = [line for line, theirs in left.items() if theirs]
        if not busy:
            return
        ready = wait(busy)
        for line in filter(ready.__contains__, busy):
            yield from _received(line, left[line])


def _received(line: Connection, left: dict[int, Job]) -> Iterator[Outcome]:
    """Hear how a job ended, which comes by its number."""
    try:
        number, outcome = line.recv()
        yield replace(outcome, job=left.pop(number))
    except (EOFError, OSError) as fault:
        for job in left.values():
            yield Outcome(job, reason=f"{type(fault).__name__}: {fault}")
        left.clear()


def _send(line: Connection, jobs: Collection[Job]) -> None:
    """Send jobs down a line; if nobody is there, the answer says so."""
    if jobs:
        with suppress(OSError):
            line.send(tuple(jobs))


def _close(lines: Iterable[Connection]) -> None:
    for line in lines:
        line.close()
