"""Renditions that could not be made: each said at the document that it is of, or at a passage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from masthead.jobs.making.characters import place, unprintable
from masthead.jobs.making.limits import MEMORY, PROCESS, TIME
from masthead.jobs.making.render import Outcome
from masthead.model.document import Document
from masthead.model.problem import Problem, Where, error

# What a rendition wanted more of than it may have.
EXCEEDED: Mapping[str, str] = {MEMORY: "E080", TIME: "E081", PROCESS: "E082"}


def failures(outcome: Outcome, documents: Iterable[Document]) -> list[Problem]:
    """Say why a rendition could not be made, at the document that it is of."""
    symbols = {edition.symbol for edition in outcome.job.editions}
    where = next((d.where for d in documents if str(d.symbol) in symbols), Where("."))
    said = ", ".join(sorted(symbols))
    name = outcome.job.name
    if outcome.parted:
        return [error(where, "E020", document=said, rendition=name, detail=outcome.parted)]
    if outcome.unprintable:
        return unprintable(outcome, where)
    if outcome.displaced:
        return _displaced(outcome, where)
    if outcome.exceeded:
        return [_exceeding(outcome, where, said)]
    return [error(where, "E030", document=said, rendition=name, reason=outcome.reason)]


def _displaced(outcome: Outcome, document: Where) -> list[Problem]:
    """Report each note that a job had to move off the page of its call, where its words stand."""
    edition = outcome.job.opened()
    said = {"document": edition.symbol, "rendition": outcome.job.name}
    return [
        error(place(note.where, document), "E034", **said, note=note.mark)
        for note in edition.notes
        if note.mark in outcome.displaced
    ]


def _exceeding(outcome: Outcome, where: Where, document: str) -> Problem:
    """Say what a rendition of a document was to have, and which limit moves it."""
    limits = outcome.job.limits
    limit = {MEMORY: limits.memory, TIME: limits.time}.get(outcome.exceeded, 0)
    code, name = EXCEEDED[outcome.exceeded], outcome.job.name
    return error(where, code, document=document, rendition=name, limit=limit)
