"""The registry: ids of bodies, treaties, places and all else that has a name in each language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from masthead.inline.parse import KEY
from masthead.model.activity import Entry, Kind
from masthead.model.problem import Where, error
from masthead.notation import Fields, Report, Scalar, read_fields
from masthead.project import Source
from masthead.records.plain import FLAGS, nearest, refuse_other, refuse_unknown
from masthead.records.states import STATES

# One line a section: what its ids are called in a message, and in a kind's field types.
SECTIONS: Mapping[str, str] = {
    "bodies": "body",
    "treaties": "treaty",
    "systems": "system",
    "processes": "process",
    "programmes": "programme",
    "publications": "publication",
    "places": "place",
    "groups": "group",
    "themes": "theme",
    "units": "unit",
    "resolutions": "resolution",
}

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# A resolution is called by its body and its number.
IDS = {"resolutions": KEY}

# What may be said of a thing, beside its name, by section; of the others there is nothing to say.
FACTS: Mapping[str, tuple[str, ...]] = {
    "bodies": ("state", "parent"),
    "places": ("is", "state", "city", "capital", "seat"),
}
WORDS: Mapping[str, tuple[str, ...]] = {
    "is": ("city", "region", "venue"),
    "capital": FLAGS,
    "seat": FLAGS,
}
# The section to which the ids of a fact belong.
NAMED_BY = {"city": "places", "parent": "bodies"}


class Registry(NamedTuple):
    """All that records may name: kinds, States, and the things of the registry."""

    kinds: Mapping[str, Kind]
    entries: Mapping[str, Entry]

    def section(self, thing: str) -> str:
        """Name the section of an id: "states" for a State, "" for an unknown one."""
        if thing in STATES:
            return "states"
        entry = self.entries.get(thing)
        return entry.section if entry else ""

    def has(self, thing: str, *sections: str) -> bool:
        """Tell whether an id is in one of some sections; in any when none is named."""
        if thing in STATES and (not sections or "states" in sections):
            return True
        entry = self.entries.get(thing)
        return entry is not None and (not sections or entry.section in sections)

    def ids(self, *sections: str) -> tuple[str, ...]:
        """List the ids of some sections; of all when none is named."""
        states = tuple(STATES) if not sections or "states" in sections else ()
        entries = self.entries.values()
        return (
            *states,
            *[entry.id for entry in entries if not sections or entry.section in sections],
        )


def read_registry(sources: Iterable[Source], report: Report) -> dict[str, Entry]:
    """Read activities/registry/*.yaml: one section a file, ids unique over all of them."""
    entries: dict[str, Entry] = {}
    for source in sources:
        section = source.path.rsplit("/", 1)[-1].removesuffix(".yaml")
        if section not in SECTIONS:
            near = nearest(section, SECTIONS)
            report(error(Where(source.path), "A030", section=section, nearest=near))
            continue
        fields = read_fields(source, report)
        for id_, where, node in fields.pairs if fields else ():
            if not IDS.get(section, ID).fullmatch(id_):
                report(error(where, "A038", name=id_[:40]))
            elif id_ in entries:
                report(error(where, "A021", id=id_, first=entries[id_].where))
            elif not isinstance(node, Fields):
                report(error(node.where, "A031", id=id_))
            else:
                entries[id_] = Entry(id_, section, _facts(node, section, report), where)
    return entries


def _facts(node: Fields, section: str, report: Report) -> dict[str, str]:
    facts: dict[str, str] = {}
    known = FACTS.get(section, ())
    refuse_unknown(node, known, report)
    for name, _, value in node.pairs:
        if name not in known:
            continue
        if not isinstance(value, Scalar):
            report(error(value.where, "A012", field=name, expected="text"))
        elif name in WORDS and value.text not in WORDS[name]:
            refuse_other(name, value.text, value.where, WORDS[name], report)
        else:
            facts[name] = value.text
    return facts


def check_registry(registry: Registry, report: Report) -> None:
    """Check that what the registry's entries name is known: States, cities, parents."""
    for entry in registry.entries.values():
        if entry.section == "places" and "is" not in entry.facts:
            report(error(entry.where, "A002", field="is"))
        state = entry.facts.get("state", "")
        if state and state not in STATES:
            report(error(entry.where, "A010", state=state, nearest=nearest(state, STATES)))
        for name, section in NAMED_BY.items():
            named = entry.facts.get(name, "")
            if named and not registry.has(named, section):
                near, what = nearest(named, registry.ids(section)), SECTIONS[section]
                report(error(entry.where, "A011", id=named, what=what, nearest=near))
        if _is_its_own_parent(entry, registry):
            report(error(entry.where, "A022", field="parent"))


def _is_its_own_parent(entry: Entry, registry: Registry) -> bool:
    """Follow the parents of a body until they end, or come round."""
    seen, above = {""}, entry.facts.get("parent", "")
    while above not in seen and above != entry.id:
        seen.add(above)
        found = registry.entries.get(above)
        above = found.facts.get("parent", "") if found else ""
    return above == entry.id
