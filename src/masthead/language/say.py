"""Saying a fact: one value in one form, in one language, as at one date."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from masthead.language.dates import elided, join, say_when
from masthead.language.figures import number_class, ordinal, say_figure, say_item
from masthead.language.names import Called, Name, at_date, sort_key
from masthead.language.words import Words, fill
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

NAME_FORMS = ("subject", "name", "of", "to", "in", "full", "short", "title", "has", "agrees")

# The ending of a participle, which may be none.
AGREES = "agrees"

# The closed list of forms, by the type of the value; the first is what a bare token means.
FORMS: Mapping[type, tuple[str, ...]] = {
    When: ("at", "since", "plain", "of", "until", "start", "masthead"),
    Place: ("in", "name", "of"),
    Names: NAME_FORMS,
    DatedStates: NAME_FORMS,
    Partners: ("clause", "subject", "of", "to", "name"),
    Figure: ("count", "number", "adjective", "for"),
    Ordinal: ("ordinal", "feminine"),
    Wording: ("text",),
    ItemNumber: ("name", "subject", "of", "to", "short", "number"),
    ItemTitle: ("text",),
    Choice: (),
    Resolution: ("name", "subject", "of", "number", "title"),
    Article: ("name", "subject", "of", "number"),
    Symbol: ("name",),
}


class Speech(NamedTuple):
    """How facts are said in one passage.

    `day` is the masthead's date: names are those of that day. `mentioned` are the things that the
    edition has named already; None says every name in full (titles and headings, where the
    Editorial Manual allows no acronym). `later` are the things that are named again further on:
    an acronym is introduced only for these. `wordings` are the text fields, and the titles of the
    agenda, in this language.
    """

    words: Words
    day: date
    wordings: Mapping[str, str]
    mentioned: frozenset[str] | None = None
    later: frozenset[str] | None = None


class Said(NamedTuple):
    """What a fact became: its words, and the things that they named.

    `unclosed`: they end with an apposition ("Bali, Indonesia"), which a comma closes if the
    sentence goes on.
    """

    text: str
    named: tuple[str, ...] = ()
    unclosed: bool = False


def say(value: Value, form: str, speech: Speech) -> Said | Fault:
    """Say a value in a form, or tell why it cannot be said (unknown form, no name, no date)."""
    forms = FORMS[type(value)]
    if not forms:
        return Fault("T037")
    if form and form not in forms:
        return Fault("T030", 0, {"form": form, "of": ", ".join(forms)})
    said = _SPEAKERS[type(value)](value, form or forms[0], speech)
    if isinstance(said, Said) and not said.text and form != AGREES:
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
    name = _name(ids[0], speech)
    return f"one {name.gender or name.full.article}".strip() if name else "one"


def _name(id_: str, speech: Speech) -> Name | None:
    names = speech.words.name_of(id_)
    return at_date(names, speech.day) if names else None


def _when(value: Value, form: str, speech: Speech) -> Said | Fault:
    if not isinstance(value, When) or not value.printable:
        return Fault("T032")
    return Said(say_when(value, form, speech.words))


def _place(value: Value, form: str, speech: Speech) -> Said | Fault:
    if not isinstance(value, Place):
        return Said("")
    if not value.city:
        id_ = value.state or value.region or value.venue
        return _named((id_,), form, speech)
    if value.alone or not value.state:
        return _named((value.city,), form, speech)
    city, state = _named((value.city,), "name", speech), _named((value.state,), "name", speech)
    if isinstance(city, Fault) or isinstance(state, Fault):
        return city if isinstance(city, Fault) else state
    pattern = speech.words.text("city-with-state", form)
    said = elided(fill(pattern, city=city.text, state=state.text), speech.words)
    return Said(said, (value.city, value.state), unclosed=", " in pattern)


def _names(value: Value, form: str, speech: Speech) -> Said | Fault:
    ids = value.ids if isinstance(value, Names) else ()
    if isinstance(value, DatedStates):
        ids = tuple(state for state, _ in value.entries)
    return _named(_sorted(ids, speech), form, speech)


def _sorted(ids: tuple[str, ...], speech: Speech) -> tuple[str, ...]:
    """Put a list of States in the order of the language's alphabet; other lists as written."""
    states = speech.words.names.get("states", {})
    if not ids or any(id_ not in states for id_ in ids):
        return ids
    return tuple(sorted(ids, key=lambda id_: sort_key(at_date(states[id_], speech.day).full.name)))


def _nameless(id_: str, speech: Speech) -> Fault:
    return Fault("T033", 0, {"id": id_, "language": speech.words.code})


def _named(ids: tuple[str, ...], form: str, speech: Speech) -> Said | Fault:
    missing = next((id_ for id_ in ids if _name(id_, speech) is None), None)
    if missing is not None:
        return _nameless(missing, speech)
    if not ids:
        return Said("")
    if form == "has":
        return Said(speech.words.text("has", "one" if len(ids) == 1 else "other"))
    if form == AGREES:
        return Said(_ending(ids, speech))
    said: list[str] = []
    for place, id_ in enumerate(ids):
        apart = form if speech.words.text("repeats-prepositions") == "true" or not place else ""
        said.append(_one(id_, apart or ("subject" if form in ("of", "to", "in") else form), speech))
    return Said(join(said, speech.words), ids, _ends_apposed(ids[-1], form, speech))


