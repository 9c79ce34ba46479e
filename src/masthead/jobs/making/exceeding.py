"""Renditions that wanted more than they may have."""

from __future__ import annotations

from collections.abc import Mapping

from masthead.jobs.making.limits import MEMORY, PROCESS, TIME
from masthead.jobs.making.render import Outcome
from masthead.model.problem import Problem, Where, error

CODES: Mapping[str, str] = {MEMORY: "E080", TIME: "E081", PROCESS: "E082"}


def exceeding(outcome: Outcome, where: Where, document: str) -> Problem:
    """Say what a rendition of a document was to have, and which limit moves it."""
    limits = outcome.job.limits
    limit = {MEMORY: limits.memory, TIME: limits.time}.get(outcome.exceeded, 0)
    code, name = CODES[outcome.exceeded], outcome.job.name
    return error(where, code, document=document, rendition=name, limit=limit)
