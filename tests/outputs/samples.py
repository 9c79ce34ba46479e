"""A small document in two languages, and ways to spoil it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from masthead.model.blocks import Block, Heading, Paragraph
from masthead.model.edition import Edition, Masthead, Sibling, StatusMark
from masthead.model.inlines import Emphasis, Fact, Item, Link, Reference, Text
from masthead.outputs import json, pdf, site
from masthead.outputs.skin import SiteLanguage, site_values

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
WORDS = dict.fromkeys(
    (
        "citation", "cite", "contents", "copied", "copy", "documents", "docx", "formats", "item",
        "json", "languages", "parallel", "pdf", "search", "search-help", "search-label",
        "search-needs-script", "site", "skip", "symbol", "title",
    ),
    "word",
)  # fmt: skip
ENGLISH = SiteLanguage("en", "English", "ltr", WORDS)
FRENCH = SiteLanguage("fr", "Français", "ltr", WORDS)
OUTLINE = (("introduction", 1, "I."), ("work", 1, "II."), ("law", 2, "A."), ("courses", 3, "1."))
TEXTS = {
    "en": (
        "Heading & more",
        "Workshop {} was held",
        "in November 2013",
        "Its aims were",
        "para. {}",
    ),
    "fr": ("Titre & suite", "L’atelier {} a été tenu", "en novembre 2013", "Il visait", "par. {}"),
    "ru": ("Глава & далее", "Практикум {} состоялся", "в ноябре 2013 года", "Его цели", "п. {}"),
    "ar": ("عنوان & تتمة", "عقدت حلقة العمل {}", "في شباط/فبراير 2013", "وكان هدفها", "الفقرة {}"),
    "zh": ("标题及其他", "第{}次讲习班举行于", "2013年11月", "其目的为", "第{}段"),
}  # fmt: skip
LETTERS = {"en": "E", "fr": "F", "ru": "R", "ar": "A", "zh": "C"}
TITLES = {
    "en": "Workshops <held> & planned",
    "fr": "Ateliers <tenus> & prévus",
    "ru": "Практикумы, <проведенные> & запланированные",
    "ar": "حلقات العمل <المعقودة> & المقررة",
    "zh": "已举行和计划举行的讲习班",
}
# Marks of other series than the Latin ones, and numbers with another mark than a stop.
MARKS = {
    "ar": {"I.": "أولا -", "II.": "ثانيا -", "A.": "ألف -", "1.": "1 -"},
    "zh": {"I.": "一.", "II.": "二."},
}
NUMBERS = {"ar": "{} -"}
FILLERS = {
    "ru": "Несколько слов, чтобы заполнить строку. ",
    "ar": "بعض الكلمات لملء السطر حتى آخره. ",
    "zh": "这里有一些文字，用来把这一行填满。",
}


def make_edition(language: str = "en", paragraphs: int = 12) -> Edition:
    """Write a document of our own with every kind of block and of inline."""
    return Edition(
        symbol="CTOC/COP/2030/7",
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        letter=LETTERS[language],
        title=TITLES[language],
        subject="Workshops",
        date="2030-06-03",
        original="en",
        status=StatusMark("sample", "Sample", "Ours.", "https://docs.un.org/", "the document"),
        masthead=_masthead(language),
        blocks=tuple(_blocks(language, paragraphs)),
        notes=(),
        contents=None,
        siblings=(Sibling("en", "English"), Sibling("fr", "Français")),
    )


def print_pdf(edition: Edition, paper: str = "A4", templates: Path = TEMPLATES) -> bytes:
    """Print an edition with its data attached, as a build does."""
    return pdf.write(edition, templates, json.write(edition), paper)


def full_masthead() -> Masthead:
    """Write a first page that has every line and every note."""
    states = "the States Members of the United Nations that are members of the Group"
    return replace(
        _masthead("en"),
        also=("TEST/SUB/2030/3",),
        symbol_mark="*",
        body="Working Group on Workshops",
        item="Item 3 of the provisional agenda**",
        sponsors="Albania, Benin and Cuba:*** draft resolution",
        title_mark="****",
        modifications=("Addendum",),
        author_mark="*****",
        notes=(
            ("*", "Reissued for technical reasons on 1 July 2030."),
            ("**", "CTOC/COP/2030/1."),
            ("***", f"On behalf of {states} of African States and of {states} of Asian States."),
            ("****", "The Secretariat thanks the Government of Japan."),
            ("*****", "The paper waited for replies."),
        ),
        job="V.30-00012",
        job_line="V.30-00012 (E)",
    )


def _masthead(language: str) -> Masthead:
    lines = ("Original: English",) if language == "en" else ("Français", "Original: anglais")
    return Masthead(
        organization="United Nations",
        organ="Conference of the Parties",
        distribution="Distr.: General",
        date="3 June 2030",
        languages=lines,
        session="Tenth session",
        venue="Vienna, 7-11 October 2030",
        item="Item 3 of the provisional agenda*",
        item_title="Workshops",
        author="Report of the Secretariat",
        notes=(("*", "CTOC/COP/2030/1."),),
    )


def _blocks(language: str, paragraphs: int) -> Iterator[Block]:
    heading, held, when, aims, reference = TEXTS[language]
    for number in range(1, paragraphs + 1):
        if number % 3 == 1 and number // 3 < len(OUTLINE):
            id, level, mark = OUTLINE[number // 3]
            mark = MARKS.get(language, {}).get(mark, mark)
            yield Heading(id, level, mark, (Text(f"{heading} {level}"),), "x.md:1")
        inlines = (
            Text(held.format(chr(64 + number)) + " "),
            Fact(f"w{number}.when", "2013-11", when),
            Text(f". {aims} "),
            Item(1, "(a)"),
            Text(" x < y; "),
            Item(2, "(b)"),
            Text(" more, as in "),
            Reference("b1", "para-1", reference.format(1)),
            Emphasis((Text(" entirely"),)),
            Link("https://example.org/", (Text("here"),)),
            Text(". " + FILLERS.get(language, "Some words to fill the line. ") * 9),
        )
        yield Paragraph(
            f"b{number}",
            f"para-{number}",
            number,
            NUMBERS.get(language, "{}.").format(number),
            inlines,
            (f"w{number}",),
            "x.md:2",
        )


def put_in(edition: Edition, behind: int, suffixes: Iterable[str]) -> Edition:
    """Put paragraphs in behind a number, as 13 bis and 13 ter behind 13."""
    (one,) = (paragraph for paragraph in edition.paragraphs() if paragraph.number == behind)
    place = edition.blocks.index(one) + 1
    new = (
        replace(
            one,
            id=f"{one.id}-{suffix}",
            anchor=f"{one.anchor}-{suffix}",
            mark=f"{behind}\N{NO-BREAK SPACE}{suffix}.",
            suffix=suffix,
        )
        for suffix in suffixes
    )
    return replace(edition, blocks=(*edition.blocks[:place], *new, *edition.blocks[place:]))


def swapped(edition: Edition, first: int, second: int) -> Edition:
    """Exchange the words of two paragraphs; their numbers stay where they are."""
    by_number = {p.number: p for p in edition.paragraphs()}
    one, two = by_number[first], by_number[second]
    new: dict[Block, Block] = {
        one: replace(one, inlines=two.inlines),
        two: replace(two, inlines=one.inlines),
    }
    return replace(edition, blocks=tuple(new.get(block, block) for block in edition.blocks))


def dropped(edition: Edition, number: int) -> Edition:
    """Leave a paragraph out."""
    kept = (b for b in edition.blocks if isinstance(b, Heading) or b.number != number)
    return replace(edition, blocks=tuple(kept))


def renumbered(edition: Edition, number: int) -> Edition:
    """Print the number of a paragraph and those after it one too high."""
    return replace(edition, blocks=tuple(_raise(block, number) for block in edition.blocks))


def _raise(block: Block, number: int) -> Block:
    if isinstance(block, Heading) or block.number < number:
        return block
    return replace(block, number=block.number + 1, mark=f"{block.number + 1}.")


def write_site(
    editions: Sequence[Edition],
    language: SiteLanguage,
    folder: Path,
    beside: tuple[str, ...] = ("pdf", "json"),
) -> None:
    """Write the pages of a language, and all around them."""
    shared = site_values(editions, (), language, beside)
    for _ in site.write(editions, shared, language, TEMPLATES, folder):
        pass