def _ends_apposed(id_: str, form: str, speech: Speech) -> bool:
    """Tell whether a name is said in full, and ends with an apposition."""
    name = _name(id_, speech)
    if name is None or not name.apposition or form in ("title", "short"):
        return False
    return _is_first(id_, form, speech) or (name.acronym or name.short) is None


def _ending(ids: tuple[str, ...], speech: Speech) -> str:
    """Give what a participle ends in that agrees with names, as the language does ("publiée")."""
    names = [name for id_ in ids if (name := _name(id_, speech)) is not None]
    # An article that has a gender says it; otherwise names.yaml does.
    feminine = speech.words.series("agreement", "feminine")
    several = speech.words.series("agreement", "several")
    is_feminine = all(n.gender == "f" or n.full.article in feminine for n in names)
    is_several = len(names) > 1 or any(n.full.article in several for n in names)
    gender = "feminine" if is_feminine else "masculine"
    number = "other" if is_several else "one"
    return speech.words.text("agreement", "endings", gender, number)


def _one(id_: str, form: str, speech: Speech) -> str:
    name = _name(id_, speech)
    if name is None:
        return ""
    if form == "title":
        return name.title or name.full.name
    first = _is_first(id_, form, speech)
    short = name.acronym or name.short
    chosen = name.full if first or short is None else short
    forms = name.forms or {}
    said = forms[form] if form in forms and chosen is name.full else ""
    said = said or prepositional(chosen, form, speech.words)
    if first and name.acronym and _is_new(id_, speech) and _again(id_, speech):
        return f"{said} ({name.acronym.name})"
    return said


def _is_first(id_: str, form: str, speech: Speech) -> bool:
    if form in ("full", "short"):
        return form == "full"
    return speech.mentioned is None or id_ not in speech.mentioned


def _is_new(id_: str, speech: Speech) -> bool:
    return speech.mentioned is not None and id_ not in speech.mentioned


def _again(id_: str, speech: Speech) -> bool:
    return speech.later is None or id_ in speech.later


def prepositional(called: Called, form: str, words: Words) -> str:
    """Put an article, or a preposition that contracts with it, before a name."""
    if form == "name":
        return called.name
    if form not in ("of", "to", "in"):
        article = called.article
        return f"{article}{'' if article.endswith(chr(39)) or not article else ' '}{called.name}"
    table = words.table("prepositions", form)
    if called.article:
        return f"{table.get(called.article, '')}{called.name}"
    vowels = words.text("vowels")
    starts = bool(vowels) and called.name[:1].lower() in vowels
    plain = table.get("none", "")
    before = table.get("vowel", plain) if starts else plain
    return f"{before}{called.name}"


def _partners(value: Value, form: str, speech: Speech) -> Said | Fault:
    parts = value.parts if isinstance(value, Partners) else ()
    ids = tuple(body for body, _ in parts)
    if form != "clause":
        return _named(ids, form, speech)
    clauses: list[str] = []
    for part in dict.fromkeys(part for _, part in parts):
        bodies = tuple(body for body, as_part in parts if as_part == part)
        pattern = speech.words.term("with", part)
        named = {f: _named(bodies, f, speech) for f in ("subject", "of", "to") if f in pattern}
        fault = next((said for said in named.values() if isinstance(said, Fault)), None)
        if fault is not None:
            return fault
        texts = {f: said.text for f, said in named.items() if isinstance(said, Said)}
        clauses.append(fill(pattern, **texts))
    return Said(join(clauses, speech.words), ids)


def _figure(value: Value, form: str, speech: Speech) -> Said | Fault:
    return Said(say_figure(value, form, speech.words) if isinstance(value, Figure) else "")


def _ordinal(value: Value, form: str, speech: Speech) -> Said | Fault:
    gender = "feminine" if form == "feminine" else "masculine"
    return Said(ordinal(value.value, gender, speech.words) if isinstance(value, Ordinal) else "")


def _wording(value: Value, form: str, speech: Speech) -> Said | Fault:
    key = value.key if isinstance(value, Wording | ItemTitle) else ""
    if key not in speech.wordings:
        return Fault("T034", 0, {"unit": key, "language": speech.words.code})
    return Said(speech.wordings[key])


def _item(value: Value, form: str, speech: Speech) -> Said | Fault:
    number = say_item(value.path, speech.words) if isinstance(value, ItemNumber) else ""
    return Said(
        number if form == "number" else speech.words.term("agenda-item", form, number=number)
    )


def _resolution(value: Value, form: str, speech: Speech) -> Said | Fault:
    if not isinstance(value, Resolution) or form == "number":
        return Said(value.number if isinstance(value, Resolution) else "")
    if form == "title":
        name = _name(str(value), speech)
        return Said(name.title or name.full.name) if name else _nameless(str(value), speech)
    return Said(speech.words.term("resolution", form, number=value.number))


def _article(value: Value, form: str, speech: Speech) -> Said | Fault:
    if not isinstance(value, Article) or form == "number":
        return Said(value.number if isinstance(value, Article) else "")
    treaty = _named((value.treaty,), "of", speech)
    if isinstance(treaty, Fault):
        return treaty
    said = speech.words.term("article", form, number=value.number, treaty=treaty.text)
    return Said(said, treaty.named, treaty.unclosed)


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
