"""A whole session: twelve documents of all kinds of a fictional body, in English and French."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import polib
import pytest
from golden.fictional import lay_out
from golden.test_golden import REWRITE
from PIL import Image, ImageChops, ImageStat
from projects import masthead

from masthead.outputs.readback_pdf import Word, words_of_pdf
from masthead.project import Project

FIRST_PAGES = Path(__file__).parent / "pages"
PAPER = "TEST/COP/2030/4"
CALL = 8  # points: no letter of the text is as small as the call of a note
DOCUMENTS = {
    "1": "en fr", "2": "en fr", "2/Rev.1": "en fr", "3": "en fr", "3/Corr.1": "fr", "4": "en fr",
    "4/Add.1": "en fr", "5": "en fr", "CRP.1": "en", "INF/1": "en fr", "L.1": "en fr",
    "L.1/Rev.1": "en fr",
}  # fmt: skip
EDITIONS = [
    (f"TEST/COP/2030/{n}", code) for n, codes in DOCUMENTS.items() for code in codes.split()
]

# An item, its titles, and the documents that stand under it or print its title.
TITLES = {
    "item-2": (
        "Review of the implementation of the Convention on the Return of Cultural Registers",
        "Examen de l’application de la Convention relative au retour des registres culturels",
        "1 2 2/Rev.1 4 4/Add.1 L.1 L.1/Rev.1",
    ),
    "item-2-b": (
        "Return of registers and provision of copies",
        "Retour des registres et remise de copies",
        "1 5 L.1 L.1/Rev.1",
    ),
    "item-4": ("Financial matters", "Questions financières", "1 CRP.1"),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return lay_out(tmp_path_factory.mktemp("session"))


@pytest.fixture(scope="module")
def site(project: Project) -> Path:
    done = masthead("build", project=project)
    assert done.exit_code == 0, done.output
    return project.root / "build"


def folder(site: Path, symbol: str, language: str) -> Path:
    return site / language / symbol


def data(site: Path, symbol: str, language: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder(site, symbol, language) / "edition.json").read_text())
    return read


def pages_of(site: Path, symbol: str, language: str) -> list[str]:
    """Give the text of each page of a PDF, its white space folded."""
    (path,) = folder(site, symbol, language).glob("*.pdf")
    done = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True)
    return [" ".join(page.split()) for page in done.stdout.decode().rstrip("\f").split("\f")]


def words_of(inlines: list[dict[str, Any]]) -> str:
    """Give the words of a passage without the calls of notes."""
    parts = (
        p.get("text") or words_of(p.get("emphasis") or p.get("children") or []) for p in inlines
    )
    kept = (part for p, part in zip(inlines, parts, strict=True) if "call" not in p)
    return "".join(kept)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad]", "", text)


def test_nothing_is_wrong_with_it(project: Project) -> None:
    done = masthead("check", "--format", "json", project=project)
    found = Counter(problem["code"] for problem in json.loads(done.output))
    # Its translations are nobody's to confirm: the editions say so.
    assert set(found) <= {"T029"}, done.output


@pytest.mark.parametrize(("symbol", "language"), EDITIONS)
def test_every_document_is_there(symbol: str, language: str, site: Path) -> None:
    names = {path.suffix for path in folder(site, symbol, language).iterdir() if path.is_file()}
    assert names == {".html", ".json", ".pdf"}


def test_nothing_else_is_there(site: Path) -> None:
    found = {(json.loads(p.read_text())["symbol"], p.relative_to(site).parts[0])
             for p in site.glob("*/TEST/**/edition.json")}  # fmt: skip
    assert found == set(EDITIONS)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_list_names_every_document_whatever_its_languages(language: str, site: Path) -> None:
    """As a list of documents of the Organization does: symbol, item, title, languages, formats."""
    listed = (site / language / "index.html").read_text("utf-8").replace("\u200b", "")
    rows = re.findall(r'<th scope="row"[^>]*>(.*?)</th>(.*?)</tr>', listed, re.DOTALL)
    spoken = {symbols.split("<br>")[0]: re.findall(r'hreflang="(..)"', r) for symbols, r in rows}
    assert spoken == {f"TEST/COP/2030/{n}": codes.split() for n, codes in DOCUMENTS.items()}
    assert "TEST/COP/2030/2<br>TEST/COP/WG.1/2030/1" in dict(rows)
    for symbols, row in rows:
        links = re.findall(r'href="([^"]+)"', row)
        assert all((site / language / link).is_file() for link in links), symbols
        # What is not in the language of the list says so.
        assert (f'lang="{"fr" if language == "en" else "en"}" dir' in row) == (
            language not in spoken[symbols.split("<br>")[0]]
        )


@pytest.mark.parametrize(("symbol", "language"), EDITIONS)
def test_golden_first_page(symbol: str, language: str, site: Path) -> None:
    (path,) = folder(site, symbol, language).glob("*.pdf")
    command = ["pdftotext", "-layout", "-l", "1", path, "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    lines = "".join(f"{' '.join(line.split())}\n" for line in text.splitlines() if line.strip())
    golden = FIRST_PAGES / f"{path.stem}.txt"
    if REWRITE:
        FIRST_PAGES.mkdir(exist_ok=True)
        golden.write_text(lines, "utf-8")
    assert lines.replace("\f", "") == golden.read_text("utf-8").replace("\f", "")


@pytest.mark.parametrize(("symbol", "language"), EDITIONS)
def test_golden_picture_of_the_first_page(
    symbol: str, language: str, site: Path, tmp_path: Path
) -> None:
    """Another version of a font or of the painter may shift a grey; a moved line shows."""
    (path,) = folder(site, symbol, language).glob("*.pdf")
    command = ["pdftoppm", "-r", "40", "-gray", "-png", "-singlefile", path, tmp_path / "page"]
    subprocess.run(command, check=True)
    golden = FIRST_PAGES / f"{path.stem}.png"
    if REWRITE:
        golden.write_bytes((tmp_path / "page.png").read_bytes())
    with Image.open(tmp_path / "page.png") as made, Image.open(golden) as wanted:
        assert made.size == wanted.size
        shift = ImageStat.Stat(ImageChops.difference(made.convert("L"), wanted.convert("L")))
    assert shift.mean[0] < 2, "look at the page, then rewrite the goldens if it is meant"


@pytest.mark.parametrize(("symbol", "language"), EDITIONS)
def test_the_last_page_has_words(symbol: str, language: str, site: Path) -> None:
    """The line that ends a document does not go on a page alone; head and foot are no words."""
    assert re.search("[a-zé]{4}", pages_of(site, symbol, language)[-1])


def test_the_paper_has_all_that_a_paper_can_have(site: Path) -> None:
    paper = data(site, PAPER, "en")
    kinds = Counter(block["kind"] for block in paper["blocks"])
    assert len(paper["notes"]) == 40
    assert kinds["table"] == 12
    assert [kinds[name] for name in ("figure", "chart", "box", "summary")] == [1, 1, 1, 1]
    assert len([b for b in paper["blocks"] if b["kind"] == "annex" and not b["is_appendix"]]) == 3
    assert paper["contents"] is not None
    longest = max(len(b["rows"]) for b in paper["blocks"] if b["kind"] == "table")
    assert longest > 120


def test_a_year_with_a_note_is_a_year(site: Path) -> None:
    tables = (b for b in data(site, PAPER, "en")["blocks"] if b["id"] == "years-table")
    assert [words_of(row[0])[:4] for row in next(tables)["rows"]] == [
        "2025", "2026", "2027", "2028", "2029", "2030",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_paragraph_is_on_paper_once_and_in_order(language: str, site: Path) -> None:
    text = squeezed("".join(pages_of(site, PAPER, language)))
    place = 0
    for block in data(site, PAPER, language)["blocks"]:
        if block["kind"] == "paragraph":
            opening = squeezed(words_of(block["inlines"]))[:24]
            found = text.find(opening, place)
            assert found >= 0, opening
            place = found + 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_note_is_on_the_page_of_its_call(language: str, site: Path) -> None:
    pages = [squeezed(page) for page in pages_of(site, PAPER, language)]
    edition = data(site, PAPER, language)
    notes = {note["id"]: squeezed(words_of(note["inlines"]))[:28] for note in edition["notes"]}
    called: set[str] = set()
    for block in edition["blocks"]:
        parts = block.get("inlines", [])
        for place, part in enumerate(parts):
            if part.get("call") not in notes or part["call"] in called:
                continue
            called.add(part["call"])
            before = squeezed(words_of(parts[:place]))[-12:]
            on = {n for n, page in enumerate(pages) if notes[part["call"]] in page}
            calls = {n for n, page in enumerate(pages) if before in page}
            assert on & calls, (part["call"], calls, on)
    assert called == set(notes)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_call_of_a_note_begins_a_line(language: str, site: Path) -> None:
    """It stays with the word, or the mark, that it stands behind."""
    (path,) = folder(site, PAPER, language).glob("*.pdf")
    words = words_of_pdf(path)
    small = [w for w in words if re.fullmatch(r"\d+", w.text) and w.bottom - w.top < CALL]
    assert len(small) > 40
    alone = [w for w in small if not any(_stands_beside(w, other) for other in words)]
    assert alone == []


def _stands_beside(one: Word, other: Word) -> bool:
    on_line = one.page == other.page and min(one.bottom, other.bottom) > max(one.top, other.top)
    return other is not one and on_line


def test_a_table_of_three_pages_repeats_its_head(site: Path) -> None:
    edition = data(site, PAPER, "en")
    table = max(
        (b for b in edition["blocks"] if b["kind"] == "table"), key=lambda b: len(b["rows"])
    )
    heads = [squeezed(words_of(cell)) for cell in table["head"]]
    pages = [squeezed(page) for page in pages_of(site, PAPER, "en")]
    assert sum(all(head in page for head in heads) for page in pages) >= 4


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def translate(path: Path, key: str, text: str) -> None:
    """Write the translation of a unit, as a translator does who has read it."""
    file = polib.pofile(str(path))
    (unit,) = (entry for entry in file if entry.msgctxt == key)
    unit.msgstr, unit.flags, unit.previous_msgid = text, [], None
    file.save()


@pytest.mark.parametrize("item", TITLES)
def test_a_title_of_the_agenda_changes_wherever_it_is_printed(
    item: str, site: Path, tmp_path: Path
) -> None:
    """It stands in session.yaml alone, and its French in one unit: nothing else is edited."""
    english, french, printing = TITLES[item]
    project = lay_out(tmp_path)
    source, units = "content/TEST-COP-2030/session.yaml", "translations/fr/test-cop-2030.po"
    text = project.root.joinpath(source).read_text("utf-8")
    project.root.joinpath(source).write_text(text.replace(english, f"{english} anew"), "utf-8")
    checked = json.loads(masthead("check", "--format", "json", project=project).output)
    assert {(p["path"], p["code"]) for p in checked if p["code"] != "T029"} == {(units, "T026")}
    assert masthead("translate", "extract", project=project).exit_code == 0
    translate(project.root / units, f"TEST-COP-2030#{item}", f"{french} à nouveau")
    assert masthead("build", project=project).exit_code == 0
    before, after = files_of(site), files_of(project.root / "build")
    assert before.keys() == after.keys()
    # The index of the search has all words of a language in one file, the manifest all digests.
    of_all = ("searchindex.js", "manifest.json")
    changed = {n for n in before if before[n] != after[n] and Path(n).name not in of_all}
    wanted = {f"{c}/TEST/COP/2030/{n}" for n in printing.split() for c in DOCUMENTS[n].split()}
    assert {str(Path(name).parent) for name in changed} == wanted
    for name in (n for n in changed if n.endswith(".json")):
        new = f"{english} anew" if name.startswith("en") else f"{french} à nouveau"
        assert new in after[name].decode()
