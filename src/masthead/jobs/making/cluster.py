"""A cluster: workers on other machines, to which Dask hands the jobs of a build.

Whatever is wrong with it is found before the first job, or ends the build with a sentence: what is
published stays, and what has come back is kept for the next time.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from masthead.jobs.known.versions import makers
from masthead.jobs.making.carrier import Cargo, Parcel, Unlike, carry, looks_of, unlike, unpack
from masthead.jobs.making.limits import PROCESS
from masthead.jobs.making.render import CannotRun, Job, Outcome, unread
from masthead.model.problem import Problem, Where, error

if TYPE_CHECKING:
    from distributed import Client

# Seconds to wait for a scheduler and its first worker, and for another one when all are lost;
# how often to look after them.
PATIENCE, DESERTED, PULSE = 10, 10, 1
# How many jobs are sent for each thread of a worker: one to do, others to do next.
AHEAD = 3
HERE = Where(".")
# How versions are printed: nobody compares all of a digest; a worker may lack a thing.
LEGIBLE, NONE = 16, "–"
OURSELVES = "masthead"
# What they have to say, with tracebacks, we say in a sentence.
SPEAKERS = ("distributed", "distributed.client")


class Cluster:
    """Runs jobs on the workers of a scheduler. Nothing is asked of it before `hindrances`."""

    def __init__(self, address: str, templates: Path) -> None:
        self._address, self._templates = address, templates
        self._families: tuple[str, ...] = ()
        self._client: Client | None = None

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        # The scheduler drops the jobs of a client that is gone.
        if self._client is not None:
            with suppress(Exception):
                self._client.close(timeout=PULSE)

    def unread(self, formats: Sequence[str]) -> list[Problem]:
        """Find the skeletons that cannot be read, before they are sent anywhere."""
        return unread(self._templates, formats)

    def hindrances(self, families: Sequence[str]) -> list[Problem]:
        """Find what keeps the cluster from making our bytes: a worker with other makers, or none.

        `families` are those of the fonts that documents are printed in.
        """
        self._families = tuple(families)
        try:
            self._client = _connected(self._address)
            answers = self._client.run(makers, self._families, on_error="return")
        except ImportError:
            return [error(HERE, "E095")]
        except (OSError, ValueError):
            return [self._unreachable()]
        found = [self._unlike(worker, there) for worker, there in sorted(answers.items())]
        return [p for p in found if p] if answers else [self._deserted()]

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Run jobs, and give each outcome as it comes; only some are on their way at a time."""
        if self._client is None:
            return
        here = makers(self._families)
        # A task, not data: what a lost worker had of it is made again.
        cargo = self._client.submit(
            Cargo, looks_of(self._templates), self._families, here, pure=False
        )
        executor = self._client.get_executor(pure=False)
        waiting, ahead = iter(jobs), dict[Future[Parcel], Job]()
        while True:
            free = max(0, AHEAD * self._strength() - len(ahead))
            ahead |= {executor.submit(carry, job, cargo): job for job in islice(waiting, free)}
            if not ahead:
                return
            for future in wait(ahead, PULSE, FIRST_COMPLETED).done:
                yield self._outcome(future, ahead.pop(future))

    def _strength(self) -> int:
        """Count the threads of all workers; without any for some time, give up."""
        seen = time.monotonic()
        while time.monotonic() - seen <= DESERTED:
            try:
                threads = sum(self._client.nthreads().values()) if self._client else 0
            except OSError as fault:
                raise CannotRun(self._unreachable()) from fault
            if threads:
                return threads
            time.sleep(PULSE)
        raise CannotRun(self._deserted())

    def _outcome(self, future: Future[Parcel], job: Job) -> Outcome:
        from distributed import KilledWorker  # noqa: PLC0415 - an extra

        if future.cancelled():
            raise CannotRun(self._unreachable())
        try:
            return unpack(future.result(), job)
        except Unlike as fault:
            raise CannotRun(self._differ(fault.machine, fault.makers)) from fault
        except KilledWorker:
            # It has ended every worker that it came to.
            return Outcome(job, exceeded=PROCESS)
        except Exception as fault:
            # A disk there that is full, for one.
            return Outcome(job, reason=f"{type(fault).__name__}: {fault}"[:300])

    def _unlike(self, worker: str, answer: Mapping[str, str] | Exception) -> Problem | None:
        """Compare the makers of a worker with ours; what cannot say them is another program."""
        here = makers(self._families)
        there = {**here, OURSELVES: ""} if isinstance(answer, Exception) else answer
        found = unlike(here, there)
        return self._differ(worker, found) if found else None

    def _differ(self, worker: str, found: Mapping[str, str]) -> Problem:
        here = makers(self._families)
        pairs = ((name, found[name], here.get(name, "")) for name in found)
        named = ", ".join(
            f"{name} ({_short(there)} ≠ {_short(ours)})" for name, there, ours in pairs
        )
        return error(HERE, "E098", worker=worker, named=named, names=", ".join(found))

    def _unreachable(self) -> Problem:
        return error(HERE, "E096", address=self._address)

    def _deserted(self) -> Problem:
        return error(HERE, "E097", address=self._address)


def _short(version: str) -> str:
    """Shorten the digest of a font; say what is not there."""
    return version[:LEGIBLE] or NONE


def _connected(address: str) -> Client:
    """Find a scheduler, and wait for its first worker."""
    from distributed import Client  # noqa: PLC0415 - an extra, and half a second to load

    for name in SPEAKERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    client = Client(address, timeout=PATIENCE, set_as_default=False)
    with suppress(TimeoutError):
        client.wait_for_workers(1, timeout=PATIENCE)
    return client
