"""The masthead: the lines of the first page, each from a fact, said in the edition's language.

Elements and order: Editorial Manual, masthead (un-style.md section 1.1). What is printed of them
is the rule of the document's kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import NamedTuple

from masthead.compile.agenda import items_above
from masthead.compile.assemble import Bench, Telling
from masthead.compile.asterisks import Asterisks, Spot, asterisks_of
from masthead.compile.resolve import Resolver
from masthead.compile.standing import Standing, State
from masthead.language import Speech, places_of, say, typeset
from masthead.language.marks import agenda_number
from masthead.language.words import fill
from masthead.model.activity import Names, Ordinal, Value
from masthead.model.document import Session
from masthead.model.document_kind import DocumentKind
from masthead.model.edition import Masthead, StatusMark
from masthead.model.inlines import plain
from masthead.model.problem import Fault, Where, error
from masthead.notation import Report

# How these are written where the language does not say otherwise (terms.yaml).
ITEM_TITLE = "{item}: {sub}"
AGENDA_NOTE = "{symbol}."


class Page(NamedTuple):
    """What composing a first page works with; `notes` are said already, by their field."""

    bench: Bench
    session: Session
    kind: DocumentKind
    notes: Mapping[str, str]

    def term(self, *path: str, **values: object) -> str:
        """Give a fixed string, typeset."""
        return typeset(self.bench.tongue.words.term(*path, **values), self.bench.tongue.typography)

    def block(self, *path: str, **values: object) -> str:
        """Give a fixed string of the distribution block, typeset, in the block's language."""
        tongue = self.bench.block
        return typeset(tongue.words.term(*path, **values), tongue.typography)

    @property
    def block_speech(self) -> Speech:
        """Say how facts are said in the distribution block."""
        return self.bench.speech._replace(words=self.bench.block.words)

    def said(self, value: Value | None, form: str) -> str:
        """Say a value, or nothing where that cannot be done."""
        return "" if value is None else _said(value, form, self.bench.speech)


def masthead_of(
    bench: Bench,
    session: Session,
    notes: tuple[Telling, ...],
    resolver: Resolver,
    report: Report,
) -> Masthead:
    """Compose the masthead of notes that are told and titles that are said."""
    page = Page(bench, session, bench.records.kind_of(bench.document), _texts(notes, resolver))
    asterisks = _asterisks(page)
    masthead = _masthead(page, asterisks, _item_title(page, report))
    _check_lines(masthead, page, report)
    return masthead


def _item_title(page: Page, report: Report) -> str:
    """Give the title of the agenda item, after that of the one that it is a part of."""
    code, said = page.bench.tongue.code, page.bench.speech.wordings
    titles: list[str] = []
    for item in items_above(page.bench, page.session):
        key = page.session.key_of(item)
        title = said(key)
        if title is not None:
            titles.append(title)
        else:
            report(error(item.title.at(0), "T021", unit=key, language=code))
    return typeset(_joined(titles, page), page.bench.tongue.typography)


def _joined(titles: list[str], page: Page) -> str:
    """Join the title of a sub-item to its item's, as the language does."""
    pattern = page.bench.tongue.words.term("item-title") or ITEM_TITLE
    first, *rest = titles or [""]
    return reduce(lambda item, sub: fill(pattern, item=item, sub=sub), rest, first)


def _texts(notes: tuple[Telling, ...], resolver: Resolver) -> dict[str, str]:
    return {
        note.passage.id.partition(".")[2]: plain(
            resolver.inlines(note.parts, note.prose, full=True)
        )
        for note in notes
    }


def _masthead(page: Page, asterisks: Asterisks, item_title: str) -> Masthead:
    document, words = page.bench.document, page.bench.tongue.words
    job = document.job.get(words.code, "")
    own = _capital(page.said(Names((page.session.body,)), "name"))
    parent = _parent(page)
    session = _session_lines(page)
    is_apart = page.bench.block is not page.bench.tongue
    return Masthead(
        organization=words.term("united-nations"),
        organ=_capital(page.said(Names((parent,)), "name")) if parent else own,
        distribution=page.block("distribution", page.kind.distribution),
        date=_said(document.date, "plain", page.block_speech),
        languages=_language_lines(page),
        session=session[0],
        venue=session[1],
        item=_item(page, asterisks.at(Spot.ITEM)),
        item_title=item_title,
        author="" if _sponsors(page, "") else _author(page),
        notes=asterisks.notes,
        also=tuple(str(symbol) for symbol in document.also),
        symbol_mark=asterisks.at(Spot.SYMBOL),
        body=own if parent and page.kind.meeting else "",
        sponsors=_sponsors(page, asterisks.at(Spot.SPONSORS)),
        title_mark=asterisks.at(Spot.TITLE),
        modifications=_modifications(page),
        author_mark=asterisks.at(Spot.AUTHOR),
        job=job,
        block_language=page.bench.block.code if is_apart else "",
        day=page.said(document.date, "plain") if is_apart else "",
        job_line=words.term("job", number=job, letter=words.text("letter")) if job else "",
    )


def _asterisks(page: Page) -> Asterisks:
    below = Spot.AUTHOR if _author(page) and not _sponsors(page, "") else Spot.TITLE
    return asterisks_of(
        (
            (Spot.SYMBOL, _reissue(page)),
            (Spot.ITEM, _agenda(page)),
            (Spot.SPONSORS, page.notes.get("sponsors_note", "")),
            (Spot.TITLE, page.notes.get("appreciation", "")),
            (below, page.notes.get("late", "")),
        )
    )


def _reissue(page: Page) -> str:
    """A reissue keeps its symbol and takes an asterisk (guide to symbols)."""
    date = page.bench.document.reissued
    return page.term("reissued", date=page.said(date, "plain")) if date else ""


