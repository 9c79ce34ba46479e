"""Rendering: editions become files, one job a rendition, on as many cores as there are.

A job is a pure function of its editions and the templates, so any executor can run it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Protocol

from masthead.jobs.known.written import read_edition
from masthead.jobs.making.limits import MEMORY, TIME, Exhausted, within
from masthead.jobs.making.parting import lacking, parting
from masthead.model.edition import Edition
from masthead.model.limits import SAFE, Limits
from masthead.model.problem import Problem, Where, error
from masthead.model.profile import PAPERS
from masthead.outputs import FORMATS, Displaced, Unprintable
from masthead.outputs.names import (
    DATA,
    INDEX,
    PAGE,
    PARALLEL,
    SEARCH,
    STATIC,
    docx_name,
    folder_name,
    pdf_name,
)
from masthead.outputs.readback import numbers_in_edition, unprinted
from masthead.outputs.readback_docx import numbers_in_docx
from masthead.outputs.readback_html import read_html
from masthead.outputs.readback_pdf import numbers_in_pdf, text_of_pdf, words_of_pdf
from masthead.outputs.skin import NOTHING, Printed, SiteLanguage, Unfilled, broken, site_values

# A passage of a PDF is parted by the foot of a page, by notes there, and by the head of the next;
# a cell of a table by its lines.
PIECES = 4


@dataclass(frozen=True, slots=True)
class Job:
    """One rendition to make: a file of an edition, or the site of a language.

    An edition may be a head, without its blocks: then `written` has the whole at the same place, as
    `write_edition` does, to be opened by whoever does the job, and `sizes` how many blocks it has.
    `beside` are the formats that a page links to; `site` are the words of a language's pages,
    `others` the documents that its list names and that it has no edition of; `paper` is what PDFs
    are laid out for, `limits` what making them may cost; `printed` are the pages that need not be
    made, as `pages_of` names them; `columns` are the languages that are set side by side, edition
    by edition.
    """

    format: str
    editions: tuple[Edition, ...]
    templates: Path
    folder: Path
    beside: tuple[str, ...] = ()
    site: SiteLanguage | None = None
    paper: str = PAPERS[0]
    others: tuple[Edition, ...] = ()
    printed: Printed = NOTHING
    columns: tuple[SiteLanguage, ...] = ()
    limits: Limits = SAFE
    written: tuple[bytes, ...] = ()
    sizes: tuple[int, ...] = ()

    def opened(self, place: int = 0) -> Edition:
        """Open the edition at a place; one that came whole stays as it is."""
        written = self.written[place] if self.written else b""
        return read_edition(written) if written else self.editions[place]

    @property
    def language(self) -> str:
        """Give the language of what is made."""
        return self.editions[0].language

    @property
    def name(self) -> str:
        """Name what the job makes, for progress and problems."""
        return f"{self.language}/{self.format}"

    @property
    def weight(self) -> int:
        """Say how long the job takes, beside others."""
        if self.columns:
            return 1  # the pages that it sets side by side are there
        cost = FORMATS[self.format].cost
        sizes = self.sizes or [len(edition.blocks) for edition in self.editions]
        return cost * (1 + sum(sizes[place] for place in self.left))

    @property
    def left(self) -> tuple[int, ...]:
        """Give the places of the editions that are printed: not those of pages that are there."""
        names = pages_of(self) if self.printed.pages else ("",) * len(self.editions)
        return tuple(place for place, name in enumerate(names) if name not in self.printed.pages)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished job: why it failed, or where what it printed parts from what was compiled.

    `unprintable` are the characters that the output has no sign for, `displaced` the marks of notes
    that are not on the page of their call; `exceeded` is what the job wanted more of than it has.
    """

    job: Job
    reason: str = ""
    parted: str = ""
    unprintable: str = ""
    displaced: tuple[str, ...] = ()
    exceeded: str = ""

    @property
    def failed(self) -> bool:
        """Tell whether the rendition cannot be published."""
        faults = (self.reason, self.parted, self.unprintable, self.displaced, self.exceeded)
        return any(faults)


def bare(outcome: Outcome) -> Outcome:
    """Give an outcome without its job and editions, to be sent where the job is known."""
    return replace(outcome, job=Job(outcome.job.format, (), Path(), Path()))


class CannotRun(Exception):
    """What runs jobs is gone, and no other job can be run: nothing is published."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class Runner(Protocol):
    """What runs jobs: processes beside this one, or other machines."""

    def unread(self, formats: Sequence[str]) -> list[Problem]:
        """Find the skeletons of some formats that cannot be read."""

    def hindrances(self, families: Sequence[str]) -> list[Problem]:
        """Find what would keep jobs from being run; `families` are the fonts that they print."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Run jobs, and give each outcome as it comes, or raise `CannotRun`.

        No more of them are asked for than can be done soon.
        """


def of_editions(
    editions: Sequence[Edition], formats: Sequence[str], templates: Path, folder: Path, paper: str
) -> list[Job]:
    """List the jobs of the formats that are made from one edition each."""
    singles = [name for name in formats if FORMATS[name].makes_from == "edition"]
    return [
        Job(name, (edition,), templates, folder, paper=paper)
        for name in singles
        for edition in editions
    ]


def of_languages(
    editions: Sequence[Edition],
    formats: Sequence[str],
    templates: Path,
    folder: Path,
    languages: Mapping[str, SiteLanguage],
) -> list[Job]:
    """List the jobs of the formats that are made from all editions of a language."""
    beside = tuple(name for name in formats if FORMATS[name].makes_from == "edition")
    jobs: list[Job] = []
    for name in formats:
        if FORMATS[name].makes_from == "language":
            for code in sorted({edition.language for edition in editions}):
                mine = tuple(e for e in editions if e.language == code)
                site, others = languages[code], _elsewhere(editions, code)
                jobs.append(Job(name, mine, templates, folder, beside, site, others=others))
    return jobs


def files_of(job: Job) -> tuple[str, ...]:
    """List the files that a job makes of each of its editions, below the job's folder."""
    return tuple(
        f"{e.language}/{folder_name(e.symbol)}/{_NAMES[job.format](e)}" for e in job.editions
    )


