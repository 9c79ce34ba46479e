"""Symbols, citations and resolutions: example pages, and what must hold for all of them."""

from __future__ import annotations

import random
import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import BAR, Example, drawn, examples

from masthead.model import resolution
from masthead.model.citation import Citation
from masthead.model.elements import LONGEST
from masthead.model.modifier import Modifier
from masthead.model.problem import Fault
from masthead.model.resolution import Article, Resolution
from masthead.model.series import BODIES, MODIFIERS, NAMES, ORGANS, PAPERS
from masthead.model.symbol import Symbol

HERE = Path(__file__).parent
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{p}{n}" for p in ("COM", "LPT") for n in range(10))}


def symbol(text: str) -> Symbol:
    found = Symbol.parse(text)
    assert isinstance(found, Symbol), found
    return found


def citation(text: str) -> Citation:
    found = Citation.parse(text)
    assert isinstance(found, Citation), found
    return found


@pytest.mark.parametrize("example", examples(HERE / "symbols.md"), ids=str)
def test_symbols_page(example: Example) -> None:
    assert drawn(example.input, Symbol.parse(example.input)) == example.expected


@pytest.mark.parametrize("example", examples(HERE / "citations.md"), ids=str)
def test_citations_page(example: Example) -> None:
    found = Citation.parse(example.input)
    said = found.say("and") if isinstance(found, Citation) else drawn(example.input, found)
    assert said == example.expected


@pytest.mark.parametrize("example", examples(HERE / "resolutions.md"), ids=str)
def test_resolutions_page(example: Example) -> None:
    found = resolution.parse(example.input)
    kind = "" if isinstance(found, Fault) else f"{type(found).__name__} "
    assert kind + drawn(example.input, found) == example.expected


# What its parts say.


def anatomies() -> list[tuple[str, list[tuple[str, ...]]]]:
    """Read the page of parts: what is written, and a row of cells for each symbol in it."""
    read: list[tuple[str, list[tuple[str, ...]]]] = []
    for line in (HERE / "parts.md").read_text("utf-8").splitlines():
        written, *cells = [cell.strip("`") for cell in BAR.split(f" {line} ")[1:-1]] or [""]
        if written.startswith(("written", "---")) or not cells:
            continue
        if written:
            read.append((written, []))
        read[-1][1].append(tuple(cells))
    return read


@pytest.mark.parametrize(("text", "rows"), anatomies(), ids=str)
def test_parts_page(text: str, rows: list[tuple[str, ...]]) -> None:
    symbols = citation(text).symbols
    parts = [(s.parts, ", ".join(map(str, s.modifiers))) for s in symbols]
    made = [(p.body, p.period, p.nature, p.number, p.part, m) for p, m in parts]
    assert made == rows


# What a symbol is made into.


@pytest.mark.parametrize(
    ("text", "path", "name", "link"),
    [
        (
            "CTOC/COP/2014/4",
            "CTOC/COP/2014/4",
            "CTOC_COP_2014_4_E.pdf",
            "https://docs.un.org/en/CTOC/COP/2014/4",
        ),
        (
            "A/81/6 (Sect. 5)",
            "A/81/6~28Sect.5~29",
            "A_81_6~28Sect.5~29_E.pdf",
            "https://docs.un.org/en/A/81/6%20%28Sect.%205%29",
        ),
        (
            "TD/CODE TOT/",
            "TD/CODE~20TOT/",
            "TD_CODE~20TOT__E.pdf",
            "https://docs.un.org/en/TD/CODE%20TOT/",
        ),
        ("A/80/78*", "A/80/78", "A_80_78_E.pdf", "https://docs.un.org/en/A/80/78"),
    ],
)
def test_addresses(text: str, path: str, name: str, link: str) -> None:
    made = symbol(text)
    assert (made.path, made.file_name("E", ".pdf"), made.link("en")) == (path, name, link)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("A/62/17 (Part I)", "A/62/17(PartI)"),
        ("A/62/6 (Part One)", "A/62/6(Part One)"),
        ("A/68/6 (Income sect. 1)", "A/68/6(Income sect.1)"),
        ("S/PV.6201 (Resumption 1)", "S/PV.6201(Resumption1)"),
        ("TD/CODE TOT/", "TD/CODE TOT/"),
    ],
)
def test_the_library_drops_spaces_except_between_words(text: str, key: str) -> None:
    assert symbol(text).key == key


