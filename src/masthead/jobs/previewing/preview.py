"""A preview: a project that stays open, and its pages, each made when somebody asks for it.

Nothing is written into the project. A page is the one that a build makes (`outputs.site.page`), of
editions that passed the gate in its language and in the original; all languages are judged beside
(`errands`). Where something is wrong, the page of the last good state is given.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple

from masthead.jobs.build import site_languages
from masthead.jobs.known.held import Held
from masthead.jobs.known.past import Past
from masthead.jobs.known.snapshot import Snapshot, take
from masthead.jobs.known.store import store_of
from masthead.jobs.making.render import Job, unfilled
from masthead.jobs.prepare import open_project
from masthead.jobs.previewing.pages import LOOKS, Language, Shown
from masthead.jobs.publishing.publish import is_published
from masthead.model.document import Document
from masthead.model.problem import Problem, Where, by_place, error
from masthead.outputs import parallel
from masthead.outputs.names import INDEX, PAGE, PARALLEL, SEARCH, STATIC, folder_name
from masthead.outputs.skin import Unfilled, front_page, list_page
from masthead.project import Project, Source

PUBLISHED = "build"
SITE = "site"
OWN_STATIC = f"{LOOKS}/site/static"


class Page(NamedTuple):
    """A page: its HTML, and what keeps it from being that of the sources as they are now."""

    html: str
    problems: tuple[Problem, ...] = ()


class Preview:
    """A project, and its pages as they are now. Whoever asks, asks one thing at a time."""

    def __init__(self, project: Project, folder: Path) -> None:
        self._project, self._folder = project, folder
        self._held = Held(store_of(project.root))
        self._snapshot = Snapshot({}, frozenset())
        self._good: dict[str, str] = {}
        self.round = 0

    def look(self, touched: Iterable[str] = ()) -> bool:
        """Read what has changed, if anything has.

        Files that were `touched` are read again whatever their marks say, now and the next time.
        """
        snapshot, fresh = take(self._project), frozenset(touched)
        if self.round and not fresh and snapshot.marks == self._snapshot.marks:
            return False
        self._snapshot = snapshot._replace(fresh=snapshot.fresh | fresh)
        self._held.turn()
        past = Past(self._project, self._snapshot, keeps=True, held=self._held)
        self._opened = open_project(self._project, past)
        self._sites = site_languages(self._opened)
        self._languages: dict[str, Language] = {}
        rmtree(self._folder / str(self.round - 1), ignore_errors=True)
        self.round += 1
        return True

    @property
    def documents(self) -> tuple[Document, ...]:
        """List the documents that can be read."""
        return self._opened.records.documents

    @property
    def _astray(self) -> tuple[Problem, ...]:
        """Find what leads out of the templates, now: then none of them is read."""
        return tuple(self._project.astray(LOOKS))

    def page(self, address: str) -> Page | None:
        """Give the page at an address, "fr/CTOC/COP/2014/4/index.html"; None if there is none."""
        code, _, name = address.partition("/")
        try:
            made = self._astray or self._made(code, name)
        except Unfilled as fault:
            made = (unfilled(fault),)
        except Exception as fault:
            # A skeleton, a chart, a picture may fail in any way; the preview goes on.
            made = (self._failure(fault, address),)
        if isinstance(made, str):
            self._good[address] = made
            return Page(made)
        problems = made or tuple(p for p in self._opened.problems if p.is_error)
        last = self._last(address) if problems else None
        # What is only wrong, and was never good, has no page but is somewhere all the same.
        return Page(last or "", problems) if last is not None or made else None

    def file(self, address: str) -> bytes | Job | None:
        """Give what else is at an address: a file of the looks, or the job that makes it."""
        code, _, name = address.partition("/")
        if code not in self._sites or self._astray:
            return None
        language = self._language(code)
        if name.startswith(f"{STATIC}/"):
            return self._static(name.removeprefix(f"{STATIC}/")) or language.job
        if name in (SEARCH, INDEX):
            return language.job
        return language.files.get(address)

    def _static(self, name: str) -> bytes | None:
        path = f"{OWN_STATIC}/{name}"
        if path not in self._project.names(OWN_STATIC, ""):
            return None
        source = self._project.read(path)
        return source.data if isinstance(source, Source) else None

    def _language(self, code: str) -> Language:
        if code not in self._languages:
            folder = self._folder / str(self.round)
            self._languages[code] = Language(self._opened, code, folder, self._sites)
        return self._languages[code]

    def _made(self, code: str, name: str) -> str | tuple[Problem, ...]:
        """Make a page; or say what speaks against it, nothing of what is not there."""
        templates = self._project.path(LOOKS)
        if (code, name) == (PAGE, ""):
            spoken = {code for document in self.documents for code in document.languages}
            there = [site for code, site in self._sites.items() if code in spoken]
            return front_page(there, templates) if there else ()
        if code not in self._sites:
            return ()
        language = self._language(code)
        if name == PAGE:
            return list_page(language.shared, templates) if language.job else ()
        folder, _, file = name.rpartition("/")
        shown = language.shown.get(f"{folder}/")
        if shown is None or file not in (PAGE, PARALLEL):
            return ()
        if shown.edition is None:
            return shown.problems
        return self._view(shown, code) if file == PARALLEL else language.page(shown.edition)

    def _view(self, shown: Shown, code: str) -> str | tuple[Problem, ...]:
        """Set the pages of a document beside each other, if all of them can be made."""
        folder = f"{folder_name(str(shown.document.symbol))}/"
        codes = [c for c in shown.document.languages if c in self._sites]
        all_ = [self._language(c).shown[folder] for c in codes]
        editions = [one.edition for one in all_ if one.edition is not None]
        if len(editions) < max(2, len(all_)):
            return by_place(problem for one in all_ for problem in one.problems)
        pages, sites = (
            [self._language(e.language).page(e) for e in editions],
            [self._sites[c] for c in codes],
        )
        views = parallel.views(editions, sites, pages, self._project.path(LOOKS))
        return views[codes.index(code)]

    def _last(self, address: str) -> str | None:
        """Give the page of the last good state: one that was shown here, or is published."""
        site_ = self._project.root / PUBLISHED
        if address not in self._good and is_published(site_) and address in _published(site_):
            self._good[address] = (site_ / address).read_text("utf-8")
        return self._good.get(address)

    def _failure(self, fault: Exception, address: str) -> Problem:
        reason = f"{type(fault).__name__}: {fault}"[:300]
        return error(Where("."), "E030", document=address, rendition=SITE, reason=reason)


def _published(site_: Path) -> set[str]:
    return {path.relative_to(site_).as_posix() for path in site_.rglob("*.html") if path.is_file()}
