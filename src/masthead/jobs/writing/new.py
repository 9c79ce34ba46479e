"""Beginning: the text of a new record, session or project, valid and commented."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from masthead.model.activity import Kind
from masthead.model.problem import Problem, Where, error
from masthead.model.when import When
from masthead.notation import read_fields
from masthead.project import Project, Source, starter
from masthead.records import Records, all_fields
from masthead.records.activities import ID, RESERVED, read_activity
from masthead.records.named import Context

MODELINE = "# yaml-language-server: $schema=../.schema/{}.json"
PLAIN = re.compile(r"[A-Za-z0-9][\w ./-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a user said of an activity; empty where nothing was said."""

    id: str
    kind: str
    role: str = ""
    when: str = ""
    place: Mapping[str, str] = field(default_factory=dict)
    organizers: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    others: tuple[tuple[str, str], ...] = ()


def scalar(text: str) -> str:
    """Write a value so that YAML reads it back unchanged: bare if it can be, else in quotes."""
    bare = PLAIN.fullmatch(text) and not text.endswith(" ")
    return text if bare else json.dumps(text, ensure_ascii=False)


def activity_text(answers: Answers, kind: Kind) -> str:
    """Write a record as YAML, with a comment where a newcomer would ask."""
    lines = [MODELINE.format("activity")]
    if kind.summary:
        lines.append(f"# {kind.summary}")
    lines.append(f"kind: {scalar(answers.kind)}")
    if answers.role and answers.role != kind.roles[0]:
        lines.append(f"role: {scalar(answers.role)}")
    if answers.when:
        lines.append(f"when: {scalar(answers.when)}")
    inside = ", ".join(f"{key}: {scalar(text)}" for key, text in answers.place.items() if text)
    if inside:
        lines.append(f"where: {{{inside}}}")
    lines.append(f"organizers: [{listed(answers.organizers)}]")
    if answers.partners:
        with_ = [part.partition("=") for part in answers.partners]
        said = ", ".join(f"{{org: {scalar(o)}, as: {scalar(a)}}}" for o, _, a in with_)
        lines.append(f"with: [{said}]")
    people = {"groups": answers.groups, "from": answers.homes}
    said = ", ".join(f"{key}: [{listed(ids)}]" for key, ids in people.items() if ids)
    if said:
        lines.append(f"participants: {{{said}}}")
    if answers.figures:
        lines.append("figures:")
        lines += [f"  {name}: {{value: {scalar(value)}}}" for name, value in answers.figures]
    lines += _others(answers, kind)
    return "\n".join(lines) + "\n"


def _others(answers: Answers, kind: Kind) -> Iterator[str]:
    """Write the other fields; a list is said at once (A,B or [A, B]), or by its items in turn."""
    fields = all_fields(kind)
    lists: dict[str, list[str]] = {}
    for name, value in answers.others:
        if name in fields and fields[name].many:
            lists.setdefault(name, []).extend(re.findall(r"[^\s,\[\]]+", value))
    for name, value in answers.others:
        if name not in lists:
            yield f"{name}: {scalar(value)}"
        elif lists[name]:
            yield f"{name}: [{listed(lists[name])}]"
            lists[name] = []


def listed(items: Sequence[str]) -> str:
    """Write values as they stand between the brackets of a list."""
    return ", ".join(scalar(item) for item in items)


def activity_path(answers: Answers) -> str:
    """Name the file of a new record: the folder is the year in which it began."""
    when = When.parse(answers.when)
    year = str(when.first.year) if isinstance(when, When) else "undated"
    return f"activities/{year}/{answers.id}.yaml"


def problems_of(
    path: str, text: str, records: Records, parts: tuple[str, ...]
) -> tuple[Problem, ...]:
    """Read a record back before it is written, and give what is wrong with it."""
    problems: list[Problem] = []
    # All that follows the folder of the year: an id may not lead out of it.
    id_ = path.split("/", 2)[-1].removesuffix(".yaml")
    if not ID.fullmatch(id_) or id_ in RESERVED:
        problems.append(error(Where(path), "A020", id=id_))
    if id_ in records.activities or id_ in records.registry.entries:
        first = records.activities.get(id_) or records.registry.entries[id_]
        problems.append(error(Where(path), "A021", id=id_, first=first.where))
    fields = read_fields(Source(path, text.encode()), problems.append)
    if fields is not None:
        known = frozenset(records.activities) | {id_}
        read_activity(fields, Context(id_, records.registry, known, problems.append, parts))
    return tuple(problems)


def session_text(body: str, ordinal: str, when: str, city: str, agenda: str) -> str:
    """Write a session.yaml."""
    lines = [
        MODELINE.format("session"),
        "# The meeting at which documents of this folder are considered.",
        f"body: {scalar(body)}",
        f"ordinal: {scalar(ordinal)}",
        f"when: {scalar(when)}",
        f"where: {{city: {scalar(city)}}}",
    ]
    if agenda:
        lines += [
            "agenda:",
            f"  symbol: {scalar(agenda)}",
            "  # adopted, once the session has adopted it",
            "  status: provisional",
            "  # - {number: 1, title: ..., items: [{letter: a, title: ...}]}",
            "  items: []",
        ]
    return "\n".join(lines) + "\n"


# The languages of the document that a new project begins with.
BEGUN_IN = ("en", "fr")


def lay_out(folder: Path, also: Sequence[str] = ()) -> list[str] | Problem:
    """Lay out a new project: kinds, registry, languages, templates, an activity, a document.

    The document speaks its own languages; `also` are further ones that the project is to have.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return error(Where(str(folder)), "E011", folder=folder)
    source = starter().root
    folder.mkdir(parents=True, exist_ok=True)
    left = set(starter().languages()) - {*BEGUN_IN, *also}
    unspoken = {str(source / "translations"): left}
    shutil.copytree(
        source, folder, dirs_exist_ok=True, ignore=lambda top, _: unspoken.get(str(top), ())
    )
    made = Project(folder)
    return [name for top in ("activities", "content") for name in made.names(top, "")]
