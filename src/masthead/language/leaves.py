"""What the files of a language must hold: leaf by leaf, what the English files of the program do.

A leaf that is missing, empty or of another kind would change editions in silence; so would one
that nothing reads, for somebody meant it to be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches

from babel import Locale, UnknownLocaleError
from babel.plural import PluralRule, RuleError

from masthead.language.figures import spelt
from masthead.language.names import CLASSES, PREPOSED
from masthead.language.own import (
    Check,
    by_class,
    by_gender,
    check_list,
    check_own,
    check_text,
    is_own,
)
from masthead.language.places import PLACE, places_of, wrong_places
from masthead.model.problem import Where, error
from masthead.notation import Fields, Listing, Node, Report, Scalar

SPELLOUT = re.compile(r"\{n,(?:spellout,%spellout|ordinal,%digits-ordinal)[a-z-]*\}")
FLAGS = ("true", "false")
# The cases in which no number in words is what it is as a subject.
OTHERWISE = ("-of", "-to", "-in", "-by", "-with")
# Lists of any length; of all others each item has its use.
FREE = ("articles", "idle-links", "typography.led", "typography.apart", "concepts.")
# Others may have more of these, but what English has, all have.
ASKED = ("forms.", "typography.", "has.", "numbers.cardinal.", "numbers.ordinal.")
ASKED_ALONE = (
    *(f"prepositions.{case}" for case in PREPOSED),
    *(f"{name}.{case}" for name in ("resolution", "article") for case in ("name", "subject", "of")),
)
# A text in English, in another language perhaps one for each class of number or gender.
FORKED: Mapping[str, Check] = {
    **{f"numbers.{form}": by_class for form in ("count", "more-than", "adjective", "for")},
    "has.one": by_gender,
    "has.other": by_gender,
}


def check_leaves(found: Fields, model: Fields, report: Report) -> None:
    """Compare a file of a language with the English one."""
    _check_table(found, model, "", found.where, report)


def _check_table(node: Fields, model: Fields, path: str, where: Where, report: Report) -> None:
    known = [name for name, _, _ in model.pairs]
    for name, _, inner in model.pairs:
        here = f"{path}.{name}".lstrip(".")
        value = node.get(name)
        if value is not None:
            _check(value, inner, here, node.place(name), report)
        elif not is_own(here) or here.startswith(ASKED) or here in ASKED_ALONE:
            report(error(where, "T001", field=here))
    for name, place, value in node.pairs:
        here = f"{path}.{name}".lstrip(".")
        if name in known:
            continue
        if is_own(here):
            check_own(value, here, place, report)
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
        is_free = path.startswith(FREE)
        check_list(node, path, where, report, 0 if is_free else len(model.items))
    elif path in FORKED and isinstance(node, Fields):
        FORKED[path](node, path, where, report)
    elif isinstance(node, Listing) and path.startswith("numbers."):
        check_own(node, path, where, report)
    elif check_text(node, path, report) and isinstance(node, Scalar):
        _check_like(node, model, path, report)


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
        wrong = wrong_places(path, node.text, frozenset(places_of(model.text)))
        if wrong:
            report(error(node.where, "T009", field=path, places=wrong))


def check_grammar(language: Fields, report: Report) -> None:
    """Try what language.yaml says in the words of others: the locale, CLDR's rules, ICU's."""
    for path, fault, expected in _faults(language):
        report(error(fault.where, "T010", field=path, value=fault.text, expected=expected))
    for case in ("of", "in"):
        wants = next(_in_case(language, case), None)
        if wants is not None and language.get(f"months-{case}") is None:
            report(error(wants.where, "T001", field=f"months-{case}"))


def _in_case(node: Node, case: str) -> Iterator[Scalar]:
    """Find the patterns that say a month in a case."""
    if isinstance(node, Scalar):
        if re.search(rf"\{{(?:month|[01])-{case}\}}", node.text):
            yield node
    else:
        inner = node.items if isinstance(node, Listing) else [value for _, _, value in node.pairs]
        for value in inner:
            yield from _in_case(value, case)


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
    cardinals = dict(_texts(numbers, "cardinal"))
    plain = {spelt(node.text, locale, 21) for name, node in cardinals.items() if "-" not in name}
    for kind in ("cardinal", "ordinal", "ordinal-figures"):
        for gender, pattern in _texts(numbers, kind):
            # The accusative of a number may be its nominative.
            alike = kind == "cardinal" and not gender.endswith(OTHERWISE)
            taken = set() if kind == "ordinal-figures" or alike else plain
            if not _is_spellout(pattern.text, taken, locale, figures=kind == "ordinal-figures"):
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


def _is_spellout(pattern: str, taken: set[str], locale: str, *, figures: bool) -> bool:
    """Try a pattern: it says a number in words, and otherwise than what is said already.

    ICU takes a rule that it does not know for the plain cardinal, in silence.
    """
    said = spelt(pattern, locale, 21) if SPELLOUT.fullmatch(pattern) else ""
    return bool(said) and bool(re.search(r"[\d{}]", said)) is figures and said not in taken


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
