"""A file for Word says what the edition says, in its order, typed and not counted; never varies."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest
from outputs.papers import make_paper
from outputs.samples import TEMPLATES, full_masthead, make_edition
from PIL import Image

from masthead.model.blocks import Block, Chart, Figure
from masthead.model.edition import Edition
from masthead.model.inlines import Inline, Link, Text, plain
from masthead.outputs import docx
from masthead.outputs.docx.doubles import MOST_DOTS
from masthead.outputs.docx.pandoc import PandocFailed, program, run
from masthead.outputs.docx.tree import BLOCKS, INLINES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CORE = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dcterms": "http://purl.org/dc/terms/",
}
FIGURE = Figure("f", "figure-1", "Figure 1", (), "", "", "A drawing", (), "x.md:1")
AGAIN = """
import hashlib, sys
sys.path[:0] = sys.argv[1:]
from outputs.samples import TEMPLATES, make_edition
from masthead.outputs import docx
print(hashlib.sha256(docx.write(make_edition("fr"), TEMPLATES)).hexdigest())
"""


def parts_of(edition: Edition) -> dict[str, ElementTree.Element]:
    """Print an edition and read the XML of each part."""
    with zipfile.ZipFile(io.BytesIO(docx.write(edition, TEMPLATES))) as archive:
        names = (name for name in archive.namelist() if name.endswith((".xml", ".rels")))
        return {name: ElementTree.fromstring(archive.read(name)) for name in names}


@pytest.fixture(scope="module", params=["en", "fr"])
def printed(request: pytest.FixtureRequest) -> tuple[Edition, dict[str, ElementTree.Element]]:
    edition = make_edition(request.param)
    return edition, parts_of(edition)


def lines(part: ElementTree.Element) -> list[str]:
    """List the paragraphs of a part, with their tabs."""
    return ["".join(_text(p)) for p in part.iter(f"{W}p")]


def _text(paragraph: ElementTree.Element) -> Iterator[str]:
    for piece in paragraph.iter():
        if piece.tag == f"{W}t":
            yield piece.text or ""
        elif piece.tag == f"{W}tab" and W + "val" not in piece.attrib:
            yield "\t"


def body(parts: dict[str, ElementTree.Element]) -> ElementTree.Element:
    found = parts["word/document.xml"].find(f"{W}body")
    assert found is not None
    return found


def test_every_block_stands_in_order_with_all_its_words(
    printed: tuple[Edition, dict[str, ElementTree.Element]],
) -> None:
    edition, parts = printed
    wanted = [f"{block.mark}\t{plain(block.inlines)}" for block in edition.blocks]
    found = lines(body(parts))
    start = found.index(wanted[0])
    assert found[start:] == [*wanted, ""]  # the rule at the end has no words


def test_headings_are_headings(printed: tuple[Edition, dict[str, ElementTree.Element]]) -> None:
    edition, parts = printed
    styles = [style.get(f"{W}val", "") for style in body(parts).iter(f"{W}pStyle")]
    levels = [int(style[-1]) for style in styles if style.startswith("Heading")]
    assert levels == [heading.level for heading in edition.headings()]


def test_nothing_is_counted_by_word(
    printed: tuple[Edition, dict[str, ElementTree.Element]],
) -> None:
    """A number that Word makes would change when somebody edits the file."""
    _, parts = printed
    for name in ("word/document.xml", "word/styles.xml"):
        assert not list(parts[name].iter(f"{W}numPr"))


def test_the_first_page_has_the_lines_of_the_masthead(
    printed: tuple[Edition, dict[str, ElementTree.Element]],
) -> None:
    edition, parts = printed
    masthead = edition.masthead
    found = lines(body(parts))
    assert found[:2] == [masthead.organization, edition.symbol]
    wanted = (
        *(masthead.organ, masthead.distribution, masthead.date, *masthead.languages),
        *(masthead.session, masthead.venue, masthead.item, masthead.item_title),
        *(edition.title, masthead.author),
    )
    places = [found.index(line) for line in wanted]
    assert places == sorted(places)
    assert "* CTOC/COP/2030/1." in lines(parts["word/footer-first.xml"])


@pytest.mark.parametrize(
    ("side", "head", "foot"),
    [("first", "\tSample", "\t1/1"), ("even", "CTOC/COP/2030/7\tSample", "1/1"),
     ("default", "\tSample\tCTOC/COP/2030/7", "\t1/1")],
)  # fmt: skip
def test_head_and_foot_of_a_page(edition: Edition, side: str, head: str, foot: str) -> None:
    parts = parts_of(edition)
    assert lines(parts[f"word/header-{side}.xml"]) == [head]
    assert lines(parts[f"word/footer-{side}.xml"])[-1] == foot
    fields = [f.get(f"{W}instr") for f in parts[f"word/footer-{side}.xml"].iter(f"{W}fldSimple")]
    assert fields == [" PAGE ", " NUMPAGES "]
    assert [*parts["word/settings.xml"].iter(f"{W}evenAndOddHeaders")]
    assert [*body(parts).iter(f"{W}titlePg")]
    used = {(r.tag, r.get(f"{W}type")) for r in body(parts).iter() if r.tag.endswith("erReference")}
    assert {(f"{W}headerReference", side), (f"{W}footerReference", side)} <= used


@pytest.mark.parametrize(
    ("side", "foot"),
    [("first", "V.30-00012 (E)\t1/1"), ("even", "1/1\tV.30-00012"), ("default", "V.30-00012\t1/1")],
)
def test_a_job_number_stands_inside_the_foot(edition: Edition, side: str, foot: str) -> None:
    parts = parts_of(replace(edition, masthead=full_masthead()))
    assert lines(parts[f"word/footer-{side}.xml"])[-1] == foot


def test_official_edition_is_not_marked(edition: Edition) -> None:
    parts = parts_of(replace(edition, status=None))
    assert not [name for name, part in parts.items() if "ample" in "".join(part.itertext())]


def test_says_what_it_is(edition: Edition) -> None:
    core = parts_of(edition)["docProps/core.xml"]
    assert core.findtext("dc:title", "", CORE) == (
        "CTOC/COP/2030/7: Workshops <held> & planned [Sample]"
    )
    assert core.findtext("dc:subject", "", CORE) == "Sample. Workshops"
    assert core.findtext("dc:creator", "", CORE) == "United Nations; Conference of the Parties"
    assert core.findtext("dc:language", "", CORE) == "en"
    assert core.findtext("cp:keywords", "", CORE) == "CTOC/COP/2030/7, Sample"
    assert core.findtext("dcterms:modified", "", CORE) == "2030-06-03T00:00:00Z"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_language_of_the_text(language: str) -> None:
    (set_,) = parts_of(make_edition(language))["word/styles.xml"].iter(f"{W}lang")
    assert set_.get(f"{W}val") == language


def test_right_to_left(edition: Edition) -> None:
    parts = parts_of(replace(edition, language="ar", direction="rtl"))
    runs = [p for p in body(parts).iter(f"{W}r") if p.find(f"{W}t") is not None]
    ltr = ["".join(r.itertext()) for r in runs if r.find(f"{W}rPr/{W}rtl") is None]
    assert ltr == ["CTOC", "/COP/2030/7"]  # a symbol is written from left to right
    assert parts["word/styles.xml"].find(f"{W}docDefaults/{W}pPrDefault/{W}pPr/{W}bidi") is not None
    assert body(parts).find(f"{W}sectPr/{W}bidi") is not None
    (language,) = parts["word/styles.xml"].iter(f"{W}lang")
    assert language.get(f"{W}bidi") == "ar"
    assert not [*parts_of(edition)["word/document.xml"].iter(f"{W}bidi")]


def test_references_lead_to_their_paragraph(edition: Edition) -> None:
    parts = parts_of(edition)
    names = {mark.get(f"{W}name") for mark in body(parts).iter(f"{W}bookmarkStart")}
    targets = [link.get(f"{W}anchor") for link in body(parts).iter(f"{W}hyperlink")]
    inside = {target for target in targets if target}
    assert inside == {"para-1"} and inside <= names
    assert {f"para-{p.number}" for p in edition.paragraphs()} <= names
    outside = parts["word/_rels/document.xml.rels"]
    assert "https://example.org/" in {relation.get("Target") for relation in outside}


def test_words_are_never_markup(edition: Edition) -> None:
    heading = next(edition.headings())
    words = '$body$ <w:p/> ]]> &amp; {{ x }} \\(a\\) *b* "c" \N{NO-BREAK SPACE}: d'
    hostile = replace(heading, inlines=(Text(words),))
    parts = parts_of(replace(edition, title=words, subject=words, blocks=(hostile,)))
    found = lines(body(parts))
    assert found[-2] == f"{hostile.mark}\t{words}"
    assert words in found[:-2]


def test_styles_of_every_paragraph_are_there(edition: Edition) -> None:
    parts = parts_of(edition)
    known = {style.get(f"{W}styleId") for style in parts["word/styles.xml"]}
    for name, part in parts.items():
        tags = (f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
        used = {s.get(f"{W}val") for s in part.iter() if s.tag in tags}
        assert used <= known, name


def test_every_block_and_inline_of_the_model_has_a_function() -> None:
    # A chart has become a figure.
    assert set(BLOCKS) == set(get_args(Block)) - {Chart}
    assert set(INLINES) == set(get_args(Inline))


def test_same_bytes_in_another_process() -> None:
    here = hashlib.sha256(docx.write(make_edition("fr"), TEMPLATES)).hexdigest()
    paths = [str(Path(__file__).parents[1]), *sys.path]
    command = [sys.executable, "-c", AGAIN, *paths]
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    run = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    assert run.stdout.strip() == here


def test_dates_inside_are_the_editions(edition: Edition) -> None:
    with zipfile.ZipFile(io.BytesIO(docx.write(edition, TEMPLATES))) as archive:
        # What pandoc copies from the reference document has the date that it has there.
        assert {i.date_time[:3] for i in archive.infolist()} == {(2030, 6, 3), (1980, 1, 1)}
    old = replace(edition, date="1946-02-01")
    with zipfile.ZipFile(io.BytesIO(docx.write(old, TEMPLATES))) as archive:
        assert {info.date_time[:3] for info in archive.infolist()} == {(1980, 1, 1)}


def test_a_person_s_own_pandoc_settings_change_nothing(
    edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = docx.write(edition, TEMPLATES)
    folder = tmp_path / "pandoc"
    folder.mkdir()
    (folder / "reference.docx").write_bytes(b"none")
    for name in ("HOME", "XDG_DATA_HOME", "PANDOC_DATA_DIR"):
        monkeypatch.setenv(name, str(tmp_path))
    assert docx.write(edition, TEMPLATES) == wanted


def test_what_pandoc_refuses_is_told(tmp_path: Path) -> None:
    with pytest.raises(PandocFailed, match="JSON"):
        run({"t": "nothing"}, tmp_path / "none.docx", TEMPLATES / "word/document.xml", "2030-06-03")


def test_a_picture_that_is_lost_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "pictures", lambda blocks: iter(()))
    with pytest.raises(PandocFailed, match="figure-1"):
        docx.write(make_paper(), TEMPLATES)


def test_the_pandoc_is_ours() -> None:
    assert re.search(r"site-packages.pypandoc.files.pandoc", program())


def test_a_link_prints_its_words(edition: Edition) -> None:
    heading = next(edition.headings())
    link = Link("https://example.org/a?b=c&d", (Text("words"),))
    parts = parts_of(replace(edition, blocks=(replace(heading, inlines=(link,)),)))
    assert lines(body(parts))[-2] == f"{heading.mark}\twords"


def test_a_paper_with_every_block_says_everything_in_order() -> None:
    found = lines(body(parts_of(make_paper())))
    start = found.index("Summary")
    assert found[start:] == [
        *("Summary", "In short", "Contents", "Chapter", "Paragraphs"),
        *("I.\N{EM SPACE}Work", "1-2", "\N{EM SPACE}" * 4 + "1.\N{EM SPACE}Law", "2"),
        *("I.\tWork", "1.\tTold, and as follows:", "(a)\tOne;", "(i)\tDeeper;", "•\tA point"),
        *("Quoted", "Recalling", "Table 1", "Courses", "Coursea", "Days", "First", "3"),
        *("Row 0", "0", "Row 1", "1", "Row 2", "2", "a Online.", "Figure 1", "A page", ""),
        *("Box 1", "A case", "Boxed", "(a)\tLaw", "2.\tSee table 1, another1"),
        *("Annex I[Original: French]Terms", "1.\tOf the annex", ""),
    ]


def test_notes_are_footnotes_called_once() -> None:
    parts = parts_of(make_paper())
    calls = [c.get(f"{W}id") for c in body(parts).iter(f"{W}footnoteReference")]
    told = {n.get(f"{W}id"): "".join(n.itertext()).strip() for n in parts["word/footnotes.xml"]}
    assert [told[call] for call in calls] == ["Note 1.", "Note 2."]


def test_the_head_of_a_table_is_repeated() -> None:
    tables = [*body(parts_of(make_paper())).iter(f"{W}tbl")]
    (grid,) = (t for t in tables if "Row 0" in lines(t))
    repeated = [row for row in grid.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]
    assert [lines(row) for row in repeated] == [["Coursea", "Days"]]


def test_a_picture_has_its_text() -> None:
    made = docx.write(make_paper(), TEMPLATES)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert [n for n in archive.namelist() if n.endswith(".png")]
        document = archive.read("word/document.xml").decode()
    assert 'descr="The first page of a report"' in document
    assert "base64" not in document


def test_a_drawing_is_kept_and_has_a_double_in_dots() -> None:
    made = docx.write(make_paper(drawing=True), TEMPLATES)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        (drawing,) = (n for n in archive.namelist() if n.endswith(".svg"))
        (double,) = (n for n in archive.namelist() if n.endswith(".png"))
        related = archive.read("word/_rels/document.xml.rels").decode()
        text = _text_of(archive)
        dates = {info.date_time for info in archive.infolist()}
        picture = Image.open(io.BytesIO(archive.read(double)))
    (shown,) = re.findall(r'<a:blip r:embed="([^"]+)">', text)
    assert f'Id="{shown}" Target="{double.removeprefix("word/")}"' in related
    assert drawing.removesuffix(".svg") == double.removesuffix(".png")
    # 90 by 60 units of 96 an inch, at 300 dots an inch; a rectangle in its corner, on white.
    assert picture.size == (281, 188)
    assert (picture.getpixel((2, 2)), picture.getpixel((200, 100))) == ((0, 0, 0, 255), (255,) * 4)
    assert len(dates) == 2  # our parts are of the first day of all, pandoc's of the document's
    assert made == docx.write(make_paper(drawing=True), TEMPLATES)


@pytest.mark.parametrize(("wide", "high"), [("1", "90000"), ("90000", "1"), ("100%", "100%")])
def test_the_double_of_a_drawing_of_any_shape_is_of_a_page(wide: str, high: str) -> None:
    """pandoc gives a drawing its room by its size; one that fills its page has its own."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}"><rect/></svg>'
    drawing = replace(FIGURE, type="image/svg+xml", data=b64encode(svg.encode()).decode())
    made = docx.write(replace(make_edition(), blocks=(drawing,)), TEMPLATES)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        (double,) = (n for n in archive.namelist() if n.endswith(".png"))
        picture = Image.open(io.BytesIO(archive.read(double)))
        sizes = re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', _text_of(archive))
    assert 9 <= max(picture.size) <= MOST_DOTS
    assert all(int(side) > 0 for size in sizes for side in size)


def _text_of(archive: zipfile.ZipFile) -> str:
    return archive.read("word/document.xml").decode()


def test_places_in_a_paper_can_be_reached() -> None:
    parts = parts_of(make_paper())
    names = {mark.get(f"{W}name") for mark in body(parts).iter(f"{W}bookmarkStart")}
    targets = {link.get(f"{W}anchor") for link in body(parts).iter(f"{W}hyperlink")}
    assert {"table-1", "figure-1", "box-1", "annex-1", "annex-1-para-1", "summary"} <= names
    assert targets == {"work", "annex-1", "table-1"}


def test_styles_of_a_paper_are_there() -> None:
    test_styles_of_every_paragraph_are_there(make_paper())
