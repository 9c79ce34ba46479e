"""Plain readings that all files share: one of several words, a list, a flag, a symbol, prose."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

from masthead.model.activity import NUMBER, FieldType
from masthead.model.document import Prose
from masthead.model.problem import Fault, Where, error
from masthead.model.symbol import Symbol
from masthead.notation import Fields, Listing, Node, Report, Scalar, printed

FLAGS = ("true", "false")
ITEM = re.compile(r"(\d+)(?:\s*\(([a-z])\))?")


def nearest(word: str, known: Iterable[str]) -> str:
    """Name the known word that somebody most likely meant, or "" when none is near."""
    candidates = tuple(known)
    exact = next((c for c in candidates if c.lower() == word.lower()), "")
    return exact or next(iter(get_close_matches(word, candidates, n=1, cutoff=0.6)), "")


def refuse_unknown(fields: Fields, known: Iterable[str], report: Report, within: str = "") -> None:
    """Report each field that is not a known one; `within` is the field that they stand in."""
    allowed = tuple(known)
    for name, where, _ in fields.pairs:
        if name not in allowed:
            report(error(where, "A001", field=f"{within}{name}", nearest=nearest(name, allowed)))


def check_fields(
    fields: Fields, declared: Mapping[str, FieldType], report: Report, missing: str = "A002"
) -> None:
    """Report each field that is not declared, and each that must be there and is `missing`."""
    refuse_unknown(fields, declared, report)
    for name, type_ in declared.items():
        if type_.required and fields.get(name) is None:
            report(error(fields.where, missing, field=name))


def refuse_other(
    field: str, value: str, where: Where, allowed: Collection[str], report: Report
) -> None:
    """Report a value that is none of those that a field allows."""
    near, of = nearest(value, allowed), ", ".join(allowed)
    report(error(where, "A014", field=field, value=value, nearest=near, of=of))


def scalar(fields: Fields, name: str, report: Report) -> Scalar | None:
    """Read a field that is a text; None where it is not there, or is none."""
    node = fields.get(name)
    if node is None or isinstance(node, Scalar):
        return node
    report(error(node.where, "A012", field=name, expected="text"))
    return None


def one_of(fields: Fields, name: str, allowed: Collection[str], report: Report) -> str:
    """Read a field that is one of some words; "" where it is not there."""
    node = scalar(fields, name, report)
    if node is None:
        return ""
    if node.text not in allowed:
        refuse_other(name, node.text, node.where, allowed, report)
    return node.text


def item_of(text: str, where: Where, report: Report) -> tuple[str, ...]:
    """Read an agenda item: 2 (c) is ("2", "c"); nothing where it is none."""
    found = ITEM.fullmatch(text.strip())
    if found is None:
        report(error(where, "C004", item=text[:40]))
        return ()
    return tuple(part for part in found.groups() if part)


def flag(fields: Fields, name: str, report: Report) -> bool:
    """Read a field that is true or false, and false where it is not there."""
    node = fields.get(name)
    if node is None:
        return False
    text = node.text if isinstance(node, Scalar) else ""
    if text not in FLAGS:
        of = ", ".join(FLAGS)
        report(error(node.where, "A014", field=name, value=text, nearest="", of=of))
    return text == "true"


def words(node: Node | None, report: Report) -> list[tuple[str, Where]]:
    """Read one word or a list of words, each with its place."""
    if node is None:
        return []
    if isinstance(node, Scalar):
        return [(node.text, node.where)]
    found: list[tuple[str, Where]] = []
    for item in node.items if isinstance(node, Listing) else (node,):
        if isinstance(item, Scalar):
            found.append((item.text, item.where))
        else:
            report(error(item.where, "A012", field="", expected="text"))
    return found


def symbol_of(node: Scalar, report: Report) -> Symbol | None:
    """Read a document symbol, or report what is wrong with it under the letter at fault."""
    match Symbol.parse(node.text):
        case Symbol() as symbol:
            return symbol
        case Fault() as fault:
            report(fault.at(node.where, shift=1 if node.style else 0))
    return None


def prose_of(node: Scalar, report: Report) -> Prose:
    """Read a text with tokens that stands in one field; line breaks mean nothing."""
    start = (0, node.where.line, node.where.column + (1 if node.style else 0))
    return Prose(" ".join(printed(node, report).split()), node.where.path, (start,))


def is_number(text: str) -> bool:
    """Tell whether a text is a number as data has it: 1234, -5, 0.25, 12%."""
    return bool(NUMBER.fullmatch(text))
