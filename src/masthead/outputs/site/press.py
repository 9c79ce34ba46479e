"""Sphinx as the press of a site: it reads editions, indexes their words, and writes our pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import sphinx.application
import sphinx.locale
from docutils import nodes
from sphinx.application import Sphinx, TemplateBridge
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.domains import Domain
from sphinx.parsers import Parser
from sphinx.search import IndexBuilder
from sphinx.util.docutils import docutils_namespace, patch_docutils

from masthead.body import BodyTranslator, fill
from masthead.outputs import skin
from masthead.outputs.site.issue import ROOT, Issue
from masthead.outputs.site.pairs import search_of

# What a build of ours needs of the extensions that Sphinx loads by itself; the rest (other
# builders, programming languages, reStructuredText) is two thirds of its start.
EXTENSIONS = (
    "sphinx.addnodes",
    "sphinx.builders.gettext",
    "sphinx.builders.html",
    "sphinx.config",
    "sphinx.domains.citation",
    "sphinx.domains.index",
    "sphinx.domains.math",
    "sphinx.domains.std",
    "sphinx.extension",
    "sphinx.parsers",
    "sphinx.registry",
    "sphinx.transforms",
    "sphinx.versioning",
    "sphinx.environment.collectors.asset",
    "sphinx.environment.collectors.title",
    "sphinx.environment.collectors.toctree",
)
# Sphinx asks for these domains by name; empty ones spare it the grammars of C++ and its kin.
EMPTY_DOMAINS = ("c", "changeset", "cpp", "js", "py", "rst")
SETTINGS = {
    "extensions": [__name__],
    "smartquotes": False,  # it would rewrite the quotation marks of official text
    "html_permalinks": False,
    "html_copy_source": False,
    "html_use_index": False,
    "html_domain_indices": False,
    "html_theme": "site",
    "suppress_warnings": ["toc.not_included"],
}
SUFFIX = ".edition"
# Sphinx's own search, without its style sheet and pictures.
SEARCH_FILES = ("doctools.js", "searchtools.js", "sphinx_highlight.js")
SEARCH_SCRIPTS = ("documentation_options.js", "language_data.js")
SEARCH_OPTIONS = {"theme_navigation_with_keys": False, "theme_enable_search_shortcuts": False}
SPHINX_STATIC = Path(sphinx.__file__).parent / "themes" / "basic" / "static"
CATALOGUES = Path(sphinx.__file__).parent / "locale"
# What Sphinx speaks without a catalogue.
SPOKEN = "en"


class BuildWarning(RuntimeError):
    """Sphinx found something odd in an edition, which is our mistake."""


def build(issue: Issue, folder: Path) -> None:
    """Print an issue into a folder, and leave nothing else there."""
    work = folder / ".work"
    warnings = StringIO()
    try:
        _write_sources(issue, work / "sources")
        with _bare_sphinx(), patch_docutils(), docutils_namespace():
            app = Press(issue, work, folder, warnings)
            app.build(force_all=True)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    if warnings.getvalue():
        raise BuildWarning(warnings.getvalue())


def load() -> None:
    """Import what a build imports late."""
    with _bare_sphinx():
        for name in EXTENSIONS:
            __import__(name)


def _catalogue(language: str) -> str:
    """Name the words of Sphinx in a language; of some it has only those of a country ("zh_CN")."""
    if language == SPOKEN or (CATALOGUES / language).is_dir():
        return language
    countries = sorted(found.name for found in CATALOGUES.glob(f"{language}_*"))
    return countries[0] if countries else language


def _write_sources(issue: Issue, folder: Path) -> None:
    """Lay out a source for each page: Sphinx wants files, and the parser has the editions."""
    for page in (ROOT, *issue.pages()):
        source = folder / (page + SUFFIX)
        source.parent.mkdir(parents=True, exist_ok=True)
        source.touch()


@contextmanager
def _bare_sphinx() -> Iterator[None]:
    """Let Sphinx load only what we use, and forget the words of the language built before.

    Its catalogue of words is global and only ever grows: a second language in one process
    would speak the first.
    """
    everything = sphinx.application.builtin_extensions
    sphinx.application.builtin_extensions = EXTENSIONS
    sphinx.locale.translators.clear()
    try:
        yield
    finally:
        sphinx.application.builtin_extensions = everything


class Press(Sphinx):
    """A Sphinx that carries the issue it prints."""

    def __init__(self, issue: Issue, work: Path, folder: Path, warnings: StringIO) -> None:
        self.issue = issue
        settings = SETTINGS | {
            "html_theme_path": [str(issue.templates)],
            "language": _catalogue(issue.language.language),
            "html_search_language": issue.language.language,
            "project": issue.language.words["site"],
        }
        super().__init__(
            srcdir=work / "sources",
            confdir=None,
            outdir=folder,
            doctreedir=work / "doctrees",
            buildername=EditionBuilder.name,
            confoverrides=settings,
            status=None,
            warning=warnings,
            freshenv=True,
        )


def reader_of(issue: Issue) -> type[Parser]:
    """Make the parser of an issue: the page's name says which edition to read."""
    pages = issue.pages()

    class EditionParser(Parser):
        supported = ("edition",)

        def parse(self, inputstring: str, document: nodes.document) -> None:
            page = document.settings.env.docname
            if page == ROOT:
                document += nodes.section("", nodes.title("", ROOT))
            else:
                fill(document, pages[page])

    return EditionParser


