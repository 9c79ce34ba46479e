"""A job reads back what it made, and tells where that parts from the edition."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from outputs.samples import TEMPLATES, dropped, make_edition, renumbered, swapped
from projects import opened

from masthead.jobs.making.render import Job, run_job
from masthead.model.edition import Edition
from masthead.outputs import FORMATS, KEPT, USUAL, docx

FAULTS: dict[str, Callable[[Edition], Edition]] = {
    "renumbered": lambda edition: renumbered(edition, 7),
    "exchanged": lambda edition: swapped(edition, 4, 9),
    "lost": lambda edition: dropped(edition, 8),
}


def word_job(folder: Path, templates: Path = TEMPLATES) -> Job:
    return Job("docx", (make_edition(),), templates, folder)


def test_a_file_for_word_is_made_beside_the_page(tmp_path: Path) -> None:
    outcome = run_job(word_job(tmp_path))
    assert (outcome.reason, outcome.parted) == ("", "")
    assert (tmp_path / "en/CTOC/COP/2030/7/CTOC_COP_2030_7_E.docx").is_file()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_writer_is_told(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = docx.write
    monkeypatch.setattr(docx, "write", lambda edition, looks: write(FAULTS[fault](edition), looks))
    outcome = run_job(word_job(tmp_path))
    assert not outcome.reason and outcome.parted


def test_a_fault_of_a_template_is_told(tmp_path: Path) -> None:
    looks = tmp_path / "templates"
    shutil.copytree(TEMPLATES, looks)
    body = looks / "word/document.xml"
    body.write_text(body.read_text("utf-8").replace("$body$", ""), "utf-8")
    assert run_job(word_job(tmp_path, looks)).parted.startswith("[I. ")


def test_what_is_usual_can_be_made() -> None:
    assert {*USUAL, KEPT} <= set(FORMATS)


@pytest.mark.parametrize(
    ("line", "made"),
    [
        ("", ("site", "pdf", "json")),
        ("formats: [docx, site]\n", ("site", "docx", "json")),
        ("formats: [json, docx, pdf, site]\n", ("site", "pdf", "docx", "json")),
    ],
)
def test_the_profile_says_what_is_made(line: str, made: tuple[str, ...], tmp_path: Path) -> None:
    profile = f"==> content/site.yaml <==\noffice: unodc\noriginal: en\ntypography: current\n{line}"
    assert opened(tmp_path, profile).formats == made
