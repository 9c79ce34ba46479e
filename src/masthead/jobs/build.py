"""Building: compile, render, read back, publish; each document whole, or left as it was."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from masthead.compile import page_words
from masthead.jobs.doctor import typefaces
from masthead.jobs.judging.gate import judge
from masthead.jobs.judging.verdicts import Verdict
from masthead.jobs.making.failures import failures
from masthead.jobs.making.hindrances import hindrances
from masthead.jobs.making.parallel import of_documents, set_beside
from masthead.jobs.making.reasons import Reason
from masthead.jobs.making.render import (
    CannotRun,
    Job,
    Runner,
    of_editions,
    of_languages,
    unfilled,
)
from masthead.jobs.making.reuse import Reuse, largest_first
from masthead.jobs.prepare import Opened
from masthead.jobs.publishing.kept import bring_back, editions_to_keep, intact, published_editions
from masthead.jobs.publishing.manifest import Making, making
from masthead.jobs.publishing.publish import CannotStage, deliver, publish, staging
from masthead.jobs.publishing.sealing import Staged, seal_site
from masthead.jobs.publishing.sources import sources_of
from masthead.model.document import Document
from masthead.model.edition import Edition
from masthead.model.problem import Problem, Where, by_place, error, has_errors
from masthead.outputs.json import schema
from masthead.outputs.names import PAGE, SCHEMA, folder_name
from masthead.outputs.skin import SiteLanguage, Unfilled, front_page


class Progress(Protocol):
    """Who is told how far a build has come: of each job its weight, which time goes by."""

    def expect(self, weight: int) -> None:
        """Jobs begin, of a weight."""

    def done(self, weight: int, name: str) -> None:
        """A job has ended."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to build: all documents and languages if none is named; `output` instead of build/.

    `over` is a published site whose other documents stay; by default that is build/, unless the
    site goes elsewhere. `workers` compile documents, if there are many.
    """

    documents: tuple[Document, ...]
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    output: Path | None = None
    over: Path | None = None
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the documents made; those with errors, left as published or never so.

    Documents without errors are in none of these where `place` is None: nothing was published.
    """

    made: tuple[Document, ...]
    kept: tuple[Document, ...]
    refused: tuple[Document, ...]
    problems: tuple[Problem, ...]
    place: Path | None
    reasons: Iterator[Reason]


@dataclass(frozen=True, slots=True)
class Work:
    """What the steps of a build share: the opened project, the request, and the staging folder."""

    opened: Opened
    request: Request
    stage: Path
    problems: list[Problem]
    room: Runner
    progress: Progress
    reuse: Reuse

    @property
    def templates(self) -> Path:
        """Say where the pages' skeletons and sheets lie."""
        return self.opened.project.path("templates")

    @property
    def before(self) -> Path:
        """Say where the site lies whose other documents stay."""
        return self.request.over or self.opened.project.root / "build"

    @property
    def renews(self) -> bool:
        """Tell whether other documents stay; a folder of the user's own holds what was asked."""
        return self.request.output is None or self.request.over is not None


def build(opened: Opened, request: Request, room: Runner, progress: Progress) -> Built:
    """Build what is asked for. Errors never take down what is published already."""
    judged = judge(opened, request.documents, request.languages, request.workers)
    problems, ready = [*judged.problems], [*judged.ready]
    whole = ready
    place: Path | None = None
    reuse = Reuse(opened.past.store, opened.project.path("templates"))
    try:
        with staging(opened.project.root) as stage:
            work = Work(opened, request, stage, problems, room, progress, reuse)
            now = _made_of(work) if ready and _can_begin(work) else None
            if now is not None:
                whole, kept = _render(ready, work)
                place = _publish(whole, kept, now, work) if whole else None
    except (CannotStage, CannotRun) as refused:
        problems.append(refused.problem)
    without_error = [one.document for one in whole]
    asked = [d for d in request.documents if any(c in request.languages for c in d.languages)]
    left = [document for document in asked if document not in without_error]
    published = published_editions(opened) if left else {}
    return Built(
        tuple(without_error) if place is not None else (),
        tuple(d for d in left if str(d.symbol) in published),
        tuple(d for d in left if str(d.symbol) not in published),
        by_place(problems),
        place,
        reuse.reasons(),
    )


def _can_begin(work: Work) -> bool:
    """Find what would stop the work at its end, before anything is started."""
    languages = tuple(site_languages(work.opened).values())
    words = work.opened.words_of(work.request.documents)
    asked = work.request
    unread = work.room.unread(asked.formats)
    found = hindrances(work.templates, asked.formats, unread, asked.output, languages, words)
    found = found or work.room.hindrances(typefaces(words))
    work.problems.extend(found)
    return not found


def _made_of(work: Work) -> Making | None:
    """Say what will be made of what; None if somebody changed it since it was read.

    The engines are still being loaded: asking now costs no time.
    """
    sources, changed = sources_of(work.opened)
    work.problems.extend(error(Where(name), "E058", path=name) for name in changed)
    return None if changed else making(work.opened, sources, work.request.formats)


