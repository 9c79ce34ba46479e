"""Units as TMX 1.4, for translation memories: confirmed pairs, and nothing that nobody has read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from lxml import etree

from masthead import __version__
from masthead.inline import Code, Run, runs_of
from masthead.language.exchange.sheet import Sheet
from masthead.language.exchange.xml import print_xml

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def write_tmx(sheet: Sheet) -> str:
    """Print the confirmed units as a TMX file."""
    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "masthead",
            "creationtoolversion": __version__,
            "segtype": "paragraph",
            "o-tmf": "PO",
            "adminlang": "en",
            "srclang": sheet.original,
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(root, "body")
    for sent in sheet.sent():
        if sent.is_confirmed:
            pair = etree.SubElement(body, "tu", tuid=sent.unit.key)
            _variant(pair, sheet.original, sent.unit.source)
            _variant(pair, sheet.language, sent.unit.text)
    return print_xml(root)


def _variant(pair: etree._Element, language: str, text: str) -> None:
    variant = etree.SubElement(pair, "tuv", {LANGUAGE: language})
    segment = etree.SubElement(variant, "seg")
    _write(segment, runs_of(text), count(1))


def _write(segment: etree._Element, runs: Iterable[Run], ids: Iterator[int]) -> None:
    for run in runs:
        if isinstance(run, str):
            _say(segment, run)
        elif isinstance(run, Code):
            _code(segment, "ph", run.data, x=str(next(ids)), type=run.role)
        else:
            id_ = str(next(ids))
            _code(segment, "bpt", run.opening, i=id_, type=run.kind)
            _write(segment, run.runs, ids)
            _code(segment, "ept", run.closing, i=id_)


def _say(segment: etree._Element, words: str) -> None:
    if len(segment):
        segment[-1].tail = (segment[-1].tail or "") + words
    else:
        segment.text = (segment.text or "") + words


def _code(segment: etree._Element, name: str, data: str, **given: str) -> None:
    etree.SubElement(segment, name, given).text = data
