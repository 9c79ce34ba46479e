"""Search in a site: Sphinx's index of words and its scripts, without the rest of Sphinx."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import sphinx
from docutils import nodes
from sphinx.search import IndexBuilder, js_index

from masthead.outputs.names import PAGE
from masthead.outputs.site.pairs import Pairs
from masthead.outputs.skin import Printed, SiteLanguage, fill_script

HOME = Path(sphinx.__file__).parent
SCRIPTS = HOME / "themes" / "basic" / "static"
CATALOGUES = HOME / "locale"
# What Sphinx speaks without a catalogue.
SPOKEN = "en"
# What the scripts ask of a build of Sphinx.
OPTIONS: dict[str, object] = {
    "release": "",
    "builder": "html",
    "file_suffix": Path(PAGE).suffix,
    "link_suffix": Path(PAGE).suffix,
    "has_source": "false",
    "sourcelink_suffix": "",
    "show_search_summary": True,
    "theme_navigation_with_keys": False,
    "theme_enable_search_shortcuts": False,
}


class Index:
    """The words of a language's pages: those of pages `printed` before, and what is taken up."""

    def __init__(self, language: SiteLanguage, printed: Printed) -> None:
        self.language = language.language
        # Sphinx would load a dictionary for Chinese, where one is installed.
        cut_by = self.language if language.spaces_words else SPOKEN
        self._builder = IndexBuilder(_environment(), cut_by, {}, "")
        if not language.spaces_words:
            self._builder.lang = Pairs({})
        if printed.pages:
            self._builder.load(StringIO(printed.words.decode()), js_index)
            _keep_only(frozenset(map(_named, printed.pages)), self._builder)

    def take_up(self, page: str, title: str, tree: nodes.document) -> None:
        """Take up the words of a page, under its title."""
        self._builder.feed(_named(page), page, title, tree)

    def text(self) -> str:
        """Give the index as the script that a page loads, which depends on its words alone."""
        return js_index.dumps(self._builder.freeze())

    def values(self) -> dict[str, Any]:
        """Name what a script must know to cut and stem a question as the index was."""
        return self._builder.context_for_searchtool()


def scripts(index: Index) -> dict[str, str]:
    """Give the scripts of the search of a language by their names, in the order of loading."""
    values = OPTIONS | {"language": index.language} | index.values()
    catalogue = _catalogue(index.language)
    return {
        "documentation_options.js": _filled("documentation_options.js", values),
        "doctools.js": _read(SCRIPTS / "doctools.js"),
        "sphinx_highlight.js": _read(SCRIPTS / "sphinx_highlight.js"),
        **({"translations.js": _read(catalogue)} if catalogue else {}),
        "language_data.js": _filled("language_data.js", values),
        "searchtools.js": _read(SCRIPTS / "searchtools.js"),
    }


def _environment() -> Any:
    """Give an index what it asks of a project of Sphinx: no names of programs, no words yet."""
    stores = ("titles", "filenames", "mapping", "title_mapping", "all_titles", "index_entries")
    empty: dict[str, Any] = {
        f"_search_index_{name}": {} for name in (*stores, "objtypes", "objnames")
    }
    return SimpleNamespace(domains=SimpleNamespace(sorted=tuple), version={}, **empty)


def _named(page: str) -> str:
    """Name a page as Sphinx does, without its ending."""
    return page.removesuffix(Path(PAGE).suffix)


def _keep_only(pages: frozenset[str], index: IndexBuilder) -> None:
    """Forget what an index has of other pages; Sphinx leaves the words that only they had."""
    index.prune(pages)
    for words in (index._mapping, index._title_mapping):
        for word in [word for word, places in words.items() if not places]:
            del words[word]


def _catalogue(language: str) -> Path | None:
    """Find the words of the search in a language; of some, Sphinx has those of a country only."""
    if language == SPOKEN:
        return None
    found = [CATALOGUES / language, *sorted(CATALOGUES.glob(f"{language}_*"))]
    there = (folder / "LC_MESSAGES" / "sphinx.js" for folder in found)
    return next((path for path in there if path.is_file()), None)


def _filled(name: str, values: Mapping[str, object]) -> str:
    return fill_script(_read(SCRIPTS / f"{name}.jinja"), values)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
