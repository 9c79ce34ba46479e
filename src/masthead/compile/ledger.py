"""The coverage ledger: what became of each record of the reporting period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from masthead.model.activity import Activity
from masthead.model.document import Document, Passage
from masthead.model.outline import Number, Outline
from masthead.model.problem import Where, error, warning
from masthead.notation import Report
from masthead.records import Records, nearest

PLACED, MERGED, HELD, EXCLUDED, LOST = "placed", "merged", "held", "excluded", "lost"


class Line(NamedTuple):
    """One record: what became of it, in which paragraph if in any, or why not."""

    activity: Activity
    fate: str
    number: Number | None = None
    reason: str = ""


class Ledger(NamedTuple):
    """The lines of a document's ledger, by paragraph and then by id."""

    document: Document
    lines: tuple[Line, ...]


def ledger_of(document: Document, records: Records, outline: Outline, report: Report) -> Ledger:
    """Account for every record that overlaps the document's period; report what does not add up."""
    slots = {id_: passage for passage in document.paragraphs() for id_ in passage.records}
    _check_slots(document, records, report)
    _check_reasons(document, records, slots, report)
    due = _due(document, slots, records)
    lines = [_line(activity, document, slots, outline) for activity in due.values()]
    for line in lines:
        if line.fate == LOST:
            report(
                error(line.activity.where, "C040", record=line.activity, document=document.symbol)
            )
    return Ledger(document, tuple(sorted(lines, key=_order)))


def _order(line: Line) -> tuple[bool, Number, str]:
    """Go by paragraphs; what stands in none comes last."""
    return line.number is None, line.number or Number(0), line.activity.id


def _due(document: Document, slots: Iterable[str], records: Records) -> Mapping[str, Activity]:
    """Give the records to account for: those that the document names, and those of its period."""
    named = (records.activities.get(id_) for id_ in (*slots, *document.held, *document.excluded))
    due = {activity.id: activity for activity in named if activity is not None}
    if document.period is not None:
        due |= {
            activity.id: activity for activity in records.activities.overlapping(document.period)
        }
    return due


def _line(
    activity: Activity, document: Document, slots: Mapping[str, Passage], outline: Outline
) -> Line:
    passage = slots.get(activity.id)
    if passage is not None:
        fate = MERGED if len(passage.records) > 1 else PLACED
        return Line(activity, fate, outline.paragraphs.get(passage.id))
    if activity.id in document.held:
        return Line(activity, HELD, None, document.held[activity.id])
    if activity.id in document.excluded:
        return Line(activity, EXCLUDED, None, document.excluded[activity.id])
    return Line(activity, LOST)


def _check_slots(document: Document, records: Records, report: Report) -> None:
    first: dict[str, Where] = {}
    for passage in document.paragraphs():
        for id_ in passage.records:
            activity = records.activities.get(id_)
            if activity is None and id_ in records.lost:
                continue  # its file says why
            if activity is None:
                near = nearest(id_, records.activities)
                report(error(passage.where, "C041", record=id_, nearest=near))
                continue
            if id_ in first:
                report(error(passage.where, "C042", record=id_, first=first[id_]))
            first.setdefault(id_, passage.where)
            if activity.internal:
                report(error(passage.where, "C043", record=id_, file=activity.where.path))
            if document.period and not passage.background:
                _check_period(activity, passage, document, report)


def _check_period(activity: Activity, passage: Passage, document: Document, report: Report) -> None:
    if document.period is not None and not activity.when.overlaps(document.period):
        report(
            error(
                passage.where,
                "C044",
                record=activity,
                when=activity.when,
                period=document.period,
            )
        )


def _check_reasons(
    document: Document, records: Records, slots: Mapping[str, Passage], report: Report
) -> None:
    for name, reasons in (("held", document.held), ("excluded", document.excluded)):
        where = document.places.get(name, document.where)
        for id_ in reasons:
            if id_ in records.lost:
                continue
            if id_ not in records.activities:
                near = nearest(id_, records.activities)
                report(error(where, "C041", record=id_, nearest=near))
            elif id_ in slots:
                report(warning(where, "C045", record=id_, field=name))