def test_parts_of_a_symbol() -> None:
    made = symbol("A/68/6 (Sect. 13)/Add.1/Rev.2 (Vol. I)*")
    assert made.modifiers == (Modifier("Add", 1), Modifier("Rev", 2, "Vol. I"))
    assert (made.tail, made.reissued) == ("Sect. 13", True)
    assert symbol("TEST/2014/1").is_fictional and not made.is_fictional
    assert symbol("CTOC/COP/2014/").is_series and not made.is_series


def test_lineage() -> None:
    """Each modifier changes what stands before it."""
    made = symbol("A/68/6/Rev.2/Add.1/Corr.3*")
    changed = [made]
    while (last := changed[-1].changes) is not None:
        changed.append(last)
    assert list(map(str, changed[1:])) == ["A/68/6/Rev.2/Add.1", "A/68/6/Rev.2", "A/68/6"]
    kinds = [(s.is_addendum, s.is_corrigendum, s.is_revision) for s in changed]
    none = (False, False, False)
    assert kinds == [(False, True, False), (True, False, False), (False, False, True), none]
    assert (str(made.base), str(made.root)) == ("A/68/6/Rev.2/Add.1", "A/68/6")
    assert changed[-1].base == changed[-1].root == changed[-1]
    assert symbol("A/68/6/Summary").modifiers == (Modifier("Summary", 0),)


def test_a_reissue_is_the_same_document() -> None:
    assert symbol("A/80/78*") == symbol("A/80/78")
    assert len({symbol("A/80/78*"), symbol("A/80/78")}) == 1


def test_order_is_the_one_people_expect() -> None:
    shelf = """
        A/62/17 | A/62/17/Add.1 | A/62/17/Add.1/Corr.1 | A/62/17/Add.1/Rev.1 | A/62/17/Add.2
        A/62/17/Add.10 | A/62/17/Amend.1 | A/62/17/Corr.1 | A/62/17/Rev.1 | A/62/17/Rev.1/Add.1
        A/62/17/Rev.2 (Vol. I) | A/62/17/Rev.2 (Vol. II) | A/62/17/Rev.10 | A/62/17/Summary
        A/62/17 (Part I) | A/62/17 (Part II) | A/62/17 (Part IX) | A/62/17 (Part X) | A/62/18
        A/62/100 | CTOC/COP/ | CTOC/COP/2014/ | CTOC/COP/2014/2 | CTOC/COP/2014/2/Rev.1
        CTOC/COP/2014/10 | CTOC/COP/WG.2/2014/1 | CTOC/COP/WG.10/2014/1
    """
    symbols = [symbol(text.strip()) for text in shelf.strip().replace("\n", "|").split("|")]
    shuffled = random.Random(7).sample(symbols, len(symbols))
    assert list(map(str, sorted(shuffled))) == list(map(str, symbols))


def test_a_name_of_a_file_that_is_not_ours_is_refused() -> None:
    for stem in ("CTOC_COP_2014_4_", "~41_64_13", "A_64_13~2a", "A_62_17~28Part~20I~29", "a_1", ""):
        found = Symbol.from_file_stem(stem)
        assert isinstance(found, Fault) or found.file_stem == stem
    found = Symbol.from_file_stem("A_62_17~28Part~20I~29")
    assert isinstance(found, Fault) and found.code == "S015"
    assert isinstance(Symbol.from_file_stem("A_64~ff_1"), Fault)


def test_what_is_too_long_is_refused() -> None:
    found = Symbol.parse("A/" + "9/" * 1000 + "1")
    assert isinstance(found, Fault)
    assert (found.code, found.offset) == ("S002", LONGEST)


# What holds for every symbol.

numbers = st.integers(1, 2100).map(str)
words = st.sampled_from(["COP", "RES", "SUB", "PRO", "X", "COP-MOP", *sorted(NAMES)])
organs = st.builds("{}.{}".format, st.sampled_from(sorted(ORGANS)), numbers | st.just("II"))
sessions = st.builds("{}-{}".format, st.sampled_from(["S", "ES"]), st.integers(1, 40))
papers = st.builds("{}.{}".format, st.sampled_from(sorted(PAPERS)), numbers)
tails = st.sampled_from(
    "Part I|Part 1|Part One|Sect. 5|Income sect. 1|Resumption 2|Vol. II|closed|2009|XXX".split("|")
).map(" ({})".format)
tails = st.just("") | tails
modifiers = st.builds(
    "/{}.{}{}".format, st.sampled_from(MODIFIERS[:-1]), st.integers(1, 20), tails
) | st.just("/Summary")


