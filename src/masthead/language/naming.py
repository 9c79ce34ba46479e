"""Saying names and places: in a case, with an article or a preposition, one or several.

A name says a case by its own form, if names.yaml gives it, or by the rule of the language: what
`prepositions` in language.yaml puts round it.
"""

from __future__ import annotations

from typing import NamedTuple

from masthead.language.dates import elided, join
from masthead.language.figures import GENDERS
from masthead.language.names import Called, Name, at_date, called, front_of
from masthead.language.order import sort_key
from masthead.language.speech import Said, Speech
from masthead.language.words import Table, Words, fill, fronts
from masthead.model.activity import Place
from masthead.model.problem import Fault

# The ending of a participle, and a verb that agrees in the same way: both may be nothing.
AGREES, HAS = "agrees", "has"
INTRODUCED = "{name} ({acronym})"


class _Cased(NamedTuple):
    """A name in a case. `before` is its preposition, None if that is not known apart."""

    text: str
    before: str | None
    bare: str


def say_names(ids: tuple[str, ...], form: str, speech: Speech) -> Said | Fault:
    """Say one thing or several, in the written order."""
    missing = next((id_ for id_ in ids if speech.name(id_) is None), None)
    if missing is not None:
        return nameless(missing, speech)
    if not ids:
        return Said("")
    if form in (HAS, AGREES):
        return Said(_agreeing(ids, form, speech))
    said = _one_by_one(ids, form, speech)
    if not all(said):
        return Said("")
    text = join(said, speech.words) + _after_list(ids, form, speech)
    return Said(text, ids, _ends_apposed(ids[-1], form, speech))


def nameless(id_: str, speech: Speech) -> Fault:
    """Tell that a thing has no name in the language."""
    return Fault("T033", 0, {"id": id_, "language": speech.words.code})


def in_order(ids: tuple[str, ...], speech: Speech) -> tuple[str, ...]:
    """Put a list of States in the order of the language's alphabet; other lists as written."""
    words = speech.words
    states = words.names.get("states", {})
    if len(ids) < 2 or any(id_ not in states for id_ in ids):
        return ids
    called = {id_: at_date(states[id_], speech.day).full for id_ in ids}
    with_articles = words.text("sorts-articles") == "true"
    texts = {id_: _subject(c, words) if with_articles else c.name for id_, c in called.items()}
    return tuple(sorted(ids, key=lambda id_: sort_key(texts[id_], words)))


def say_place(place: Place, form: str, speech: Speech) -> Said | Fault:
    """Say where something was: a city with its State, if it is none that stands alone."""
    if not place.city:
        return say_names((place.state or place.region or place.venue,), form, speech)
    if place.alone or not place.state:
        return say_names((place.city,), form, speech)
    pattern = speech.words.text("city-with-state", form)
    texts: dict[str, str] = {}
    for part, id_ in (("city", place.city), ("state", place.state)):
        for case in ("name", "in", "of"):
            wanted = part if case == "name" else f"{part}-{case}"
            if f"{{{wanted}}}" in pattern or case == "name":
                said = say_names((id_,), case, speech)
                if isinstance(said, Fault):
                    return said
                texts[wanted] = said.text
    text = elided(fill(pattern, **texts), speech.words)
    return Said(text, (place.city, place.state), unclosed=", " in pattern)


def _one_by_one(ids: tuple[str, ...], form: str, speech: Speech) -> list[str]:
    """Say each name; one preposition serves all that follow it, where the language wants that."""
    words = speech.words
    if len(ids) == 1 or words.text("repeats-prepositions") == "true":
        return [_one(id_, form, speech).text for id_ in ids]
    said: list[str] = []
    last: str | None = None
    for id_ in ids:
        one = _one(id_, form, speech)
        said.append(one.bare if one.before is not None and one.before == last else one.text)
        last = one.before
    return said


def _one(id_: str, form: str, speech: Speech) -> _Cased:
    name = speech.name(id_)
    if name is None:
        return _Cased("", None, "")
    if form == "title":
        return _Cased(name.title or name.full.name, None, "")
    first = speech.is_first(id_, form)
    short = name.acronym or name.short
    case = "subject" if form in ("full", "short") else form
    chosen = name.full if first or short is None else short
    said = in_case(chosen, case, speech.words, is_acronym=chosen is name.acronym)
    if first and name.acronym and said.text and speech.introduces(id_):
        pattern = speech.words.text("introduced") or INTRODUCED
        acronym = in_case(name.acronym, "name", speech.words).text
        return said._replace(
            text=fill(pattern, name=said.text, acronym=acronym),
            bare=fill(pattern, name=said.bare, acronym=acronym),
        )
    return said


