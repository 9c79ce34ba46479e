"""The site of one language: a page for each edition, a list of them, and a search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from masthead.body import render_body
from masthead.model.edition import Edition
from masthead.outputs.charts import drawn
from masthead.outputs.site.issue import Issue
from masthead.outputs.skin import NOTHING, Printed, SiteLanguage, edition_page

__all__ = ["page", "prepare", "write"]


def write(
    editions: Sequence[Edition],
    language: SiteLanguage,
    templates: Path,
    folder: Path,
    *,
    beside: Sequence[str] = ("pdf", "json"),
    others: Sequence[Edition] = (),
    printed: Printed = NOTHING,
) -> None:
    """Build the pages of one language in `folder`; `beside` names what else is published there.

    `others` are documents without an edition in the language, which the list names all the same.
    Of the pages that were `printed` before, only the words are taken, into the index.
    """
    # Sphinx takes half a second to start, spent only when a site is wanted.
    from masthead.outputs.site import press  # noqa: PLC0415

    made = tuple(drawn(edition, templates) for edition in editions)
    issue = Issue(
        made,
        language,
        templates.resolve(),
        tuple(beside),
        tuple(others),
        frozenset(name.removesuffix(".html") for name in printed.pages),
        printed.words,
    )
    press.build(issue, folder)


def page(edition: Edition, shared: Mapping[str, object], templates: Path) -> str:
    """Make one page as `write` does, without Sphinx, which only reads it for the search.

    `shared` is what `site_values` names for the language.
    """
    made = drawn(edition, templates)
    return edition_page(made, render_body(made), shared, templates)


def prepare(_: Path) -> None:
    """Load the engine, before workers are forked that would each do it again."""
    from masthead.outputs.site import press  # noqa: PLC0415

    press.load()
