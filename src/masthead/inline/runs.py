"""A passage cut into what a translator may touch, words, and what they may not, codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from masthead.inline.parse import parse
from masthead.inline.parts import Anchor, Emphatic, Part, Token, Words


class Code(NamedTuple):
    """Markup that stands for itself: a token, as it was typed. `role` and `key` name it."""

    data: str
    role: str
    key: str


class Span(NamedTuple):
    """Markup round words: emphasis, a link, a literal. `opening` and `closing` as typed."""

    kind: str
    opening: str
    closing: str
    runs: tuple[Run, ...]


Run = str | Code | Span


def runs_of(text: str) -> tuple[Run, ...]:
    """Cut a passage into words and codes; joined again, they are the passage."""
    runs = tuple(_cut(text, parse(text)[0], 0, len(text)))
    # What nobody can parse is words: whoever reads it sees what is wrong with it.
    return runs if text_of(runs) == text else (text,)


def text_of(runs: Iterable[Run]) -> str:
    """Join words and codes to the passage that they were."""
    return "".join(_text(run) for run in runs)


def _text(run: Run) -> str:
    if isinstance(run, str):
        return run
    if isinstance(run, Code):
        return run.data
    return f"{run.opening}{text_of(run.runs)}{run.closing}"


def _cut(text: str, parts: Sequence[Part], start: int, end: int) -> Iterator[Run]:
    at = start
    for part in parts:
        if isinstance(part, Words):
            continue
        if part.offset > at:
            yield text[at : part.offset]
        run = _run(text, part)
        yield run
        at = part.offset + len(_text(run))
    if at < end:
        yield text[at:end]


def _run(text: str, part: Token | Emphatic | Anchor) -> Run:
    if isinstance(part, Token):
        return _token(text, part)
    first, last = part.offset + 1, _end(text, part.children, part.offset + 1)
    closing = last + 1 if isinstance(part, Emphatic) else text.find(")", last) + 1
    runs = tuple(_cut(text, part.children, first, last))
    kind = "emphasis" if isinstance(part, Emphatic) else "link"
    return Span(kind, text[part.offset : first], text[last:closing], runs)


def _token(text: str, token: Token) -> Run:
    opening = f"{{{token.role}}}`"
    first = token.offset + len(opening)
    last = text.find("`", first)
    if token.role == "literal":
        return Span("literal", opening, "`", (text[first:last],))
    return Code(text[token.offset : last + 1], token.role, token.key)


def _end(text: str, parts: Sequence[Part], start: int) -> int:
    """Say where the last of some parts ends."""
    if not parts:
        return start
    last = parts[-1]
    length = len(last.text) if isinstance(last, Words) else len(_text(_run(text, last)))
    return last.offset + length
