"""Checks of a document in one language: each is a function, and a line in CHECKS."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from textwrap import shorten

from masthead.compile.assemble import Telling
from masthead.compile.bound import unbound, unlinked
from masthead.compile.checked import Checked
from masthead.compile.linktext import said_by, says_nothing
from masthead.compile.resolve import COVERED
from masthead.compile.standing import State
from masthead.compile.terms import check_terms, check_wrong_terms
from masthead.compile.typed import (
    check_acronyms,
    check_typed_bodies,
    check_typed_digits,
    check_typed_months,
    check_typed_states,
)
from masthead.compile.unfit import check_standings
from masthead.compile.untold import untold
from masthead.inline import tokens
from masthead.inline.parts import anchors
from masthead.language.unspaced import count_words
from masthead.language.words import dig
from masthead.model.problem import Problem, error, warning
from masthead.notation import Report


def check_tokens(checked: Checked, report: Report) -> None:
    """A translation says every fact of its source, points where it points, and invents none."""
    for telling in _translated(checked):
        for fault in unbound(telling.source.text, telling.parts):
            report(Problem(telling.prose.at(fault.offset), fault.code, fault.args))


def check_links(checked: Checked, report: Report) -> None:
    """A translation links where its source links, and nowhere else."""
    for telling in _translated(checked):
        for fault in unlinked(telling.source.text, telling.parts):
            report(Problem(telling.prose.at(fault.offset), fault.code, fault.args))


def _translated(checked: Checked) -> Iterator[Telling]:
    told = () if checked.bench.is_original else checked.tellings
    return (telling for telling in told if telling.standing.state is not State.MISSING)


def check_link_texts(checked: Checked, report: Report) -> None:
    """The words of a link say where it leads, even when they are read alone (WCAG 2.4.4, 2.4.9)."""
    idle = checked.language.series("idle-links")
    for telling in checked.tellings:
        for anchor in anchors(telling.parts):
            said = said_by(anchor)
            if says_nothing(said, idle):
                report(warning(telling.prose.at(anchor.offset), "C080", text=said))


def check_original(checked: Checked, report: Report) -> None:
    """What is not in the language of its document says in which it is, by a name that is known."""
    for telling in checked.tellings:
        code = telling.passage.original
        if code and not checked.language.term("original-names", code):
            report(error(telling.passage.where, "T001", field=f"original-names.{code[:20]}"))


def check_covered(checked: Checked, report: Report) -> None:
    """What is covered must be covered by something: another token of the unit says a fact."""
    for telling in checked.tellings:
        facts = list(tokens(telling.parts, "fact"))
        spoken = [token for token in facts if token.form != COVERED]
        for token in facts:
            if token.form == COVERED and (checked.bench.is_original or not spoken):
                report(error(telling.prose.at(token.offset), "T036", token=str(token)))


def check_itself(checked: Checked, report: Report) -> None:
    """A paragraph that refers to itself sends its reader nowhere."""
    for telling in checked.tellings:
        for token in tokens(telling.parts, "para"):
            if token.key == telling.passage.id:
                report(error(telling.prose.at(token.offset), "C114", id=token.key))


def check_told(checked: Checked, report: Report) -> None:
    """A record that is placed is told of: its slot's prose says at least one of its facts."""
    for telling in checked.tellings if checked.bench.is_original else ():
        said = {token.key.partition(".")[0] for token in tokens(telling.parts, "fact")}
        for record in telling.passage.records:
            known = record in checked.bench.records.activities
            if known and telling.passage.prose is not None and record not in said:
                report(warning(telling.passage.where, "C046", record=record))


def check_untold(checked: Checked, report: Report) -> None:
    """What a record gives is told by the sentence that is drafted for it."""
    for telling in checked.tellings if checked.bench.is_original else ():
        for record in telling.passage.records if telling.is_drafted else ():
            activity = checked.bench.records.activities.get(record)
            for problem in untold(activity, tokens(telling.parts, "fact")) if activity else ():
                report(problem)


