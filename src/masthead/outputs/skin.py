"""The pages around a body: skeletons of `templates/` filled with the lines of an edition."""

from __future__ import annotations

import errno
import os
import traceback
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import jinja2
import jinja2.meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from masthead.model.blocks import Annex, Heading
from masthead.model.edition import Edition
from masthead.model.inlines import foreign, plain
from masthead.outputs import names

FRONT = "site/front.html"
PARALLEL = "site/parallel.html"
PRINTED = "print/page.html"
# The skeletons that each format cannot do without.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "pdf": (PRINTED,),
    "site": (FRONT, "site/index.html", "site/page.html", PARALLEL, "site/search.html"),
}


class Unfilled(RuntimeError):
    """A skeleton cannot be read or filled: which, on which line, and why."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        super().__init__(f"templates/{name}:{line}: {reason}")
        self.name, self.line, self.reason = name, line, reason


@dataclass(frozen=True, slots=True)
class SiteLanguage:
    """A language of the site: its code, its own name, its direction, and the words of a page.

    `spaces_words`: there is a space between its words, by which a search can cut them.
    """

    language: str
    name: str
    direction: str
    words: Mapping[str, str]
    spaces_words: bool = True


class Printed(NamedTuple):
    """What was printed before: the pages that lie in the folder, and an index of their words."""

    pages: frozenset[str] = frozenset()
    words: bytes = b""


NOTHING = Printed()


def print_page(edition: Edition, body: str, templates: Path) -> str:
    """Wrap a body in the page that is printed: the first page's lines, then the body."""
    return fill_skeleton(templates, PRINTED, page_values(edition, body))


def edition_page(edition: Edition, body: str, shared: Mapping[str, object], templates: Path) -> str:
    """Wrap a body in its page of the site; `shared` is what every page of the language prints."""
    root = {"content_root": names.to_root(edition.symbol)}
    values = {**shared, **page_values(edition, body), **root}
    return fill_skeleton(templates, "site/page.html", values)


def list_page(shared: Mapping[str, object], templates: Path) -> str:
    """Fill the list of a language's documents."""
    return fill_skeleton(templates, "site/index.html", {**shared, "content_root": "./"})


def search_page(shared: Mapping[str, object], scripts: Sequence[str], templates: Path) -> str:
    """Fill the page of a language's search; `scripts` are what it loads, in their order."""
    values = {**shared, "content_root": "./", "scripts": scripts}
    return fill_skeleton(templates, "site/search.html", values)


def front_page(languages: Sequence[SiteLanguage], templates: Path) -> str:
    """Print the page above the languages, where a reader chooses one."""
    return fill_skeleton(templates, FRONT, {"languages": languages})


def page_values(edition: Edition, body: str) -> dict[str, object]:
    """Name what a skeleton may print of an edition."""
    return {
        "edition": edition,
        "masthead": edition.masthead,
        "status": edition.status,
        "siblings": edition.siblings,
        "headings": list(_headings(edition)),
        "body": body,
        "pdf": names.pdf_name(edition),
        "docx": names.docx_name(edition),
        "data": names.DATA,
        "page": f"{names.folder_name(edition.symbol)}/{names.PAGE}",
        "parallel": names.PARALLEL,
    }


def _headings(edition: Edition) -> Iterator[tuple[int, str, str, str, tuple[str, str]]]:
    """List what leads through a page: level, anchor, mark, words, and a language not its own."""
    for block in edition.blocks:
        if isinstance(block, Heading):
            yield block.level, block.id, block.mark, plain(block.inlines), foreign(block.inlines)
        elif isinstance(block, Annex):
            said = f"{block.mark}. {plain(block.title)}"
            yield 1, block.anchor, "", said, foreign(block.title)


