"""Saying numbers: counts with their nouns, ordinals, numbers in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from babel.plural import PluralRule, RuleError

from masthead.language.dates import elided
from masthead.language.words import Words, fill
from masthead.model.activity import Figure


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


@cache
def _formatted(pattern: str, code: str, value: int) -> str:
    from icu4py.messageformat import MessageFormat  # noqa: PLC0415 - 16 MB, and few need it

    return " ".join(str(MessageFormat(pattern, code).format({"n": value})).split())


def spelt(pattern: str, locale: str, value: int) -> str:
    """Write a number by a pattern of ICU; "" if the pattern fails."""
    try:
        return _formatted(pattern, locale, value)
    except ValueError:
        return ""


def _spelt(kind: str, gender: str, value: int, words: Words) -> str:
    """Write a number in words, as the language's office spells them; "" if its pattern fails."""
    said = spelt(words.text("numbers", kind, gender), words.text("locale"), value)
    for found, better in words.table("numbers", "respelled").items():
        said = said.replace(found, str(better))
    return said


def ordinal(value: int, gender: str, words: Words) -> str:
    """Say which one of a series, in words: "seventh", "septième"."""
    return _spelt("ordinal", gender, value, words)


def number(value: int, words: Words, *, gender: str = "masculine", below: int | None = None) -> str:
    """Write a number in words below the language's limit, in figures from it on."""
    limit = _limit("words-below", words) if below is None else below
    if value < limit:
        return _spelt("cardinal", gender, value, words)
    return _in_figures(value, words.text("locale"))


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
    digits = text.removesuffix("%")
    if not re.fullmatch(r"-?\d+(\.\d+)?", digits):
        return ""
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
    return fill(words.text("numbers", "more-than"), number=said, noun="").strip()


def say_figure(figure: Figure, form: str, words: Words) -> str:
    """Say a figure with its noun: "138 parties", "more than 80 States", "ten-day"."""
    unit = words.units.get(figure.unit)
    nouns = unit if isinstance(unit, Mapping) else {}
    gender = "feminine" if nouns.get("gender") == "f" else "masculine"
    if form == "number":
        return number(figure.value, words, gender=gender)
    noun = str(nouns.get(number_class(figure.value, words), nouns.get("other", "")))
    below = None
    pattern = form
    if form == "adjective":
        below = _limit("adjective-words-below", words)
        noun = str(nouns.get("adjective", noun))
    elif form == "count" and figure.at_least:
        pattern = "more-than"
    said = number(figure.value, words, gender=gender, below=below)
    if not said:
        return ""
    return elided(fill(words.text("numbers", pattern), number=said, noun=noun), words)
