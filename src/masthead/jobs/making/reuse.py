"""Reuse: which renditions need not be made, because the same ones were made before.

A rendition is a pure function of its editions, the looks, the fonts and what makes it. Each is kept
under the digest of these. The pages of a language are kept one by one, and the index of their words
with them, so that a changed document has its own page made and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path

from masthead.jobs.judging.verdicts import Verdict
from masthead.jobs.known.files import Files, below, lay_out, read
from masthead.jobs.known.store import Store, key_of
from masthead.jobs.known.versions import versions
from masthead.jobs.known.written import edition_digest, key_of_edition, read_edition
from masthead.jobs.making.reasons import Ground, Reason, State, reason
from masthead.jobs.making.render import Job, files_of, pages_of, shelf_of
from masthead.model.edition import Edition
from masthead.outputs.names import INDEX, PAGE
from masthead.outputs.skin import Printed

# Where systems keep fonts, and what fontconfig is told of them.
FONTS = (
    "/etc/fonts",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "~/.config/fontconfig",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)


class Reuse:
    """What one build takes from the store, and keeps there."""

    def __init__(self, store: Store, templates: Path) -> None:
        self._store, self._templates = store, templates
        self._digests: dict[int, tuple[Edition, str]] = {}
        self._written: dict[str, Callable[[], bytes]] = {}
        self._sizes: dict[int, int] = {}
        self._states: dict[str, State] = {}
        self._reasons: list[Callable[[], Reason]] = []

    def heads(self, verdict: Verdict, languages: Collection[str]) -> list[Edition]:
        """Give the heads of a document's editions, which stand for them until they are printed."""
        chosen = {code: head for code, head in verdict.heads.items() if code in languages}
        for code, (edition, digest, size) in chosen.items():
            self._digests[id(edition)] = edition, digest
            self._sizes[id(edition)] = size
            self._written[digest] = partial(verdict.written.__getitem__, code)
        return [head.edition for head in chosen.values()]

    def open(self, job: Job) -> Job | None:
        """Take what is kept of a job, as `take` does, and bind what is left, to be done now."""
        left = self.take(job)
        return None if left is None else self.bound(left)

    def bound(self, job: Job) -> Job:
        """Put the editions that a job prints beside their heads, as they are written.

        It is done when the job is sent: nobody opens an archive.
        """
        left = frozenset(job.left)
        written = (
            self._bytes_of(head) if place in left else b""
            for place, head in enumerate(job.editions)
        )
        return replace(job, written=tuple(written))

    def _bytes_of(self, head: Edition) -> bytes:
        """Give an edition as it is written, if there is a head of it only."""
        written = self._written.get(self.digest(head))
        return written() if written else b""

    @cached_property
    def ground(self) -> Ground:
        """Look once, when the first rendition is asked for, at what all of them rest on."""
        looks = [(p.relative_to(self._templates), p.read_bytes()) for p in below(self._templates)]
        fonts = [_mark(path) for folder in FONTS for path in below(Path(folder).expanduser())]
        return Ground(key_of(*versions().items()), key_of(*fonts), key_of(*looks))

    def digest(self, edition: Edition) -> str:
        """Give the digest of an edition; a head has that of the whole."""
        # The edition is held with its digest: a number of `id` is given again to another one.
        if id(edition) not in self._digests:
            self._digests[id(edition)] = edition, edition_digest(edition)
        return self._digests[id(edition)][1]

    def take(self, job: Job) -> Job | None:
        """Lay out what is kept of a job's files; gives the job that is left, None if none is."""
        left = self._left_of(job)
        if left is None:
            symbols = tuple(edition.symbol for edition in job.editions)
            self._reasons.append(partial(Reason, symbols, job.name, "kept"))
            return None
        left = replace(left, sizes=tuple(map(self._size, left.editions)))
        key, now = _state_key(left), self._state_of(left)
        self._reasons.append(partial(reason, left, self._store.fetch(key), now, self._read))
        self._states[key] = now
        return left

    def _state_of(self, job: Job) -> State:
        settings = key_of(job.beside, job.site, job.paper)
        editions = {(e.language, e.symbol): self.digest(e) for e in job.editions}
        return State(self.ground, settings, editions)

    def _size(self, edition: Edition) -> int:
        return self._sizes.get(id(edition), len(edition.blocks))

    def _read(self, digest: str) -> Edition | None:
        at_hand = self._written.get(digest)
        kept = self._store.fetch(key_of_edition(digest)) if at_hand is None else at_hand()
        return None if kept is None else read_edition(kept)

    def _left_of(self, job: Job) -> Job | None:
        if job.site is None:
            return None if self._lay_out(self._key(job), job.folder) else job
        pages = self._page_keys(job)
        if self._has_all(job, pages):
            return None
        nothing: tuple[Mapping[str, str], bytes] = ({}, b"")
        kept, index = self._store.fetch(self._index_key(job)) or nothing
        known = {name for name, key in pages.items() if kept.get(name) == key}
        there = {name for name in known if self._lay_out(pages[name], job.folder)}
        return replace(job, printed=Printed(frozenset(there), index)) if there else job

    def reasons(self) -> Iterator[Reason]:
        """Say of each rendition why it was made, or that it was not; it is found when asked for."""
        return (find() for find in self._reasons)

    def keep(self, job: Job) -> None:
        """Keep what a job has made that was not taken."""
        key = _state_key(job)
        self._store.keep(key, self._states[key])
        if job.site is None:
            self._store.keep(self._key(job), read(files_of(job), job.folder))
            return
        pages = self._page_keys(job)
        for name, key in pages.items():
            if name not in job.printed.pages:
                self._store.keep(key, read([f"{job.language}/{name}"], job.folder))
        shelf = read(shelf_of(job), job.folder)
        self._store.keep(self._key(job), shelf)
        self._store.keep(self._index_key(job), (pages, shelf[f"{job.language}/{INDEX}"]))

    def _has_all(self, job: Job, pages: Mapping[str, str]) -> bool:
        shelf: Files | None = self._store.fetch(self._key(job))
        found: list[Files | None] = [shelf]
        if shelf is not None:
            found += [self._store.fetch(key) for key in pages.values()]
        if None in found:
            return False
        for files in filter(None, found):
            lay_out(files, job.folder)
        return True

    def _lay_out(self, key: str, folder: Path) -> bool:
        files: Files | None = self._store.fetch(key)
        if files is not None:
            lay_out(files, folder)
        return files is not None

    def _key(self, job: Job) -> str:
        editions = [self.digest(edition) for edition in job.editions]
        others = [self.digest(edition) for edition in job.others]
        # Languages side by side are cut out of their pages.
        beside = (
            [(job.folder / name).with_name(PAGE) for name in files_of(job)] if job.columns else ()
        )
        pages = [page.read_bytes() for page in beside]
        settings = (job.format, job.beside, job.site, job.paper, job.columns)
        return key_of(self.ground, *settings, editions, others, *pages)

    def _page_keys(self, job: Job) -> dict[str, str]:
        # The bar of every page names the languages of all documents.
        siblings = [*dict.fromkeys(s for each in job.editions for s in each.siblings)]
        shared = key_of(self.ground, siblings, job.beside, job.site)
        return {
            name: key_of("page", shared, self.digest(edition))
            for name, edition in pages_of(job).items()
        }

    def _index_key(self, job: Job) -> str:
        return key_of(self.ground, "index", job.site)


def _state_key(job: Job) -> str:
    of = job.editions[0].symbol if job.site is None else ""
    return key_of("state", job.name, of)


def _mark(path: Path) -> tuple[str, int, int]:
    """Give what changes when a file does; to read all fonts would take longer than a build."""
    try:
        found = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), found.st_size, found.st_mtime_ns


def largest_first(jobs: Sequence[Job]) -> list[Job]:
    """Order jobs so that no worker is left with a long one at the end."""
    return sorted(jobs, key=lambda job: job.weight, reverse=True)
