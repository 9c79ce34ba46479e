"""The kinds of activity: which fields a record may carry, and which it must."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from masthead.model.activity import FieldType, Kind
from masthead.model.problem import Problem, Where, error
from masthead.notation import Fields, Node, Report, Scalar, decode, read_fields
from masthead.project import Source
from masthead.records.plain import FLAGS, flag, nearest, refuse_unknown, words

TYPES = (
    "text", "count", "ordinal", "when", "place", "state", "area", "body", "treaty", "system",
    "process", "programme", "publication", "group", "theme", "resolution", "thing", "activity",
    "choice", "dated-states",
)  # fmt: skip

# Types of which a field holds one; a list of States with dates is one value.
ALONE = ("text", "count", "ordinal", "when", "place", "choice", "dated-states")

# What every activity may carry, whatever its kind.
COMMON: Mapping[str, FieldType] = MappingProxyType(
    {
        "when": FieldType("when", required=True),
        "where": FieldType("place"),
        "organizers": FieldType("body", many=True),
        "with": FieldType("partners"),
        "participants": FieldType("participants"),
        "concerns": FieldType("area", many=True),
        "subject": FieldType("text"),
        "title": FieldType("text"),
        "themes": FieldType("theme", many=True),
        "mandates": FieldType("resolution", many=True),
        "follows": FieldType("activity", many=True),
        "part_of": FieldType("activity", many=True),
        "draws_on": FieldType("activity", many=True),
        "margins_of": FieldType("activity", many=True),
        "figures": FieldType("figures"),
        "evidence": FieldType("link", many=True),
        "internal": FieldType("flag"),
        "note": FieldType("note"),
    }
)
HEADER = ("kind", "role")
# What a phrase reads beside the fields, and the words of its language.
TAKEN = ("office", "and", "or", "not", "in", "is", "if", "else", "true", "false", "none")
# No field of a kind may be called so.
RESERVED = frozenset({*COMMON, *HEADER, *TAKEN})
WORD = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*")
# What declares a kind, and what declares a field of it.
FIELDS: Mapping[str, FieldType] = MappingProxyType(
    {
        "role": FieldType("word", many=True, required=True),
        "fields": FieldType("fields"),
        "requires": FieldType("word", many=True),
    }
)
TYPE_FIELDS: Mapping[str, FieldType] = MappingProxyType(
    {
        "type": FieldType("choice", required=True, of=TYPES),
        "many": FieldType("flag"),
        "required": FieldType("flag"),
        "of": FieldType("word", many=True),
    }
)


def read_kinds(sources: Iterable[Source], report: Report) -> dict[str, Kind]:
    """Read activities/kinds/*.yaml: one kind a file, named by its stem."""
    kinds: dict[str, Kind] = {}
    for source in sources:
        fields = read_fields(source, report)
        if fields is not None:
            id_ = source.path.rsplit("/", 1)[-1].removesuffix(".yaml")
            _check_word(id_, Where(source.path), report)
            kinds[id_] = _kind(id_, fields, _summary(source), report)
    return kinds


def all_fields(kind: Kind) -> dict[str, FieldType]:
    """Give every field that a record of this kind may carry, the kind's own last."""
    return {**COMMON, **kind.fields}


def _summary(source: Source) -> str:
    text = decode(source, lambda problem: None) or ""
    first = text.split("\n", 1)[0]
    return first.removeprefix("#").strip() if first.startswith("#") else ""


def _kind(id_: str, fields: Fields, summary: str, report: Report) -> Kind:
    refuse_unknown(fields, FIELDS, report)
    own: dict[str, FieldType] = {}
    declared = fields.get("fields")
    if declared is not None and not isinstance(declared, Fields):
        report(error(declared.where, "A012", field="fields", expected="{name: {type: ...}}"))
    for name, where, node in declared.pairs if isinstance(declared, Fields) else ():
        _check_word(name, where, report)
        if name in RESERVED:
            report(error(where, "A032", field=name))
        elif (type_ := _field_type(node, report)) is not None:
            own[name] = type_
    required = tuple(text for text, _ in words(fields.get("requires"), report))
    for text, where in words(fields.get("requires"), report):
        if text not in COMMON and text not in own:
            report(error(where, "A001", field=text, nearest=nearest(text, {**COMMON, **own})))
    roles = tuple(text for text, _ in words(fields.get("role"), report))
    if not roles:
        report(error(fields.where, "A002", field="role"))
    for text, where in words(fields.get("role"), report):
        _check_word(text, where, report)
    _refuse_twice(words(fields.get("role"), _ignore), "role", report)
    return Kind(id_, roles, own, required, summary)


def _check_word(name: str, where: Where, report: Report) -> None:
    """Report a name that a phrase, or a record, could not say."""
    if not WORD.fullmatch(name):
        report(error(where, "A038", name=name[:40]))


def _refuse_twice(listed: Iterable[tuple[str, Where]], field: str, report: Report) -> None:
    seen: set[str] = set()
    for text, where in listed:
        if text in seen:
            report(error(where, "A037", id=text, field=field))
        seen.add(text)


def _ignore(problem: Problem) -> None:
    """Leave what was reported already."""


def _field_type(node: Node, report: Report) -> FieldType | None:
    if not isinstance(node, Fields):
        report(error(node.where, "A012", field="fields", expected="{type: ...}"))
        return None
    refuse_unknown(node, TYPE_FIELDS, report)
    type_ = node.get("type")
    name = type_.text if isinstance(type_, Scalar) else ""
    if name not in TYPES:
        report(error(node.place("type"), "A033", type=name, nearest=nearest(name, TYPES)))
        return None
    listed = words(node.get("of"), report)
    for text, where in listed:
        _check_word(text, where, report)
    _refuse_twice(listed, "of", report)
    if name != "choice" and node.get("of") is not None:
        report(error(node.place("of"), "A012", field="of", expected="{type: choice, of: [...]}"))
    choices = tuple(text for text, _ in listed)
    many, required = flag(node, "many", report), flag(node, "required", report)
    if many and name in ALONE:
        where = node.place("many")
        report(error(where, "A014", field="many", value="true", nearest="", of=FLAGS[1]))
    if name == "choice" and not choices:
        report(error(node.where, "A002", field="of"))
    return FieldType(name, many and name not in ALONE, required, choices)
