"""Pages as a typesetter wants them: nothing stands alone, nothing is lost, all is in order."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from outputs.layout import letters, lines, passages, stranded_lines, text_of, widowed_headings
from outputs.samples import ROOT, TEMPLATES, make_edition, print_pdf, put_in
from validator import failures

from masthead.model.blocks import Heading, Paragraph
from masthead.model.edition import Edition
from masthead.model.edition_json import from_json
from masthead.model.inlines import Text, plain
from masthead.outputs.readback_pdf import Word, words_of_pdf

MONTHS = "Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec|janv|févr|mars|avril|mai|juin|juil"
PARTED = re.compile(
    rf"(?<!\d)\d{{1,2}}\|({MONTHS}|août|sept|oct|nov|déc|States|États)"
    r"|(?:paras?\.|par\.|esolution|ésolution|rticle|tem|oint)\|\d"
)
MARGIN = 50
SIZES = {"A4": (595, 842), "Letter": (612, 792)}


def report(language: str) -> Edition:
    """Take the sample report as its golden has it."""
    path = ROOT / f"tests/golden/sample/edition.{language}.json"
    return from_json(path.read_text("utf-8"))


def crowded() -> Edition:
    """Write many headings and paragraphs of one to nine lines: breaks fall everywhere."""
    made = make_edition(paragraphs=12)
    heading, paragraph = next(made.headings()), next(made.paragraphs())
    blocks: list[Heading | Paragraph] = []
    for number in range(1, 91):
        if number % 2:
            mark = f"{number}."
            blocks.append(replace(heading, id=f"h{number}", level=1, mark=mark))
        words = (Text(f"Passage {number}. " + "Some words of a line. " * (number * 7 % 31)),)
        mark = f"{number}."
        one = replace(paragraph, id=f"p{number}", number=number, mark=mark, inlines=words)
        blocks.append(one)
    return replace(made, blocks=tuple(blocks))


EDITIONS = {"en": report("en"), "fr": report("fr"), "crowded": crowded()}
ALL = [(name, paper) for name in EDITIONS for paper in SIZES]


Printed = tuple[Path, Edition, str]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every edition on every paper."""
    folder = tmp_path_factory.mktemp("layout")
    for name, paper in ALL:
        (folder / f"{name}-{paper}.pdf").write_bytes(print_pdf(EDITIONS[name], paper))
    return folder


@pytest.fixture(params=ALL, ids="-".join)
def printed(request: pytest.FixtureRequest, shelf: Path) -> Printed:
    name, paper = request.param
    return shelf / f"{name}-{paper}.pdf", EDITIONS[name], paper


def test_every_passage_is_printed_once_and_in_order(printed: Printed) -> None:
    path, edition, _ = printed
    found = text_of(path, edition)
    assert "".join(one.line.letters for one in found) == "".join(
        one.letters for one in passages(edition)
    )


def test_no_heading_stands_last_on_its_page(printed: Printed) -> None:
    path, edition, _ = printed
    assert widowed_headings(path, edition) == []


def test_no_line_stands_alone(printed: Printed) -> None:
    path, edition, _ = printed
    assert stranded_lines(path, edition) == []


def test_numbers_stay_with_their_words(printed: Printed) -> None:
    """No line ends with a day whose month begins the next, nor with what a number follows."""
    path, edition, _ = printed
    text = text_of(path, edition)
    ends = [
        f"{one.line.letters[-12:]}|{after.line.letters[:12]}"
        for one, after in pairwise(text)
        if one.passage == after.passage
    ]
    assert ends
    assert [end for end in ends if PARTED.search(end)] == []


def test_paper_has_its_size_and_passes_both_standards(printed: Printed) -> None:
    path, _, paper = printed
    with pikepdf.open(path) as opened:
        boxes = {tuple(round(float(side)) for side in page.mediabox) for page in opened.pages}
    assert boxes == {(0, 0, *SIZES[paper])}
    assert failures(path) == []


def test_bookmarks_are_the_headings(printed: Printed) -> None:
    path, edition, _ = printed
    with pikepdf.open(path) as opened, opened.open_outline() as outline:
        (title,) = outline.root
        found = list(entries(title.children, 1))
    assert title.title == edition.title
    headings = [(one.level, letters(one.mark + plain(one.inlines))) for one in edition.headings()]
    assert found == headings


def entries(items: list[pikepdf.OutlineItem], level: int) -> list[tuple[int, str]]:
    return [
        entry
        for item in items
        for entry in [(level, letters(item.title)), *entries(item.children, level + 1)]
    ]