def _agenda(page: Page) -> str:
    """Name the agenda while it is provisional; an adopted one takes no note, nor does its own."""
    document, agenda = page.bench.document, page.session.agenda
    stands = document.item and page.kind.meeting and page.session.agenda_status == "provisional"
    if not stands or not agenda or agenda == document.symbol.base:
        return ""
    return fill(page.bench.tongue.words.term("agenda-note") or AGENDA_NOTE, symbol=agenda)


def _parent(page: Page) -> str:
    """Name the principal organ of a subsidiary body: it stands in the masthead in its place."""
    entry = page.bench.records.registry.entries.get(page.session.body)
    return entry.facts.get("parent", "") if entry else ""


def _session_lines(page: Page) -> tuple[str, str]:
    if not page.kind.meeting:
        return "", ""
    place = page.said(page.session.place, "name")
    dates = page.said(page.session.when, "masthead")
    return (
        _capital(page.term("session", **_ordinals(page))),
        page.bench.tongue.words.term("venue", place=place, dates=dates),
    )


def _ordinals(page: Page) -> dict[str, str]:
    """Say which session it is, in each gender and case that the line asks for."""
    said: dict[str, str] = {}
    for place in places_of(page.bench.tongue.words.term("session")):
        # A session is feminine where nothing else is said.
        gender = place.partition("-")[2] or "feminine"
        form = gender.replace("masculine", "ordinal")
        said[place] = page.said(Ordinal(page.session.ordinal), form)
    return said


def _author(page: Page) -> str:
    author = page.kind.author_of(page.bench.document.symbol)
    return page.term("authors", author) if author else ""


def _sponsors(page: Page, mark: str) -> str:
    """Name the States that sponsor a draft, in the alphabet of the language."""
    states = page.bench.document.sponsors
    if not states or not page.kind.sponsors:
        return ""
    named = page.said(Names(states), "name")
    author = page.kind.author_of(page.bench.document.symbol)
    return page.term("sponsored", author, sponsors=named, mark=mark)


def _modifications(page: Page) -> tuple[str, ...]:
    """Say under the title what changes another document: "Addendum", "Corrigendum".

    Where the author line says that it is revised, nothing is to be said twice.
    """
    symbol = page.bench.document.symbol
    told = 1 if page.kind.says_revised(symbol) else 0
    said = (page.term("modifications", modifier.kind) for modifier in symbol.modifiers[told:])
    return tuple(line for line in said if line)


def _check_lines(masthead: Masthead, page: Page, report: Report) -> None:
    """No line of a first page is missing in silence (Editorial Manual, masthead)."""
    kind, document = page.kind, page.bench.document
    lines = {
        "united-nations": masthead.organization,
        "organ": masthead.organ,
        "distribution": masthead.distribution,
        "date": masthead.date,
        "original": masthead.languages[-1],
        "session": masthead.session if kind.meeting else "-",
        "venue": masthead.venue if kind.meeting else "-",
        "authors": _author(page) if kind.author_of(document.symbol) else "-",
        "sponsored": masthead.sponsors if document.sponsors and kind.sponsors else "-",
        "item": masthead.item if document.item and kind.meeting else "-",
        "reissued": _reissue(page) if document.reissued else "-",
        "job": masthead.job_line if masthead.job else "-",
    }
    code = page.bench.tongue.code
    where = Where(f"translations/{code}/terms.yaml")
    for name, line in lines.items():
        if not line.strip(" ,*"):
            report(error(where, "T035", term=name, language=code))


def status_of(bench: Bench, standings: Sequence[Standing]) -> StatusMark | None:
    """Say what an edition is that is not official: a sample, a draft, unread in part (D13)."""
    status = bench.document.status
    if status == "official":
        return None
    words = bench.tongue.words
    states = {standing.state for standing in standings}
    if bench.is_original:
        note = "drafted" if State.DRAFTED in states else ""
    else:
        note = "unrevised" if states - {State.CONFIRMED, State.ORIGINAL} else ""
    # A fictional symbol has no official document to point to.
    points = status == "sample" and not bench.document.symbol.is_fictional
    details = (words.term("status", status, "detail"), words.term("status", note, "detail"))
    return StatusMark(
        status,
        words.term("status", status, "text"),
        typeset(" ".join(part for part in details if part), bench.tongue.typography),
        bench.document.symbol.link(bench.tongue.code) if points else "",
        words.term("status", status, "link") if points else "",
    )


def _said(value: Value, form: str, speech: Speech) -> str:
    said = say(value, form, speech)
    return "" if isinstance(said, Fault) else said.text.replace("'", "’")


def _capital(text: str) -> str:
    """Print a line's first letter as a capital, without the article that a sentence needs."""
    return text[:1].upper() + text[1:]


def _language_lines(page: Page) -> tuple[str, ...]:
    """Name the original; a translation names itself first (Editorial Manual, masthead)."""
    code, original = page.bench.tongue.code, page.bench.document.original
    own = page.block("language-names", code)
    if page.kind.is_in_one_language:
        return (page.block("only", language=own),)
    line = page.block("original", language=page.block("original-names", original))
    return (line,) if page.bench.is_original else (own, line)


def _item(page: Page, mark: str) -> str:
    path = page.bench.document.item
    if not path or not page.kind.meeting:
        return ""
    number = agenda_number(path, page.bench.tongue.words)
    status = page.session.agenda_status
    line = page.term("item", status, number=number, mark=mark)
    # The mark follows the line, unless the language has a place for it.
    return line if "{mark}" in page.bench.tongue.words.term("item", status) else f"{line}{mark}"
