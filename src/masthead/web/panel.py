"""The panel: what a page of the preview has on top of a published one, its script and problems."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from masthead.jobs.previewing.preview import Page
from masthead.language import Messages
from masthead.model.problem import Problem

OWN = "_preview"
HERE = Path(__file__).parent
# What the panel is made of, by its address.
FILES = {f"{OWN}/{name}": (HERE / name).read_bytes() for name in ("panel.js", "panel.css")}
BARE = (HERE / "bare.html").read_text("utf-8")
END = "</head>"


def dressed(page: Page | None, messages: Messages) -> str:
    """Put the panel's script into a page; a page without HTML is bare but for it."""
    html = page.html if page else ""
    if not html:
        title = messages.text("serve.panel")
        html = BARE.format(language=messages.language, title=escape(title))
    asks = (
        f'<link rel="stylesheet" href="/{OWN}/panel.css">\n'
        f'<script src="/{OWN}/panel.js" data-digest="{digest(page)}" defer></script>\n'
    )
    head, end, rest = html.partition(END)
    return f"{head}{asks}{end}{rest}" if end else f"{asks}{html}"


def digest(page: Page | None) -> str:
    """Tell one state of a page from another."""
    return sha256(page.html.encode()).hexdigest()[:16] if page else ""


def state(
    page: Page | None, project: tuple[Problem, ...] | None, messages: Messages
) -> dict[str, Any]:
    """Say what the panel shows: of the page, and of the whole project once that is known."""
    return {
        "digest": digest(page),
        "language": messages.language,
        "panel": messages.text("serve.panel"),
        "hide": messages.text("serve.hide"),
        "standing": _standing(page, messages),
        "page": [_said(problem, messages) for problem in (page.problems if page else ())],
        "summary": _summary(project, messages),
        "project": [_said(problem, messages) for problem in project or ()],
    }


def _standing(page: Page | None, messages: Messages) -> str:
    if page is None:
        return messages.text("serve.nothing")
    if not page.problems:
        return ""
    count = len(page.problems)
    return messages.text("serve.last" if page.html else "serve.never", count=count)


def _summary(project: Iterable[Problem] | None, messages: Messages) -> str:
    if project is None:
        return messages.text("serve.checking")
    found = [problem.is_error for problem in project]
    if not found:
        return ""
    return messages.text("serve.project", errors=sum(found), warnings=len(found) - sum(found))


def _said(problem: Problem, messages: Messages) -> dict[str, str]:
    sentence, hint = messages.problem(problem)
    return {
        "where": str(problem.where),
        "severity": messages.severity(problem),
        "kind": problem.severity.value,
        "code": problem.code,
        "says": sentence,
        "hint": hint,
    }
