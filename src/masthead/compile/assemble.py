"""Assembling: for each passage of a document, its text in one language and that text's standing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from masthead.compile.facts import Facts
from masthead.compile.standing import Standing, State, signature, standing_of, state_of
from masthead.compile.tongue import Tongue, unit_key
from masthead.inline import Part, Words, flat, parse
from masthead.language import Speech, Unit, Wordings
from masthead.language.unspaced import count_words, sentences
from masthead.model.activity import Activity, Wording
from masthead.model.document import WORDLESS, Document, Passage, Prose
from masthead.model.problem import Problem, Where
from masthead.notation import Report
from masthead.records import COMMON, Records

NOTHING: Mapping[str, str] = MappingProxyType({})

# The leaf of terms.yaml that names the language of the distribution block.
BLOCK = "distribution-language"


class Telling(NamedTuple):
    """A passage in one language: what it says, in parts, where it was written, how it stands.

    `policy` is what becomes of it if its words are not fit to be published: see `unfit`.
    """

    passage: Passage
    prose: Prose
    parts: tuple[Part, ...]
    source: Prose
    standing: Standing
    is_drafted: bool = False
    policy: str = ""


class Bench(NamedTuple):
    """What assembling works with: the document, the records and the languages at hand.

    `block` is the language of the distribution block, which some languages leave in English.
    """

    document: Document
    records: Records
    facts: Facts
    office: str
    original: Tongue
    tongue: Tongue
    speech: Speech
    block: Tongue

    @property
    def is_original(self) -> bool:
        """Whether the document was written in the language at hand."""
        return self.tongue.code == self.document.original

    def saying(self, said: Mapping[str, str]) -> Bench:
        """Give a bench that can also say some texts, by their keys."""
        speech = self.speech._replace(wordings=wordings(self.records, self.tongue, said))
        return self._replace(speech=speech)


def bench_of(
    document: Document, records: Records, tongues: Mapping[str, Tongue], language: str
) -> Bench:
    """Lay out what assembling a document in one language works with."""
    original, tongue = tongues[document.original], tongues[language]
    day = document.date.first or date.max
    speech = Speech(tongue.words, day, wordings(records, tongue))
    facts = Facts(records, document, records.session_of(document))
    block = tongues.get(tongue.words.term(BLOCK), tongue)
    return Bench(document, records, facts, records.profile.office, original, tongue, speech, block)


def wordings(records: Records, tongue: Tongue, also: Mapping[str, str] = NOTHING) -> Wordings:
    """Say the text fields of records in a language, each by its key; `also` are other texts."""

    def wording(key: str) -> str | None:
        id_, _, field = key.partition("#")
        if key in also:
            return also[key]
        value = records.activities[id_].values.get(field) if id_ in records.activities else None
        if not isinstance(value, Wording) or tongue.is_original:
            return value.text if isinstance(value, Wording) else None
        unit = tongue.units.get(key)
        return unit.text if unit is not None and unit.text.strip() else None

    return wording


def assemble(bench: Bench, report: Report) -> tuple[Telling, ...]:
    """Give every passage of the document in the bench's language."""
    return tuple(
        _telling(passage, bench, report)
        for passage in bench.document.walk()
        if passage.kind not in WORDLESS
    )


def assemble_notes(bench: Bench, report: Report) -> tuple[Telling, ...]:
    """Give the notes of the first page in the bench's language."""
    return tuple(_telling(passage, bench, report) for passage in bench.document.notes)


def parsed(prose: Prose, report: Report) -> tuple[Part, ...]:
    """Parse a passage and report its faults where they stand."""
    parts, faults = parse(prose.text)
    for fault in faults:
        where = prose.at(fault.offset)
        report(Problem(where, fault.code, fault.args))
    return parts


def says_nothing(parts: Iterable[Part]) -> bool:
    """Tell a text that is the same in every language: numbers, tokens, or nothing at all."""
    typed = (part.text for part in flat(parts) if isinstance(part, Words))
    return not any(letter.isalpha() for text in typed for letter in text)


def typed_alone(parts: Iterable[Part]) -> str:
    """Give what a cell says if its words are all that it says, but for calls of notes; else "".

    What a token says is said already: a fact by the language, a literal as it stands.
    """
    match [part for part in flat(parts) if isinstance(part, Words) or part.role != "note"]:
        case [Words(text, _)]:
            return text
    return ""


def folded(text: str) -> str:
    """Fold the white space of a passage: line breaks mean nothing."""
    return " ".join(text.split())


