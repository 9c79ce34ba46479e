"""Reading content/site.yaml, the office's profile."""

from __future__ import annotations

from masthead.model.problem import Where, error
from masthead.model.profile import Profile
from masthead.notation import Report, Scalar, read_fields
from masthead.project import Project, Source
from masthead.records.registry import Registry, nearest

PATH = "content/site.yaml"
KEYS = ("office", "original", "typography")


def read_profile(project: Project, registry: Registry, report: Report) -> Profile:
    """Read the profile; each of its keys must be there."""
    source = project.read(PATH)
    if not isinstance(source, Source):
        report(error(Where(PATH), "C018"))
        return Profile()
    fields = read_fields(source, report)
    if fields is None:
        return Profile()
    texts: dict[str, str] = {}
    for key, where, node in fields.pairs:
        if key not in KEYS or not isinstance(node, Scalar):
            report(error(where, "A001", field=key, nearest=nearest(key, KEYS)))
        else:
            texts[key] = node.text
    for key in KEYS:
        if key not in texts:
            report(error(fields.where, "A002", field=key))
    office = texts.get("office", "")
    if office and office not in registry.ids("bodies"):
        near = nearest(office, registry.ids("bodies"))
        report(error(fields.place("office"), "A011", id=office, what="body", nearest=near))
    if texts.get("original", "en") not in project.languages():
        of = ", ".join(project.languages())
        value = texts.get("original", "en")
        report(
            error(
                fields.place("original"), "A014", field="original", value=value, nearest="", of=of
            )
        )
    return Profile(**texts)
