"""The office's profile: whose reports these are, and how they are typeset."""

from __future__ import annotations

from typing import NamedTuple

from masthead.model.problem import Where

PAPERS = ("A4", "Letter")


class Profile(NamedTuple):
    """content/site.yaml. `office` is the body that reports, `original` the records' language.

    `formats` are those that a build makes when none is asked for; () leaves them to the program.
    `paper` is what its PDFs are laid out for; no edition depends on it.
    """

    office: str = ""
    original: str = "en"
    typography: str = "current"
    formats: tuple[str, ...] = ()
    paper: str = PAPERS[0]
    typography_at: Where = Where("content/site.yaml")
