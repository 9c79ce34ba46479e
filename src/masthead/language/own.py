"""Leaves that a language or a project has in its own way: none is asked for, each is checked.

The English files do not have them, or not for every language; what nothing reads is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from masthead.language.names import CASES, CLASSES
from masthead.language.places import GENDERS, entry_of, wrong_places
from masthead.model.problem import Where, error
from masthead.notation import Fields, Listing, Node, Report, Scalar, printed

Check = Callable[[Node, str, Where, Report], None]

SHAPES = (
    "day", "month", "year", "half", "half-1", "half-2", "two-days", "single",
    "span", "span-of-days", "span-of-months", "span-of-years", "span-of-halves",
    "set", "set-of-days", "set-of-months", "set-of-years", "set-of-halves",
    "since", "since-of-days", "since-of-months", "since-of-years", "since-of-halves",
)  # fmt: skip
# What agrees with nothing ends in nothing; a case may need no word before a name.
EMPTY = ("agreement.endings.", "has.", "prepositions.")
ENDS = ("start", "end")
FLAGS = ("true", "false")


def is_own(path: str) -> bool:
    """Tell whether a leaf is one that not every language has."""
    return entry_of(path, OWN) is not None


def check_own(node: Node, path: str, where: Where, report: Report) -> None:
    """Check a leaf that English does not have: that it is of its kind, and has its places."""
    check = entry_of(path, OWN)
    if check is not None:
        check(node, path, where, report)


def check_text(node: Node, path: str, report: Report) -> bool:
    """Tell whether a leaf is a text that says something."""
    if not isinstance(node, Scalar):
        report(error(node.where, "T007", field=path, expected="text"))
    elif not printed(node, report).strip() and not path.startswith(EMPTY):
        report(error(node.where, "T001", field=path))
    else:
        return True
    return False


def check_list(node: Node, path: str, where: Where, report: Report, length: int = 0) -> None:
    """Check a list of texts; a length is that of a list whose every item has its use."""
    if not isinstance(node, Listing):
        report(error(node.where, "T007", field=path, expected="[...]"))
    elif length and len(node.items) != length:
        report(error(where, "T001", field=path))
    else:
        for item in node.items:
            check_text(item, path, report)


def check_table(node: Node, path: str, report: Report, of: tuple[str, ...], check: Check) -> None:
    """Check a table whose keys are those of a closed list."""
    if not isinstance(node, Fields):
        report(error(node.where, "T007", field=path, expected="{...}"))
        return
    for name, where, value in node.pairs:
        if of and name not in of:
            report(error(where, "T008", field=f"{path}.{name}", nearest=""))
        else:
            check(value, f"{path}.{name}", where, report)


def text(node: Node, path: str, where: Where, report: Report) -> None:
    """Check a text and the places that it must have."""
    if check_text(node, path, report) and isinstance(node, Scalar):
        wrong = wrong_places(path, node.text)
        if wrong:
            report(error(node.where, "T009", field=path, places=wrong))


def _list(node: Node, path: str, where: Where, report: Report) -> None:
    check_list(node, path, where, report)


def _pair(node: Node, path: str, where: Where, report: Report) -> None:
    check_list(node, path, where, report, 2)


def _twelve(node: Node, path: str, where: Where, report: Report) -> None:
    check_list(node, path, where, report, 12)


def _lists(node: Node, path: str, where: Where, report: Report) -> None:
    """Check a list of lists: the series of marks, each of two marks or more."""
    if not isinstance(node, Listing):
        report(error(node.where, "T007", field=path, expected="[[...], [...]]"))
        return
    for item in node.items:
        check_list(item, path, where, report)
        if isinstance(item, Listing) and len(item.items) < 2:
            report(error(item.where, "T001", field=path))


def _words(node: Node, path: str, where: Where, report: Report) -> None:
    """Check a pattern of ICU, or the words themselves, from one on."""
    check = _list if isinstance(node, Listing) else text
    check(node, path, where, report)


def _texts(node: Node, path: str, where: Where, report: Report) -> None:
    """Check a text, or a table of texts whose keys are the language's own."""
    if isinstance(node, Fields):
        check_table(node, path, report, (), text)
    else:
        text(node, path, where, report)


def _elisions(node: Node, path: str, where: Where, report: Report) -> None:
    check_table(node, path, report, (), _texts)


