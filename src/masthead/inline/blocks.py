"""The blocks of a page: headings, paragraphs and slots, each with the lines that it stands on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token as MarkdownToken
from mdit_py_plugins.attrs import attrs_block_plugin
from mdit_py_plugins.attrs.parse import ParseError
from mdit_py_plugins.attrs.parse import parse as parse_attributes
from mdit_py_plugins.colon_fence import colon_fence_plugin

from masthead.inline.parse import BLANK

IDS = re.compile(r"#[^\s}#]+")


class Flaw(NamedTuple):
    """What cannot stand in the lines of a block: a code, its line from 0, and what it is about."""

    code: str
    line: int
    text: str = ""


class Block(NamedTuple):
    """A block of a page.

    `kind` is "heading", "paragraph", "fence" (```), "colon_fence" (:::) or what has no use here.
    `line` counts from 0 and is the first line of `text`.
    `indent` is the number of characters before the text on its first line ("## ").
    `attributes` are what the lines above say beside an id and classes: `original=fr`.
    """

    kind: str
    text: str
    line: int
    level: int = 0
    info: str = ""
    id: str = ""
    classes: tuple[str, ...] = ()
    indent: int = 0
    attributes: Mapping[str, str] = MappingProxyType({})
    faults: tuple[Flaw, ...] = ()


@cache
def _reader() -> MarkdownIt:
    reader = (
        MarkdownIt("commonmark", {"html": False}).use(attrs_block_plugin).use(colon_fence_plugin)
    )
    # A pipe table outside of its fence would be printed as it is typed: it is to be refused.
    reader.enable("table")
    reader.core.ruler.enableOnly(["normalize", "block"])
    # "[Note]: ..." is a sentence here; Markdown would take it for a definition, and drop it.
    reader.block.ruler.disable(["reference"])
    return reader


def read_blocks(text: str) -> tuple[Block, ...]:
    """Read the blocks of a page (MyST's, as far as reports need them), in order.

    A `{#id .class}` line belongs to the block below it.
    """
    lines = text.split("\n")
    text = _MARKER.sub(_quoted, text)
    blocks: list[Block] = []
    markers: list[MarkdownToken] = []
    opened: MarkdownToken | None = None
    for token in _reader().parse(text):
        if token.type == "attrs_block":
            markers.append(token)
        elif token.type in _OPENING and token.level == 0:
            opened = token
        elif token.type == "inline" and token.level == 1 and opened is not None:
            blocks.append(_marked(_words(opened, token, lines), markers, lines))
            opened, markers = None, []
        elif token.level == 0 and token.nesting >= 0:
            blocks.append(_marked(_other(token, lines), markers, lines))
            opened, markers = None, []
    blocks += [Block("marker", lines[line], line) for line in map(_line, markers)]
    return tuple(blocks)


def _line(token: MarkdownToken) -> int:
    return token.map[0] if token.map else 0


def _quoted(line: re.Match[str]) -> str:
    """Quote an id that cannot be one, so that it is read as the id that was meant, and refused."""
    try:
        parse_attributes(line["whole"])
    except ParseError:
        id_ = line["id"].replace('"', "'").replace("\\", "/")
        return f'{{id="{id_}"}}'
    return line[0]


_MARKER = re.compile(r"^(?P<whole>\{#(?P<id>[^{}\n]*)\})[ \t\r]*$", re.MULTILINE)
_OPENING = ("heading_open", "paragraph_open")


def _marked(block: Block, markers: list[MarkdownToken], lines: list[str]) -> Block:
    """Give a block the id, the classes and the attributes of the lines above it."""
    for marker in markers:
        line = _line(marker)
        if marker.attrs.get("id") and (block.id or len(IDS.findall(lines[line])) > 1):
            block = block._replace(faults=(*block.faults, Flaw("C110", line, lines[line])))
        classes = tuple(str(marker.attrs.get("class", "")).split())
        id_ = str(marker.attrs.get("id", "")) or block.id
        others = {k: str(v) for k, v in marker.attrs.items() if k not in ("id", "class")}
        block = block._replace(
            id=id_,
            classes=(*block.classes, *classes),
            attributes={**block.attributes, **others},
        )
    return block


def _words(opened: MarkdownToken, token: MarkdownToken, lines: list[str]) -> Block:
    line = opened.map[0] if opened.map else 0
    level = int(opened.tag[1:]) if opened.type == "heading_open" else 0
    indent = max(lines[line].find(token.content.split("\n", 1)[0]), 0)
    kind = "heading" if level else "paragraph"
    faults: tuple[Flaw, ...] = ()
    if not token.content.strip(BLANK):
        faults = (Flaw("C108", line),)
    elif level and lines[line].rstrip().endswith("#") and not token.content.endswith("#"):
        faults = (Flaw("C107", line, "#"),)
    return Block(kind, token.content, line, level, indent=indent, faults=faults)


def _other(token: MarkdownToken, lines: list[str]) -> Block:
    line, end = token.map or (0, 1)
    inside = 1 if token.type.endswith("fence") else 0
    kind = token.type.removesuffix("_open")
    last = lines[end - 1].strip() if inside and end - 1 > line else ""
    is_closed = not inside or (last.startswith(token.markup) and not last.strip(token.markup[0]))
    faults = () if is_closed else (Flaw("C112", line, token.markup),)
    text = token.content.rstrip("\n")
    return Block(kind, text, line + inside, info=token.info.strip(), faults=faults)


class Grid(NamedTuple):
    """A table as it was typed: how its columns are aligned, and its rows, each with its line."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_grid(text: str) -> Grid | None:
    """Read a pipe table; None if the text is none. Lines count from 0."""
    tokens = _reader().parse(text)
    if not tokens or tokens[0].type != "table_open" or tokens[-1].type != "table_close":
        return None
    columns: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append((token.map[0] if token.map else 0, []))
        elif token.type == "th_open":
            style = str(token.attrs.get("style", ""))
            columns.append(style.removeprefix("text-align:") or "left")
        elif token.type == "inline":
            rows[-1][1].append(token.content)
    return Grid(tuple(columns), tuple((line, tuple(cells)) for line, cells in rows))
