"""Reading content/site.yaml, the office's profile."""

from __future__ import annotations

from masthead.model.problem import Where, error
from masthead.model.profile import PAPERS, POLICIES, Profile
from masthead.notation import Fields, Report, read_fields
from masthead.project import Project, Source
from masthead.records.front_matter import STATUSES
from masthead.records.limits import KEY as LIMITS
from masthead.records.limits import read_limits
from masthead.records.plain import nearest, one_of, refuse_other, refuse_unknown, scalar, words
from masthead.records.registry import Registry

PATH = "content/site.yaml"
KEYS = ("office", "original", "typography")
OPTIONAL = ("formats", "paper", "unconfirmed", LIMITS)


def read_profile(
    project: Project, registry: Registry, formats: tuple[str, ...], report: Report
) -> Profile:
    """Read the profile; `KEYS` must be there, and `formats` lists some of the given ones."""
    source = project.read(PATH)
    if not isinstance(source, Source):
        report(error(Where(PATH), "C018") if source.code == "P003" else source)
        return Profile()
    fields = read_fields(source, report)
    if fields is None:
        return Profile()
    refuse_unknown(fields, (*KEYS, *OPTIONAL), report)
    read_limits(fields, report)
    read = {key: scalar(fields, key, report) for key in (*KEYS, "paper")}
    texts = {key: node.text for key, node in read.items() if node is not None}
    for key in KEYS:
        if fields.get(key) is None or not texts.get(key, key).strip():
            report(error(fields.where, "A002", field=key))
    office = texts.get("office", "")
    if office and office not in registry.ids("bodies"):
        near = nearest(office, registry.ids("bodies"))
        report(error(fields.place("office"), "A011", id=office, what="body", nearest=near))
    languages = project.languages()
    if one_of(fields, "original", languages, report) not in languages:
        # One problem, and not one for each record that is then in no language.
        texts["original"] = languages[0] if languages else ""
    one_of(fields, "paper", PAPERS, report)
    at = fields.place("typography")
    return Profile(
        **texts,
        formats=_formats(fields, formats, report),
        typography_at=at,
        unconfirmed=_policies(fields, report),
    )


def _policies(fields: Fields, report: Report) -> dict[str, str]:
    """Read what becomes of unfit units: one policy for all documents, or one by their status."""
    table = fields.get("unconfirmed")
    if not isinstance(table, Fields):
        policy = one_of(fields, "unconfirmed", POLICIES, report)
        return dict.fromkeys(STATUSES, policy) if policy in POLICIES else {}
    refuse_unknown(table, STATUSES, report, "unconfirmed.")
    read = {status: one_of(table, status, POLICIES, report) for status in STATUSES}
    return {status: policy for status, policy in read.items() if policy in POLICIES}


def _formats(fields: Fields, known: tuple[str, ...], report: Report) -> tuple[str, ...]:
    listed = words(fields.get("formats"), report)
    for name, where in listed:
        if name not in known:
            refuse_other("formats", name, where, known, report)
    return tuple(name for name, _ in listed)