@st.composite
def written_symbols(draw: st.DrawFn) -> str:
    body = draw(st.sampled_from(sorted(BODIES)))
    head = body + (draw(numbers) if body.endswith(".") else "")
    middle = draw(st.lists(words | organs | sessions | numbers, max_size=3))
    rest = draw(numbers | papers) + draw(tails) + "".join(draw(st.lists(modifiers, max_size=2)))
    text = "/".join((head, *middle, rest)) + draw(st.sampled_from(["", "", "*"]))
    return text if len(text) <= LONGEST else f"{head}/1"


symbols = written_symbols().map(symbol)


@given(written_symbols())
def test_printing_reads_back(text: str) -> None:
    made = symbol(text)
    assert str(made) == text
    assert made == symbol(made.key) and symbol(made.key).key == made.key
    assert made.reissued == symbol(str(made)).reissued


@given(symbols)
def test_a_file_leads_back_to_its_symbol(made: Symbol) -> None:
    assert Symbol.from_file_stem(made.file_stem) == made
    assert made.file_name("F", ".pdf") == f"{made.file_stem}_F.pdf"


@given(symbols, symbols, symbols)
def test_order_is_total(a: Symbol, b: Symbol, c: Symbol) -> None:
    assert (a < b) + (a == b) + (a > b) == 1
    assert (a == b) == (a.key == b.key) == (hash(a) == hash(b))
    low, middle, high = sorted([a, b, c])
    assert low <= middle <= high and low <= high
    assert made_first(a)


def made_first(made: Symbol) -> bool:
    return made.changes is None or made.root <= made.changes < made


@given(symbols)
def test_lineage_leads_to_the_document(made: Symbol) -> None:
    """Putting the modifiers behind the document, one by one, makes the symbol again."""
    grown = made.root
    for modifier in made.modifiers:
        grown, before = symbol(f"{grown}/{modifier}"), grown
        assert (grown.changes, grown.modifiers[-1]) == (before, modifier)
    assert grown == made and made.parts == made.root.parts


@given(symbols)
def test_nothing_of_a_symbol_is_lost_in_its_parts(made: Symbol) -> None:
    parts = made.parts
    told = "/".join((parts.body, parts.period, parts.nature, parts.number, parts.part))
    written = "/".join((*made.elements, made.tail))
    assert sorted(re.findall(r"[^/.]+", told)) == sorted(re.findall(r"[^/.]+", written))
    assert parts.body.startswith(made.elements[0].partition(".")[0]) and parts.number


@given(written_symbols(), st.randoms(use_true_random=False))
def test_no_two_symbols_differ_in_case_alone(text: str, chance: random.Random) -> None:
    twin = "".join(chance.choice((c.upper(), c.lower(), c)) for c in text)
    found = Symbol.parse(twin)
    assert isinstance(found, Fault) or str(found) == text


ENDS = ["1", "11", "1 (Part I)", "1 (Part 1)", "1 (I)", "INF/1", "INF.1", "S-1/1", "1A", "21"]
CHANGED = [
    "",
    "",
    "/Add.1",
    "/Add.11",
    "/Add.1 (Part I)",
    "/Add.1/Corr.1",
    "/Corr.1",
    "/Corr.1/Add.1",
]
CHANGED += ["/Rev.1", "/Rev.1/Amend.1", "/Rev.1 (Vol. I)", "/Summary"]


def many_symbols(count: int) -> list[str]:
    """Name as many symbols, all different, most of which differ by little from another."""
    chance = random.Random(2030)
    heads = sorted(f"{body}1" if body.endswith(".") else body for body in BODIES)
    organs = [f"{name}.{n}" for name in sorted(ORGANS | PAPERS) for n in ("1", "11", "2")]
    organs += [f"{name}.II" for name in sorted(ORGANS)]
    texts: dict[str, None] = {}
    while len(texts) < count:
        organ = chance.choice(organs)
        middle = chance.choice(("COP", "2", "12", str(chance.randint(1990, 2040))))
        row = chance.choice(((organ, middle), (middle,), (organ,), ()))
        end = chance.choice(ENDS) + chance.choice(CHANGED)
        texts["/".join((chance.choice(heads), *row, end))] = None
    return list(texts)


