"""The kinds of document that a project issues: content/kinds/<kind>.yaml, one file a kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from masthead.model.activity import FieldType
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
from masthead.records.plain import check_fields, flag, one_of, scalar

FOLDER = "content/kinds"
FIELDS: Mapping[str, FieldType] = MappingProxyType(
    {
        "author": FieldType("text"),
        "distribution": FieldType("choice", required=True, of=DISTRIBUTIONS),
        "nature": FieldType("choice", required=True, of=NATURES),
        "meeting": FieldType("flag", required=True),
        "numbering": FieldType("choice", required=True, of=NUMBERINGS),
        "words": FieldType("whole"),
        "languages": FieldType("choice", required=True, of=LANGUAGES),
        "contents": FieldType("flag"),
        "sponsors": FieldType("flag"),
        "revised": FieldType("text"),
    }
)


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
    check_fields(fields, FIELDS, report)
    return DocumentKind(
        id_,
        _key(fields, "author", report),
        one_of(fields, "distribution", DISTRIBUTIONS, report),
        one_of(fields, "nature", NATURES, report),
        flag(fields, "meeting", report),
        one_of(fields, "numbering", NUMBERINGS, report),
        _words(fields, report),
        one_of(fields, "languages", LANGUAGES, report),
        flag(fields, "contents", report),
        flag(fields, "sponsors", report),
        _key(fields, "revised", report),
    )


def _key(fields: Fields, name: str, report: Report) -> str:
    """Read a key of terms.yaml, "" where nothing is said."""
    node = scalar(fields, name, report)
    if node is not None and not node.text.strip():
        report(error(fields.place(name), "A012", field=name, expected="text"))
    return "" if node is None else node.text


def _words(fields: Fields, report: Report) -> int:
    node = scalar(fields, "words", report)
    if node is None:
        return 0
    if node.text.isascii() and node.text.isdigit() and len(node.text) <= 9:
        return int(node.text)
    report(error(node.where, "A013", field="words", value=node.text[:40]))
    return 0
