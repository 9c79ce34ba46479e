"""Facts: what a token's key means, whatever the language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from masthead.model.activity import (
    Activity,
    DatedStates,
    ItemNumber,
    ItemTitle,
    Names,
    Ordinal,
    Partners,
    Place,
    Value,
)
from masthead.model.document import Document, Session
from masthead.model.problem import Fault
from masthead.model.resolution import Article, Resolution
from masthead.model.when import When
from masthead.records import Records, nearest

# A record that a slot places, and that is not there: reported once, at the slot or at its file.
UNREAD = "C041"


class Facts(NamedTuple):
    """The facts that a document's tokens may name: all records', its session's and its own."""

    records: Records
    document: Document | None = None
    session: Session | None = None

    def find(self, key: str) -> Value | Fault:
        """Give the value of a key ("phnom-penh-legislation.when", "unodc", "ctoc-cop:6/3")."""
        id_, _, path = key.partition(".")
        activity = self.records.activities.get(id_)
        if activity is not None and activity.internal:
            return Fault("C043", 0, {"record": id_, "file": activity.where.path})
        for name, reasons in self._untold():
            if activity is not None and id_ in reasons:
                return Fault("C100", 0, {"record": id_, "field": name})
        if activity is not None:
            return self._of_activity(activity, path, key)
        if id_ in ("session", "document"):
            own = self._of_meeting(id_, path)
            return own if own is not None else _unknown(key, (*_OWN, *self._of_agenda()))
        if ":" in key:
            return self._numbered(key)
        if self.records.registry.section(key):
            return Names((key,))
        if id_ in self._placed():
            return Fault(UNREAD, 0, {"record": id_})
        known = (*self.records.activities, *self.records.registry.ids())
        return _unknown(key, known, id_)

    def _placed(self) -> set[str]:
        """Name the records that the document's slots place; one that is not there is told there."""
        passages = self.document.walk() if self.document else ()
        return {id_ for passage in passages for id_ in passage.records}

    def _untold(self) -> tuple[tuple[str, Mapping[str, str]], ...]:
        """Give what the document says it does not tell of: a token would tell of it."""
        document = self.document
        return (("held", document.held), ("excluded", document.excluded)) if document else ()

    def _of_activity(self, activity: Activity, path: str, key: str) -> Value | Fault:
        found = fact_of(activity, path)
        if found is not None:
            return found
        near = nearest(path, activity.values)
        near = f"{activity.id}.{near}" if near else ""
        return Fault("C051", 0, {"key": key, "record": activity.id, "field": path, "nearest": near})

    def _of_meeting(self, id_: str, path: str) -> Value | None:
        if id_ == "session" and self.session is not None:
            session = self.session
            own: Mapping[str, Value] = {
                "ordinal": Ordinal(session.ordinal),
                "when": session.when,
                "where": session.place,
                "body": Names((session.body,)),
            }
            return own.get(path) or self._of_agenda().get(f"session.{path}")
        if id_ == "document" and self.document is not None:
            said: Mapping[str, Value] = {
                "date": self.document.date,
                "symbol": self.document.symbol,
            }
            return said.get(path)
        return None

    def _of_agenda(self) -> Mapping[str, Value]:
        """Give the items of the agenda by their keys ("session.item-2-c"), and their titles."""
        found: dict[str, Value] = {}
        session = self.session
        if session is None:
            return found
        for item in session.items:
            key, title = f"session.{item.id}", " ".join(item.title.text.split())
            found[key] = ItemNumber(item.path)
            found[f"{key}.title"] = ItemTitle(session.key_of(item), title)
        return found

    def _numbered(self, key: str) -> Value | Fault:
        entries = self.records.registry.entries
        if key in entries:
            resolution = Resolution.parse(key)
            return resolution if isinstance(resolution, Resolution) else Names((key,))
        treaty = entries.get(key.partition(":")[0])
        if treaty is not None and treaty.section == "treaties":
            return Article.parse(key)
        return _unknown(key, self.records.registry.ids("resolutions"))


_OWN = (
    "session.ordinal", "session.when", "session.where", "session.body", "document.date",
    "document.symbol",
)  # fmt: skip


def _unknown(key: str, known: tuple[str, ...], word: str = "") -> Fault:
    return Fault("C050", 0, {"key": key, "nearest": nearest(word or key, known)})


def fact_of(activity: Activity, path: str) -> Value | None:
    """Give a field of a record by its dotted name; parts of places and dates are derived."""
    if path in activity.values:
        return activity.values[path]
    name, _, part = path.rpartition(".")
    value = activity.values.get(name)
    if isinstance(value, Place) and part in ("city", "venue", "state", "region"):
        id_ = str(getattr(value, part))
        return Names((id_,)) if id_ else None
    if isinstance(value, DatedStates) and part == "when":
        return _common_date(value)
    return None


def _common_date(value: DatedStates) -> When | None:
    dates = sorted({when for _, when in value.entries})
    if len(dates) == 1:
        return dates[0]
    joined = When.parse("{" + ",".join(str(date) for date in dates) + "}")
    return joined if isinstance(joined, When) else None


def named_by(value: Value) -> tuple[str, ...]:
    """List the ids of the things that a value names."""
    if isinstance(value, Names):
        return value.ids
    if isinstance(value, DatedStates):
        return tuple(state for state, _ in value.entries)
    if isinstance(value, Partners):
        return tuple(body for body, _ in value.parts)
    if isinstance(value, Article):
        return (value.treaty,)
    if isinstance(value, Place):
        return tuple(id_ for id_ in (value.city, value.state, value.region) if id_)
    return ()
