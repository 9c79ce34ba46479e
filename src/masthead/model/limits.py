"""Limits: how much of anything is read, and what a rendition may cost.

They keep a file from a stranger, or a slip, from filling the memory of whoever reads it. An office
that needs more says so in its profile.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Limits(NamedTuple):
    """What a project may cost.

    `file_size` (KiB) holds for every file, `record_size` (KiB), `depth` and `values` for one that
    holds fields. A table has so many `cells`, a picture so many megapixels (`picture`), a drawing
    so many `shapes`. A rendition may take so much `memory` (MiB) and processor `time` (seconds).
    """

    file_size: int = 4096
    record_size: int = 1024
    depth: int = 16
    values: int = 100_000
    cells: int = 10_000
    picture: int = 25
    shapes: int = 50_000
    memory: int = 2048
    time: int = 300


SAFE = Limits()
# The least and the most that a profile may ask for; a reader that goes deeper than that falls.
BOUNDS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "file-size": (1, 65_536),
        "record-size": (1, 16_384),
        "depth": (4, 64),
        "values": (100, 5_000_000),
        "cells": (4, 1_000_000),
        "picture": (1, 400),
        "shapes": (1, 1_000_000),
        "memory": (256, 65_536),
        "time": (1, 86_400),
    }
)


def named(values: Mapping[str, int]) -> Limits:
    """Make limits of those that a profile names; the others are safe."""
    return Limits(**{name.replace("-", "_"): value for name, value in values.items()})
