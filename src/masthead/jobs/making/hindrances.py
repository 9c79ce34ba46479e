"""What would stop a build at its end, found before it begins: machine, skeletons, target."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from masthead.jobs.doctor import missing, remedy
from masthead.jobs.making.render import unfilled
from masthead.jobs.publishing.publish import refusal
from masthead.language import Words
from masthead.model.problem import Problem, Where, error
from masthead.outputs.skin import SiteLanguage, Unfilled, front_page


def hindrances(
    templates: Path,
    formats: Sequence[str],
    unread: Sequence[Problem],
    output: Path | None,
    languages: Sequence[SiteLanguage],
    words: Iterable[Words],
) -> list[Problem]:
    """List what keeps a build from being made: nothing is started while there is any.

    `unread` are the problems of skeletons that cannot be read.
    """
    found = [*unread]
    if not found and "site" in formats:
        found += _front(templates, languages)
    lacking = missing(words) if "pdf" in formats else ()
    if lacking:
        names = ", ".join(need.name for need in lacking)
        found.append(error(Where("."), "E031", names=names, command=remedy(lacking)))
    problem = None if output is None else refusal(output)
    return [*found, problem] if problem else found


def _front(templates: Path, languages: Sequence[SiteLanguage]) -> list[Problem]:
    """Fill the front page once for nobody: it is the last that is made."""
    try:
        front_page(languages, templates)
    except Unfilled as fault:
        return [unfilled(fault)]
    return []
