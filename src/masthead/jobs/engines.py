"""The engine room: one process loads the heavy engines while documents are compiled, then forks.

It is started first and needs a second to load; its workers are forked from it, warm. Where there is
no fork, workers are spawned and each loads its own.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from functools import partial
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType

from masthead.jobs.render import Job, Outcome, run_job
from masthead.outputs import FORMATS

CAN_FORK = "fork" in multiprocessing.get_all_start_methods()


def prepare(formats: Sequence[str], templates: Path) -> None:
    """Load the engines of some formats."""
    for name in formats:
        module = import_module(FORMATS[name].module)
        if hasattr(module, "prepare"):
            module.prepare(templates)


def run(jobs: Sequence[Job], executor: Executor) -> Iterator[Outcome]:
    """Run jobs on any executor; gives each outcome as it comes."""
    for future in as_completed([executor.submit(run_job, job) for job in jobs]):
        yield future.result()


class EngineRoom:
    """Runs jobs beside the process that compiles. Enter it before anything else is loaded."""

    def __init__(self, formats: Sequence[str], templates: Path, workers: int) -> None:
        self._needs, self._workers = (tuple(formats), templates), workers

    def __enter__(self) -> EngineRoom:
        if CAN_FORK:
            context = multiprocessing.get_context("fork")
            self._line, theirs = context.Pipe()
            self._process = context.Process(target=self._serve, args=(theirs,))
            self._process.start()
            theirs.close()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if CAN_FORK:
            self._line.close()
            self._process.join()

    def run(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Run jobs, and give each outcome as it comes; a room that died fails what is left."""
        if not CAN_FORK:
            with self._executor("spawn") as executor:
                yield from run(jobs, executor)
            return
        left = list(jobs)
        try:
            self._line.send(tuple(jobs))
            while left:
                outcome: Outcome = self._line.recv()
                left.remove(outcome.job)
                yield outcome
        except (EOFError, OSError) as fault:
            for job in left:
                yield Outcome(job, reason=f"{type(fault).__name__}: {fault}")

    def _executor(self, method: str) -> Executor:
        return ProcessPoolExecutor(
            max_workers=self._workers,
            mp_context=multiprocessing.get_context(method),
            initializer=None if method == "fork" else partial(prepare, *self._needs),
        )

    def _serve(self, line: Connection) -> None:
        """In the engine room: load, then run what comes down the line until it is closed."""
        self._line.close()
        try:
            reason = _prepared(self._needs)
            with self._executor("fork") as executor:
                while True:
                    jobs = line.recv()
                    outcomes = (Outcome(job, reason) for job in jobs)
                    for outcome in outcomes if reason else run(jobs, executor):
                        line.send(outcome)
        except (EOFError, BrokenPipeError, KeyboardInterrupt):
            return


def _prepared(needs: tuple[tuple[str, ...], Path]) -> str:
    """Load the engines; gives what went wrong, for the user who waits beside."""
    try:
        prepare(*needs)
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}"[:300]
    # What is loaded stays: the workers' collectors need not walk it, nor copy its pages.
    gc.freeze()
    return ""
