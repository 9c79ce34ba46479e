"""Drawing a chart with Matplotlib, as SVG that draws and does nothing else."""

from __future__ import annotations

import io
import logging
import os
import textwrap
from collections.abc import Callable, Mapping, Sequence
from math import nan
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from masthead.model.blocks import Chart, Series
from masthead.outputs.skin import Unfilled

LOOKS = "parts/chart.mplstyle"
# What a project's looks may set: no program to run, nothing of how the file is written.
LOOKED = (
    "axes.", "figure.facecolor", "figure.figsize", "font.", "grid.", "hatch.", "legend.", "lines.",
    "patch.", "xtick.", "ytick.",
)  # fmt: skip
# Words stay words; equal charts, equal bytes; a "$" is money, and no formula.
WRITTEN: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "masthead",
    "text.parse_math": False,
    "text.usetex": False,
}
NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))
SHARE = 0.8  # of the room of a label that its bars fill
SLIM = 0.15  # as much of it for each column, where there are few
WIDEST = 30  # characters of a label beside its bar
INCH = 72

# A face that the machine lacks is replaced by the next of the list; the PDF tells of its glyphs.
logging.getLogger("matplotlib").setLevel(logging.ERROR)


def plot(chart: Chart, templates: Path, direction: str) -> bytes:
    """Draw a chart; nobody's own settings of Matplotlib are read, only those of `templates`."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        _read_looks(templates)
        matplotlib.rcParams.update(WRITTEN)
        figure = Figure(layout="constrained")
        axes = figure.add_subplot()
        _DRAWERS[chart.look](chart, figure, axes)
        if len(chart.series) > 1:
            figure.legend(loc="outside upper left", ncols=len(chart.series))
        if direction == "rtl":
            _mirror(axes)
        written = io.BytesIO()
        figure.savefig(written, format="svg", metadata=NO_METADATA)
    # Before the drawing stand the names of its standard, which an SVG of ours may not have.
    return b"<svg" + written.getvalue().partition(b"<svg")[2]


def _read_looks(templates: Path) -> None:
    """Set the looks, or say on which line of them something is not known."""
    try:
        text = (templates / LOOKS).read_text("utf-8")
    except OSError as fault:
        raise Unfilled(LOOKS, 1, os.strerror(fault.errno or 0)) from fault
    for number, line in enumerate(text.splitlines(), 1):
        try:
            _set(line)
        except (KeyError, ValueError) as fault:
            raise Unfilled(LOOKS, number, str(fault)) from fault


def _set(line: str) -> None:
    """Set what a line `name: value` says; the library refuses what it does not know."""
    settings: dict[Any, Any] = matplotlib.rcParams
    name, _, value = line.partition(" #")[0].partition(":")
    if name and not name.startswith("#"):
        if not name.startswith(LOOKED):
            raise KeyError(name)
        settings[name] = value.strip()


def _bars(chart: Chart, figure: Figure, axes: Axes) -> None:
    """Draw bars from one side to the other, the first above, each with its number."""
    thick = float(matplotlib.rcParams["font.size"]) / INCH
    labels = [textwrap.fill(label, WIDEST) for label in chart.labels]
    lines = sum(max(label.count("\n") + 1, len(chart.series)) + 0.9 for label in labels)
    figure.set_figheight((lines + 1 + 2 * (len(chart.series) > 1)) * thick * 1.2)
    for place, one in enumerate(chart.series):
        middles, width = _places(chart, place, SHARE)
        drawn = axes.barh(middles, _numbers(one), width, label=one.name)
        axes.bar_label(drawn, labels=one.texts, padding=3)
    axes.set_yticks(range(len(labels)), labels)
    axes.invert_yaxis()
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.set_xlim(float(chart.ticks[0].value), float(chart.ticks[-1].value))
    _name_axes(axes.set_ylabel, axes.set_xlabel, chart)


def _columns(chart: Chart, figure: Figure, axes: Axes) -> None:
    """Draw columns over their labels; where there is one series, each with its number."""
    share = min(SHARE, SLIM * len(chart.labels) * len(chart.series))
    for place, one in enumerate(chart.series):
        middles, width = _places(chart, place, share)
        drawn = axes.bar(middles, _numbers(one), width, label=one.name)
        if len(chart.series) == 1:
            axes.bar_label(drawn, labels=one.texts, padding=2)
    axes.set_xlim(-0.5, len(chart.labels) - 0.5)
    _scale(chart, axes, range(len(chart.labels)))


def _lines(chart: Chart, figure: Figure, axes: Axes) -> None:
    """Draw a line for each series; a number that is missing leaves a gap."""
    colour = matplotlib.rcParams["lines.color"]
    for one in chart.series:
        axes.plot(range(len(chart.labels)), _numbers(one), color=colour, label=one.name)
    shown = range(0, len(chart.labels), 1 + (len(chart.labels) - 1) // 12)
    _scale(chart, axes, shown)


def _scale(chart: Chart, axes: Axes, shown: Sequence[int]) -> None:
    width = max(4, 90 // max(1, len(shown)))
    labels = [textwrap.fill(chart.labels[place], width, break_long_words=False) for place in shown]
    axes.set_xticks(list(shown), labels)
    axes.set_yticks([float(t.value) for t in chart.ticks], [t.text for t in chart.ticks])
    axes.set_ylim(float(chart.ticks[0].value), float(chart.ticks[-1].value))
    axes.grid(axis="y")
    _name_axes(axes.set_xlabel, axes.set_ylabel, chart)


def _name_axes(
    of_labels: Callable[[str], object], of_numbers: Callable[[str], object], chart: Chart
) -> None:
    of_labels(chart.axis)
    of_numbers(chart.measure)


def _places(chart: Chart, place: int, share: float) -> tuple[list[float], float]:
    """Give the middles of the bars of a series beside those of the others, and their width."""
    width = share / len(chart.series)
    shift = (place + 0.5) * width - share / 2
    return [row + shift for row in range(len(chart.labels))], width


def _numbers(series: Series) -> list[float]:
    return [float(value) if value else nan for value in series.values]


def _mirror(axes: Axes) -> None:
    """Let a chart begin on the right, as its readers do."""
    axes.invert_xaxis()
    axes.yaxis.tick_right()
    axes.yaxis.set_label_position("right")
    axes.spines["left"].set_visible(False)
    axes.spines["right"].set_visible(True)


_DRAWERS: Mapping[str, Callable[[Chart, Figure, Axes], None]] = {
    "bars": _bars,
    "columns": _columns,
    "lines": _lines,
}
