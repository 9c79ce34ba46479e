"""XML of translators' programs: read without trust, written the same each time."""

from __future__ import annotations

import re

from lxml import etree

from masthead.model.problem import Where, error
from masthead.notation import Report, decode
from masthead.project import Source

DOCTYPE = re.compile("<!DOCTYPE", re.IGNORECASE)
DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")
# In these, white space is text.
MIXED = ("source", "target", "note", "data", "seg", "prop")


def read_xml(source: Source, report: Report) -> etree._Element | None:
    """Parse a file that anybody may have written: it may declare nothing, and load nothing."""
    text = decode(source, report)
    if text is None:
        return None
    if found := DOCTYPE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        report(error(Where(source.path, line, column), "T051"))
        return None
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        # It is decoded already: what its first line says of that would be wrong by now.
        return etree.fromstring(DECLARED.sub(_blanked, text).encode(), parser)
    except etree.XMLSyntaxError as fault:
        line, column = fault.position
        where = Where(source.path, max(line or 1, 1), max(column or 1, 1))
        report(error(where, "T050", reason=_reason(fault)))
        return None


def _blanked(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0]).lstrip(" ")


def _reason(fault: etree.XMLSyntaxError) -> str:
    return re.sub(r", line \d+, column \d+.*", "", fault.msg or "")


def print_xml(root: etree._Element) -> str:
    """Print a tree as a file: one element a line, but for the text of translators."""
    _indent(root, 0)
    body = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def local(element: etree._Element) -> str:
    """Name an element without its namespace."""
    return etree.QName(element).localname


def _indent(element: etree._Element, depth: int) -> None:
    if not len(element) or local(element) in MIXED:
        return
    space = f"\n{'  ' * (depth + 1)}"
    element.text = space
    for child in element:
        _indent(child, depth + 1)
        child.tail = space
    element[-1].tail = space[:-2]
