"""The pages of a language, as far as a project that was read once has them: nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from masthead.jobs.judging.gate import Judged, judge
from masthead.jobs.making.render import Job, files_of, of_editions, of_languages
from masthead.jobs.prepare import Opened
from masthead.model.document import Document
from masthead.model.edition import Edition
from masthead.model.problem import Problem, by_place
from masthead.outputs import site
from masthead.outputs.names import folder_name
from masthead.outputs.skin import SiteLanguage, site_values

LOOKS = "templates"


class Shown(NamedTuple):
    """A document in a language: its edition if nothing speaks against it, or else what does."""

    document: Document
    edition: Edition | None
    problems: tuple[Problem, ...]


@dataclass
class Language:
    """The pages of one language, of a project as it was read once."""

    opened: Opened
    code: str
    folder: Path
    sites: dict[str, SiteLanguage]
    pages: dict[str, str] = field(default_factory=dict)

    @cached_property
    def judged(self) -> Judged:
        """Judge each document in this language; one that has none of it in its original."""
        documents = self.opened.records.documents
        own = judge(self.opened, [d for d in documents if self.code in d.languages], (self.code,))
        others = [d for d in documents if self.code not in d.languages]
        judged = [own, *(judge(self.opened, [d], (d.original,)) for d in others)]
        verdicts, problems, ready = (
            tuple(one for part in parts for one in part) for parts in zip(*judged, strict=True)
        )
        return Judged(verdicts, by_place(problems), ready)

    @cached_property
    def job(self) -> Job | None:
        """Give the job that a build would have done for the language; None if it has no page."""
        editions = [e for verdict in self.judged.ready for e in verdict.editions.values()]
        formats, templates = self.opened.formats, self.opened.project.path(LOOKS)
        jobs = of_languages(editions, formats, templates, self.folder, self.sites)
        limits = self.opened.project.limits
        return next((replace(j, limits=limits) for j in jobs if j.language == self.code), None)

    @cached_property
    def shared(self) -> dict[str, object]:
        """Name what each page of the language prints."""
        job = self.job
        return (
            site_values(job.editions, job.others, self.sites[self.code], job.beside) if job else {}
        )

    @cached_property
    def shown(self) -> dict[str, Shown]:
        """Find what stands at each address of a document's folder."""
        ready = {str(one.document.symbol): one.editions for one in self.judged.ready}
        documents = [d for d in self.opened.records.documents if self.code in d.languages]
        return {
            f"{folder_name(str(d.symbol))}/": Shown(
                d, ready.get(str(d.symbol), {}).get(self.code), self._against(d)
            )
            for d in documents
        }

    @cached_property
    def files(self) -> dict[str, Job]:
        """Name the files that lie beside pages, each with the job that makes it."""
        job, paper = self.job, self.opened.records.profile.paper
        if job is None:
            return {}
        jobs = of_editions(job.editions, job.beside, job.templates, self.folder, paper)
        return {name: replace(one, limits=job.limits) for one in jobs for name in files_of(one)}

    def _against(self, document: Document) -> tuple[Problem, ...]:
        """List the errors that can keep a document from being shown: no other document's."""
        others = {d.path for d in self.opened.records.documents} - {document.path}
        found = self.judged.problems
        return tuple(p for p in found if p.is_error and p.where.path not in others)

    def page(self, edition: Edition) -> str:
        """Make the page of an edition, once."""
        if edition.symbol not in self.pages:
            templates = self.opened.project.path(LOOKS)
            self.pages[edition.symbol] = site.page(edition, self.shared, templates)
        return self.pages[edition.symbol]
