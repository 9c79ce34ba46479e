"""The office's profile: whose reports these are, and how they are typeset."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from masthead.model.problem import Where

PAPERS = ("A4", "Letter")
# What becomes of a passage whose text in a language is not fit to be published.
BLOCK, MARK, OMIT = POLICIES = ("block", "mark", "omit")
OFFICIAL = "official"


class Profile(NamedTuple):
    """content/site.yaml. `office` is the body that reports, `original` the records' language.

    `formats` are those that a build makes when none is asked for; () leaves them to the program.
    `paper` is what its PDFs are laid out for; no edition depends on it. `unconfirmed` is a policy
    for units that are not fit to be published, by the status of a document.
    """

    office: str = ""
    original: str = "en"
    typography: str = "current"
    formats: tuple[str, ...] = ()
    paper: str = PAPERS[0]
    typography_at: Where = Where("content/site.yaml")
    unconfirmed: Mapping[str, str] = MappingProxyType({})

    def policy(self, status: str) -> str:
        """Give what becomes of unfit units in a document; "" where nothing is said of a draft."""
        return self.unconfirmed.get(status, BLOCK if status == OFFICIAL else "")
