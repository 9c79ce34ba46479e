"""What an edition can become: one line a format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Format:
    """An output: the module whose `write` makes it, and what one job of it is made from."""

    module: str
    makes_from: Literal["edition", "language"]


# The modules are named, not imported: each brings its engine, and most commands need none.
FORMATS: Mapping[str, Format] = {
    "site": Format("masthead.outputs.site", makes_from="language"),
    "pdf": Format("masthead.outputs.pdf", makes_from="edition"),
    "json": Format("masthead.outputs.json", makes_from="edition"),
}
