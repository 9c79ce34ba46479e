"""What is fuzzed: the readers of what strangers write, what must hold of each answer, and seeds.

A target is judged on bytes: it raises where the reader breaks a promise, in whatever way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import chain
from typing import NamedTuple

from pages import examples
from projects import ROOT, files_of, spelled

from masthead.inline import Part, parse, read_blocks
from masthead.inline.parts import Anchor, Emphatic
from masthead.language import read_units
from masthead.model.problem import Fault, Problem
from masthead.model.symbol import Symbol
from masthead.model.when import When
from masthead.notation import FORBIDDEN, Fields, Listing, Node, Scalar, decode, read_fields
from masthead.project import Project, Source
from masthead.records import STATES
from masthead.records.document_kinds import read_document_kinds
from masthead.records.documents import read_document
from masthead.records.front_matter import Known

TESTS = ROOT / "tests"
BAD_CONTENT = ("problems/content.md", "problems/hardened.md")
UNIT = re.compile(r"^msgctxt ", re.MULTILINE)


class Target(NamedTuple):
    """A reader under trial: its judge, texts to begin with, and scraps that mean something to it.

    `longest` keeps what is made from growing into what is refused for its length alone.
    """

    judge: Callable[[bytes], None]
    seeds: tuple[bytes, ...]
    scraps: tuple[bytes, ...]
    longest: int


def judge_symbol(data: bytes) -> None:
    """A symbol prints as it reads, and is the name of a file that says it back."""
    text = data.decode(errors="replace")
    symbol = Symbol.parse(text)
    if isinstance(symbol, Fault):
        assert 0 <= symbol.offset <= len(text)
        return
    assert Symbol.parse(str(symbol)) == symbol
    assert Symbol.from_file_stem(symbol.file_stem) == symbol
    assert re.fullmatch(r"[A-Za-z0-9./~-]+", symbol.path) and ".." not in symbol.path
    assert not symbol.path.startswith("/")


def judge_when(data: bytes) -> None:
    """A date prints as it reads, and ends when it begins or later."""
    text = data.decode(errors="replace")
    when = When.parse(text)
    if isinstance(when, Fault):
        assert 0 <= when.offset <= len(text)
        return
    assert When.parse(str(when)) == when
    assert when.last is None or when.first <= when.last


def judge_yaml(data: bytes) -> None:
    """A file gives fields or problems with a place in it, and no text holds what none may."""
    problems: list[Problem] = []
    fields = read_fields(Source("a.yaml", data), problems.append)
    assert fields is not None or problems
    _check_places(problems, data)
    if fields is not None and not problems:
        assert not any(FORBIDDEN.search(text) for text in _texts(fields))


def _texts(node: Node) -> Iterable[str]:
    match node:
        case Scalar():
            return (node.text,)
        case Listing():
            return chain.from_iterable(map(_texts, node.items))
        case Fields():
            return chain.from_iterable((key, *_texts(value)) for key, _, value in node.pairs)


def _read(data: bytes) -> str:
    """Give the text of a file; what no file may hold is refused before prose is looked at."""
    return decode(Source("a.md", data), [].append) or ""


def judge_tokens(data: bytes) -> None:
    """Parts and faults stand in their text."""
    text = _read(data)
    parts, faults = parse(text)
    assert all(0 <= fault.offset <= len(text) for fault in faults)
    assert all(0 <= part.offset <= len(text) for part in _walk(parts))


def _walk(parts: Iterable[Part]) -> Iterable[Part]:
    for part in parts:
        yield part
        if isinstance(part, Emphatic | Anchor):
            yield from _walk(part.children)


def judge_blocks(data: bytes) -> None:
    """Blocks and their flaws stand in their page."""
    text = _read(data)
    for block in read_blocks(text):
        assert 0 <= block.line <= text.count("\n") + 1
        assert all(0 <= flaw.line <= text.count("\n") + 1 for flaw in block.faults)


def judge_page(data: bytes) -> None:
    """A document is read, or it is said why not, with a place in it."""
    problems: list[Problem] = []
    source = Source("content/TEST/2.md", data)
    document = read_document(source, _known(), _nothing_beside, problems.append)
    assert document is not None or problems
    _check_places([p for p in problems if p.where.path == source.path], data)


def _nothing_beside(name: str) -> Source:
    return Source(name, b"a,b\n1,2\n")


def judge_po(data: bytes) -> None:
    """No unit is lost in silence, and what is wrong has a place in the file."""
    problems: list[Problem] = []
    source = Source("translations/fr/a.po", data)
    read = read_units(source, problems.append)
    _check_places(problems, data)
    if not problems:
        text = data.decode().removeprefix("\ufeff").replace("\r\n", "\n")
        assert len(read.units) == len(UNIT.findall(text))


def _check_places(problems: Iterable[Problem], data: bytes) -> None:
    lines = data.count(b"\n") + 2
    for problem in problems:
        assert 1 <= problem.where.line <= lines and problem.where.column >= 1, problem


def _written(*pages: str) -> tuple[bytes, ...]:
    """Give what stands on the left in pages of examples."""
    cases = chain.from_iterable(examples(TESTS / page) for page in pages)
    return tuple(seed for seed in (spelled(case.input) for case in cases) if len(seed) < 4000)


def _files(*patterns: str, whole: bool = False) -> tuple[bytes, ...]:
    paths = chain.from_iterable(sorted(ROOT.glob(pattern)) for pattern in patterns)
    return tuple(path.read_bytes()[: None if whole else 4000] for path in paths)


def _scraps(words: str) -> tuple[bytes, ...]:
    """Read scraps parted by spaces; `_` stands for a space, `<LF>` for the end of a line."""
    return tuple(spelled(word.replace("_", " ")) for word in words.split())


def _laid(suffix: str, *pages: str) -> tuple[bytes, ...]:
    """Give the files of a kind that pages of examples lay out."""
    laid = (files_of(case.input).items() for case in chain(*(examples(TESTS / p) for p in pages)))
    files = (data for name, data in chain.from_iterable(laid) if name.endswith(suffix))
    return tuple(data[:4000] for data in files if isinstance(data, bytes))


def _entries(pattern: str) -> tuple[bytes, ...]:
    """Give the first entries of PO files: a file that is cut anywhere is refused at its end."""
    return tuple(b"\n\n".join(data.split(b"\n\n")[:4]) for data in _files(pattern, whole=True))


@cache
def _known() -> Known:
    """Say what the front matter of a document of this repository may name."""
    kinds, _ = Project(ROOT).read_all("content/kinds", ".yaml")
    return Known(("en", "fr"), read_document_kinds(kinds, [].append), STATES)


EVERYWHERE = "<NUL> <BOM> <U+202E> <U+0301> <U+1F600> <FF> <U+D800> é <LF> <CR> <TAB> _ "
TARGETS: Mapping[str, Target] = {
    "symbol": Target(
        judge_symbol,
        _written("model/symbols.md"),
        _scraps(EVERYWHERE + "/ * /Add.1 /Corr.2 /Rev.3 /L. /CRP. /INF/ /WG. (Part_I) ( ) .. . ~ "
                "_ - S/RES/ A/ CTOC/COP/ 2014 0 00 ~2f"),
        200,
    ),
    "when": Target(
        judge_when,
        _written("model/when.md"),
        _scraps(EVERYWHERE + "/ .. / - 2014 -13 -02-30 -40 -41 { } [ ] , ? ~ % X 0000 9999 ٢٠١٤"),
        100,
    ),
    "yaml": Target(
        judge_yaml,
        _written("notation/hostile.md") + _files("activities/*/*.yaml"),
        _scraps(EVERYWHERE + "&a_ *a !!int_ <<:_ -_ :_ [ ] { } ' \" _# %YAML_1.1 <LF>---<LF> ... "
                "?_ | > \\x00 \\u202e ,_ {{ }} &a *a :"),
        2000,
    ),
    "tokens": Target(
        judge_tokens,
        _laid(".md", *BAD_CONTENT) + _files("content/*/*.md"),
        _scraps(EVERYWHERE + "{fact}` ` {para}` |at * ** [ ]( ) ![ {{ }} {% %} <b> </b> <!-- \\ "
                "``` {literal}` {note}` [^1] https:// javascript: _ __ & &amp; &#0;"),
        600,
    ),
    "blocks": Target(
        judge_blocks,
        _files("content/*/*.md") + _laid(".md", *BAD_CONTENT),
        _scraps(EVERYWHERE + "#_ ##_ {#id} {#id_.class} {#id_a=b} ``` ```{activities} "
                "::: :::{table} -_ 1._ >_ | === --- <LF><LF> [a]:_b file:_ alt:_ ____"),
        3000,
    ),
    "page": Target(
        judge_page,
        _files("content/*/*.md") + _laid(".md", *BAD_CONTENT),
        _scraps(EVERYWHERE + "#_ ##_ {#id} {#id_.class} ``` ```{activities} ::: ---<LF> symbol:_ "
                "kind:_ held:_ {id:_reason} [en] |_ chart:_ file:_ {fact}`"),
        3000,
    ),
    "po": Target(
        judge_po,
        _entries("translations/??/*.po") + _written("language/units.md")[:1],
        _scraps(EVERYWHERE + "msgid_ msgctxt_ msgstr_ msgid_plural_ msgstr[0]_ \" \\ \\n \\\" \\q "
                "#_ #._ #:_ #,_fuzzy #~_ #|_ domain_ <<<<<<<_ ======= <LF><LF>"),
        3000,
    ),
}  # fmt: skip
