"""Saying a fact: one value in one form, in one language, as at one date."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from masthead.language.dates import join, say_when
from masthead.language.figures import number_class, ordinal, say_figure
from masthead.language.marks import agenda_number
from masthead.language.names import CASES
from masthead.language.naming import (
    AGREES,
    HAS,
    in_order,
    is_several,
    nameless,
    say_names,
    say_place,
)
from masthead.language.speech import Said, Speech
from masthead.language.words import fill
from masthead.model.activity import (
    Choice,
    DatedStates,
    Figure,
    ItemNumber,
    ItemTitle,
    Names,
    Ordinal,
    Partners,
    Place,
    Value,
    Wording,
)
from masthead.model.problem import Fault
from masthead.model.resolution import Article, Resolution
from masthead.model.symbol import Symbol
from masthead.model.when import When

NAME_FORMS = (*CASES, "full", "short", "title", HAS, AGREES)
# A number in words takes a gender, and in some languages a case: "feminine-in".
ORDINAL_GENDERS = {"ordinal": "masculine", "feminine": "feminine", "neuter": "neuter"}
OBLIQUE = tuple(case for case in CASES if case not in ("subject", "name"))

# The closed list of forms, by the type of the value; the first is what a bare token means.
FORMS: Mapping[type, tuple[str, ...]] = {
    When: ("at", "since", "plain", "of", "until", "start", "masthead"),
    Place: ("in", "name", "of"),
    Names: NAME_FORMS,
    DatedStates: NAME_FORMS,
    Partners: ("clause", *CASES),
    Figure: ("count", "number", "adjective", "for", *OBLIQUE),
    Ordinal: (
        *ORDINAL_GENDERS,
        *(f"{gender}-{case}" for gender in ORDINAL_GENDERS for case in OBLIQUE),
    ),
    Wording: ("text",),
    ItemNumber: ("name", "subject", "of", "to", "short", "number"),
    ItemTitle: ("text",),
    Choice: (),
    Resolution: ("name", "subject", *OBLIQUE, "number", "title"),
    Article: ("name", "subject", *OBLIQUE, "number"),
    Symbol: ("name",),
}


def say(value: Value, form: str, speech: Speech) -> Said | Fault:
    """Say a value in a form, or tell why it cannot be said (unknown form, no name, no date)."""
    forms = FORMS[type(value)]
    if not forms:
        return Fault("T037")
    if form and form not in forms:
        return Fault("T030", 0, {"form": form, "of": ", ".join(forms)})
    said = _SPEAKERS[type(value)](value, form or forms[0], speech)
    if isinstance(said, Said) and not said.text and form not in (AGREES, HAS):
        return Fault("T031", 0, {"form": form or forms[0]})
    return said


def grammar(value: Value, speech: Speech) -> str:
    """Name what a sentence round a fact depends on: number class, gender, shape of date, place.

    A unit stays valid while this stays the same (DESIGN.md, staleness with its cause).
    """
    if isinstance(value, When):
        return value.grammar
    if isinstance(value, Figure):
        return number_class(value.value, speech.words)
    if isinstance(value, Place):
        return "place" if str(value) else "none"
    if isinstance(value, DatedStates):
        return _class_of(tuple(state for state, _ in value.entries), speech)
    if isinstance(value, Names):
        return _class_of(value.ids, speech)
    if isinstance(value, Partners):
        return " ".join(part for _, part in value.parts)
    return type(value).__name__.lower()


def _class_of(ids: tuple[str, ...], speech: Speech) -> str:
    if len(ids) != 1:
        return "several" if ids else "none"
    name = speech.name(ids[0])
    if name is None:
        return "one"
    plural = "plural" if name.plural and is_several([name], speech.words) else ""
    return " ".join(filter(None, ("one", name.gender or name.full.article, plural)))


def _when(value: Value, form: str, speech: Speech) -> Said | Fault:
    if not isinstance(value, When) or not value.printable:
        return Fault("T032")
    return Said(say_when(value, form, speech.words))


def _place(value: Value, form: str, speech: Speech) -> Said | Fault:
    return say_place(value, form, speech) if isinstance(value, Place) else Said("")


def _names(value: Value, form: str, speech: Speech) -> Said | Fault:
    ids = value.ids if isinstance(value, Names) else ()
    if isinstance(value, DatedStates):
        ids = tuple(state for state, _ in value.entries)
    return say_names(in_order(ids, speech), form, speech)


def _partners(value: Value, form: str, speech: Speech) -> Said | Fault:
    parts = value.parts if isinstance(value, Partners) else ()
    ids = tuple(body for body, _ in parts)
    if form != "clause":
        return say_names(ids, form, speech)
    clauses: list[str] = []
    for part in dict.fromkeys(part for _, part in parts):
        bodies = tuple(body for body, as_part in parts if as_part == part)
        pattern = speech.words.term("with", part)
        named = {f: say_names(bodies, f, speech) for f in CASES if f"{{{f}}}" in pattern}
        fault = next((said for said in named.values() if isinstance(said, Fault)), None)
        if fault is not None:
            return fault
        texts = {f: said.text for f, said in named.items() if isinstance(said, Said)}
        clauses.append(fill(pattern, **texts))
    between = speech.words.text("list", "clauses")
    return Said(between.join(clauses) if between else join(clauses, speech.words), ids)


def _figure(value: Value, form: str, speech: Speech) -> Said | Fault:
    return Said(say_figure(value, form, speech.words) if isinstance(value, Figure) else "")


def _ordinal(value: Value, form: str, speech: Speech) -> Said | Fault:
    gender, _, case = form.partition("-")
    if not isinstance(value, Ordinal):
        return Said("")
    return Said(ordinal(value.value, ORDINAL_GENDERS[gender], speech.words, case))


def _wording(value: Value, form: str, speech: Speech) -> Said | Fault:
    key = value.key if isinstance(value, Wording | ItemTitle) else ""
    said = speech.wordings(key)
    if said is None:
        return Fault("T034", 0, {"unit": key, "language": speech.words.code})
    return Said(said)


def _item(value: Value, form: str, speech: Speech) -> Said | Fault:
    number = agenda_number(value.path, speech.words) if isinstance(value, ItemNumber) else ""
    return Said(
        number if form == "number" else speech.words.term("agenda-item", form, number=number)
    )


def _resolution(value: Value, form: str, speech: Speech) -> Said | Fault:
    if not isinstance(value, Resolution) or form == "number":
        return Said(value.number if isinstance(value, Resolution) else "")
    if form == "title":
        name = speech.name(str(value))
        return Said(name.title or name.full.name) if name else nameless(str(value), speech)
    said = speech.words.term("resolution", form, number=value.number)
    # The object is the subject where a language has no case for it.
    same = speech.words.term("resolution", "subject", number=value.number)
    return Said(said or (same if form == "object" else ""))


def _article(value: Value, form: str, speech: Speech) -> Said | Fault:
    if not isinstance(value, Article) or form == "number":
        return Said(value.number if isinstance(value, Article) else "")
    treaty = say_names((value.treaty,), "of", speech)
    if isinstance(treaty, Fault):
        return treaty
    places = {"number": value.number, "treaty": treaty.text}
    said = speech.words.term("article", form, **places)
    same = speech.words.term("article", "subject", **places)
    return Said(said or (same if form == "object" else ""), treaty.named, treaty.unclosed)


def _symbol(value: Value, form: str, speech: Speech) -> Said | Fault:
    return Said(str(value))


def _choice(value: Value, form: str, speech: Speech) -> Said | Fault:
    return Said("")


_SPEAKERS: Mapping[type, Callable[[Value, str, Speech], Said | Fault]] = {
    When: _when,
    Place: _place,
    Names: _names,
    DatedStates: _names,
    Partners: _partners,
    Figure: _figure,
    Ordinal: _ordinal,
    Wording: _wording,
    ItemNumber: _item,
    ItemTitle: _wording,
    Choice: _choice,
    Resolution: _resolution,
    Article: _article,
    Symbol: _symbol,
}
