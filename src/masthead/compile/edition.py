"""Compiling a document: select, assemble, number, resolve, check; one edition a language."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from masthead.compile.assemble import (
    Bench,
    Telling,
    assemble,
    assemble_notes,
    bench_of,
    draft,
    wordings,
)
from masthead.compile.blocks import blocks_of, contents_of
from masthead.compile.check import CHECKS, NOTE_CHECKS
from masthead.compile.checked import Checked
from masthead.compile.facts import Facts
from masthead.compile.ledger import Ledger, ledger_of
from masthead.compile.masthead import masthead_of, status_of
from masthead.compile.number import number
from masthead.compile.resolve import Resolver
from masthead.compile.standing import Standing
from masthead.compile.tongue import Tongue
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
    for language in document.languages:
        if languages is not None and language not in languages:
            continue
        bench = bench_of(document, records, tongues, language)
        told = assemble(bench, report)
        tellings[language] = told
        printed = printed_wordings(told, bench)
        edition, stood = _edition(bench, told, printed, outline, session, tongues, report)
        editions[language] = edition
        standings += stood
        for check in CHECKS:
            check(Checked(bench, told, tuple(stood), printed), report)
    return Compiled(document, editions, ledger, tuple(standings), tellings, by_place(problems))


def _edition(
    bench: Bench,
    told: tuple[Telling, ...],
    printed: tuple[Telling, ...],
    outline: Outline,
    session: Session,
    tongues: Mapping[str, Tongue],
    report: Report,
) -> tuple[Edition, list[Standing]]:
    document, tongue = bench.document, bench.tongue
    resolver = Resolver(tongue, bench.facts, outline, bench.speech, report)
    resolver.look_ahead(told)
    asterisks = assemble_notes(bench, report)
    for check in NOTE_CHECKS:
        check(Checked(bench, asterisks, ()), report)
    masthead, standings = masthead_of(bench, session, asterisks, resolver, report)
    standings += [telling.standing for telling in told]
    standings += [telling.standing for telling in printed]
    title = next((t for t in told if t.passage.is_title), None)
    blocks, notes = blocks_of(document.passages, told, resolver, outline)
    said = plain(resolver.passage(title)) if title else ""
    edition = Edition(
        str(document.symbol),
        tongue.code,
        tongue.words.text("direction"),
        tongue.words.text("letter"),
        said,
        masthead.item_title,
        str(document.date),
        document.original,
        status_of(bench, standings),
        masthead,
        blocks,
        notes,
        contents_of(blocks, tongue.words) if document.contents else None,
        tuple(Sibling(code, tongues[code].words.name) for code in document.languages),
    )
    return edition, standings


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
