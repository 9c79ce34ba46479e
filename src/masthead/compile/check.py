"""Checks of a document in one language: each is a function, and a line in CHECKS."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from masthead.compile.assemble import Bench, Telling, folded
from masthead.compile.linktext import said_by, says_nothing
from masthead.compile.resolve import COVERED
from masthead.compile.standing import Standing, State
from masthead.inline import Part, Words, parse, tokens
from masthead.inline.parse import ROLES
from masthead.inline.parts import anchors, flat, links
from masthead.language import Words as Language
from masthead.language.words import dig
from masthead.model.problem import Problem, error, warning
from masthead.notation import Report

# What a translation may neither lose nor invent: every token but the words of a `{literal}`.
BOUND = tuple(role for role in ROLES if role != "literal")
ACRONYM = re.compile(r"\b[A-Z][A-Z&-]*[A-Z]\b")
WORD = re.compile(r"\w+")
ROMAN = re.compile(r"[IVXLC]+")
NAMED_SECTIONS = ("bodies", "treaties", "systems", "processes", "programmes", "publications")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check looks at: the tellings of one document in one language.

    `standings` are those of all units that the edition prints: its passages, the titles of the
    agenda, the text fields of records.
    """

    bench: Bench
    tellings: Sequence[Telling]
    standings: Sequence[Standing]

    @property
    def language(self) -> Language:
        """Give the words of the language."""
        return self.bench.tongue.words

    def typed(self) -> Iterable[tuple[Telling, Words]]:
        """Go through the words that somebody typed; tokens and literals are not among them."""
        for telling in self.tellings:
            if not telling.is_drafted and telling.standing.state is not State.MISSING:
                for part in flat(telling.parts):
                    if isinstance(part, Words):
                        yield telling, part


def check_typed_digits(checked: Checked, report: Report) -> None:
    """A figure, a date or a symbol is a fact of a record: it is not typed."""
    for telling, words in checked.typed():
        if telling.passage.kind == "cell":
            continue  # a table is where data stands
        for found in re.finditer(r"\S*\d\S*", words.text):
            where = telling.prose.at(words.offset + found.start())
            report(error(where, "C060", text=found[0]))


def check_typed_months(checked: Checked, report: Report) -> None:
    """A month is part of a date, and a date is a fact."""
    months = dict.fromkeys(checked.language.series("months"), "")
    for telling, words in checked.typed():
        for start, name in _find(months, words.text):
            if name == "May" and _opens_sentence(words.text, start):
                continue
            report(error(telling.prose.at(words.offset + start), "C061", text=name))


def check_typed_states(checked: Checked, report: Report) -> None:
    """The name of a State is said by a token, which knows its form and its date."""
    names = _names(checked.language, ("states",), short=True)
    for telling, words in checked.typed():
        for start, name in _find(names, words.text):
            where = telling.prose.at(words.offset + start)
            report(error(where, "C062", text=name, id=names[name]))


def check_typed_bodies(checked: Checked, report: Report) -> None:
    """A registered name may be typed once, where nothing has named the thing before."""
    names = _names(checked.language, NAMED_SECTIONS, short=False)
    mentioned: set[str] = set()
    for telling in checked.tellings:
        if telling.is_drafted or not telling.passage.is_running:
            continue
        for part in flat(telling.parts):
            if not isinstance(part, Words):
                mentioned.add(part.key)
                continue
            for start, name in _find(names, part.text):
                if names[name] in mentioned:
                    where = telling.prose.at(part.offset + start)
                    report(error(where, "C063", text=name, id=names[name]))
                mentioned.add(names[name])


