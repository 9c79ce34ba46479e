"""Setting languages side by side: the pages of a document are read, put into rows, and compared.

It is done here, not in the engine room: it needs the pages of every language and no engine, and
this process waits for PDFs meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from masthead.jobs.making.render import Job, Outcome, attempt
from masthead.model.edition import Edition
from masthead.outputs import parallel
from masthead.outputs.names import PAGE, PARALLEL, folder_name
from masthead.outputs.readback_parallel import (
    Shown,
    is_sound,
    parted_column,
    shown_in_columns,
    shown_in_page,
)
from masthead.outputs.skin import SiteLanguage

NAME = "parallel"


def of_documents(
    editions: Sequence[Edition],
    templates: Path,
    folder: Path,
    languages: Mapping[str, SiteLanguage],
) -> list[Job]:
    """List what is to be set side by side: each document that has several languages."""
    documents: dict[str, list[Edition]] = {}
    for edition in editions:
        if len(edition.siblings) > 1:
            documents.setdefault(edition.symbol, []).append(edition)
    return [
        Job(
            NAME,
            tuple(theirs),
            templates,
            folder,
            columns=tuple(languages[e.language] for e in theirs),
        )
        for theirs in documents.values()
    ]


def set_beside(
    outcomes: Iterable[Outcome],
    jobs: Sequence[Job],
    views: Sequence[Job],
    take: Callable[[Job], Job | None],
) -> Iterator[Outcome]:
    """Give the outcomes of jobs, and of views as soon as the last page that they need is made.

    Of a view, only what `take` leaves is made.
    """
    waits = {job.language for job in jobs if job.format == "site"}
    if not waits:
        yield from _made(views, take)
    failed = False
    for outcome in outcomes:
        yield outcome
        failed = failed or outcome.failed
        if waits and outcome.job.format == "site":
            waits.discard(outcome.job.language)
            # What failed is made again without its document, and the views with it.
            yield from () if waits or failed else _made(views, take)


def _made(views: Sequence[Job], take: Callable[[Job], Job | None]) -> Iterator[Outcome]:
    left = (take(job) for job in views)
    return (attempt(job, _make) for job in left if job is not None)


def _make(job: Job) -> str:
    pages = [_path(edition, job).with_name(PAGE).read_text("utf-8") for edition in job.editions]
    wholes = [job.opened(place) for place in range(len(job.editions))]
    views = parallel.views(wholes, job.columns, pages, job.templates)
    for edition, view in zip(job.editions, views, strict=True):
        _path(edition, job).write_text(view, "utf-8")
    wanted = {
        edition.language: shown_in_page(page, f"{edition.language}-")
        for edition, page in zip(job.editions, pages, strict=True)
    }
    return next(filter(None, (_parted(view, wanted) for view in views)), "")


def _path(edition: Edition, job: Job) -> Path:
    return job.folder / edition.language / folder_name(edition.symbol) / PARALLEL


def _parted(view: str, wanted: Mapping[str, Shown]) -> str:
    """Say where a view parts from the pages that it is made of, "" if it does not."""
    columns = shown_in_columns(view)
    for code, page in wanted.items():
        if parted := parted_column(page, columns[code]) if code in columns else PARALLEL:
            return f"{code}: {parted}"
    return "" if is_sound(view) else PARALLEL
