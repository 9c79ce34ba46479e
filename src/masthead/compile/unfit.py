"""Units that are not fit to be published, and what the office wants done with their passages.

A unit is unfit if it has no text, if its source or a fact overtook it, and in an official document
if nobody has confirmed it. `unconfirmed` in site.yaml says what becomes of its passage: it blocks
the document, stands in the language of the original, or is left out of a draft.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from masthead.compile.assemble import Bench, Telling
from masthead.compile.checked import Checked
from masthead.compile.standing import Standing, State
from masthead.inline import tokens
from masthead.model.activity import Wording
from masthead.model.document import Document
from masthead.model.problem import Problem, error, warning
from masthead.model.profile import BLOCK, MARK, OFFICIAL, OMIT
from masthead.notation import Report
from masthead.records import Records

_OVERTAKEN = {State.SOURCE_CHANGED: "T026", State.REVIEW: "T027"}
# A document is found and cited by its title; the text for a picture is an attribute, and has one
# language with its page; a heading of the agenda has no words of its own.
_NEVER = ("title", "alt", "agenda-item")


def is_unfit(standing: Standing, document: Document) -> bool:
    """Tell a unit that may not be published as it is."""
    if standing.state is State.MISSING or standing.state in _OVERTAKEN:
        return True
    is_unread = standing.state is not State.ORIGINAL and not standing.confirmed_by
    return document.status == OFFICIAL and is_unread


def policy_of(bench: Bench) -> str:
    """Give what becomes of unfit units; nothing is left out of an official document."""
    status = bench.document.status
    policy = bench.records.profile.policy(status)
    return BLOCK if (status, policy) == (OFFICIAL, OMIT) else policy


def check_policy(document: Document, records: Records, report: Report) -> None:
    """An official document omits nothing."""
    if document.status == OFFICIAL and records.profile.policy(OFFICIAL) == OMIT:
        report(error(document.where, "C130", document=document.symbol))


def with_policy(
    passages: tuple[Telling, ...], printed: tuple[Telling, ...], bench: Bench
) -> tuple[Telling, ...]:
    """Say of each passage what becomes of it: one is unfit, too, that prints an unfit text field.

    The original has no other language to stand in, and no draft of it is left out.
    """
    policy = policy_of(bench)
    if bench.is_original or policy not in (MARK, OMIT):
        return passages
    unfit = {t.standing.key for t in printed if is_unfit(t.standing, bench.document)}
    charts = {c.id for p in bench.document.walk() if p.chart for c in p.children}
    return tuple(
        telling._replace(policy=policy)
        if telling.passage.kind not in _NEVER
        and telling.passage.id not in charts
        and (
            is_unfit(telling.standing, bench.document)
            or unfit.intersection(_fields(telling, bench))
        )
        else telling
        for telling in passages
    )


def _fields(telling: Telling, bench: Bench) -> Iterator[str]:
    """Name the text fields of records that a passage prints."""
    for token in tokens(telling.parts, "fact"):
        value = bench.facts.find(token.key)
        if isinstance(value, Wording):
            yield value.key


def _unprinted(checked: Checked) -> set[str]:
    """Name the units whose words the edition does not print, by the office's policy."""
    left = {telling.standing.key for telling in checked.kept_out}
    still = {key for telling in checked.tellings for key in _fields(telling, checked.bench)}
    return left | ({t.standing.key for t in checked.printed} - still if left else set())


def check_standings(checked: Checked, report: Report) -> None:
    """No edition prints a unit that is missing, unread or overtaken as if it were fit.

    What the office's policy keeps out of print is a warning, at its place, and is counted.
    """
    unread: Counter[State] = Counter()
    unprinted = _unprinted(checked)
    for standing in checked.standings:
        is_printed = standing.key not in unprinted
        problem = _problem(standing, checked, is_printed=is_printed)
        if problem is not None:
            report(problem)
        if standing.state in (State.DRAFTED, State.TRANSLATED) and is_printed:
            unread[standing.state] += 1
    if unread and checked.bench.document.status != OFFICIAL:
        report(_unread(checked, unread))
    if checked.kept_out:
        report(_kept_out(checked, Counter(telling.policy for telling in checked.kept_out)))


def _problem(standing: Standing, checked: Checked, *, is_printed: bool) -> Problem | None:
    """Say what is wrong with a unit: an error if its words may not be published, and would be."""
    document, language = checked.bench.document, checked.language.code
    blocks = policy_of(checked.bench) == BLOCK or document.status == OFFICIAL
    if standing.state is State.MISSING:
        # A missing text field or title is reported where it would be printed; a block without
        # an id has no unit, and is reported as that.
        symbol = f"{document.symbol}#"
        is_told = standing.key.startswith(symbol) and standing.key != symbol
        if is_printed and not is_told:
            return None
        make = error if is_printed else warning
        return make(standing.where, "T021", unit=standing.key, language=language)
    make = error if is_printed and blocks else warning
    if standing.state in _OVERTAKEN:
        marked = standing.state is State.REVIEW and not standing.cause
        code = "T038" if marked else _OVERTAKEN[standing.state]
        return make(standing.where, code, unit=standing.key, cause=standing.cause)
    if is_unfit(standing, document):
        return make(standing.where, "T028", unit=standing.key, language=language)
    return None


def _unread(checked: Checked, unread: Counter[State]) -> Problem:
    return warning(
        checked.bench.document.where,
        "T029",
        language=checked.language.code,
        document=checked.bench.document.symbol,
        drafted=unread[State.DRAFTED],
        translated=unread[State.TRANSLATED],
    )


def _kept_out(checked: Checked, kept: Counter[str]) -> Problem:
    return warning(
        checked.bench.document.where,
        "T065",
        language=checked.language.code,
        document=checked.bench.document.symbol,
        original=checked.bench.original.code,
        marked=kept[MARK],
        omitted=kept[OMIT],
    )
