"""The values that a text says, whatever the language's way: numbers, months, symbols, resolutions.

Read for comparing editions with one another, after reliability.md B4: a value counts once in a
passage, in whatever order; numbers in words are witnesses and never accuse. Months, magnitudes and
numbers in words are CLDR's, not ours, so that a mistake in our own files is seen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from masthead.language.figures import spelt
from masthead.language.icu import written
from masthead.language.words import Words

# Two elements at least: "and/or" is none, nor is a fraction.
SYMBOL = re.compile(r"(?<![A-Za-z\d/])[A-Z]{1,8}(?:/[A-Za-z0-9][A-Za-z0-9.-]*)+(?<![.-])")
# A resolution of a body: "6/3", "55/25".
PAIR = re.compile(r"(?<![A-Za-z\d/])\d+/\d+(?![\d/])")
BLANK = " ; "
FIGURES = frozenset("0123456789")
DIGIT = re.compile(r"(?![0-9])\d")
# What only says which way a text runs.
ISOLATES = re.compile("[\u2066-\u2069]")
SPACES = " \u00a0\u202f"
MARGIN = f"{SPACES}\u200e\u200f"
LATIN = "numbering-system/latn"
# Numbers of each plural class of a language, some language's.
TIMES = (1, 2, 3, 5, 8, 11, 100, 1.5)
# A day in the middle of each month: it is the same one in every time zone.
MIDDLES = tuple(datetime(2001, month, 15, 12, tzinfo=UTC) for month in range(1, 13))
# The months of a date, and of a calendar's head.
WIDE = ("MMMM", "LLLL")
# Ways of counting in words that ICU has under one name or another; it takes a name that it does
# not know for the plain cardinal, so asking for all of them does no harm.
GENDERS = ("masculine", "feminine", "neuter")
CASES = ("", "-genitive", "-dative", "-accusative", "-instrumental", "-locative", "-prepositional")
RULES = (
    *("spellout-numbering", "spellout-cardinal", "spellout-ordinal"),
    *(
        f"spellout-{kind}-{gender}{case}"
        for kind in ("cardinal", "ordinal")
        for gender in (*GENDERS, "plural")
        for case in CASES
    ),
)


class Value(NamedTuple):
    """What a text says: its kind ("number", "month", "symbol", "resolution") and which."""

    kind: str
    said: str


def values_of(text: str, words: Words) -> frozenset[Value]:
    """Read the values of a text in a language."""
    return frozenset(_values(_ascii(text), words))


def bears_out(value: Value, text: str, words: Words) -> bool:
    """Tell whether a text says a number in words, in any of the ways that CLDR knows."""
    if value.kind != "number" or not value.said.isdecimal() or int(value.said) > 9999:
        return False
    plain = _worded(text)
    said = _in_words(int(value.said), words.text("locale"))
    return any(_stands(one, plain) for one in said)


def _stands(said: str, plain: str) -> bool:
    """Tell whether a number stands in a text; a long one may begin a word ("десятидневный")."""
    if _is_joined(said):
        return said in plain
    ends = "" if len(said) > 5 else r"(?!\w)"
    return re.search(rf"(?<!\w){re.escape(said)}{ends}", plain) is not None


def _is_joined(text: str) -> bool:
    """Tell a script that has no spaces between its words."""
    return "\u3400" <= text[0] <= "\u9fff"


def _values(text: str, words: Words) -> Iterator[Value]:
    for kind, pattern in (("symbol", SYMBOL), ("resolution", PAIR)):
        yield from (Value(kind, found[0]) for found in pattern.finditer(text))
        text = pattern.sub(BLANK, text)
    if not FIGURES.isdisjoint(text):
        times = [*_times(text, words)]
        yield from (value for value, _ in times)
        for _, said in times:
            text = text.replace(said, BLANK)
    months = _months((*cldr_months(words), *_own_months(words)))
    pattern = _any_of(tuple(months))
    yield from (Value("month", str(months[found[1]])) for found in pattern.finditer(text))
    if not FIGURES.isdisjoint(text):
        yield from _numbers(pattern.sub(BLANK, text), words.text("locale"))


def _times(text: str, words: Words) -> Iterator[tuple[Value, str]]:
    """Read the times of day by the patterns of language.yaml; each with the words that say it."""
    for part, patterns in words.table("clock").items():
        for pattern in patterns if isinstance(patterns, tuple) else ():
            for found in _clock(str(pattern)).finditer(text):
                hour = int(found["hour"]) % 12 if part != "day" else int(found["hour"])
                minute = found.groupdict().get("minute") or "00"
                later = 12 if part == "after-noon" else 0
                yield Value("time", f"{hour + later}:{minute}"), found[0]


@cache
def _clock(pattern: str) -> re.Pattern[str]:
    """Read a pattern such as "{hour} h {minute}"; a space in it may be none, or hold the line."""
    places = {"{hour}": r"(?P<hour>\d{1,2})", "{minute}": r"(?P<minute>\d\d)", " ": r"\s?"}
    parts = re.split("({hour}|{minute}| )", pattern)
    return re.compile(r"(?<![\d.:])" + "".join(places.get(p, re.escape(p)) for p in parts))


def _numbers(text: str, locale: str) -> Iterator[Value]:
    group, decimal, magnitudes = _notation(locale)
    for found in _number(group, decimal, tuple(magnitudes)).finditer(text):
        digits = found["digits"].translate({ord(sign): None for sign in group})
        number = Decimal(digits.replace(decimal, "."))
        number *= magnitudes.get((found["magnitude"] or "").casefold(), 1)
        yield Value("number", f"{number.normalize():f}")


@cache
def _number(group: str, decimal: str, magnitudes: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(magnitudes, key=len, reverse=True)
    many = "|".join(map(re.escape, longest)) or "(?!)"
    return re.compile(
        rf"(?<![A-Za-z\d])(?P<digits>(?:\d{{1,3}}(?:[{re.escape(group)}]\d{{3}})+(?!\d)|\d+)"
        rf"(?:{re.escape(decimal)}\d+)?)(?:\s?(?P<magnitude>{many}))?",
        re.IGNORECASE,
    )


@cache
def _notation(locale: str) -> tuple[str, str, Mapping[str, int]]:
    """Say how a locale groups digits, what parts a fraction off, and its words of magnitude."""
    marks = re.sub(r"\d", "", written(f"{{n,number,::{LATIN} .0}}", locale, 1234567.5))
    group, decimal = marks[:-1][:1] or ",", marks[-1]
    magnitudes: dict[str, int] = {}
    for worth in (10**zeros for zeros in range(4, 17)):
        for times in TIMES:
            said = written(f"{{n,number,::compact-long {LATIN}}}", locale, int(times * worth))
            number, word = said[: (at := _end_of_number(said))], said[at:].strip(MARGIN)
            if word and number.strip(MARGIN).replace(decimal, ".") == str(times):
                magnitudes.setdefault(word.casefold(), worth)
    return (SPACES if group.isspace() else group), decimal, magnitudes


def _end_of_number(text: str) -> int:
    return max(place for place, sign in enumerate(text, 1) if sign.isdigit())


@cache
def _months(all_series: tuple[tuple[str, ...], ...]) -> Mapping[str, int]:
    """Give the number of a month by each of its names: CLDR's, and the language's own."""
    named: dict[str, int] = {}
    for series in all_series:
        for number, name in enumerate(series, 1):
            for part in filter(None, name.split("/")):
                # A month may be an everyday word but for its capital ("may"): it keeps it.
                named[part] = named[part[0].upper() + part[1:]] = number
    return named


def cldr_months(words: Words) -> tuple[tuple[str, ...], ...]:
    """List the names of the months, in order, in the ways that CLDR has them for a language.

    `calendars` of language.yaml names the locales to ask, where one alone does not do: Arabic has
    other months in Beirut than in Cairo, and the United Nations prints both.
    """
    locales = words.series("calendars") or (words.text("locale"),)
    return tuple(dict.fromkeys(series for locale in locales for series in _of_locale(locale)))


@cache
def _of_locale(locale: str) -> tuple[tuple[str, ...], ...]:
    found = []
    dated = f"{locale}@calendar=gregorian"
    for pattern in ("MMMM", "MMM", "LLLL", "LLL"):
        names = tuple(written(f"{{n,date,{pattern}}}", dated, day) for day in MIDDLES)
        # Abbreviations are words of other meaning ("mar", "sept"), but for 10月.
        if pattern in WIDE or names[0][0].isdigit():
            found.append(names)
    return tuple(found)


def _own_months(words: Words) -> tuple[tuple[str, ...], ...]:
    names = ("months", "months-of", "months-in")
    return tuple(series for name in names if (series := words.series(name)))


@cache
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """Match a month. Arabic joins particles of a letter to the word that follows."""
    named = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    if any(map(_is_joined, names)):
        return re.compile(rf"(?<!\d)({named})")
    joined = "[وبلفك]?" if any("\u0600" <= name[0] <= "\u06ff" for name in names) else ""
    return re.compile(rf"(?<!\w){joined}({named})(?!\w)")


def _ascii(text: str) -> str:
    """Write every digit as ASCII does, and leave out what only says which way a text runs."""
    return DIGIT.sub(_digit, ISOLATES.sub("", unicodedata.normalize("NFC", text)))


def _digit(found: re.Match[str]) -> str:
    return str(unicodedata.decimal(found[0]))


@cache
def _in_words(number: int, locale: str) -> frozenset[str]:
    said = (spelt(f"{{n,spellout,%{rule}}}", locale, number) for rule in RULES)
    return frozenset(_worded(one) for one in said if one)


def _worded(text: str) -> str:
    """Fold a text to words between single spaces: "vingt-et-un" and "vingt et un" are one."""
    return " ".join(re.findall(r"\w+", text.casefold()))


class Parted(NamedTuple):
    """The values that a text says and its counterpart does not, and the other way round."""

    lost: tuple[Value, ...]
    added: tuple[Value, ...]


def parted(original: str, translated: str, words: Words, others: Words) -> Parted:
    """Compare what two texts say, each in its language; numbers in words bear figures out."""
    here, there = values_of(original, words), values_of(translated, others)
    lost = (value for value in here - there if not bears_out(value, translated, others))
    added = (value for value in there - here if not bears_out(value, original, words))
    return Parted(tuple(sorted(lost)), tuple(sorted(added)))


@cache
def script_of(text: str) -> str:
    """Name the script of a word by its first letter: "LATIN", "CYRILLIC", "ARABIC", "CJK", ..."""
    letter = next(filter(str.isalpha, text), "")
    return unicodedata.name(letter, "").partition(" ")[0]