def in_case(name: Called, form: str, words: Words, *, is_acronym: bool = False) -> _Cased:
    """Say a name in a case: its own form, or by the rule; nothing where the language has none."""
    governed = _governed(name, form, words)
    own = name.forms.get(form)
    if own is not None:
        said = _parted(own, form, words)
        return said if governed is None else said._replace(bare=_subject(governed, words))
    return _by_rule(governed or name, form, words, is_acronym=is_acronym)


def _governed(name: Called, form: str, words: Words) -> Called | None:
    """Give a name in the case that a preposition governs, if the language has one for all."""
    case = words.governed(form)
    if case == form:
        return None
    own = name.forms.get(case)
    return name if own is None else called(own, fronts(words.grammar))


def _by_rule(name: Called, form: str, words: Words, *, is_acronym: bool) -> _Cased:
    table = words.table("prepositions", form)
    key = name.article or _way(name.name, table, words, is_acronym=is_acronym)
    if key in table:
        before = str(table[key]).partition("{0}")[0]
        bare = str(table.get("none" if name.article else key, ""))
        return _Cased(f"{before}{name.name}", bare, _subject(name, words))
    if form == "name":
        return _Cased(name.name, None, "")
    return _Cased(_subject(name, words) if form in ("subject", "object") else "", None, "")


def _way(name: str, table: Table, words: Words, *, is_acronym: bool) -> str:
    """Choose the way with a preposition of a name without article."""
    if is_acronym and "acronym" in table:
        return "acronym"
    starts = "vowel" in table and name[:1].lower() in words.text("vowels")
    return "vowel" if starts and name else "none"


def _subject(called: Called, words: Words) -> str:
    own = str(words.table("prepositions", "subject").get(called.article, ""))
    return f"{own or front_of(called.article)}{called.name}"


def _parted(own: str, form: str, words: Words) -> _Cased:
    """Take off the preposition that a form of a name begins with ("в Алжире")."""
    articles = words.series("articles")
    table = words.table("prepositions", form)
    known = [str(text).partition("{0}")[0] for key, text in table.items() if key not in articles]
    front = max((text for text in known if text and own.startswith(text)), key=len, default=None)
    return _Cased(own, front, own[len(front) :] if front else "")


def _after_list(ids: tuple[str, ...], form: str, speech: Speech) -> str:
    """Give what follows a name, or all of a list: "的"."""
    after = str(speech.words.table("prepositions", form).get("none", "")).partition("{0}")[2]
    name = speech.name(ids[-1]) if after else None
    return after if name and form not in name.full.forms else ""


def _ends_apposed(id_: str, form: str, speech: Speech) -> bool:
    """Tell whether a name is said in full, and ends with an apposition."""
    name = speech.name(id_)
    if name is None or not name.apposition or form in ("title", "short"):
        return False
    return speech.is_first(id_, form) or (name.acronym or name.short) is None


def _agreeing(ids: tuple[str, ...], form: str, speech: Speech) -> str:
    """Give a verb or an ending that agrees with names, as the language does ("publiée")."""
    names = [name for id_ in ids if (name := speech.name(id_)) is not None]
    number = "other" if is_several(names, speech.words) else "one"
    gender = gender_of(names, speech.words)
    if form == AGREES:
        return speech.words.text("agreement", "endings", gender, number)
    return speech.words.text(HAS, number) or speech.words.text(HAS, number, gender)


def is_several(names: list[Name], words: Words) -> bool:
    """Tell whether names take a plural: there are several, or the one is a plural."""
    several = words.series("agreement", "several")
    return len(names) > 1 or any(name.plural or name.full.article in several for name in names)


def gender_of(names: list[Name], words: Words) -> str:
    """Give the gender that names have in common, the masculine if they have none."""
    genders = {_gender(name, words) for name in names}
    return genders.pop() if len(genders) == 1 else GENDERS["m"]


def _gender(name: Name, words: Words) -> str:
    # An article that has a gender says it; otherwise names.yaml does.
    articles = (g for g in GENDERS.values() if name.full.article in words.series("agreement", g))
    return GENDERS.get(name.gender) or next(articles, GENDERS["m"])