def test_files_are_injective_and_reversible_on_any_disk() -> None:
    """Some disks take `A` and `a` for one letter, some take letters and their accents apart."""
    texts = many_symbols(100_000)
    stems = [symbol(text).file_stem for text in texts]
    for form in ("NFC", "NFD"):
        names = {unicodedata.normalize(form, stem).casefold() for stem in stems}
        assert len(names) == len(texts)
    assert max(map(len, stems)) < 250
    for text, stem in zip(texts, stems, strict=True):
        assert str(Symbol.from_file_stem(unicodedata.normalize("NFD", stem))) == text


@given(symbols)
def test_paths_are_safe(made: Symbol) -> None:
    assert made.path.isascii() and made.path.isprintable()
    for element in made.path.split("/"):
        assert element.partition(".")[0] not in DEVICES
        assert element.strip(". ") == element
        assert not set(element) & set('<>:"\\|?* %#&')


# Whatever somebody writes, the answer is a value, and its caret is under the text.

scraps = st.text(st.sampled_from("ACETOPSNWGaddRev.0123456789/ ()*-–,~_ \n\x00٣"), max_size=40)


@given(scraps | st.text(max_size=20) | written_symbols().map(lambda text: text[:-2] + "/x"))
def test_nothing_raises(text: str) -> None:
    for parse in (Symbol.parse, Symbol.from_file_stem, Citation.parse, resolution.parse):
        found = parse(text)
        if isinstance(found, Fault):
            assert found.code[0] == "S" and 0 <= found.offset <= len(text)
            str(dict(found.args))
        else:
            assert isinstance(found, Symbol | Citation | Resolution | Article)
    if isinstance(made := Symbol.parse(text), Symbol):
        assert Symbol.parse(str(made)) == made


# Citations.


@given(st.lists(symbols, min_size=1, max_size=6), st.sampled_from(["and", "et", "и", "و", "和"]))
def test_a_citation_says_what_it_read(cited: list[Symbol], conjunction: str) -> None:
    made = Citation(tuple(cited))
    for said in (str(made), made.say(conjunction)):
        assert list(map(str, citation(said).symbols)) == list(map(str, cited))


@given(symbols, st.lists(st.integers(0, 3), max_size=5))
def test_a_grouped_citation_says_what_it_read(first: Symbol, steps: list[int]) -> None:
    cited = [first]
    for step in steps:
        text = (f"{cited[0].display}/Add.1", f"{cited[-1].display}/Corr.2", "A/64/13", "A/64/14")[
            step
        ]
        if isinstance(made := Symbol.parse(text), Symbol):
            cited.append(made)
    assert citation(Citation(tuple(cited)).say("and")) == Citation(tuple(cited))


@given(symbols, symbols)
def test_twins_read_back(one: Symbol, other: Symbol) -> None:
    made = Citation((one, other), twins=True)
    assert citation(str(made)) == made
    assert made.say("and") == str(made)


def test_other_conjunctions() -> None:
    made = Citation.parse("A/64/13 und Add.1", conjunctions=("und",))
    assert isinstance(made, Citation) and made.say("und") == "A/64/13 und Add.1"


# Resolutions.

ids = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
periods = st.sampled_from(["XV", "XXX", "1995", "2011"])
letters = st.sampled_from(["", " A", " B"])
adopted = st.builds("{}/{}{}".format, numbers, numbers, letters)
older = st.builds("{}{} ({})".format, numbers, letters, periods)


@given(ids, adopted | older)
def test_resolutions_read_back(body: str, number: str) -> None:
    made = resolution.parse(f"{body}:{number}")
    assert made == Resolution(body, number) == Resolution.parse(f"{body}:{number.replace(' ', '')}")
    assert isinstance(Article.parse(str(made)), Fault)


@given(ids, numbers)
def test_articles_read_back(treaty: str, number: str) -> None:
    made = resolution.parse(f"{treaty}:{number}")
    assert made == Article(treaty, number)
    assert isinstance(Resolution.parse(str(made)), Fault)


def test_resolutions_sort_by_number() -> None:
    texts = ["a:6/3", "a:6/20", "a:31/16 A", "a:31/16 B", "a:3363 (IX)", "a:3363 (XXX)", "b:1/1"]
    found = [made for text in texts if isinstance(made := Resolution.parse(text), Resolution)]
    assert sorted(set(found)) == found and len(found) == len(texts)
    assert all(one < other and other > one for one, other in pairwise(found))
