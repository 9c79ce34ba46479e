"""What the files of a language must hold: leaf by leaf, what the English files of the program do.

A leaf that is missing, empty or of another kind would change editions in silence; so would one
that nothing reads, for somebody meant it to be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase

from babel import Locale, UnknownLocaleError
from babel.plural import PluralRule, RuleError

from masthead.language.figures import spelt
from masthead.language.names import CLASSES
from masthead.model.problem import Where, error
from masthead.notation import Fields, Listing, Node, Report, Scalar, printed

PLACE = re.compile(r"\{[a-z0-9]+\}")
SPELLOUT = re.compile(r"\{n,spellout,%[a-z-]+\}")
FLAGS = ("true", "false")
SHAPES = (
    "day", "month", "year", "half", "two-days", "single",
    "span", "span-of-days", "span-of-months", "span-of-years", "span-of-halves",
    "set", "set-of-days", "set-of-months", "set-of-years", "set-of-halves",
    "since", "since-of-days", "since-of-months", "since-of-years", "since-of-halves",
)  # fmt: skip

# What a language or a project has in its own way: not asked for, but a leaf like any other.
OWN = (
    "agreement", "vowels", "dates.first-day", "elisions", "elisions.*", "prepositions.*.*",
    "numbers.respelled", "numbers.respelled.*",
    "typography.spaced", "typography.spaced.*", "typography.quotes.*",
    "calendars", "clock.*",
    "with.*", "concepts.*", "authors.*", "language-names.*", "original-names.*",
    *(f"numbers.plural.{name}" for name in CLASSES), *(f"forms.*.{shape}" for shape in SHAPES),
)  # fmt: skip
_PAIR = Listing((Scalar("“", Where("")), Scalar("”", Where(""))), Where(""))
# Lists of any length; of all others each item has its use.
FREE = (
    "articles",
    "clock.*",
    "idle-links",
    "telltales",
    "typography.led",
    "typography.apart",
    "concepts.*",
)
# What may be a list though English has none there.
LISTED = ("agreement.", "calendars", "clock.", "concepts.")
# What agrees with nothing ends in nothing.
EMPTY = ("agreement.endings.",)
# Whoever takes part is named after one preposition or another.
ANY_PLACE = ("with.*",)


def check_leaves(found: Fields, model: Fields, report: Report) -> None:
    """Compare a file of a language with the English one."""
    _check_table(found, model, "", found.where, report)


def _is_any(path: str, patterns: tuple[str, ...]) -> bool:
    dots = path.count(".")
    return any(fnmatchcase(path, p) and p.count(".") == dots for p in patterns)


def _check_table(node: Fields, model: Fields, path: str, where: Where, report: Report) -> None:
    known = [name for name, _, _ in model.pairs]
    for name, _, inner in model.pairs:
        here = f"{path}.{name}".lstrip(".")
        value = node.get(name)
        if value is not None:
            _check(value, inner, here, node.place(name), report)
        elif not _is_any(here, OWN) or here.startswith(("forms.", "typography.")):
            report(error(where, "T001", field=here))
    for name, place, value in node.pairs:
        here = f"{path}.{name}".lstrip(".")
        if name in known:
            continue
        if _is_any(here, OWN):
            _check_own(value, here, place, report)
        else:
            near = next(iter(get_close_matches(name, known, n=1)), "")
            report(error(place, "T008", field=here, nearest=near))


def _check(node: Node, model: Node, path: str, where: Where, report: Report) -> None:
    if isinstance(model, Fields):
        if isinstance(node, Fields):
            _check_table(node, model, path, where, report)
        else:
            report(error(node.where, "T007", field=path, expected="{...}"))
    elif isinstance(model, Listing):
        _check_list(node, model, path, where, report)
    elif _check_text(node, path, report) and isinstance(node, Scalar):
        _check_like(node, model, path, report)


def _check_text(node: Node, path: str, report: Report) -> bool:
    if not isinstance(node, Scalar):
        report(error(node.where, "T007", field=path, expected="text"))
    elif not printed(node, report).strip() and not path.startswith(EMPTY):
        report(error(node.where, "T001", field=path))
    else:
        return True
    return False


def _check_list(node: Node, model: Listing, path: str, where: Where, report: Report) -> None:
    if not isinstance(node, Listing):
        report(error(node.where, "T007", field=path, expected="[...]"))
    elif len(node.items) != len(model.items) and not _is_any(path, FREE):
        report(error(where, "T001", field=path))
    else:
        for item in node.items:
            _check_text(item, path, report)


def _check_own(node: Node, path: str, where: Where, report: Report) -> None:
    """Check a leaf that English does not have: a text, a list of texts, or a table of these."""
    if isinstance(node, Fields):
        for name, place, value in node.pairs:
            _check_own(value, f"{path}.{name}", place, report)
    elif isinstance(node, Listing) and path.startswith(LISTED):
        for item in node.items:
            _check_text(item, path, report)
    elif path.startswith("typography.quotes."):
        _check_list(node, _PAIR, path, where, report)
    else:
        _check_text(node, path, report)


def _check_like(node: Scalar, model: Scalar, path: str, report: Report) -> None:
    """Check that a text is of the kind of the English one: a flag, a number, or a pattern."""
    if model.text in FLAGS:
        if node.text not in FLAGS:
            of = ", ".join(FLAGS)
            report(error(node.where, "T010", field=path, value=node.text, expected=of))
    elif model.text.isdecimal() and not PLACE.search(model.text):
        if not (node.text.isascii() and node.text.isdecimal()):
            report(error(node.where, "T010", field=path, value=node.text, expected=model.text))
    else:
        wanted, found = set(PLACE.findall(model.text)), set(PLACE.findall(node.text))
        if wanted != found and not _is_any(path, ANY_PLACE):
            said = ", ".join(place.strip("{}") for place in sorted(wanted)) or "–"
            report(error(node.where, "T009", field=path, places=said))


def check_grammar(language: Fields, report: Report) -> None:
    """Try what language.yaml says in the words of others: the locale, CLDR's rules, ICU's."""
    for path, fault, expected in _faults(language):
        report(error(fault.where, "T010", field=path, value=fault.text, expected=expected))


def _faults(language: Fields) -> Iterator[tuple[str, Scalar, str]]:
    for name, (stands, expected) in _STANDS.items():
        node = language.get(name)
        if isinstance(node, Scalar) and node.text.strip() and not stands(node.text):
            yield name, node, expected
    numbers = language.get("numbers")
    locale = language.get("locale")
    if isinstance(numbers, Fields) and isinstance(locale, Scalar):
        yield from _faulty_numbers(numbers, locale.text)


def _faulty_numbers(numbers: Fields, locale: str) -> Iterator[tuple[str, Scalar, str]]:
    for name, rule in _texts(numbers, "plural"):
        if not _is_rule(name, rule.text):
            yield f"numbers.plural.{name}", rule, "i = 1 and v = 0"
    said = {kind: dict(_texts(numbers, kind)) for kind in ("cardinal", "ordinal")}
    for kind, patterns in said.items():
        for gender, pattern in patterns.items():
            other = said["cardinal"].get(gender) if kind == "ordinal" else None
            if not _is_spellout(pattern.text, other.text if other else "", locale):
                yield f"numbers.{kind}.{gender}", pattern, f"{{n,spellout,%spellout-{kind}}}"


def _texts(table: Fields, name: str) -> Iterator[tuple[str, Scalar]]:
    inner = table.get(name)
    for key, _, node in inner.pairs if isinstance(inner, Fields) else ():
        if isinstance(node, Scalar) and node.text.strip():
            yield key, node


def _is_rule(name: str, rule: str) -> bool:
    try:
        PluralRule({name: rule})
    except (RuleError, ValueError):
        return False
    return name in CLASSES


def _is_spellout(pattern: str, cardinal: str, locale: str) -> bool:
    """Try a pattern: it says a number in words, and which of a series otherwise than how many.

    ICU takes a rule that it does not know for the plain cardinal, in silence.
    """
    said = spelt(pattern, locale, 21) if SPELLOUT.fullmatch(pattern) else ""
    return bool(said) and not re.search(r"[\d{}]", said) and said != spelt(cardinal, locale, 21)


def _is_locale(text: str) -> bool:
    try:
        Locale.parse(text)
    except (UnknownLocaleError, ValueError):
        return False
    return True


_STANDS: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "locale": (_is_locale, "en_GB"),
    "direction": (lambda text: text in ("ltr", "rtl"), "ltr, rtl"),
    "letter": (lambda text: re.fullmatch("[A-Z]", text) is not None, "E"),
}
