"""Sealing: a staged site is looked through, and given the manifest that says what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from masthead.jobs.known.store import key_of
from masthead.jobs.known.versions import fingerprint
from masthead.jobs.prepare import Opened
from masthead.jobs.publishing.links import Page, dead_links, read_pages
from masthead.jobs.publishing.manifest import Making, describe, earlier, seal
from masthead.jobs.publishing.sources import overtaken
from masthead.jobs.translating.wanted import file_of
from masthead.model.edition import Edition
from masthead.model.problem import Problem, Where, error, has_errors, warning
from masthead.outputs.names import folder_name


class Staged(NamedTuple):
    """A site as it is staged: what was made of it now, and what stays of the site `before`.

    `languages` are those that were asked for.
    """

    folder: Path
    languages: Sequence[str]
    made: Sequence[Edition]
    kept: Sequence[Edition]
    before: Path


def seal_site(staged: Staged, opened: Opened, formats: Sequence[str], now: Making) -> list[Problem]:
    """Give a staged site its manifest, unless something in it is not as it must be.

    `now` is what was made of what.
    """
    problems = [*_overtaken(opened), *_dead(staged, opened)]
    if not has_errors(problems):
        silent = _silent(staged, opened)
        told = {n: digest for n, digest in now["sources"].items() if n not in silent}
        now, before = {**now, "sources": told}, earlier(staged.before)
        seal(staged.folder, describe(staged.made, staged.kept, formats, now, before))
    return problems


def _silent(staged: Staged, opened: Opened) -> set[str]:
    """List the sources of which nothing is in the site, and whose names would tell too much.

    That is what is internal, and what belongs to documents that nobody may know of yet.
    """
    there = {edition.symbol for edition in (*staged.made, *staged.kept)}
    records, shown = opened.records, opened.past.shown
    names = {line.path for line in records.activities.lines.values() if line.internal}
    names |= {*records.unread, *(name for files in shown.values() for name in files)}
    for document in records.documents:
        symbol = str(document.symbol)
        if symbol not in there:
            names |= {document.path, *(file_of(code, symbol) for code in opened.tongues)}
    documents = (document for document in records.documents if str(document.symbol) in there)
    return names - {name for one in documents for name in shown.get(one.path, ())}


def _overtaken(opened: Opened) -> Iterator[Problem]:
    """Find templates that somebody changed: the engines read them as long as they run."""
    for name in overtaken(opened, "templates"):
        yield error(Where(name), "E058", path=name)


def _dead(staged: Staged, opened: Opened) -> Iterator[Problem]:
    """Find dead links, but for those of a proof to languages that nobody asked for.

    What stays may lead to what is no longer there, and stays all the same.
    """
    unasked = {*opened.tongues} - {*staged.languages}
    stay = {f"{edition.language}/{folder_name(edition.symbol)}" for edition in staged.kept}
    for link in dead_links(staged.folder, _pages(staged, opened)):
        if link.target.partition("/")[0] in unasked:
            continue
        say = warning if link.page.rpartition("/")[0] in stay else error
        yield say(Where(f"build/{link.page}"), "E057", page=link.page, address=link.address)


def _pages(staged: Staged, opened: Opened) -> dict[str, Page]:
    """Read the pages that are staged; of those that were there the last time, it is known."""
    key, store = key_of("pages", fingerprint(), str(staged.before)), opened.past.store
    pages = read_pages(staged.folder, store.fetch(key) or ())
    store.keep(key, (*pages.values(),))
    return pages
