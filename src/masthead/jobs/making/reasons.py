"""Reasons: why a rendition was made anew, or that it was not, for whoever asks with `--explain`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from masthead.jobs.making.render import Job
from masthead.model.edition import Edition


class Ground(NamedTuple):
    """What every rendition of a build rests on, each as a digest."""

    versions: str
    fonts: str
    templates: str


class State(NamedTuple):
    """What a rendition was made from: `settings` of the office, editions by language and symbol.

    All are digests.
    """

    ground: Ground
    settings: str
    editions: Mapping[tuple[str, str], str]


# Gives an edition by its digest; None if nobody knows it any more.
Read = Callable[[str], Edition | None]


class Reason(NamedTuple):
    """What became of a rendition (`name`, as "fr/pdf" of `symbols`) and why.

    `cause` is "kept" if it was taken from the store, or "new", "versions", "fonts", "templates",
    "settings", "passages" (`changed` names them, and the numbers of paragraphs), "editions" where
    no passage changed.
    """

    symbols: tuple[str, ...]
    name: str
    cause: str
    changed: tuple[str, ...] = ()


def reason(job: Job, before: State | None, now: State, read: Read) -> Reason:
    """Compare what a rendition was made from with what it is made from now."""
    symbols = tuple(edition.symbol for edition in job.editions)
    if before is None:
        return Reason(symbols, job.name, "new")
    for cause, was, is_ in zip(Ground._fields, before.ground, now.ground, strict=True):
        if was != is_:
            return Reason(symbols, job.name, cause)
    if before.settings != now.settings:
        return Reason(symbols, job.name, "settings")
    of_many = len(set(symbols)) > 1
    # What changed in several languages is named once.
    named = dict.fromkeys(
        f"{edition.symbol}#{name}" if of_many else name
        for edition in job.editions
        for name in _changed(edition, before, now, read)
    )
    return Reason(symbols, job.name, "passages" if named else "editions", (*named,))


def _changed(edition: Edition, before: State, now: State, read: Read) -> Iterator[str]:
    """Name the passages of an edition that changed, with the numbers of paragraphs."""
    key = edition.language, edition.symbol
    was, is_ = before.editions.get(key, ""), now.editions[key]
    if was == is_:
        return
    old, new = read(was) if was else None, read(is_)
    if new is None or (was and old is None):
        return
    then, today = dict(old.passages()) if old else {}, dict(new.passages())
    numbers = {paragraph.id: paragraph.cited for paragraph in new.paragraphs()}
    for id_ in dict.fromkeys((*then, *today)):
        if then.get(id_) != today.get(id_):
            yield f"{id_} ({numbers[id_]})" if id_ in numbers else id_