def by_class(node: Node, path: str, where: Where, report: Report) -> None:
    """Check a pattern of figures, or one for each class of number."""
    if not isinstance(node, Fields):
        text(node, path, where, report)
        return
    check_table(node, path, report, CLASSES, text)
    if node.get("other") is None:
        report(error(where, "T001", field=f"{path}.other"))


def by_gender(node: Node, path: str, where: Where, report: Report) -> None:
    """Check a word, or one for each gender."""
    if isinstance(node, Fields):
        check_table(node, path, report, GENDERS, text)
    else:
        text(node, path, where, report)


def _agreement(node: Node, path: str, where: Where, report: Report) -> None:
    check_table(node, path, report, (*GENDERS, "several", "endings"), _agreeing)


def _agreeing(node: Node, path: str, where: Where, report: Report) -> None:
    if path != "agreement.endings":
        check_list(node, path, where, report)
        return
    check_table(node, path, report, GENDERS, _numbers)


def _numbers(node: Node, path: str, where: Where, report: Report) -> None:
    check_table(node, path, report, ("one", "other"), text)


def _prepositions(node: Node, path: str, where: Where, report: Report) -> None:
    check_table(node, path, report, (), text)


def _end(node: Node, path: str, where: Where, report: Report) -> None:
    if check_text(node, path, report) and isinstance(node, Scalar) and node.text not in ENDS:
        of = ", ".join(ENDS)
        report(error(node.where, "T010", field=path, value=node.text, expected=of))


def _flag(node: Node, path: str, where: Where, report: Report) -> None:
    if check_text(node, path, report) and isinstance(node, Scalar) and node.text not in FLAGS:
        of = ", ".join(FLAGS)
        report(error(node.where, "T010", field=path, value=node.text, expected=of))


def _digits(node: Node, path: str, where: Where, report: Report) -> None:
    if check_text(node, path, report) and isinstance(node, Scalar) and not node.text.isdecimal():
        report(error(node.where, "T010", field=path, value=node.text, expected="11"))


def _case(node: Node, path: str, where: Where, report: Report) -> None:
    if check_text(node, path, report) and isinstance(node, Scalar) and node.text not in CASES:
        report(error(node.where, "T010", field=path, value=node.text, expected=", ".join(CASES)))


# ICU's words are put right, those of one case by a table of its own.
RESPELLED = ("respelled", *(f"respelled-{case}" for case in CASES))
_CASED = tuple(f"{gender}-{case}" for gender in GENDERS for case in CASES)

# A pattern of paths, and what the leaf must be.
OWN: Mapping[str, Check] = {
    **dict.fromkeys(("vowels", "dates.first-day", "dates.year", "dates.day-alone"), text),
    **dict.fromkeys(("introduced", "list.comma", "marks.annex", "distribution-language"), text),
    "alphabet": _list,
    "calendars": _list,
    "clock.*": _list,
    "spaces-words": _flag,
    **dict.fromkeys(("list.clauses", "item-title", "agenda-note"), text),
    **dict.fromkeys(("page.cited", "page.stop"), text),
    "fonts": _texts,
    "months-of": _twelve,
    "months-in": _twelve,
    "shortens": _end,
    "agreement": _agreement,
    "elisions": _elisions,
    "elisions.*": _texts,
    **{f"prepositions.{case}": _prepositions for case in CASES},
    "prepositions.*.*": text,
    "has.*": by_gender,
    "marks.series": _lists,
    "governs": _case,
    **{f"numbers.{name}": _texts for name in RESPELLED},
    **{f"numbers.{name}.*": text for name in RESPELLED},
    **{f"numbers.plural.{name}": text for name in CLASSES},
    **{
        f"numbers.{kind}.{name}": _words
        for kind in ("cardinal", "ordinal", "ordinal-figures")
        for name in (*GENDERS, *_CASED)
    },
    "numbers.ordinal-figures": lambda node, path, where, report: check_table(
        node, path, report, (*GENDERS, *_CASED), _words
    ),
    "numbers.ordinal-words-below": _digits,
    **{f"numbers.{case}": by_class for case in CASES if case not in ("subject", "name")},
    **{f"forms.*.{shape}": text for shape in SHAPES},
    "typography.spaced": _texts,
    "typography.spaced.*": text,
    "typography.quotes.*": _pair,
    **dict.fromkeys(("with.*", "authors.*", "language-names.*", "original-names.*"), text),
    **{f"{name}.{case}": text for name in ("resolution", "article") for case in CASES},
    "concepts.*": _list,
    "unverified": _list,
}