def pages_of(job: Job) -> dict[str, Edition]:
    """Name the pages of a language's site, below the language's folder, with what they show."""
    return {f"{folder_name(edition.symbol)}/{PAGE}": edition for edition in job.editions}


def shelf_of(job: Job) -> tuple[str, ...]:
    """List the other files of a language's site, below the job's folder."""
    static = sorted((job.folder / job.language / STATIC).rglob("*"))
    made = [path.relative_to(job.folder).as_posix() for path in static if path.is_file()]
    return (*(f"{job.language}/{name}" for name in (PAGE, SEARCH, INDEX)), *made)


def _elsewhere(editions: Sequence[Edition], language: str) -> tuple[Edition, ...]:
    """Give an edition of each document that has none in a language, in its original if it can."""
    own = {edition.symbol for edition in editions if edition.language == language}
    found: dict[str, Edition] = {}
    for edition in editions:
        if edition.symbol not in own and edition.language == edition.original:
            found[edition.symbol] = edition
        elif edition.symbol not in own:
            found.setdefault(edition.symbol, edition)
    return tuple(found.values())


def run_job(job: Job) -> Outcome:
    """Make one rendition, and read it back."""
    return attempt(job, _MAKERS[job.format])


def attempt(job: Job, make: Callable[[Job], str]) -> Outcome:
    """Do a job; a failure is told, not raised, so that the others go on."""
    try:
        with within(job.limits):
            return Outcome(job, parted=make(job))
    except Exhausted:
        return Outcome(job, exceeded=TIME)
    except MemoryError:
        return Outcome(job, exceeded=MEMORY)
    except Unprintable as fault:
        return Outcome(job, unprintable=fault.characters)
    except Displaced as fault:
        return Outcome(job, displaced=fault.marks)
    except Exception as fault:
        # An engine may fail in any way; the user gets a sentence, the other jobs go on.
        return Outcome(job, reason=f"{type(fault).__name__}: {fault}"[:300])


def _make_pdf(job: Job) -> str:
    edition = job.opened()
    data = import_module(FORMATS["json"].module).write(edition)
    printed = import_module(FORMATS["pdf"].module).write(edition, job.templates, data, job.paper)
    path = _put(job, printed)
    words = words_of_pdf(path, edition.direction)
    parted = parting(numbers_in_edition(edition), numbers_in_pdf(words))
    return parted or lacking(unprinted(edition.passages(parts=False), text_of_pdf(words), PIECES))


def _make_docx(job: Job) -> str:
    edition = job.opened()
    data = import_module(FORMATS["docx"].module).write(edition, job.templates)
    path = _put(job, data)
    return parting(numbers_in_edition(edition), numbers_in_docx(path))


def _make_json(job: Job) -> str:
    data = import_module(FORMATS["json"].module).write(job.opened())
    _put(job, data)
    return ""


def _make_site(job: Job) -> str:
    folder = job.folder / job.language
    shared = site_values(job.editions, job.others, job.site, job.beside) if job.site else {}
    write = import_module(FORMATS["site"].module).write
    # One is open at a time, of however many.
    around = (map(job.opened, job.left), shared, job.site, job.templates, folder)
    for page, edition in write(*around, printed=job.printed):
        numbers, text = read_html(page.read_bytes())
        parted = parting(numbers_in_edition(edition), numbers)
        parted = parted or lacking(unprinted(edition.passages(), text))
        if parted:
            return f"{edition.symbol}: {parted}"
    return ""


def _put(job: Job, data: bytes) -> Path:
    (name,) = files_of(job)
    path = job.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


# What the file of an edition is called, beside its page.
_NAMES: dict[str, Callable[[Edition], str]] = {
    "pdf": pdf_name,
    "docx": docx_name,
    "json": lambda _: DATA,
    "parallel": lambda _: PARALLEL,
}

# Each makes its files, reads them back, and says where their numbers part from the edition's.
_MAKERS: dict[str, Callable[[Job], str]] = {
    "pdf": _make_pdf,
    "docx": _make_docx,
    "json": _make_json,
    "site": _make_site,
}


def unread(templates: Path, formats: Iterable[str]) -> list[Problem]:
    """Read the skeletons of some formats; gives what is wrong with each that cannot be read."""
    return [unfilled(fault) for fault in broken(templates, formats)]


def unfilled(fault: Unfilled) -> Problem:
    """Say which skeleton failed, and on which line."""
    name = f"templates/{fault.name}"
    return error(Where(name, fault.line), "E033", path=name, reason=fault.reason)
