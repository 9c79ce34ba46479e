"""The outline of a document: which passage bears which number, the same in every language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outline:
    """The number of each paragraph, and the path of each heading: II.B.3 is (2, 2, 3)."""

    paragraphs: Mapping[str, int]
    headings: Mapping[str, tuple[int, ...]]
