"""Checks of typed words: figures, dates, States and names are facts, which tokens say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from masthead.compile.assemble import Telling
from masthead.compile.checked import Checked
from masthead.inline import Words
from masthead.inline.parts import flat
from masthead.language import Words as Language
from masthead.language.unspaced import IDEOGRAPHS, boundaries
from masthead.model.problem import Where, error, warning
from masthead.notation import Report

AROUND = "\"'“”‘’«».,;:!?…"
# A name of so many letters is not met by chance inside of other words.
SURE = 4
WORD = re.compile(r"\w+")
ROMAN = re.compile(r"[IVXLC]+")
NAMED_SECTIONS = ("bodies", "treaties", "systems", "processes", "programmes", "publications")


def check_typed_digits(checked: Checked, report: Report) -> None:
    """A figure, a date or a symbol is a fact of a record: it is not typed."""
    for telling, words, field in _everywhere(checked):
        if telling.passage.kind == "cell":
            continue  # a table is where data stands
        for start, text in _figures(words.text):
            report(error(telling.prose.at(words.offset + start), "C060", text=text, field=field))


def check_typed_months(checked: Checked, report: Report) -> None:
    """A month is part of a date, and a date is a fact."""
    months = dict.fromkeys(checked.language.series("months"), "")
    for telling, words, field in _everywhere(checked):
        for start, name in _find(months, words.text, checked.language):
            if name == "May" and _opens_sentence(words.text, start):
                continue
            report(error(telling.prose.at(words.offset + start), "C061", text=name, field=field))


def check_typed_states(checked: Checked, report: Report) -> None:
    """The name of a State is said by a token, which knows its form and its date."""
    names = _names(checked.language, ("states",), short=True)
    for telling, words, field in _everywhere(checked):
        for start, name in _find(names, words.text, checked.language):
            where = telling.prose.at(words.offset + start)
            report(error(where, "C062", text=name, id=names[name], field=field))


def check_typed_bodies(checked: Checked, report: Report) -> None:
    """A registered name may be typed once, where nothing has named the thing before."""
    for where, name, id_ in _named_again(checked):
        report(error(where, "C063", text=name, id=id_))


def check_acronyms(checked: Checked, report: Report) -> None:
    """No acronym in a title or a heading; elsewhere spelt out first (Editorial Manual)."""
    again = {where for where, _, _ in _named_again(checked)}
    introduced: set[str] = set()
    for telling, words in checked.typed():
        figures = [(start, start + len(text)) for start, text in _figures(words.text)]
        for found in _patterns(words.text).acronym.finditer(words.text):
            # What is part of a typed symbol, or typed after it was named, is reported as that.
            if ROMAN.fullmatch(found[0]) or any(a <= found.start() < b for a, b in figures):
                continue
            where = telling.prose.at(words.offset + found.start())
            if telling.passage.is_named:
                report(error(where, "C064", text=found[0]))
            elif found[0] not in introduced and where not in again and not _bracketed(found):
                report(warning(where, "C065", text=found[0]))
            introduced.add(found[0])


def _everywhere(checked: Checked) -> Iterator[tuple[Telling, Words, str]]:
    """Go through the typed words of the prose, then of text fields, each with its name."""
    for telling, words in checked.typed():
        yield telling, words, ""
    for telling, words in checked.fields():
        yield telling, words, telling.passage.id.partition("#")[2]


class _Patterns(NamedTuple):
    """What finds figures with what is written in one word with them, and acronyms."""

    figure: re.Pattern[str]
    acronym: re.Pattern[str]


def _patterns(text: str) -> _Patterns:
    # Classes that know of ideographs take milliseconds to compile, and few texts have any.
    return _between(IDEOGRAPHS if max(text, default="") >= IDEOGRAPHS[0] else "")


@cache
def _between(ideographs: str) -> _Patterns:
    """Make the patterns for words that end at spaces and at some characters.

    "6/3", "1514(XV)", "A/64/13". Each run of letters is looked through once, however long it is.
    """
    ending = rf"\s\[\]{{}}^`{ideographs}"
    letter = rf"[^\W{ideographs}]"
    return _Patterns(
        re.compile(rf"(?<![^{ending}])[^\d{ending}]*+\d[^{ending}]*"),
        re.compile(rf"(?<!{letter})[A-Z][A-Z&-]*[A-Z](?!{letter})"),
    )


def _figures(text: str) -> Iterator[tuple[int, str]]:
    """Find figures with what belongs to them; the sentence's own punctuation does not."""
    for found in _patterns(text).figure.finditer(text):
        figure = found[0].rstrip(AROUND).lstrip(f"({AROUND}")
        if figure.count(")") > figure.count("("):
            figure = figure.rstrip(f"){AROUND}")
        yield found.start() + found[0].find(figure), figure


def _named_again(checked: Checked) -> Iterator[tuple[Where, str, str]]:
    """Find the registered names that are typed after something has named the thing."""
    names = _names(checked.language, NAMED_SECTIONS, short=False)
    mentioned: set[str] = set()
    for telling in checked.tellings:
        if telling.is_drafted or not telling.passage.is_running:
            continue
        for part in flat(telling.parts):
            if not isinstance(part, Words):
                mentioned.add(part.key)
                continue
            for start, name in _find(names, part.text, checked.language):
                if names[name] in mentioned:
                    yield telling.prose.at(part.offset + start), name, names[name]
                mentioned.add(names[name])


def _bracketed(found: re.Match[str]) -> bool:
    return found.string[: found.start()].endswith(("(", "（"))


def _opens_sentence(text: str, start: int) -> bool:
    return bool(re.search(r"(?:^|[.!?]\s+)$", text[:start]))


def _find(names: Mapping[str, str], text: str, language: Language) -> Iterator[tuple[int, str]]:
    """Find names in a text, the longest where several begin."""
    found = _find_by_words if language.spaces_words else _find_anywhere
    return found(names, text, language.text("locale"))


def _find_anywhere(names: Mapping[str, str], text: str, locale: str) -> Iterator[tuple[int, str]]:
    """Find names where no spaces stand round them; short ones may be parts of other words."""
    for found in _any_of(tuple(names)).finditer(text):
        is_sure = len(found[0]) >= SURE and not found[0].isascii()
        if is_sure or boundaries(text, locale).issuperset(found.span()):
            yield found.start(), found[0]


@cache
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)")


def _find_by_words(names: Mapping[str, str], text: str, locale: str) -> Iterator[tuple[int, str]]:
    """Find names by their first words, for speed."""
    plain = text.replace("’", "'")
    firsts = _by_first_word(tuple(names))
    if firsts.keys().isdisjoint(WORD.findall(plain)):
        return
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
                for one in filter(None, called):
                    # An article may be one word with its name.
                    found[one.name] = found[f"{one.article}{one.name}"] = id_
                    # Typed in another case, it is the same name.
                    found |= dict.fromkeys(one.forms.values() if short else (), id_)
    return found
