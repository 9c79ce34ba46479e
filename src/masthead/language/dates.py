"""Saying dates: the patterns of language.yaml over the shapes of `When`."""

from __future__ import annotations

import re
from collections.abc import Callable

from masthead.language.words import Words, fill
from masthead.model.when import Moment, Shape, When

PRECISIONS = {"day": "days", "month": "months", "year": "years", "half": "halves"}
# An end of a date in a pattern; a language that inflects its months says in which case: {0-of}.
END = re.compile(r"\{(?P<end>[01])(?:-(?P<case>of|in))?\}")


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
    said = _ended(pattern or "{0}", _ends(when, words))
    if len(when.moments) == 1 and "{" in said:
        said = fill(said, **_parts(when.moments[0], "", words))
    return elided(said, words)


def _ended(pattern: str, say: Callable[[str, str], str]) -> str:
    return END.sub(lambda found: say(found["end"], found["case"] or ""), pattern)


def _ends(when: When, words: Words) -> Callable[[str, str], str]:
    """Give what says an end of a date in a case; of two that share something, one leaves it out."""
    moments = when.moments
    first, last = moments[0], moments[-1]
    shortens_end = words.text("shortens") == "end"

    def end(place: str, case: str) -> str:
        if when.shape is Shape.SET:
            return join(_listed(moments, case, words, shortens_end=shortens_end), words)
        if len(moments) == 1:
            return _full(first, case, words)
        one, other = (first, last) if place == "0" else (last, first)
        shortened = (place == "1") is shortens_end
        return _shortened(one, other, case, words) if shortened else _full(one, case, words)

    return end


def _listed(
    moments: tuple[Moment, ...], case: str, words: Words, *, shortens_end: bool
) -> list[str]:
    """Say the dates of a set: the last one in full, or the first, by the way of the language."""
    if not shortens_end:
        last = moments[-1]
        said = [_shortened(moment, last, case, words) for moment in moments[:-1]]
        return [*said, _full(last, case, words)]
    after = zip(moments[1:], moments, strict=False)
    said = [_shortened(moment, before, case, words) for moment, before in after]
    return [_full(moments[0], case, words), *said]


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
    return (f"half-{moment.half}", kind) if moment.half else (kind,)


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


def _full(moment: Moment, case: str, words: Words) -> str:
    kind = _precision(moment)
    name = f"half-{moment.half}" if moment.half else kind
    pattern = words.text("dates", name) or ("{year}" if kind == "year" else "")
    return fill(pattern, **_parts(moment, case, words))


def _parts(moment: Moment, case: str, words: Words) -> dict[str, str]:
    """Name the parts of a date for a pattern; `case` is that of a plain {month}."""
    day = words.text("dates", "first-day") if moment.day == 1 else ""
    months = {name: _month(moment, name, words) for name in ("", "of", "in")}
    return {
        "day": day or str(moment.day),
        "month": months[case],
        "month-of": months["of"],
        "month-in": months["in"],
        "year": str(moment.year),
    }


def _month(moment: Moment, case: str, words: Words) -> str:
    months = (words.series(f"months-{case}") if case else ()) or words.series("months")
    return months[moment.month - 1] if moment.month and moment.month <= len(months) else ""


def _shortened(moment: Moment, end: Moment, case: str, words: Words) -> str:
    """Leave out what the other end of the span says too: "22" of "22 to 25 July 2013"."""
    if moment.year != end.year or moment.half is not None:
        return _full(moment, case, words)
    parts = _parts(moment, case, words)
    if moment.day is None:
        return parts["month"] if moment.month else parts["year"]
    if moment.month == end.month:
        return fill(words.text("dates", "day-alone") or "{day}", **parts)
    return fill(words.text("dates", "day-and-month"), **parts)


def elided(text: str, words: Words) -> str:
    """Change a word before certain sounds where the language does: "de octobre" is "d'octobre".

    A word changes before a vowel, or, where its table says so, before what stands there: Spanish
    "y" is "e" before "i".
    """
    vowels = words.text("vowels")
    for word, change in words.table("elisions").items():
        if isinstance(change, str):
            text = _changed(text, word, f"[{re.escape(vowels)}]", change) if vowels else text
        elif not isinstance(change, tuple):
            for sound, better in change.items():
                text = _changed(text, word, re.escape(sound), str(better))
    return text


def _changed(text: str, word: str, sound: str, better: str) -> str:
    return re.sub(rf"\b{re.escape(word)} (?={sound})", better, text, flags=re.IGNORECASE)


def join(items: list[str], words: Words) -> str:
    """Join a list as the language does: "A, B and C"."""
    if len(items) == 1:
        return items[0]
    if len(items) == 2:
        return elided(fill(words.text("list", "two"), **{"0": items[0], "1": items[1]}), words)
    head = words.text("list", "separator").join(items[:-1])
    return elided(fill(words.text("list", "end"), **{"0": head, "1": items[-1]}), words)
