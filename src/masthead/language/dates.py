"""Saying dates: the patterns of language.yaml over the shapes of `When`."""

from __future__ import annotations

import re

from masthead.language.words import Words, fill
from masthead.model.when import Moment, Shape, When

PRECISIONS = {"day": "days", "month": "months", "year": "years", "half": "halves"}


def say_when(when: When, form: str, words: Words) -> str:
    """Say a date in a form ("at", "since", "plain", "of", ...); "" if it prints none.

    "start" says when it began, whether it goes on or not.
    """
    if form == "start":
        first = when.moments[0]
        return say_when(When(first.shape, (first,)), "at", words)
    patterns = words.table("forms", form)
    names = _shapes(when)
    ends = when.shape is not Shape.SINCE
    single = ("single",) if len(when.moments) == 1 and ends else ()
    pattern = next((str(patterns[name]) for name in (*names, *single) if name in patterns), "")
    if not pattern and (len(when.moments) > 1 or not ends):
        return ""
    pattern = pattern or "{0}"
    first, last = when.moments[0], when.moments[-1]
    if when.shape is Shape.SPAN or names[0] == "two-days":
        said = pattern.replace("{0}", _shortened(first, last, words))
        said = said.replace("{1}", _full(last, words))
    elif when.shape is Shape.SET:
        items = [_shortened(m, last, words) for m in when.moments[:-1]]
        said = pattern.replace("{0}", join([*items, _full(last, words)], words))
    else:
        said = pattern.replace("{0}", _full(first, words))
    return elided(said, words)


def _shapes(when: When) -> tuple[str, ...]:
    """Name the shape of a date for the patterns, the most particular first."""
    moment = when.moments[0]
    kind = _precision(moment)
    if when.shape is Shape.SPAN:
        two = ("two-days",) if _adjacent(when) else ()
        return (*two, f"span-of-{PRECISIONS[kind]}" if _crosses(when) else "span", "span")
    if when.shape is Shape.SET:
        return (f"set-of-{PRECISIONS[kind]}", "set")
    if when.shape is Shape.SINCE:
        return (f"since-of-{PRECISIONS[kind]}", "since")
    return (kind,)


def _crosses(when: When) -> bool:
    """Tell whether a span needs the pattern of its precision: any but days of one month."""
    first, last = when.moments[0], when.moments[-1]
    return first.day is None or (first.year, first.month) != (last.year, last.month)


def _precision(moment: Moment) -> str:
    if moment.half is not None:
        return "half"
    if moment.day is not None:
        return "day"
    return "year" if moment.month is None else "month"


def _adjacent(when: When) -> bool:
    first, last = when.moments[0], when.moments[-1]
    return first.day is not None and (last.last - first.first).days == 1


def _full(moment: Moment, words: Words) -> str:
    kind = _precision(moment)
    if kind == "year":
        return str(moment.year)
    if kind == "half":
        return fill(words.text("dates", f"half-{moment.half}"), year=moment.year)
    return fill(words.text("dates", kind), **_parts(moment, words))


def _parts(moment: Moment, words: Words) -> dict[str, str]:
    day = words.text("dates", "first-day") if moment.day == 1 else ""
    months = dict(enumerate(words.series("months"), 1))
    return {
        "day": day or str(moment.day),
        "month": months.get(moment.month or 0, ""),
        "year": str(moment.year),
    }


def _shortened(moment: Moment, end: Moment, words: Words) -> str:
    """Leave out what the end of the span says again: "22" of "22 to 25 July 2013"."""
    parts = _parts(moment, words)
    if moment.year != end.year or moment.half is not None:
        return _full(moment, words)
    if moment.day is None:
        return parts["month"] if moment.month else parts["year"]
    if moment.month == end.month:
        return parts["day"]
    return fill(words.text("dates", "day-and-month"), **parts)


def elided(text: str, words: Words) -> str:
    """Elide before a vowel where the language does: "de octobre" is "d'octobre"."""
    vowels = re.escape(words.text("vowels"))
    for word, short in words.table("elisions").items() if vowels else ():
        before = re.compile(rf"\b{re.escape(word)} (?=[{vowels}])", re.IGNORECASE)
        text = before.sub(str(short), text)
    return text


def join(items: list[str], words: Words) -> str:
    """Join a list as the language does: "A, B and C"."""
    if len(items) == 1:
        return items[0]
    if len(items) == 2:
        return fill(words.text("list", "two"), **{"0": items[0], "1": items[1]})
    head = words.text("list", "separator").join(items[:-1])
    return fill(words.text("list", "end"), **{"0": head, "1": items[-1]})
