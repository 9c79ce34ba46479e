"""What an edition can become: one line a format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple


class Format(NamedTuple):
    """An output: the module whose `write` makes it, and what one job of it is made from.

    `cost` says how long a block of an edition takes, beside the same block in another format.
    """

    module: str
    makes_from: Literal["edition", "language"]
    cost: int


class Unprintable(Exception):
    """An output has no sign for some characters; `characters` are all of them."""

    def __init__(self, characters: str) -> None:
        super().__init__(characters)
        self.characters = characters


class Displaced(Exception):
    """Footnotes found no room on the page of their call; `marks` are theirs, in order."""

    def __init__(self, marks: tuple[str, ...]) -> None:
        super().__init__(marks)
        self.marks = marks


# The modules are named, not imported: each brings its engine, and most commands need none.
FORMATS: Mapping[str, Format] = {
    "site": Format("masthead.outputs.site", "language", 6),
    "pdf": Format("masthead.outputs.pdf", "edition", 60),
    "docx": Format("masthead.outputs.docx", "edition", 10),
    "json": Format("masthead.outputs.json", "edition", 1),
}
# What is made when neither the user nor the office's profile asks; and what is made in any case,
# since the next build reads there which editions stay.
USUAL = ("site", "pdf", "json")
KEPT = "json"
