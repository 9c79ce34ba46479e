"""Reasons: why a rendition was made anew, or that it was not, for whoever asks with `--explain`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from masthead.jobs.render import Job
from masthead.jobs.store import key_of
from masthead.model.edition import Edition


class Ground(NamedTuple):
    """What every rendition of a build rests on, each as a digest."""

    versions: str
    fonts: str
    templates: str


class State(NamedTuple):
    """What a rendition was made from: `settings` of the office, passages by their ids, the rest.

    All are digests. A page of a language's site is made from the passages of all of its editions.
    """

    ground: Ground
    settings: str
    passages: Mapping[str, str]
    editions: str


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


def state_of(job: Job, ground: Ground) -> State:
    """Note what a rendition is made from."""
    passages = {
        f"{edition.symbol}#{id_}" if len(job.editions) > 1 else id_: key_of(said)
        for edition in job.editions
        for id_, said in edition.passages()
    }
    settings = key_of(job.beside, job.site, job.paper)
    return State(ground, settings, passages, key_of(*map(_rest_of, job.editions)))


def _rest_of(edition: Edition) -> str:
    return key_of(edition.masthead, edition.status, edition.siblings, edition.contents)


def reason(job: Job, before: State | None, now: State) -> Reason:
    """Compare what a rendition was made from with what it is made from now."""
    symbols = tuple(edition.symbol for edition in job.editions)
    if before is None:
        return Reason(symbols, job.name, "new")
    for cause, was, is_ in zip(Ground._fields, before.ground, now.ground, strict=True):
        if was != is_:
            return Reason(symbols, job.name, cause)
    if before.settings != now.settings:
        return Reason(symbols, job.name, "settings")
    ids = dict.fromkeys((*before.passages, *now.passages))
    changed = tuple(id_ for id_ in ids if before.passages.get(id_) != now.passages.get(id_))
    numbers = {p.id: p.cited for edition in job.editions for p in edition.paragraphs()}
    named = tuple(f"{id_} ({numbers[id_]})" if id_ in numbers else id_ for id_ in changed)
    return Reason(symbols, job.name, "passages" if named else "editions", named)
