"""The finishing pass: two standards in one file, the data attached, and nothing that reads short.

Each planted fault is one that the validator must see, or its silence says nothing.
"""

from __future__ import annotations

import io
import subprocess
import sys
import zlib
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pikepdf
import pydyf
import pytest
from outputs.samples import make_edition, print_pdf
from projects import ROOT
from validator import failures

from masthead.outputs import json
from masthead.outputs.pdf.finish import CUT_SHORT, closed, finish

EDITION = make_edition("fr")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("finish") / "edition.pdf"
    path.write_bytes(print_pdf(EDITION))
    return path


def test_carries_its_data(written: Path) -> None:
    with pikepdf.open(written) as opened:
        (name, spec), *others = opened.attachments.items()
        file = spec.get_file()
        assert (name, others) == ("edition.json", [])
        assert (file.read_bytes(), file.mime_type) == (json.write(EDITION), "application/json")
        assert spec.relationship == pikepdf.Name.Source
        assert spec.description == EDITION.title
        (associated,) = opened.Root.AF
        assert associated.EF.F.Params.CreationDate == "D:20300603000000Z"
        assert associated.EF.F.Params.ModDate == "D:20300603000000Z"


def test_says_which_standards_it_follows(written: Path) -> None:
    with pikepdf.open(written) as opened:
        assert opened.open_metadata().pdfa_status == "3A"
        assert b'pdfuaid:part="1"' in opened.Root.Metadata.read_raw_bytes()
        assert opened.Root.MarkInfo.Marked
        assert [str(intent.S) for intent in opened.Root.OutputIntents] == ["/GTS_PDFA1"]
        assert opened.trailer.ID[0] == opened.trailer.ID[1]


def no_language(opened: pikepdf.Pdf) -> None:
    del opened.Root.Lang


def no_structure(opened: pikepdf.Pdf) -> None:
    del opened.Root.StructTreeRoot


def no_tags(opened: pikepdf.Pdf) -> None:
    opened.Root.MarkInfo.Marked = False


def no_title(opened: pikepdf.Pdf) -> None:
    del opened.Root.ViewerPreferences.DisplayDocTitle


def no_metadata(opened: pikepdf.Pdf) -> None:
    del opened.Root.Metadata


def no_colours(opened: pikepdf.Pdf) -> None:
    del opened.Root.OutputIntents


def no_relationship(opened: pikepdf.Pdf) -> None:
    del opened.Root.AF[0].AFRelationship


def no_font(opened: pikepdf.Pdf) -> None:
    for thing in opened.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
            del thing.FontFile2


def a_skipped_heading(opened: pikepdf.Pdf) -> None:
    for thing in opened.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/H2":
            thing.S = pikepdf.Name.H5


FAULTS = [
    (no_language, "PDF/UA-1"),
    (no_structure, "PDF/UA-1"),
    (no_structure, "PDF/A-3a"),
    (no_tags, "PDF/A-3a"),
    (no_title, "PDF/UA-1"),
    (no_metadata, "PDF/UA-1"),
    (no_metadata, "PDF/A-3a"),
    (no_colours, "PDF/A-3a"),
    (no_relationship, "PDF/A-3a"),
    (no_font, "PDF/UA-1"),
    (no_font, "PDF/A-3a"),
    (a_skipped_heading, "PDF/UA-1"),
]


@pytest.mark.parametrize(
    ("plant", "standard"), FAULTS, ids=lambda each: getattr(each, "__name__", each)
)
def test_planted_fault_is_caught(
    written: Path, tmp_path: Path, plant: Callable[[pikepdf.Pdf], None], standard: str
) -> None:
    spoilt = tmp_path / "spoilt.pdf"
    with pikepdf.open(written) as opened:
        plant(opened)
        opened.save(spoilt)
    assert [line for line in failures(spoilt) if line.startswith(standard)]


def test_gate_of_ci_tells_one_from_the_other(written: Path, tmp_path: Path) -> None:
    good, bad = tmp_path / "a.pdf", tmp_path / "b.pdf"
    good.write_bytes(written.read_bytes())
    assert gate(tmp_path) == (0, ["a.pdf: PDF/UA-1 and PDF/A-3a: no failure"])
    with pikepdf.open(written) as opened:
        no_language(opened)
        opened.save(bad)
    status, lines = gate(tmp_path)
    assert status == 1
    assert any(line.startswith("b.pdf: PDF/UA-1: ") for line in lines)


def gate(folder: Path) -> tuple[int, list[str]]:
    command = [sys.executable, str(ROOT / ".ci/a11y.py"), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines()


def ends_in_cr() -> bytes:
    """Find data whose compressed form ends in CR, as one in 256 does."""
    tried = (f"BT ET % {number}".encode() for number in count())
    return next(data for data in tried if zlib.compress(data, 9).endswith(b"\r"))


def bare(*contents: bytes) -> pydyf.PDF:
    """Give what WeasyPrint hands to the pass: an unwritten PDF, its streams to be compressed."""
    made = pydyf.PDF()
    metadata = pydyf.Stream([b"<rdf:RDF></rdf:RDF>"], {"Type": "/Metadata"}, compress=True)
    made.add_object(metadata)
    made.catalog["Metadata"] = metadata.reference
    for content in contents:
        made.add_object(pydyf.Stream([content], compress=True))
    return made


def saved(made: pydyf.PDF) -> bytes:
    file = io.BytesIO()
    made.write(file, b"1.7", identifier=True, compress=True)
    return file.getvalue()


def test_no_stream_reads_short() -> None:
    """A reader may take CR LF before `endstream` as one end of line, and lose the CR."""
    data = ends_in_cr()
    assert CUT_SHORT in saved(bare(data))
    made = bare(data, b"other")
    finish(made, "ltr")
    with pikepdf.open(io.BytesIO(saved(made))) as opened:
        streams = [each for each in opened.objects if isinstance(each, pikepdf.Stream)]
        assert {data, b"other"} <= {each.read_bytes() for each in streams}
        assert not [each for each in streams[:3] if each.read_raw_bytes().endswith(b"\r")]


def test_the_streams_of_the_file_itself_do_not_read_short() -> None:
    """The table of objects and the objects' own stream are made while the file is written."""
    for number in count():
        made = bare(b"x")
        finish(made, "ltr")
        made.info["Title"] = pydyf.String(f"{number}")
        size = len(made.objects)
        short = saved(made)
        if CUT_SHORT in short:
            break
    whole = closed(short, made, size)
    assert CUT_SHORT not in whole
    with pikepdf.open(io.BytesIO(whole)) as opened:
        assert opened.docinfo.Title == f"{number}"
