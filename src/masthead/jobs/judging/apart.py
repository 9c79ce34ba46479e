"""Judging apart: many documents, in processes that are forked with the project that is open."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import suppress
from typing import NamedTuple

from masthead.jobs.forks import leave_the_end_to_parent
from masthead.jobs.judging.verdicts import Head, Judge, Opening, Verdict, Wanted
from masthead.jobs.known.written import read_edition
from masthead.model.document import Document
from masthead.model.problem import Problem


class _Parcel(NamedTuple):
    """What comes back: a verdict without its document, the editions as they are written."""

    problems: tuple[Problem, ...]
    heads: Mapping[str, Head]
    written: Mapping[str, bytes]


def judge_apart(wanted: Sequence[Wanted], judge: Judge, workers: int) -> Iterator[Verdict]:
    """Judge documents, in order, by some workers; what they leave is judged here."""
    parcels = _judged(wanted, judge, workers)
    for (document, _), parcel in zip(wanted, parcels, strict=False):
        yield _unpack(parcel, document)
    yield from (judge(*one) for one in wanted[len(parcels) :])


def _judged(wanted: Sequence[Wanted], judge: Judge, workers: int) -> list[_Parcel]:
    """Judge in processes beside; a list that is cut short where one of them has died."""
    context, workers = multiprocessing.get_context("fork"), min(workers, len(wanted))
    parcels: list[_Parcel] = []
    with (
        suppress(BrokenExecutor),
        ProcessPoolExecutor(workers, context, _take_up, (wanted, judge)) as executor,
    ):
        # Not `map`: it cancels what is left where a worker has died, which is failed meanwhile.
        futures = deque(executor.submit(_packed, number) for number in range(len(wanted)))
        while futures:
            parcels.append(futures.popleft().result())
    return parcels


class _Task:
    """What a worker was forked with."""

    wanted: Sequence[Wanted]
    judge: Judge


def _take_up(wanted: Sequence[Wanted], judge: Judge) -> None:
    leave_the_end_to_parent()
    _Task.wanted, _Task.judge = wanted, staticmethod(judge)


def _packed(number: int) -> _Parcel:
    verdict = _Task.judge(*_Task.wanted[number])
    return _Parcel(verdict.problems, verdict.heads, dict(verdict.written))


def _unpack(parcel: _Parcel, document: Document) -> Verdict:
    editions = Opening(parcel.heads, lambda code: read_edition(parcel.written[code]))
    return Verdict(document, editions, parcel.problems, parcel.heads, parcel.written)