def check_acronyms(checked: Checked, report: Report) -> None:
    """No acronym in a title or a heading; elsewhere spelt out first (Editorial Manual)."""
    introduced: set[str] = set()
    for telling, words in checked.typed():
        for found in ACRONYM.finditer(words.text):
            if ROMAN.fullmatch(found[0]):
                continue
            where = telling.prose.at(words.offset + found.start())
            if telling.passage.is_named:
                report(error(where, "C064", text=found[0]))
            elif (
                found[0] not in introduced and words.text[found.start() - 1 : found.start()] != "("
            ):
                report(warning(where, "C065", text=found[0]))
            introduced.add(found[0])


def check_tokens(checked: Checked, report: Report) -> None:
    """A translation says every fact of its source, points where it points, and invents none."""
    for telling in checked.tellings:
        if checked.bench.is_original or telling.standing.state is State.MISSING:
            continue
        wanted, said = _said(parse(telling.source.text)[0]), _said(telling.parts)
        for role in BOUND:
            for key in sorted(wanted[role] - said[role]):
                report(error(telling.prose.at(0), "T022", token=f"{{{role}}}`{key}`"))
            for key in sorted(said[role] - wanted[role]):
                at = next(t.offset for t in tokens(telling.parts, role) if t.key == key)
                report(error(telling.prose.at(at), "T023", token=f"{{{role}}}`{key}`"))


def _said(parts: Iterable[Part]) -> Mapping[str, set[str]]:
    return {role: {t.key for t in tokens(parts, role)} for role in BOUND}


def check_links(checked: Checked, report: Report) -> None:
    """A translation links where its source links, and nowhere else."""
    for telling in checked.tellings:
        if checked.bench.is_original or telling.standing.state is State.MISSING:
            continue
        wanted = set(links(parse(telling.source.text)[0]))
        said = set(links(telling.parts))
        for href in sorted(wanted ^ said):
            code = "T022" if href in wanted else "T023"
            report(error(telling.prose.at(0), code, token=href))


def check_link_texts(checked: Checked, report: Report) -> None:
    """The words of a link say where it leads, even when they are read alone (WCAG 2.4.4, 2.4.9)."""
    idle = checked.language.series("idle-links")
    for telling in checked.tellings:
        for anchor in anchors(telling.parts):
            said = said_by(anchor)
            if says_nothing(said, idle):
                report(warning(telling.prose.at(anchor.offset), "C080", text=said))


def check_covered(checked: Checked, report: Report) -> None:
    """What is covered must be covered by something: another token of the unit says a fact."""
    for telling in checked.tellings:
        facts = list(tokens(telling.parts, "fact"))
        spoken = [token for token in facts if token.form != COVERED]
        for token in facts:
            if token.form == COVERED and (checked.bench.is_original or not spoken):
                report(error(telling.prose.at(token.offset), "T036", token=str(token)))


def check_told(checked: Checked, report: Report) -> None:
    """A record that is placed is told of: its slot's prose says at least one of its facts."""
    for telling in checked.tellings if checked.bench.is_original else ():
        said = {token.key.partition(".")[0] for token in tokens(telling.parts, "fact")}
        for record in telling.passage.records:
            known = record in checked.bench.records.activities
            if known and telling.passage.prose is not None and record not in said:
                report(warning(telling.passage.where, "C046", record=record))


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
        source, said = _concepts(telling.source.text, theirs), _concepts(telling.prose.text, ours)
        for concept in sorted(source ^ said):
            code = "T024" if concept in source else "T025"
            stems = ours.get(concept, ())
            words = ", ".join(map(str, stems)) if isinstance(stems, tuple) else str(stems)
            report(error(telling.prose.at(0), code, concept=concept, words=words))


def _concepts(text: str, table: Mapping[str, object]) -> set[str]:
    plain = re.sub(r"\{[a-z]+\}`[^`]*`", " ", text).replace("’", "'").lower()
    found: set[str] = set()
    for concept, stems in table.items():
        listed = stems if isinstance(stems, tuple) else (stems,)
        if any(str(stem).lower() in plain for stem in listed):
            found.add(concept)
    return found


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
            report(error(where, "C088", text=folded(found[1])[:60]))