class SkinBridge(TemplateBridge):
    """Has our skin print the pages that Sphinx would have had its theme print.

    What every page may print stays here: Sphinx writes out all that it is given, for each event of
    each page, in case somebody debugs it.
    """

    def __init__(self, issue: Issue) -> None:
        self.issue, self.pages, self.shared = issue, issue.pages(), issue.shared()

    def init(self, *_: object, **__: object) -> None:
        """Need no theme."""

    def render(self, template: str, context: dict[str, Any]) -> str:  # type: ignore[override]
        """Print a page: of an edition, or the list, or the search.

        A page has nothing of Sphinx's but its body, so that it is the same without Sphinx.
        """
        name, templates = context["pagename"], self.issue.templates
        if name == ROOT:
            return skin.list_page(self.shared, templates)
        if name in self.pages:
            return skin.edition_page(self.pages[name], context["body"], self.shared, templates)
        return skin.fill_skeleton(templates, f"site/{template}", self.shared | context)

    def render_string(self, template: str, context: dict[str, Any]) -> str:
        """Fill a script."""
        return skin.fill_script(template, context)

    def newest_template_mtime(self) -> float:
        """Say that pages are never out of date: each build is the first."""
        return 0


class EditionBuilder(StandaloneHTMLBuilder):
    """Writes our pages and Sphinx's search, and no file that only Sphinx would read."""

    name = "editions"
    copysource = False
    use_message_catalog = False

    def __init__(self, app: Any, env: Any) -> None:
        super().__init__(app, env)
        self.issue: Issue = app.issue
        self.pages = self.issue.pages()

    def create_template_bridge(self) -> None:
        """Put our skin in the place of the theme's templates."""
        self.templates = SkinBridge(self.issue)

    def load_indexer(self, docnames: Any) -> None:
        """Take over the words of the pages that were printed before."""
        if self.indexer is not None and self.issue.known:
            self.indexer.load(StringIO(self.issue.index.decode()), self.indexer_format)
            _keep_only(self.issue.known, self.indexer)

    def dump_search_index(self) -> None:
        """Write the words of all pages, in the bytes that an index of nothing but them has."""
        if self.indexer is not None:
            self.indexer.prune(self.issue.known | self.env.all_docs.keys())
            with (self.outdir / self.searchindex_filename).open("w", encoding="utf-8") as file:
                self.indexer.dump(file, self.indexer_format)

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """Hand over the body of a page; its skin names the rest."""
        return {} if docname == ROOT else {"body": body}

    def index_page(self, pagename: str, doctree: nodes.document, title: str) -> None:
        """Index the words of an edition; the list of documents has none of its own."""
        if pagename != ROOT:
            super().index_page(pagename, doctree, title)

    def copy_theme_static_files(self, context: dict[str, Any]) -> None:
        """Copy our style and scripts, and the scripts of Sphinx's search."""
        super().copy_theme_static_files(context)
        for name in SEARCH_FILES:
            shutil.copyfile(SPHINX_STATIC / name, self._static_dir / name)
        for name in SEARCH_SCRIPTS:
            source = (SPHINX_STATIC / f"{name}.jinja").read_text(encoding="utf-8")
            script = self.templates.render_string(source, context | SEARCH_OPTIONS)
            (self._static_dir / name).write_text(script, encoding="utf-8")

    def create_pygments_style_file(self) -> None:
        """Write no colours for program text; there is none."""

    def write_buildinfo(self) -> None:
        """Write no note for a next build; each one is the first."""

    def dump_inventory(self) -> None:
        """Write no list of targets for other manuals."""


def _keep_only(pages: frozenset[str], index: IndexBuilder) -> None:
    """Forget what an index has of other pages; Sphinx leaves the words that only they had."""
    index.prune(pages)
    for words in (index._mapping, index._title_mapping):
        for word in [word for word, places in words.items() if not places]:
            del words[word]


def setup(app: Press) -> dict[str, Any]:
    """Tell Sphinx what it reads, with what it translates, and what it builds."""
    app.add_source_suffix(SUFFIX, "edition")
    app.add_source_parser(reader_of(app.issue))
    app.add_builder(EditionBuilder)
    app.set_translator(EditionBuilder.name, BodyTranslator)
    if not app.issue.language.spaces_words:
        app.add_search_language(search_of(app.issue.language.language))
    for name in EMPTY_DOMAINS:
        app.add_domain(type(name, (Domain,), {"name": name, "label": name}))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
