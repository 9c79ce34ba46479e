"""Every kind of document, from its skeleton to its first page, in English and in French."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import polib
import pytest
from acceptance.copies import Copy

SESSION = "content/TEST-COP-2030"
TRANSLATED = re.compile(r"(?P<kept>\{[a-z]+\}`[^`]*`|[A-Z]+[/.][A-Z/.]*)|[^\W\d_]+")
LEFT = re.compile(r"\[\[(.*?)\]\]")


class Begun(NamedTuple):
    """How a document is begun, and what its first pages say in each language."""

    symbol: str
    name: str
    options: tuple[str, ...]
    pages: dict[str, tuple[str, ...]]


ITEM = ("--item", "2")
BEGUN = {
    "report-of-the-secretariat": Begun(
        "TEST/COP/2030/2", "2.md", (*ITEM, "--period", "2030-01/2030-12"),
        {
            "en": ("Distr.: General", "Item 2 of the provisional agenda*", "Report of the Sec"),
            "fr": ("Distr. générale", "Point 2 de l’ordre du jour provisoire*", "Rapport du Sec"),
        },
    ),
    "note-by-the-secretariat": Begun(
        "TEST/COP/2030/2/Add.1", "2-Add.1.md", ITEM,
        {
            "en": ("TEST/COP/2030/2/Add.1", "Addendum", "Note by the Secretariat"),
            "fr": ("TEST/COP/2030/2/Add.1", "Additif", "Note du Secrétariat"),
        },
    ),
    "background-paper": Begun(
        "TEST/COP/2030/3", "3.md", (),
        {
            "en": ("Background paper prepared by the Secretariat",),
            "fr": ("Document d’information établi par le Secrétariat",),
        },
    ),
    "provisional-agenda": Begun(
        "TEST/COP/2030/1", "1.md", (),
        {"en": ("Original: English", "First session"), "fr": ("Français", "Première session")},
    ),
    "conference-room-paper": Begun(
        "TEST/COP/2030/CRP.1", "CRP.1.md", ITEM, {"en": ("Distr.: Limited", "English only")},
    ),
    "draft-resolution": Begun(
        "TEST/COP/2030/L.1", "L.1.md", (*ITEM, "--sponsor", "CUB", "--sponsor", "DZA"),
        {
            "en": ("Distr.: Limited", "Algeria and Cuba: draft resolution"),
            "fr": ("Distr. limitée", "Algérie et Cuba", "projet de résolution"),
        },
    ),
    "information-for-participants": Begun(
        "TEST/COP/2030/INF/1", "INF-1.md", (),
        {"en": ("TEST/COP/2030/INF/1",), "fr": ("TEST/COP/2030/INF/1",)},
    ),
    "report-of-the-session": Begun(
        "TEST/COP/2030/4", "4.md", (),
        {"en": ("Distr.: General",), "fr": ("Distr. générale",)},
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A new project whose session has a document of every kind, filled in and translated."""
    folder = tmp_path_factory.mktemp("kinds")
    assert Copy(folder).run("new", "project", "demo").status == 0
    copy = Copy(folder / "demo")
    copy.path(f"{SESSION}/2.md").unlink()
    copy.path("translations/fr/test-cop-2030-2.po").unlink()
    for kind, begun in BEGUN.items():
        words = ("--session", "TEST-COP-2030", "--kind", kind, "--date", "2030-08-01")
        run = copy.run("new", "document", begun.symbol, *words, *begun.options, "--title", "Aid")
        assert (run.status, run.err) == (0, ""), (kind, run.out)
    return copy


def fill(copy: Copy) -> None:
    """Write what the skeletons leave to their writers, translate it, and confirm all of it."""
    for begun in BEGUN.values():
        name = f"{SESSION}/{begun.name}"
        copy.write(name, LEFT.sub("something of our own", copy.text(name)))
    assert copy.run("translate", "extract").status == 0
    for path in copy.path("translations/fr").glob("*.po"):
        file = polib.pofile(str(path))
        for entry in file:
            entry.msgstr = entry.msgstr or in_french(entry.msgid)
        file.save()
    for begun in BEGUN.values():
        for language in begun.pages:
            run = copy.run(
                "translate", "confirm", begun.symbol, "--language", language, "--all", "--yes",
                "--by", "A. Reviser",
            )  # fmt: skip
            assert run.status == 0, run.err


def in_french(text: str) -> str:
    """Stand in for a translator: other words, the same tokens, figures and signs."""
    return TRANSLATED.sub(lambda part: part["kept"] or "mot", text)


def test_a_skeleton_says_what_is_left_to_write(project: Copy, tmp_path: Path) -> None:
    """Nothing else is wrong with it, but that nobody has translated it yet."""
    twin = project.twin(tmp_path / "twin")
    run = twin.run("check")
    assert {found.code for found in run.errors} == {"C088", "T021"}
    for begun in BEGUN.values():
        name = f"{SESSION}/{begun.name}"
        left = [found for found in run.errors if found.path == name and found.code == "C088"]
        assert len(left) == len(LEFT.findall(twin.text(name))) > 0


def test_every_kind_is_published_from_its_skeleton(project: Copy, tmp_path: Path) -> None:
    twin = project.twin(tmp_path / "twin")
    fill(twin)
    run = twin.run("check", "--strict")
    assert (run.status, run.findings) == (0, []), run.out
    twin.build()
    for begun in BEGUN.values():
        for language, lines in begun.pages.items():
            first = first_page(twin, begun.symbol, language)
            assert [line for line in lines if line not in first] == [], first
    listed = {kind for kind, begun in BEGUN.items() if has_contents(twin, begun.symbol)}
    assert listed == {"background-paper", "report-of-the-session"}


def has_contents(copy: Copy, symbol: str) -> bool:
    """Tell whether an edition has a table of contents."""
    edition = json.loads((copy.site / "en" / symbol / "edition.json").read_text("utf-8"))
    return edition["contents"] is not None


def first_page(copy: Copy, symbol: str, language: str) -> str:
    """Read page 1 of a published PDF."""
    (path,) = (copy.site / language / symbol).glob("*.pdf")
    done = subprocess.run(["pdftotext", "-l", "1", path, "-"], check=True, capture_output=True)
    return " ".join(done.stdout.decode().split())


def test_a_report_of_the_session_stands_under_no_meeting(project: Copy, tmp_path: Path) -> None:
    twin = project.twin(tmp_path / "twin")
    fill(twin)
    twin.run("build", "TEST/COP/2030/4", "--format", "pdf", "--output", "proof")
    (path,) = twin.path("proof").rglob("*_4_E.pdf")
    done = subprocess.run(["pdftotext", "-l", "1", path, "-"], check=True, capture_output=True)
    assert "First session" not in done.stdout.decode()
