"""Compiling a document: select, assemble, number, resolve, check; one edition a language."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from masthead.compile.agenda import printed_titles
from masthead.compile.assemble import (
    Bench,
    Telling,
    assemble,
    assemble_notes,
    bench_of,
    draft,
    wordings,
)
from masthead.compile.blocks import blocks_of
from masthead.compile.check import CHECKS, NOTE_CHECKS
from masthead.compile.checked import Checked
from masthead.compile.contents import contents_of
from masthead.compile.facts import Facts
from masthead.compile.ledger import Ledger, ledger_of
from masthead.compile.masthead import masthead_of, status_of
from masthead.compile.number import number
from masthead.compile.resolve import Resolver
from masthead.compile.stand_in import stand_in_of, unconfirmed
from masthead.compile.standing import Standing
from masthead.compile.tongue import Tongue
from masthead.compile.unfit import check_policy, with_policy
from masthead.compile.untold import untold
from masthead.compile.wordings import printed_wordings
from masthead.inline import parse, tokens
from masthead.language import Speech
from masthead.language.words import dig
from masthead.model.activity import Activity
from masthead.model.document import Document, Prose, Session
from masthead.model.edition import Edition, Sibling
from masthead.model.inlines import plain
from masthead.model.outline import Outline
from masthead.model.problem import Problem, by_place, error
from masthead.notation import Report
from masthead.records import Records


class Compiled(NamedTuple):
    """What became of a document: its editions by language, its ledger, its units, its problems."""

    document: Document
    editions: Mapping[str, Edition]
    ledger: Ledger
    standings: tuple[Standing, ...]
    tellings: Mapping[str, tuple[Telling, ...]]
    problems: tuple[Problem, ...]


class Told(NamedTuple):
    """The words of an edition: passages, notes of page 1, text fields, titles of the agenda."""

    bench: Bench
    passages: tuple[Telling, ...]
    notes: tuple[Telling, ...]
    fields: tuple[Telling, ...]
    titles: tuple[Telling, ...]

    @property
    def own(self) -> tuple[Telling, ...]:
        """Give the passages that are printed in the edition's own words."""
        return tuple(telling for telling in self.passages if not telling.policy)

    @property
    def kept_out(self) -> tuple[Telling, ...]:
        """Give the passages in whose place something else is printed."""
        return tuple(telling for telling in self.passages if telling.policy)

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Give the standings of all units that the edition prints."""
        told = (*self.notes, *self.titles, *self.passages, *self.fields)
        return tuple(telling.standing for telling in told)

    @property
    def printed(self) -> tuple[Standing, ...]:
        """Give the standings of the units of which the edition prints its own words."""
        left = {telling.standing.key for telling in self.kept_out}
        return tuple(standing for standing in self.standings if standing.key not in left)


def compile_document(
    document: Document,
    records: Records,
    tongues: Mapping[str, Tongue],
    languages: Collection[str] | None = None,
) -> Compiled:
    """Compile every edition that a document's front matter promises, or only some languages'."""
    problems: list[Problem] = []
    report = problems.append
    outline = number(document, report)
    ledger = ledger_of(document, records, outline, report)
    editions: dict[str, Edition] = {}
    tellings: dict[str, tuple[Telling, ...]] = {}
    standings: list[Standing] = []
    session = records.session_of(document)
    if session is None or document.original not in tongues:
        return Compiled(document, {}, ledger, (), {}, by_place(problems))
    check_policy(document, records, report)
    for language in document.languages:
        if languages is not None and language not in languages:
            continue
        told = _tell(bench_of(document, records, tongues, language), session, report)
        tellings[language] = told.passages
        standings += told.standings
        editions[language] = _edition(told, outline, session, tongues, report)
        _check(told, report)
    return Compiled(document, editions, ledger, tuple(standings), tellings, by_place(problems))


def _tell(bench: Bench, session: Session, report: Report) -> Told:
    """Find the words of all that an edition prints, in its language."""
    passages = assemble(bench, report)
    titles = printed_titles(passages, bench, session, report)
    fields = printed_wordings(passages, bench)
    return Told(
        bench.saying(titles.said),
        with_policy(passages, fields, bench),
        assemble_notes(bench, report),
        fields,
        titles.told,
    )


def _check(told: Told, report: Report) -> None:
    for check in CHECKS:
        check(Checked(told.bench, told.own, told.standings, told.fields, told.kept_out), report)
    for check in NOTE_CHECKS:
        check(Checked(told.bench, (*told.titles, *told.notes), ()), report)


def _edition(
    told: Told,
    outline: Outline,
    session: Session,
    tongues: Mapping[str, Tongue],
    report: Report,
) -> Edition:
    bench, document, tongue = told.bench, told.bench.document, told.bench.tongue
    resolver = Resolver(tongue, bench.facts, outline, bench.speech, report)
    resolver.look_ahead(told.own)
    kept_out = told.kept_out
    stand_in = stand_in_of(kept_out, bench, session, outline) if kept_out else None
    masthead = masthead_of(bench, session, told.notes, resolver, report)
    title = next((t for t in told.passages if t.passage.is_title), None)
    blocks, notes = blocks_of(document.passages, told.passages, resolver, outline, stand_in)
    said = plain(resolver.passage(title)) if title else ""
    return Edition(
        str(document.symbol),
        tongue.code,
        tongue.words.text("direction"),
        tongue.words.text("letter"),
        said,
        masthead.item_title,
        str(document.date),
        document.original,
        status_of(bench, told.printed),
        masthead,
        blocks,
        notes,
        contents_of(blocks, tongue.words) if document.contents else None,
        tuple(Sibling(code, tongues[code].words.name) for code in document.languages),
        unconfirmed(kept_out, bench),
    )


def page_words(tongue: Tongue) -> dict[str, str]:
    """Give the fixed strings of a page in a language (terms.yaml, `page`)."""
    page = dig(tongue.words.terms, ("page",))
    return {key: str(value) for key, value in page.items()} if isinstance(page, Mapping) else {}


def speak(
    activity: Activity, records: Records, tongue: Tongue, day: date
) -> tuple[str, tuple[Problem, ...]]:
    """Say a record as delegates will read it: its phrase, every fact said, gaps shown as gaps."""
    problems: list[Problem] = []
    text = draft(activity, tongue, records, records.profile.office, problems.append)
    parts, faults = parse(text)
    where = activity.where
    problems += [error(where, fault.code, **fault.args) for fault in faults]
    speech = Speech(tongue.words, day, wordings(records, tongue))
    resolver = Resolver(tongue, Facts(records), Outline(), speech, problems.append)
    said = resolver.inlines(
        parts, Prose(text, where.path, ((0, 1, 1),), is_drafted=True), full=False
    )
    if tongue.is_original:
        problems += untold(activity, tokens(parts, "fact"))
    return plain(said), tuple(problems)