def check_concepts(checked: Checked, report: Report) -> None:
    """Smuggling of migrants and trafficking in persons are two crimes: never mixed up."""
    if checked.bench.is_original:
        return
    theirs = dig(checked.bench.original.words.terms, ("concepts",))
    ours = dig(checked.language.terms, ("concepts",))
    if not isinstance(theirs, Mapping) or not isinstance(ours, Mapping):
        return
    for telling in checked.tellings:
        if telling.is_drafted or telling.standing.state is State.MISSING:
            continue
        for code, concept in mixed_up(telling.source.text, telling.prose.text, theirs, ours):
            stems = ours.get(concept, ())
            words = ", ".join(map(str, stems)) if isinstance(stems, tuple) else str(stems)
            report(error(telling.prose.at(0), code, concept=concept, words=words))


def mixed_up(
    source: str, said: str, theirs: Mapping[str, object], ours: Mapping[str, object]
) -> list[tuple[str, str]]:
    """List the concepts that only one of two texts speaks of, each with the code of its problem."""
    wanted = _one_word(_concepts(source, theirs), theirs, ours)
    found = _one_word(_concepts(said, ours), theirs, ours)
    return [("T024" if name in wanted else "T025", name) for name in sorted(wanted ^ found)]


def _concepts(text: str, table: Mapping[str, object]) -> set[str]:
    plain = re.sub(r"\{[a-z]+\}`[^`]*`", " ", text).replace("’", "'").lower()
    found: set[str] = set()
    for concept, stems in table.items():
        listed = stems if isinstance(stems, tuple) else (stems,)
        if any(str(stem).lower() in plain for stem in listed):
            found.add(concept)
    return found


def _one_word(concepts: set[str], *tables: Mapping[str, object]) -> set[str]:
    """What a language has one word for it cannot mix up: the first concept stands for all."""
    for table in tables:
        firsts: dict[str, str] = {}
        for concept, stems in table.items():
            firsts.setdefault(str(stems), concept)
        concepts = {firsts.get(str(table.get(concept)), concept) for concept in concepts}
    return concepts


def check_quotes(checked: Checked, report: Report) -> None:
    """Straight quotation marks are not typeset: the profile sets curly ones."""
    for telling, words in checked.typed():
        for found in re.finditer('"', words.text):
            report(warning(telling.prose.at(words.offset + found.start()), "C066"))


def check_unwritten(checked: Checked, report: Report) -> None:
    """What a skeleton leaves to its writer stands in double brackets until it is written."""
    for telling, words in checked.typed():
        for found in re.finditer(r"\[\[(.*?)\]\]", words.text, re.DOTALL):
            where = telling.prose.at(words.offset + found.start())
            report(error(where, "C088", text=shorten(found[1], 60, placeholder=" ...")))


def check_length(checked: Checked, report: Report) -> None:
    """A document keeps to the words of its kind, headings included, or has a waiver.

    8,500 for the Secretariat's, 10,700 for others, 3,300 in session (Instructions for documents).
    """
    document = checked.bench.document
    limit = checked.bench.records.kind_of(document).words
    if not checked.bench.is_original or not limit or document.waiver:
        return
    count = sum(
        count_words(re.sub(r"\{[a-z]+\}`[^`]*`", "x", telling.prose.text), checked.language)
        for telling in checked.tellings
    )
    if count > limit:
        report(warning(document.where, "C067", count=count, limit=limit))


# What holds for the notes of the first page and the titles of the agenda, which are no paragraphs.
NOTE_CHECKS: tuple[Callable[[Checked, Report], None], ...] = (
    check_typed_digits,
    check_typed_months,
    check_typed_states,
    check_tokens,
    check_links,
    check_covered,
    check_concepts,
    check_terms,
    check_wrong_terms,
    check_quotes,
    check_unwritten,
)
CHECKS: tuple[Callable[[Checked, Report], None], ...] = (
    check_typed_digits,
    check_typed_months,
    check_typed_states,
    check_typed_bodies,
    check_acronyms,
    check_tokens,
    check_links,
    check_link_texts,
    check_original,
    check_covered,
    check_itself,
    check_told,
    check_untold,
    check_concepts,
    check_terms,
    check_wrong_terms,
    check_quotes,
    check_unwritten,
    check_length,
    check_standings,
)
