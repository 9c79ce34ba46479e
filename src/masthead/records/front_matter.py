"""The fields of a document's front matter, typed one by one, each fault with its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple

from masthead.model.activity import FieldType
from masthead.model.document import Prose
from masthead.model.document_kind import DocumentKind
from masthead.model.modifier import REVISION
from masthead.model.problem import error
from masthead.model.symbol import Symbol
from masthead.model.when import Shape, When
from masthead.notation import Fields, Listing, Report, Scalar, printed
from masthead.records.fields import read_when
from masthead.records.plain import (
    check_fields,
    flag,
    item_of,
    nearest,
    prose_of,
    refuse_other,
    scalar,
    words,
)

STATUSES = ("official", "draft", "advance", "sample")
# What the front matter of a document may carry.
FIELDS: Mapping[str, FieldType] = MappingProxyType(
    {
        "symbol": FieldType("symbols", required=True),
        "kind": FieldType("document-kind", required=True),
        "status": FieldType("choice", of=STATUSES),
        "date": FieldType("day", required=True),
        "original": FieldType("language", required=True),
        "languages": FieldType("language", many=True, required=True),
        "item": FieldType("item"),
        "period": FieldType("when"),
        "held": FieldType("records"),
        "excluded": FieldType("records"),
        "contents": FieldType("flag"),
        "job": FieldType("jobs"),
        "late": FieldType("text"),
        "appreciation": FieldType("text"),
        "reissued": FieldType("day"),
        "waiver": FieldType("text"),
        "sponsors": FieldType("state", many=True),
        "sponsors_note": FieldType("text"),
        "issued": FieldType("flag"),
    }
)
ITEM = re.compile(r"(\d+)(?:\s*\(([a-z])\))?")
# The office's letters, none in New York; the year; the serial number (un-style.md 1.4).
JOB = re.compile(r"(?:[A-Z]{1,3}\.)?[0-9]{2}-[0-9]{5}")


class Known(NamedTuple):
    """What front matter may name: languages of the project, its kinds of document, States."""

    languages: tuple[str, ...]
    kinds: Mapping[str, DocumentKind]
    states: Collection[str]


def check_keys(fields: Fields, report: Report) -> None:
    """Report fields that nobody knows, and those that are missing."""
    check_fields(fields, FIELDS, report, missing="C002")


def read_languages(fields: Fields, known: Known, report: Report) -> tuple[str, ...]:
    """Read the languages in which the document is issued."""
    found: list[str] = []
    for language, where in words(fields.get("languages"), report):
        if language not in known.languages:
            refuse_other("languages", language, where, known.languages, report)
        elif language in found:
            report(error(where, "A037", id=language, field="languages"))
        else:
            found.append(language)
    return tuple(found)


def read_item(fields: Fields, report: Report) -> tuple[str, ...]:
    """Read the agenda item: 2 (c) is ("2", "c")."""
    node = scalar(fields, "item", report)
    if node is None:
        return ()
    return item_of(node.text, node.where, report)


def read_reasons(fields: Fields, name: str, report: Report) -> Mapping[str, str]:
    """Read records that are not told of, each with its reason."""
    node = fields.get(name)
    reasons: dict[str, str] = {}
    if isinstance(node, Scalar | Listing):
        report(error(node.where, "A012", field=name, expected="{record: reason}"))
    for key, where, value in node.pairs if isinstance(node, Fields) else ():
        if isinstance(value, Scalar) and value.text.strip():
            reasons[key] = printed(value, report)
        else:
            report(error(where, "C006", record=key, field=name))
    return MappingProxyType(reasons)


def read_day(fields: Fields, name: str, code: str, report: Report) -> When | None:
    """Read a date that must be a day; `code` says so where it is none."""
    when = read_when(fields.get(name), report)
    if when is not None and when.shape is not Shape.DAY:
        report(error(fields.place(name), code))
    return when


def read_reissue(fields: Fields, date: When | None, report: Report) -> When | None:
    """Read the day on which a document was issued again, for technical reasons."""
    when = read_day(fields, "reissued", "C087", report)
    if when is None or when.shape is not Shape.DAY:
        return None
    if date is not None and date.first and when.first and when.first < date.first:
        report(error(fields.place("reissued"), "C087"))
    return when


def read_jobs(fields: Fields, languages: tuple[str, ...], report: Report) -> Mapping[str, str]:
    """Read the job number of each language: {en: V.30-00012, fr: V.30-00013}."""
    node = fields.get("job")
    jobs: dict[str, str] = {}
    if isinstance(node, Scalar | Listing):
        report(error(node.where, "A012", field="job", expected="{en: V.30-00012}"))
    for language, where, value in node.pairs if isinstance(node, Fields) else ():
        if language not in languages:
            report(error(where, "C085", language=language))
        elif isinstance(value, Scalar) and JOB.fullmatch(value.text):
            jobs[language] = value.text
        else:
            said = value.text[:40] if isinstance(value, Scalar) else ""
            report(error(value.where, "C084", job=said))
    return MappingProxyType(jobs)


def read_sponsors(fields: Fields, known: Known, report: Report) -> tuple[str, ...]:
    """Read the States that sponsor a draft, in whatever order they were typed."""
    found: list[str] = []
    for state, where in words(fields.get("sponsors"), report):
        if state not in known.states:
            near = nearest(state, known.states)
            report(error(where, "A010", state=state, nearest=near))
        elif state in found:
            report(error(where, "A037", id=state, field="sponsors"))
        else:
            found.append(state)
    return tuple(found)


def read_note(fields: Fields, name: str, report: Report) -> Prose | None:
    """Read a text that is printed, and so has a place for each language's translator."""
    node = scalar(fields, name, report)
    if node is None:
        return None
    if not node.text.strip():
        report(error(fields.place(name), "A012", field=name, expected="text"))
        return None
    return prose_of(node, report)


def read_waiver(fields: Fields, report: Report) -> str:
    """Read why a document may pass its word limit; no reason is no waiver."""
    node = scalar(fields, "waiver", report)
    if node is not None and not node.text.strip():
        report(error(fields.place("waiver"), "A012", field="waiver", expected="text"))
    return "" if node is None else printed(node, report)


def read_contents(fields: Fields, kind: DocumentKind, symbol: Symbol, report: Report) -> bool:
    """Tell whether there is a table of contents; a kind's own goes to whole texts only."""
    if fields.get("contents") is not None:
        return flag(fields, "contents", report)
    return kind.contents and all(modifier.kind == REVISION for modifier in symbol.modifiers)