def check_length(checked: Checked, report: Report) -> None:
    """A document keeps to the words of its kind, headings included, or has a waiver.

    8,500 for the Secretariat's, 10,700 for others, 3,300 in session (Instructions for documents).
    """
    document = checked.bench.document
    limit = checked.bench.records.kind_of(document).words
    if not checked.bench.is_original or not limit or document.waiver:
        return
    count = sum(
        len(re.sub(r"\{[a-z]+\}`[^`]*`", "x", telling.prose.text).split())
        for telling in checked.tellings
    )
    if count > limit:
        report(warning(document.where, "C067", count=count, limit=limit))


def check_standings(checked: Checked, report: Report) -> None:
    """No edition is official with a unit that is missing, unread or overtaken."""
    official = checked.bench.document.status == "official"
    unread: Counter[State] = Counter()
    symbol = f"{checked.bench.document.symbol}#"
    for standing in checked.standings:
        if standing.state is State.MISSING:
            # A missing text field or title is reported where it would be printed.
            if standing.key.startswith(symbol):
                language = checked.language.code
                report(error(standing.where, "T021", unit=standing.key, language=language))
        elif standing.state in _OVERTAKEN:
            code = _OVERTAKEN[standing.state]
            make = error if official else warning
            report(make(standing.where, code, unit=standing.key, cause=standing.cause))
        elif standing.state in (State.DRAFTED, State.TRANSLATED):
            unread[standing.state] += 1
            if official:
                language = checked.language.code
                report(error(standing.where, "T028", unit=standing.key, language=language))
    if unread and not official:
        report(_unread(checked, unread))


_OVERTAKEN = {State.SOURCE_CHANGED: "T026", State.REVIEW: "T027"}


def _unread(checked: Checked, unread: Mapping[State, int]) -> Problem:
    return warning(
        checked.bench.document.where,
        "T029",
        language=checked.language.code,
        document=checked.bench.document.symbol,
        drafted=unread.get(State.DRAFTED, 0),
        translated=unread.get(State.TRANSLATED, 0),
    )


def _opens_sentence(text: str, start: int) -> bool:
    return bool(re.search(r"(?:^|[.!?]\s+)$", text[:start]))


def _find(names: Mapping[str, str], text: str) -> Iterator[tuple[int, str]]:
    """Find names in a text, the longest where several begin; by their first words, for speed."""
    plain = text.replace("’", "'")
    firsts = _by_first_word(tuple(names))
    end = 0
    for word in WORD.finditer(plain):
        if word.start() < end:
            continue
        for name in firsts.get(word[0], ()):
            stop = word.start() + len(name)
            if plain.startswith(name, word.start()) and not plain[stop : stop + 1].isalnum():
                end = stop
                yield word.start(), name
                break


@cache
def _by_first_word(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    firsts: dict[str, tuple[str, ...]] = {}
    for name in sorted(names, key=len, reverse=True):
        first = WORD.search(name)
        if first is not None and first.start() == 0:
            firsts[first[0]] = (*firsts.get(first[0], ()), name)
    return firsts


def _names(language: Language, sections: tuple[str, ...], *, short: bool) -> dict[str, str]:
    found: dict[str, str] = {}
    for section in sections:
        for id_, names in language.names.get(section, {}).items():
            for name in names:
                called = (name.full, name.acronym, name.short if short else None)
                found.update({c.name: id_ for c in called if c is not None})
    return found


# What holds for the notes of the first page, which are no paragraphs.
NOTE_CHECKS: tuple[Callable[[Checked, Report], None], ...] = (
    check_typed_digits,
    check_typed_months,
    check_typed_states,
    check_tokens,
    check_links,
    check_covered,
    check_concepts,
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
    check_covered,
    check_told,
    check_concepts,
    check_quotes,
    check_unwritten,
    check_length,
    check_standings,
)
