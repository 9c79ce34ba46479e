"""Charts as pictures: the same bytes, only drawing, words that stay words, in either direction."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from base64 import b64decode
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from outputs.samples import make_edition
from projects import LOOKS

from masthead.body import render_body
from masthead.model.blocks import Box, Chart, Figure, Series, Tick
from masthead.model.document import LOOKS as DRAWN
from masthead.model.edition import Edition
from masthead.model.edition_json import from_json, to_json
from masthead.model.inlines import Text
from masthead.model.limits import SAFE
from masthead.outputs import docx, pdf
from masthead.outputs import json as data
from masthead.outputs.charts import drawn
from masthead.outputs.skin import Unfilled
from masthead.records.svg import fault_of_svg

AT = "x.md:1"
TICKS = tuple(Tick(value, f"{value} units") for value in ("-10", "0", "10", "20"))


def make_chart(look: str, series: int = 2) -> Chart:
    """Make a chart of words that XML, TeX or a program could take for something else."""
    return Chart(
        "c", "figure-1", "Figure 1", (Text("A chart"),), look, "Year", "Cost in $ & more",
        ("$x^2$ <b>", "Two words, and then some more of them", "2030"),
        tuple(Series(f"Series {n}", ("12", "", "-7.5"), ("12", "", "–7.5")) for n in range(series)),
        TICKS, "Bars", (), AT,
    )  # fmt: skip


def with_chart(chart: Chart, direction: str = "ltr") -> Edition:
    return replace(make_edition(), blocks=(chart,), direction=direction)


def picture(edition: Edition, templates: Path = LOOKS) -> bytes:
    (figure,) = drawn(edition, templates).blocks
    assert isinstance(figure, Figure)
    return b64decode(figure.data)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("look", DRAWN)
def test_a_chart_draws_and_nothing_else(look: str, direction: str) -> None:
    edition = with_chart(make_chart(look), direction)
    svg = picture(edition)
    assert svg == picture(edition)
    assert fault_of_svg(svg, SAFE) == ""
    words = re.findall(r"<text[^>]*>([^<]*)</text>", svg.decode())
    assert {"$x^2$ &lt;b&gt;", "2030", "Series 0", "Series 1", "Year"} <= set(words)
    assert (
        {"12", "–7.5"} <= set(words) if look == "bars" else {"-10 units", "20 units"} <= set(words)
    )


def test_equal_charts_are_equal_in_another_process() -> None:
    program = (
        "import sys; from outputs.test_charts import *; "
        "sys.stdout.buffer.write(picture(with_chart(make_chart('bars'))))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True,
                          cwd=Path(__file__).parents[1])  # fmt: skip
    assert done.stdout == picture(with_chart(make_chart("bars")))


def test_the_library_is_loaded_for_charts_alone() -> None:
    program = (
        "import sys; from pathlib import Path; from outputs.samples import make_edition; "
        "from masthead.outputs.charts import drawn; drawn(make_edition(), Path()); "
        "assert 'matplotlib' not in sys.modules and 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[1])


def test_the_users_own_settings_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "matplotlibrc").write_text("lines.linewidth: 40\naxes.edgecolor: red\n")
    monkeypatch.chdir(tmp_path)
    test_equal_charts_are_equal_in_another_process()


@pytest.mark.parametrize(
    "line",
    ["figure.hooks: os:getcwd", "text.usetex: True", "axes.nothing: 1", "lines.linewidth: x"],
)
def test_looks_are_looks(line: str, tmp_path: Path) -> None:
    looks = tmp_path / "parts/chart.mplstyle"
    shutil.copytree(LOOKS / "parts", tmp_path / "parts")
    looks.write_text(looks.read_text("utf-8") + line + "\n", "utf-8")
    with pytest.raises(Unfilled, match=line.partition(":")[0]) as raised:
        drawn(with_chart(make_chart("bars")), tmp_path)
    assert raised.value.line == len(looks.read_text("utf-8").splitlines())


def test_looks_that_are_missing_are_told(tmp_path: Path) -> None:
    with pytest.raises(Unfilled, match=r"parts/chart\.mplstyle:1: No such file"):
        drawn(with_chart(make_chart("bars")), tmp_path)


def test_other_looks_make_another_picture(tmp_path: Path) -> None:
    looks = tmp_path / "parts/chart.mplstyle"
    shutil.copytree(LOOKS / "parts", tmp_path / "parts")
    looks.write_text(looks.read_text("utf-8").replace("00598a", "a61c1c"), "utf-8")
    made = picture(with_chart(make_chart("columns")), tmp_path)
    assert b"#a61c1c" in made
    assert b"#00598a" not in made


def test_a_chart_in_a_box_is_drawn() -> None:
    box = Box("b", "box-1", "Box 1", (), (make_chart("lines", 1),), AT)
    page = render_body(drawn(replace(make_edition(), blocks=(box,)), LOOKS))
    assert 'src="data:image/svg+xml;base64,' in page
    assert 'alt="Bars"' in page


def test_its_numbers_are_data() -> None:
    edition = with_chart(make_chart("bars"))
    assert from_json(to_json(edition)) == edition
    jsonschema.validate(json.loads(to_json(edition)), json.loads(data.schema()))


def test_a_chart_is_printed_and_submitted(tmp_path: Path) -> None:
    """All that it says is text in the PDF, in its typeface: no character is missing."""
    edition = with_chart(make_chart("bars"))
    (tmp_path / "chart.pdf").write_bytes(pdf.write(edition, LOOKS, data.write(edition)))
    command = ["pdftotext", tmp_path / "chart.pdf", "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    assert "$x^2$ <b>" in text
    assert docx.write(edition, LOOKS) == docx.write(edition, LOOKS)