def test_language_is_set(printed: Printed) -> None:
    path, edition, _ = printed
    with pikepdf.open(path) as opened:
        assert str(opened.Root.Lang) == edition.language


def test_is_read_aloud_in_the_order_of_the_source(tmp_path: Path) -> None:
    """A screen reader follows the tags: headings and paragraphs, each whole, in their order.

    Three pages are enough: what reads the tags reads a page anew for each of them.
    """
    edition = make_edition("fr", paragraphs=25)
    path = tmp_path / "tagged.pdf"
    path.write_bytes(print_pdf(edition))
    command = ["pdfinfo", "-struct-text", str(path)]
    told = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")
    # Each piece of text stands in quotation marks on a line of its own.
    spoken = letters("".join(re.findall(r'^ *"(.*)"$', told, re.MULTILINE)))
    place = 0
    for one in passages(edition):
        place = spoken.find(one.letters, place)
        assert place >= 0, one.letters[:60]
        place += len(one.letters)


@pytest.mark.parametrize("name", EDITIONS)
def test_lines_break_at_the_same_words_on_letter(name: str, shelf: Path) -> None:
    on_a4, on_letter = (text_of(shelf / f"{name}-{paper}.pdf", EDITIONS[name]) for paper in SIZES)
    assert [one.line.letters for one in on_a4] == [one.line.letters for one in on_letter]


@pytest.mark.parametrize("word", ["a" * 500, "a\u0302\u0301" * 200, "讲习班" * 200, "A/CONF/" * 60])
def test_a_word_longer_than_a_line_stays_on_the_page(word: str, tmp_path: Path) -> None:
    edition = make_edition(paragraphs=1)
    one = replace(next(edition.paragraphs()), inlines=(Text(f"It said {word} and went on."),))
    edition = replace(edition, blocks=(one,))
    path = tmp_path / "long.pdf"
    path.write_bytes(print_pdf(edition))
    told = subprocess.run(["pdftotext", "-bbox", path, "-"], check=True, capture_output=True)
    ends = [float(end) for end in re.findall(r'xMax="([\d.]+)"', told.stdout.decode("utf-8"))]
    width, _ = SIZES["A4"]
    assert max(ends) < width - MARGIN
    assert letters(plain(one.inlines)) in "".join(line.letters for line in lines(path))


def test_faults_of_a_sheet_are_seen(tmp_path: Path) -> None:
    """What keeps lines together is taken out of the sheet: the readers above must tell."""
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    sheet = templates / "print/print.css"
    css = sheet.read_text("utf-8")
    assert "orphans: 2; widows: 2" in css and "break-after: avoid" in css
    loose = css.replace("orphans: 2; widows: 2", "orphans: 1; widows: 1")
    sheet.write_text(loose.replace("break-after: avoid", "break-after: auto"), "utf-8")
    path = tmp_path / "loose.pdf"
    path.write_bytes(print_pdf(EDITIONS["crowded"], "A4", templates))
    assert widowed_headings(path, EDITIONS["crowded"])
    assert stranded_lines(path, EDITIONS["crowded"])


def test_a_lost_passage_is_seen(tmp_path: Path) -> None:
    edition = make_edition()
    path = tmp_path / "lost.pdf"
    path.write_bytes(print_pdf(replace(edition, blocks=(*edition.blocks[:7], *edition.blocks[8:]))))
    assert lines(path)
    with pytest.raises(AssertionError, match="not printed in its place"):
        text_of(path, edition)


@pytest.mark.parametrize("behind", [7, 113])
def test_a_long_number_has_its_text_beside_it(behind: int, tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    made = put_in(make_edition(), 5, ["bis", "quinquies"])
    blocks = tuple(
        replace(block, mark=block.mark.replace("5", str(behind))) if block.mark[0] == "5" else block
        for block in made.blocks
        if isinstance(block, Paragraph)
    )
    path.write_bytes(print_pdf(replace(made, blocks=blocks)))
    words = words_of_pdf(path)
    numbers = [word for word in words if word.text in ("bis.", "quinquies.")]
    assert len(numbers) == 2
    for number in numbers:
        near = [w for w in words if w.page == number.page and abs(w.bottom - number.bottom) < 1]
        others = [word for word in near if word is not number]
        assert [word.text for word in others if overlap(word, number) > 0.5] == []
        gaps = [word.left - number.right for word in others if word.left > number.left]
        assert min(gaps) > 5


def overlap(one: Word, other: Word) -> float:
    """Give how far two words stand over each other on their line, in points."""
    return min(one.right, other.right) - max(one.left, other.left)
