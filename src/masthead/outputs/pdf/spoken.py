"""The language of words that are not in the page's: tagged, so that they are read aloud in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pydyf
from weasyprint.pdf import tags

ROOT = "html"


@contextmanager
def tagged_languages() -> Iterator[None]:
    """Write the languages of elements into the tags of a file: WeasyPrint (70.0) leaves them out.

    The file's own language stands in its catalogue (PDF/UA-1, 7.2; WCAG 3.1.2 for parts).
    """
    usual = tags._build_box_tree
    tags._build_box_tree = partial(_tagged, usual)
    try:
        yield
    finally:
        tags._build_box_tree = usual


def _tagged(usual: Callable[..., Iterator[Any]], box: Any, *given: Any) -> Iterator[Any]:
    language = "" if box.element is None else box.element.get("lang", "")
    for made in usual(box, *given):
        if language and box.element.tag != ROOT:
            made["Lang"] = pydyf.String(language)
        yield made
