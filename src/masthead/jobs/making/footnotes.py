"""Footnotes that an output could not print on the page of their call: where they are written."""

from __future__ import annotations

from masthead.jobs.making.characters import place
from masthead.jobs.making.render import Outcome
from masthead.model.problem import Problem, Where, error


def displaced(outcome: Outcome, document: Where) -> list[Problem]:
    """Report each note that a job had to move, where its words stand."""
    (edition,) = outcome.job.editions
    return [
        error(
            place(note.where, document),
            "E034",
            document=edition.symbol,
            rendition=outcome.job.name,
            note=note.mark,
        )
        for note in edition.notes
        if note.mark in outcome.displaced
    ]
