"""Saying numbers: counts with their nouns, ordinals, numbers in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from babel.plural import PluralRule, RuleError

from masthead.language.dates import elided
from masthead.language.icu import written
from masthead.language.words import Table, Words, fill
from masthead.model.activity import NUMBER, Figure

GENDERS = {"m": "masculine", "f": "feminine", "n": "neuter"}
# A number or its noun in a pattern, and the case that each takes there: {noun-of}.
PART = re.compile(r"\{(?P<part>number|noun)(?:-(?P<case>[a-z]+))?\}")


@cache
def _plural_rule(rules: tuple[tuple[str, str], ...]) -> PluralRule:
    return PluralRule(dict(rules))


def number_class(value: int, words: Words) -> str:
    """Name the plural class of a number in this language ("one", "other", ...), by CLDR's rules."""
    rules = tuple((name, str(rule)) for name, rule in words.table("numbers", "plural").items())
    try:
        return _plural_rule(rules)(value)
    except RuleError:
        return "other"


def spelt(pattern: str, locale: str, value: int) -> str:
    """Write a number by a pattern of ICU; "" if the pattern fails."""
    try:
        return written(pattern, locale, value)
    except ValueError:
        return ""


def _spelt(kind: str, gender: str, value: int, words: Words, case: str = "") -> str:
    """Write a number in words, as the language's office spells them; "" if it has none for it.

    A language lists its words itself ("one, two, ...") where ICU's are not those of its office.
    """
    table = words.table("numbers", kind)
    names = (f"{gender}-{case}", gender, "masculine") if case else (gender, "masculine")
    chosen = next((table[name] for name in names if name in table), "")
    if isinstance(chosen, tuple):
        return str(chosen[value - 1]) if 0 < value <= len(chosen) else ""
    said = spelt(str(chosen), words.text("locale"), value)
    for name in ("respelled", f"respelled-{words.governed(case)}"):
        for found, better in words.table("numbers", name).items():
            said = said.replace(found, str(better))
    return said


def ordinal(value: int, gender: str, words: Words, case: str = "") -> str:
    """Say which one of a series, in words: "seventh", "septième"; in figures where words end."""
    limit = _limit("ordinal-words-below", words)
    said = _spelt("ordinal", gender, value, words, case) if not limit or value < limit else ""
    return said or _spelt("ordinal-figures", gender, value, words, case)


def number(
    value: int,
    words: Words,
    *,
    gender: str = "masculine",
    below: int | None = None,
    case: str = "",
) -> str:
    """Write a number in words below the language's limit, in figures from it on."""
    limit = _limit("words-below", words) if below is None else below
    said = _spelt("cardinal", gender, value, words, case) if value < limit else ""
    return said or _in_figures(value, words.text("locale"))


def _limit(name: str, words: Words) -> int:
    text = words.text("numbers", name)
    return int(text) if text.isdecimal() else 0


def _in_figures(value: int, locale: str) -> str:
    if value < 1000:
        return str(value)
    from babel.numbers import format_decimal  # noqa: PLC0415 - a locale's data take 50 ms to load

    try:
        return format_decimal(value, locale=locale)
    except (ValueError, LookupError):
        return str(value)


def say_number(text: str, words: Words) -> str:
    """Write a number of a table as the language does ("1,234.5", "1 234,5"); "" if it is none."""
    if not NUMBER.fullmatch(text):
        return ""
    digits = text.removesuffix("%")
    if len(digits) < 4 and "." not in digits:
        return text
    from babel.numbers import format_decimal  # noqa: PLC0415 - a locale's data take 50 ms to load

    places = len(digits.partition(".")[2])
    pattern = f"#,##0.{'0' * places}" if places else "#,##0"
    said = format_decimal(Decimal(digits), pattern, locale=words.text("locale"))
    return said + text[len(digits) :]


def say_amount(figure: Figure, words: Words) -> str:
    """Say how many a figure counts, in figures and without its noun: "1,234", "more than 80"."""
    said = say_number(str(figure.value), words)
    if not figure.at_least:
        return said
    return fill(_pattern_of("more-than", "other", words), number=said, noun="").strip()


def say_figure(figure: Figure, form: str, words: Words) -> str:
    """Say a figure with its noun: "138 parties", "more than 80 States", "ten-day"."""
    unit = words.units.get(figure.unit)
    nouns = unit if isinstance(unit, Mapping) else {}
    gender = GENDERS.get(str(nouns.get("gender", "")), "masculine")
    if form == "number":
        return number(figure.value, words, gender=gender)
    class_ = number_class(figure.value, words)
    pattern = _pattern_of(
        "more-than" if form == "count" and figure.at_least else form, class_, words
    )
    below = _limit("adjective-words-below", words) if form == "adjective" else None

    def place(found: re.Match[str]) -> str:
        case = found["case"] or ""
        if found["part"] == "number":
            return number(figure.value, words, gender=gender, below=below, case=case)
        own = nouns.get(form if form == "adjective" else case, "")
        table = own if isinstance(own, Mapping) else nouns
        return own if isinstance(own, str) and own else _noun(table, class_)

    return elided(PART.sub(place, pattern), words)


def _pattern_of(form: str, class_: str, words: Words) -> str:
    """Choose the pattern of a form, or of its class ("two States" is one word in Arabic)."""
    table = words.table("numbers", form)
    return words.text("numbers", form) or str(table.get(class_, table.get("other", "")))


def _noun(nouns: Table, class_: str) -> str:
    found = nouns.get(class_, nouns.get("other", ""))
    return found if isinstance(found, str) else ""