def _heads(made: list[Verdict], work: Work) -> list[Edition]:
    return [head for one in made for head in work.reuse.heads(one, work.request.languages)]


def _render(ready: list[Verdict], work: Work) -> tuple[list[Verdict], list[Edition]]:
    """Make every file of the ready documents; gives those made whole, and editions that stay.

    A document of which a file failed is left out; then the pages, which name the others, are made
    again without it.
    """
    before = work.before
    made, kept = ready, list[Edition]()
    while made:
        editions = _heads(made, work)
        symbols = {str(one.document.symbol) for one in made}
        others = editions_to_keep(work.opened, _others(symbols, work))
        kept = [*intact(others, before, work.problems)]
        pages = _pages([*editions, *kept], work)
        paper = work.opened.records.profile.paper
        files = of_editions(editions, work.request.formats, work.templates, work.stage, paper)
        views = _views(editions, work)
        failed = _run([*pages, *files] if made is ready else pages, views, work)
        for edition in kept:
            bring_back(edition, before, work.stage)
        if not failed:
            break
        _clear(failed, editions, kept, work)
        made = [one for one in made if str(one.document.symbol) not in failed]
    return made, kept


def _others(made: set[str], work: Work) -> dict[str, list[Edition]]:
    """Read what is published of documents that are not made now."""
    if not work.renews:
        return {}
    return published_editions(work.opened, work.problems, work.before, but=made)


def _pages(editions: list[Edition], work: Work) -> list[Job]:
    languages = site_languages(work.opened)
    return of_languages(editions, work.request.formats, work.templates, work.stage, languages)


def _views(editions: list[Edition], work: Work) -> list[Job]:
    """List the views of what is made now; a document that stays keeps its own."""
    languages = site_languages(work.opened)
    asked = editions if "site" in work.request.formats else ()
    return of_documents(asked, work.templates, work.stage, languages)


def _clear(failed: set[str], editions: list[Edition], kept: list[Edition], work: Work) -> None:
    """Take what was made of a failed document out of the staging folder.

    Where it was the only one in its language, nothing is left of that.
    """
    left = {e.language for e in (*editions, *kept) if e.symbol not in failed}
    for language in {edition.language for edition in editions} - left:
        shutil.rmtree(work.stage / language, ignore_errors=True)
    for edition in editions:
        if edition.symbol in failed:
            folder = work.stage / edition.language / folder_name(edition.symbol)
            # Its addenda lie in folders below: only the files are its own.
            for path in [p for p in folder.glob("*") if p.is_file()]:
                path.unlink()


def site_languages(opened: Opened) -> dict[str, SiteLanguage]:
    """Give what the pages of each language say, by its code."""
    return {
        code: SiteLanguage(
            code,
            tongue.words.name,
            tongue.words.text("direction"),
            page_words(tongue),
            spaces_words=tongue.words.spaces_words,
        )
        for code, tongue in opened.tongues.items()
    }


def _run(jobs: list[Job], views: list[Job], work: Work) -> set[str]:
    """Take what was made before, and run the other jobs; gives the symbols of those that failed."""
    failed: set[str] = set()
    limits = work.opened.project.limits
    jobs_left = filter(None, map(work.reuse.take, jobs))
    left = [replace(rest, limits=limits) for rest in jobs_left]
    outcomes = work.room.run(map(work.reuse.bound, largest_first(left))) if left else ()
    work.progress.expect(sum(job.weight for job in (*left, *views)))
    for outcome in set_beside(outcomes, left, views, work.reuse.open):
        work.progress.done(outcome.job.weight, outcome.job.name)
        if outcome.failed:
            failed.update(edition.symbol for edition in outcome.job.editions)
            work.problems.extend(failures(outcome, work.opened.records.documents))
        else:
            work.reuse.keep(outcome.job)
    return failed


def _publish(made: list[Verdict], kept: list[Edition], now: Making, work: Work) -> Path | None:
    if "site" in work.request.formats:
        languages = site_languages(work.opened)
        there = [languages[code] for code in languages if (work.stage / code).is_dir()]
        try:
            page = front_page(there, work.templates)
        except Unfilled as fault:
            work.problems.append(unfilled(fault))
            return None
        (work.stage / PAGE).write_text(page, encoding="utf-8")
    if "json" in work.request.formats:
        (work.stage / SCHEMA).write_bytes(schema())
    editions = _heads(made, work)
    staged = Staged(work.stage, work.request.languages, editions, kept, work.before)
    found = seal_site(staged, work.opened, work.request.formats, now)
    work.problems.extend(found)
    if has_errors(found):
        return None
    if work.request.output is not None:
        place = deliver(work.stage, work.request.output)
    else:
        place = publish(work.stage, work.opened.project.root)
    if isinstance(place, Problem):
        work.problems.append(place)
        return None
    return place
