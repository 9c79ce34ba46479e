"""WeasyPrint, started quickly and kept inside the templates."""

from __future__ import annotations

import ctypes.util
import gc
import importlib.util
import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from importlib import resources
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote, urlsplit

from masthead.model.profile import PAPERS
from masthead.outputs.pdf.complaints import complaints_told
from masthead.outputs.pdf.finish import closed, finish
from masthead.outputs.pdf.glyphs import refuse_missing


@contextmanager
def _without_library_search() -> Iterator[None]:
    """Keep the import from starting a compiler.

    WeasyPrint tries names of other systems first ("libpango-1.0-0"), and for each one
    `ctypes.util.find_library` starts gcc, ld and ldconfig: 54 processes, a third of the import.
    Linux finds the libraries by the names that follow ("libpango-1.0.so.0").
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _put_off(name: str) -> None:
    """Have a module load on its first use, which may never come."""
    spec = importlib.util.find_spec(name)
    if name not in sys.modules and spec is not None and spec.loader is not None:
        spec.loader = importlib.util.LazyLoader(spec.loader)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        sys.modules[name] = module
        # Where it is not there, importing it by its name asks the module itself, which loads it.
        parent, _, own = name.rpartition(".")
        setattr(sys.modules[parent], own, module)


def _instance(*args: Any, **options: Any) -> Any:
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415 - put off

    return instantiateVariableFont(*args, **options)


@contextmanager
def _without_font_tools() -> Iterator[None]:
    """Keep the import from loading what cuts fonts where HarfBuzz cannot: a quarter of its time.

    WeasyPrint takes the maker of instances by its name, so a stand-in gives it one that loads the
    real one when it is called.
    """
    _put_off("fontTools.subset")
    names = ("fontTools.varLib", "fontTools.varLib.instancer")
    if any(name in sys.modules for name in names):
        yield
        return
    sys.modules.update({name: ModuleType(name) for name in names})
    vars(sys.modules[names[1]])["instantiateVariableFont"] = _instance
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]


with _without_library_search(), _without_font_tools():
    import weasyprint
    from weasyprint.css import ColorProfile
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    from masthead.outputs.pdf.arrays import arrays_of_any_length
    from masthead.outputs.pdf.footnotes import notes_with_calls, refuse_displaced
    from masthead.outputs.pdf.letters import restore_letters
    from masthead.outputs.pdf.lines import straighten
    from masthead.outputs.pdf.spoken import tagged_languages

# The standard that asks more of the file itself; `finish` adds what PDF/UA-1 asks beside it.
VARIANT = "pdf/a-3a"
# An edition carries its pictures in itself.
PICTURES = ("data:image/svg+xml;base64,", "data:image/png;base64,")
SHEET = "print.css"
# What differs from A4, and from a language that is read from left to right.
OF_PAPER = {"A4": (), "Letter": ("letter.css",)}
OF_DIRECTION = {"ltr": (), "rtl": ("rtl.css",)}
# A heading for the bookmarks, a link, two justified lines: each needs C types of its own.
WARM_UP = """<html lang="en"><title>-</title><h1 id="a">-</h1>
<p class="para"><a href="#a">-</a> <b>-</b> -<br>-</p></html>"""


class OutsideTemplates(FatalURLFetchingError):  # type: ignore[misc]
    """Somebody asked for a file or an address that no page of ours needs."""


class Fetcher(URLFetcher):  # type: ignore[misc]
    """Opens files below one folder and the pictures of an edition, and nothing else."""

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols={"file", "data"}, allow_redirects=False)
        self._folder = folder.resolve()

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Open `url`, or stop the rendering."""
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        local = parts.scheme == "file" and parts.netloc in ("", "localhost")
        is_picture = url.startswith(PICTURES)
        if not is_picture and not (local and path.is_relative_to(self._folder)):
            raise OutsideTemplates(url[:200])
        return super().fetch(url, headers)


def attach(data: bytes, name: str, description: str, day: str) -> Any:
    """Attach data as what the pages were printed from, dated with a day of ISO 8601."""
    date = datetime.fromisoformat(day)
    return weasyprint.Attachment(
        file_obj=io.BytesIO(data),
        name=name,
        description=description,
        created=date,
        modified=date,
        relationship="Source",
    )


def print_pdf(
    page: str,
    templates: Path,
    direction: str = "ltr",
    attachments: Sequence[Any] = (),
    paper: str = PAPERS[0],
) -> bytes:
    """Lay a page out on paper of a size and give the PDF's bytes."""
    source = weasyprint.HTML(string=page, url_fetcher=Fetcher(templates))
    finished: list[tuple[Any, int]] = []

    def complete(laid_out: Any, pdf: Any) -> None:
        refuse_missing(laid_out)
        refuse_displaced(laid_out)
        restore_letters(laid_out, pdf)
        finish(pdf, direction)
        finished.append((pdf, len(pdf.objects)))

    try:
        with (
            complaints_told(),
            _without_collector(),
            notes_with_calls(),
            tagged_languages(),
            arrays_of_any_length(),
        ):
            options = {
                "stylesheets": _sheets(templates, direction, paper),
                "pdf_variant": VARIANT,
                "output_intent": "ours",
                "attachments": attachments,
            }
            # A name that WeasyPrint does not know stands for the only profile that there is.
            document = source.render(color_profiles={"srgb": _screen_colours()}, **options)
            straighten(document)
            written: bytes = document.write_pdf(finisher=complete, **options)
    except OutsideTemplates as fault:
        # WeasyPrint means it to end the program; here it ends the rendition.
        raise PermissionError(f"outside of templates/: {fault}") from fault
    return closed(written, *finished[0])


@contextmanager
def _without_collector() -> Iterator[None]:
    """Spare the collector a document: all of it lives until it is printed.

    Walking it again and again took 7 per cent of the time (3 to 11, in forked workers).
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def warm_up(templates: Path) -> None:
    """Print one word: parses the sheets and the C types that every later page needs."""
    print_pdf(WARM_UP, templates)


def _screen_colours() -> Any:
    """Give the profile of sRGB that every file carries.

    LittleCMS's own (version 4.4), whose curves are formulas. WeasyPrint brings one with tables,
    which whoever opens the file (poppler, and we when we read it back) has to invert first: that
    took two thirds of the time of `pdftotext`. Each document has a profile of its own: one that was
    asked for its name gives other bytes.
    """
    profile = resources.files("masthead.outputs.pdf") / "srgb.icc"
    intent = "relative-colorimetric"
    return ColorProfile(io.BytesIO(profile.read_bytes()), profile.name, intent, ("r", "g", "b"))


@cache
def _sheets(templates: Path, direction: str, paper: str) -> list[Any]:
    fetcher = Fetcher(templates)
    names = (SHEET, *OF_PAPER[paper], *OF_DIRECTION[direction])
    sheets = [templates / "print" / name for name in names]
    return [weasyprint.CSS(filename=sheet, url_fetcher=fetcher) for sheet in sheets]