def _telling(passage: Passage, bench: Bench, report: Report) -> Telling:
    key = unit_key(bench.document, passage.id)
    source, drafted = source_of(passage, key, bench, report)
    source = _known_source(passage, source, bench.tongue.units.get(key), bench)
    if passage.may_be_common and says_nothing(parse(source.text)[0]):
        standing = _standing(key, bench, State.ORIGINAL, "", source.at(0))
        return Telling(passage, source, parsed(source, report), source, standing)
    if not bench.is_original:
        return _translated(passage, key, source, bench, report)
    unit = bench.tongue.units.get(key)
    if passage.prose is None and unit is not None and not drafted:
        return _read_draft(passage, unit, bench, report)
    state = State.DRAFTED if drafted else State.ORIGINAL
    standing = _standing(key, bench, state, source.text, source.at(0))
    return Telling(passage, source, parsed(source, report), source, standing, drafted)


def _known_source(passage: Passage, source: Prose, unit: Unit | None, bench: Bench) -> Prose:
    """Give what is to be compared with a unit: of a record that cannot be read, nothing is new."""
    if passage.prose is not None or _has_all(passage, bench) or unit is None or not unit.source:
        return source
    return source._replace(text=unit.source)


def _has_all(passage: Passage, bench: Bench) -> bool:
    """Tell whether every record that a passage tells of can be read."""
    return all(id_ in bench.records.activities for id_ in passage.records)


def _read_draft(passage: Passage, unit: Unit, bench: Bench, report: Report) -> Telling:
    """Give a draft that a person has read or rewritten, compared with what is drafted today."""
    drafted = sentences(drafts(passage, bench.original, bench, report), bench.original.words)
    today = _known_source(passage, unit.prose._replace(text=drafted), unit, bench).text
    parts = parsed(unit.prose, report)
    state, cause = state_of(unit, today, signature(parts, bench.facts, bench.speech))
    standing = standing_of(unit, bench.tongue.words, state, cause)
    return Telling(passage, unit.prose, parts, unit.prose, standing)


def source_of(passage: Passage, key: str, bench: Bench, report: Report) -> tuple[Prose, bool]:
    """Give the text of a passage in the original language, and whether a phrase drafted it."""
    if passage.prose is not None:
        return passage.prose, False
    return draft_or_unit(passage, key, bench.original, bench, report)


def draft_or_unit(
    passage: Passage, key: str, tongue: Tongue, bench: Bench, report: Report
) -> tuple[Prose, bool]:
    """Give a drafted passage: what a person made of the draft, or the phrases' own words.

    Where a record cannot be read, the draft of the last time stands.
    """
    unit = tongue.units.get(key)
    if unit is not None and unit.text and not (unit.is_draft and _has_all(passage, bench)):
        return unit.prose, unit.is_draft
    text = sentences(drafts(passage, tongue, bench, report), tongue.words)
    where = passage.where
    return Prose(text, where.path, ((0, where.line, where.column),), is_drafted=True), True


def drafts(passage: Passage, tongue: Tongue, bench: Bench, report: Report) -> list[str]:
    """Let the phrases draft the sentence of each record that a passage tells of."""
    found = (bench.records.activities.get(id_) for id_ in passage.records)
    return [
        draft(activity, tongue, bench.records, bench.office, report)
        for activity in found
        if activity is not None
    ]


def draft(activity: Activity, tongue: Tongue, records: Records, office: str, report: Report) -> str:
    """Let the phrase of a record's kind write its sentence, as markup with tokens."""
    kind = records.registry.kinds[activity.kind]
    written = tongue.phrases.draft(activity, (*COMMON, *kind.fields), office)
    if isinstance(written, Problem):
        report(written)
        return ""
    return written


def _translated(passage: Passage, key: str, source: Prose, bench: Bench, report: Report) -> Telling:
    wanted = folded(source.text)
    unit = bench.tongue.units.get(key)
    if passage.prose is None and (unit is None or unit.is_draft or not unit.text):
        prose, _ = draft_or_unit(passage, key, bench.tongue, bench, report)
        standing = _standing(key, bench, State.DRAFTED, prose.text, passage.where)
        return Telling(passage, prose, parsed(prose, report), source, standing, True)
    if unit is None or not unit.text.strip():
        standing = _standing(key, bench, State.MISSING, wanted, passage.where)
        return Telling(passage, source, parsed(source, report), source, standing)
    parts = parsed(unit.prose, report)
    state, cause = state_of(unit, wanted, signature(parts, bench.facts, bench.speech))
    standing = standing_of(unit, bench.tongue.words, state, cause)
    return Telling(passage, unit.prose, parts, source, standing)


def _standing(key: str, bench: Bench, state: State, text: str, where: Where) -> Standing:
    # What is missing is counted as it is to be translated.
    words = bench.original.words if state is State.MISSING else bench.tongue.words
    return Standing(key, bench.tongue.code, state, where, "", count_words(text, words))
