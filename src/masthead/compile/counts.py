"""Counting records for a chart: how many there are of each kind, in each year, at each place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from masthead.model.activity import Activity, Names, Place, Value
from masthead.model.document import ChartPlan, Document
from masthead.model.when import When
from masthead.records import Records

# Who had no part in something did not do it; it is counted where its kind is asked for.
NO_PART = "none"


def counted(plan: ChartPlan, document: Document, records: Records) -> list[Activity]:
    """List the records that a chart counts: those that the document could tell of."""
    period = plan.within or document.period
    return [
        activity
        for activity in records.activities.overlapping(period)
        if not (activity.internal or activity.id in {*document.held, *document.excluded})
        and (activity.kind in plan.of if plan.of else activity.role != NO_PART)
    ]


def counts(plan: ChartPlan, activities: Iterable[Activity]) -> list[tuple[Value | None, int]]:
    """Count records by what the plan says; None stands for those that do not say it.

    Years go on without a gap; all else is in the order of the records. What a record names twice
    or thrice (two themes) is counted for each.
    """
    things = _COUNTED[plan.count]
    values: dict[str, Value] = {}
    numbers: Counter[str] = Counter()
    for activity in activities:
        found = {str(value): value for value in things(activity)}
        numbers.update(list(found) or [""])
        values.update(found)
    keys = _years(values) if plan.count == "year" else list(values)
    unsaid = [(None, numbers[""])] if numbers[""] else []
    return [*((values.get(key) or _year(key), numbers[key]) for key in keys), *unsaid]


def _years(values: Mapping[str, Value]) -> list[str]:
    years = [int(key) for key in values]
    return [str(year) for year in range(min(years), max(years) + 1)] if years else []


def _year(text: str) -> When:
    year = When.parse(text)
    if not isinstance(year, When):
        raise ValueError(text)
    return year


def _kind(activity: Activity) -> Iterator[Value]:
    yield Names((activity.kind,))


def _beginning(activity: Activity) -> Iterator[Value]:
    """Give the year in which something began, if it is known."""
    if activity.when.printable:
        yield _year(str(activity.when.first.year))


def _place(activity: Activity) -> Iterator[Value]:
    where = activity.values.get("where")
    if isinstance(where, Place):
        yield where._replace(venue="") if where.city else where


def _state(activity: Activity) -> Iterator[Value]:
    where = activity.values.get("where")
    if isinstance(where, Place) and where.state:
        yield Names((where.state,))


def _each(field: str) -> Callable[[Activity], Iterator[Value]]:
    def named(activity: Activity) -> Iterator[Value]:
        value = activity.values.get(field)
        yield from (Names((id_,)) for id_ in (value.ids if isinstance(value, Names) else ()))

    return named


# A line for each of `COUNTED` in the model.
_COUNTED: Mapping[str, Callable[[Activity], Iterator[Value]]] = {
    "kind": _kind,
    "year": _beginning,
    "place": _place,
    "state": _state,
    "theme": _each("themes"),
    "organizer": _each("organizers"),
}
