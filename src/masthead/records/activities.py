"""Activities: one YAML file each, the stem of its name its id; checked against its kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from masthead.model.activity import Activity, Kind, Names, Value
from masthead.model.problem import Where, error, warning
from masthead.model.when import When
from masthead.notation import Fields, Report, Scalar
from masthead.records.fields import read_field
from masthead.records.kinds import HEADER, all_fields
from masthead.records.named import Context
from masthead.records.plain import flag, nearest, refuse_other, refuse_unknown
from masthead.records.registry import Registry

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = frozenset({"session", "document"})
# What the office does where it is among the organizers, in kinds where it can be.
MAKERS = (("organized",), ("published",))
LINKS = ("follows", "part_of", "draws_on", "margins_of")


def stem(path: str) -> str:
    """Give the id that a file's name says."""
    return path.rsplit("/", 1)[-1].removesuffix(".yaml")


def check_id(path: str, registry: Registry, first: dict[str, str], report: Report) -> None:
    """Note which file gives an id first, if its name can be one and nothing else has it."""
    id_ = stem(path)
    if not ID.fullmatch(id_) or id_ in RESERVED:
        report(error(Where(path), "A020", id=id_))
    elif id_ in first:
        report(error(Where(path), "A021", id=id_, first=first[id_]))
    elif id_ in registry.entries:
        report(error(Where(path), "A021", id=id_, first=registry.entries[id_].where))
    else:
        first[id_] = path


def read_activity(fields: Fields, context: Context) -> Activity | None:
    """Type one record by its kind; a record without a known kind cannot be read further."""
    kind = _kind(fields, context)
    if kind is None:
        return None
    known = all_fields(kind)
    context = context._replace(fields=frozenset((*known, *HEADER)))
    refuse_unknown(fields, (*known, *HEADER, "internal"), context.report)
    values: dict[str, Value] = {}
    places: dict[str, Where] = {}
    for name, _, node in fields.pairs:
        if name in HEADER or name == "internal":
            continue
        if name not in known:
            continue
        for key, (value, place) in read_field(name, known[name], node, context).items():
            # A note is read, so that its faults are found, and kept out of what can be said.
            if known[name].type != "note":
                values[key] = value
                places[key] = place
    _check_required(fields, kind, context)
    when = values.get("when")
    if not isinstance(when, When):
        return None
    return Activity(
        context.record,
        kind.id,
        _role(fields, kind, context),
        when,
        MappingProxyType(values),
        Where(fields.where.path),
        MappingProxyType(places),
        flag(fields, "internal", context.report),
    )


def _kind(fields: Fields, context: Context) -> Kind | None:
    kinds = context.registry.kinds
    node = fields.get("kind")
    if not isinstance(node, Scalar):
        context.report(error(fields.where, "A002", field="kind"))
        return None
    if node.text not in kinds:
        near = nearest(node.text, kinds)
        context.report(
            error(node.where, "A003", kind=node.text, nearest=near, of=", ".join(sorted(kinds)))
        )
        return None
    return kinds[node.text]


def _role(fields: Fields, kind: Kind, context: Context) -> str:
    node = fields.get("role")
    if node is None:
        return kind.roles[0] if kind.roles else ""
    text = node.text if isinstance(node, Scalar) else ""
    if text not in kind.roles:
        refuse_other("role", text, node.where, kind.roles, context.report)
    return text


def _check_required(fields: Fields, kind: Kind, context: Context) -> None:
    needed = [name for name, type_ in all_fields(kind).items() if type_.required]
    for name in dict.fromkeys((*needed, *kind.requires)):
        if fields.get(name) is None:
            context.report(error(fields.where, "A002", field=name))


def check_links(activity: Activity, others: Mapping[str, Activity], report: Report) -> None:
    """Compare the dates of linked records: what follows cannot have ended before (D4)."""
    for name in LINKS:
        linked = activity.values.get(name)
        for id_ in linked.ids if isinstance(linked, Names) else ():
            other = others.get(id_)
            if id_ == activity.id:
                report(error(activity.place_of(name), "A022", field=name))
            elif other is not None and _DISAGREES[name](activity.when, other.when):
                args = {"field": name, "id": id_, "when": activity.when, "other": other.when}
                report(error(activity.place_of(name), "A023", **args))


def check_office(activity: Activity, kind: Kind, office: str, report: Report) -> None:
    """Warn of a role that says that others organized what the office is said to have organized."""
    organizers = activity.values.get("organizers")
    named = isinstance(organizers, Names) and office in organizers.ids
    if named and kind.roles[:1] in MAKERS and activity.role != kind.roles[0]:
        where = activity.place_of("organizers")
        report(warning(where, "A024", office=office, role=activity.role, own=kind.roles[0]))


def _ends_before_begin(one: When, other: When) -> bool:
    return one.last is not None and other.first is not None and one.last < other.first


def _apart(one: When, other: When) -> bool:
    return not one.overlaps(other)


_DISAGREES: Mapping[str, Callable[[When, When], bool]] = {
    "follows": _ends_before_begin,
    "draws_on": _ends_before_begin,
    "part_of": _apart,
    "margins_of": _apart,
}