def site_values(
    editions: Sequence[Edition],
    others: Sequence[Edition],
    language: SiteLanguage,
    beside: Iterable[str],
) -> dict[str, object]:
    """Name what every page of a language's site may print; `others` are listed with its own."""
    return {
        "documents": [
            (f"{names.folder_name(e.symbol)}/{names.PAGE}", e)
            for e in names.in_order([*editions, *others])
        ],
        "siblings": list(dict.fromkeys(s for e in editions for s in e.siblings)),
        "site": language,
        "words": language.words,
        "beside": tuple(beside),
    }


def fill_skeleton(templates: Path, name: str, values: Mapping[str, object]) -> str:
    """Fill a skeleton; every value is escaped, and a missing one raises `Unfilled`."""
    try:
        return _environment(templates).get_template(name).render(values)
    except MemoryError:
        raise  # it is no fault of the skeleton alone
    except Exception as fault:
        # A skeleton is a project's own, and may fail in any way.
        raise _unfilled(fault, name, templates) from fault


def _unfilled(fault: Exception, name: str, templates: Path) -> Unfilled:
    missing = isinstance(fault, jinja2.TemplateNotFound)
    reason = os.strerror(errno.ENOENT) if missing else str(fault)
    return Unfilled(*_place_of(fault, name, templates), reason)


def _place_of(fault: Exception, name: str, templates: Path) -> tuple[str, int]:
    """Find the skeleton, and its line, in which filling one failed."""
    if isinstance(fault, jinja2.TemplateSyntaxError):
        return fault.name or name, fault.lineno
    if isinstance(fault, jinja2.TemplateNotFound):
        return str(fault.name), 1
    frames = traceback.extract_tb(fault.__traceback__)
    inside = [frame for frame in frames if Path(frame.filename).is_relative_to(templates)]
    if not inside:
        return name, 1
    return Path(inside[-1].filename).relative_to(templates).as_posix(), inside[-1].lineno or 1


def broken(templates: Path, formats: Iterable[str]) -> Iterator[Unfilled]:
    """Read the skeletons that some formats need; gives those that are missing or cannot be read."""
    environment, loader = _environment(templates), _loader(templates)
    left = [name for form in formats for name in NEEDED.get(form, ())]
    seen: set[str] = set()
    while left:
        name = left.pop(0)
        if name in seen:
            continue
        seen.add(name)
        try:
            environment.get_template(name)
            left += loader.named[name]
        except (jinja2.TemplateError, OSError, UnicodeDecodeError) as fault:
            yield _unfilled(fault, name, templates)


def fill_script(source: str, values: Mapping[str, object]) -> str:
    """Fill the source of a script of Sphinx, which is no HTML and is not escaped."""
    environment = ImmutableSandboxedEnvironment(autoescape=False, undefined=jinja2.StrictUndefined)
    environment.filters["tobool"] = bool
    return environment.from_string(source).render(values)


class _Skeletons(jinja2.FileSystemLoader):
    """Reads skeletons, each once, and remembers which others it names."""

    def __init__(self, templates: Path) -> None:
        super().__init__(templates)
        self.named: dict[str, tuple[str, ...]] = {}

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: MutableMapping[str, object] | None = None,
    ) -> jinja2.Template:
        source, path, uptodate = self.get_source(environment, name)
        tree = environment.parse(source, name, path)
        self.named[name] = (*filter(None, jinja2.meta.find_referenced_templates(tree)),)
        code = environment.compile(tree, name, path)
        return jinja2.Template.from_code(environment, code, globals or {}, uptodate)


@cache
def _loader(templates: Path) -> _Skeletons:
    return _Skeletons(templates)


@cache
def _environment(templates: Path) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=_loader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["files"] = _files
    return environment


def _files(
    edition: Edition, beside: Iterable[str], words: Mapping[str, str]
) -> list[tuple[str, str]]:
    """List what lies beside a page, each file with the word for it."""
    files = {
        "pdf": names.pdf_name(edition),
        "docx": names.docx_name(edition),
        "json": names.DATA,
    }
    return [(words[name], files[name]) for name in beside if name in files]
