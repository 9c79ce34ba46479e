"""Charts become pictures, by the looks in `templates/`: what every output prints is a figure."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from masthead.model.blocks import Block, Box, Chart, Figure, Summary
from masthead.model.edition import Edition

__all__ = ["drawn"]


def drawn(edition: Edition, templates: Path) -> Edition:
    """Give an edition with a picture in the place of each chart: the same chart, the same bytes."""
    if not has_charts(edition.blocks):
        return edition
    return replace(edition, blocks=_drawn(edition.blocks, templates, edition.direction))


def has_charts(blocks: Iterable[Block]) -> bool:
    """Tell whether a chart stands among some blocks, or in a frame there."""
    return any(
        has_charts(block.blocks) if isinstance(block, Box | Summary) else isinstance(block, Chart)
        for block in blocks
    )


def _drawn(blocks: Iterable[Block], templates: Path, direction: str) -> tuple[Block, ...]:
    return tuple(_block(block, templates, direction) for block in blocks)


def _block(block: Block, templates: Path, direction: str) -> Block:
    if isinstance(block, Box | Summary):
        return replace(block, blocks=_drawn(block.blocks, templates, direction))
    return _figure(block, templates, direction) if isinstance(block, Chart) else block


def _figure(chart: Chart, templates: Path, direction: str) -> Figure:
    # A third of a second, spent only where a document has a chart.
    from masthead.outputs.charts.plot import plot  # noqa: PLC0415

    return Figure(
        chart.id,
        chart.anchor,
        chart.mark,
        chart.title,
        "image/svg+xml",
        b64encode(plot(chart, templates, direction)).decode(),
        chart.alt,
        chart.remarks,
        chart.where,
    )
