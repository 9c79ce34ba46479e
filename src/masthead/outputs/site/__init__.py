"""The site of one language: a page for each edition, a list of them, and a search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from masthead.body import as_tree, print_tree, render_body
from masthead.model.edition import Edition
from masthead.outputs.charts import drawn
from masthead.outputs.names import INDEX, PAGE, SEARCH, STATIC, folder_name
from masthead.outputs.site.search import Index, scripts
from masthead.outputs.skin import (
    NOTHING,
    Printed,
    SiteLanguage,
    edition_page,
    list_page,
    search_page,
)
from masthead.project import Project

__all__ = ["page", "write"]

# Where a project keeps what its pages load.
LOOKS = "site/static"


def write(
    editions: Iterable[Edition],
    shared: Mapping[str, object],
    language: SiteLanguage,
    templates: Path,
    folder: Path,
    *,
    printed: Printed = NOTHING,
) -> Iterator[tuple[Path, Edition]]:
    """Write a page for each edition, in `folder`, and give it with its edition; then the rest.

    `shared` is what `site_values` names for the language, all of whose documents it lists. Of the
    pages that were `printed` before, only the words are taken, into the index.
    """
    index = Index(language, printed)
    for edition in editions:
        name = f"{folder_name(edition.symbol)}/{PAGE}"
        made = drawn(edition, templates)
        tree = as_tree(made)
        _put(folder / name, edition_page(made, print_tree(tree), shared, templates))
        index.take_up(name, edition.title, tree)
        yield folder / name, edition
    for name in Project(templates).names(LOOKS, ""):
        _put(folder / STATIC / name.removeprefix(f"{LOOKS}/"), (templates / name).read_bytes())
    loaded = scripts(index)
    for script, text in loaded.items():
        _put(folder / STATIC / script, text)
    _put(folder / INDEX, index.text())
    _put(folder / SEARCH, search_page(shared, tuple(loaded), templates))
    _put(folder / PAGE, list_page(shared, templates))


def page(edition: Edition, shared: Mapping[str, object], templates: Path) -> str:
    """Make one page as `write` does."""
    made = drawn(edition, templates)
    return edition_page(made, render_body(made), shared, templates)


def _put(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
