"""The kinds of document that a project issues: content/kinds/<kind>.yaml, one file a kind."""

from __future__ import annotations

from collections.abc import Iterable

from masthead.model.document_kind import (
    DISTRIBUTIONS,
    LANGUAGES,
    NATURES,
    NUMBERINGS,
    DocumentKind,
)
from masthead.model.problem import error
from masthead.notation import Fields, Report, read_fields
from masthead.project import Source
from masthead.records.plain import flag, one_of, refuse_unknown, scalar

FOLDER = "content/kinds"
KEYS = (
    "author", "distribution", "nature", "meeting", "numbering", "words", "languages", "contents",
    "sponsors",
)  # fmt: skip
REQUIRED = ("distribution", "nature", "meeting", "numbering", "languages")


def read_document_kinds(sources: Iterable[Source], report: Report) -> dict[str, DocumentKind]:
    """Read the rules of each kind; a kind is named by the stem of its file."""
    kinds: dict[str, DocumentKind] = {}
    for source in sources:
        fields = read_fields(source, report)
        if fields is not None:
            id_ = source.path.rsplit("/", 1)[-1].removesuffix(".yaml")
            kinds[id_] = _kind(id_, fields, report)
    return kinds


def _kind(id_: str, fields: Fields, report: Report) -> DocumentKind:
    refuse_unknown(fields, KEYS, report)
    for key in REQUIRED:
        if fields.get(key) is None:
            report(error(fields.where, "A002", field=key))
    author = scalar(fields, "author", report)
    return DocumentKind(
        id_,
        author.text if author is not None else "",
        one_of(fields, "distribution", DISTRIBUTIONS, report),
        one_of(fields, "nature", NATURES, report),
        flag(fields, "meeting", report),
        one_of(fields, "numbering", NUMBERINGS, report),
        _words(fields, report),
        one_of(fields, "languages", LANGUAGES, report),
        flag(fields, "contents", report),
        flag(fields, "sponsors", report),
    )


def _words(fields: Fields, report: Report) -> int:
    node = scalar(fields, "words", report)
    if node is None:
        return 0
    if node.text.isascii() and node.text.isdigit() and len(node.text) <= 9:
        return int(node.text)
    report(error(node.where, "A013", field="words", value=node.text[:40]))
    return 0
