"""The limits that an office sets itself: `limits` in content/site.yaml, read before all else."""

from __future__ import annotations

from collections.abc import Mapping

from masthead.model.limits import BOUNDS, SAFE, Limits, named
from masthead.model.problem import error
from masthead.notation import Fields, Node, Report, Scalar, read_fields
from masthead.project import Project, Source
from masthead.records.plain import refuse_unknown

KEY = "limits"
MOST_DIGITS = 9


def limited(project: Project, path: str) -> Project:
    """Give a project the limits that its profile sets; the profile itself is read within safe ones.

    What is wrong with them is told by the reader of the profile.
    """
    source = project.read(path)
    fields = read_fields(source, _ignore) if isinstance(source, Source) else None
    return project if fields is None else project._replace(limits=read_limits(fields, _ignore))


def read_limits(profile: Fields, report: Report) -> Limits:
    """Read the limits of a profile, each a whole number within its bounds."""
    node = profile.get(KEY)
    if node is None:
        return SAFE
    if not isinstance(node, Fields):
        report(error(node.where, "A012", field=KEY, expected="{depth: 16}"))
        return SAFE
    refuse_unknown(node, BOUNDS, report, f"{KEY}.")
    return named(_numbers(node, report))


def _numbers(node: Fields, report: Report) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for name, _, value in node.pairs:
        if name in BOUNDS and (number := _number(name, value, report)) is not None:
            found[name] = number
    return found


def _number(name: str, node: Node, report: Report) -> int | None:
    text = node.text if isinstance(node, Scalar) else ""
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        report(error(node.where, "A013", field=f"{KEY}.{name}", value=text[:40]))
        return None
    least, most = BOUNDS[name]
    if least <= int(text) <= most:
        return int(text)
    report(error(node.where, "P020", field=f"{KEY}.{name}", value=text, least=least, most=most))
    return None


def _ignore(problem: object) -> None:
    """Leave what the reader of the profile tells."""
