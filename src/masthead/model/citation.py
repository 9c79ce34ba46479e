"""Citations: several symbols said in one breath, as in "A/64/13 and Add.1".

What a symbol shares with the one before it is said once. A document that has two symbols is cited
with a hyphen between them: E/2016/30-E/CN.15/2016/13.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from masthead.model.problem import Fault
from masthead.model.series import BODIES, MODIFIERS
from masthead.model.symbol import Symbol

CONJUNCTIONS = ("and", "et", "y", "и", "و", "和")

_BODY = "|".join(
    rf"{re.escape(body)}[0-9]+" if body[-1] == "." else body for body in sorted(BODIES)
)
_WHOLE = re.compile(rf"(?:{_BODY})/")
_TWIN = re.compile(rf"[-–](?=(?:{_BODY})/)")
_MODIFIER = re.compile(rf"(?P<name>{'|'.join(MODIFIERS)})\b.*")
_NUMBER = re.compile(r"(?P<name>[A-Z]+\.)?[0-9]+(?P<tail> ?\(.*\))?\*?")
_END = re.compile(r"(?P<stem>.*?)(?P<end>[0-9]+(?P<tail> \([^()]*\))?)")


@dataclass(frozen=True, slots=True)
class Citation:
    """The symbols of one citation, in the order they are said.

    `twins` tells that they are the symbols of one and the same document.
    """

    symbols: tuple[Symbol, ...]
    twins: bool = False

    @classmethod
    def parse(cls, text: str, conjunctions: Sequence[str] = CONJUNCTIONS) -> Citation | Fault:
        """Read a citation; `conjunctions` are the words that may stand before a symbol."""
        twins = _TWIN.search(text) is not None
        symbols = _read(_split(text, _TWIN if twins else _separator(conjunctions)))
        return symbols if isinstance(symbols, Fault) else cls(tuple(symbols), twins)

    def say(self, conjunction: str) -> str:
        """Print the symbols again, each as short as it can be: "A/64/115, 174 and 323"."""
        *first, last = self._said()
        if self.twins or not first:
            return str(self)
        return f"{', '.join(first)} {conjunction} {last}"

    def __str__(self) -> str:
        return "-".join(map(str, self.symbols)) if self.twins else ", ".join(self._said())

    def _said(self) -> Iterator[str]:
        said = _Said(self.symbols[0], self.symbols[0])
        yield str(said.last)
        for symbol in self.symbols[1:]:
            item = next((item for item in _shorter(symbol) if _means(item, symbol, said)), "")
            yield item or str(symbol)
            said = said.then(symbol, item)


class _Said(NamedTuple):
    """What a shortened symbol leans on: the last document, and the last symbol of any kind."""

    document: Symbol
    last: Symbol

    def then(self, symbol: Symbol, item: str) -> _Said:
        """Go on after a symbol that was shortened to `item`, or said in whole ("")."""
        continues = item and (_MODIFIER.match(item) or self.last != self.document)
        return _Said(self.document if continues else symbol, symbol)


def _separator(conjunctions: Sequence[str]) -> re.Pattern[str]:
    """Match a comma or a conjunction; Arabic and Chinese write theirs without spaces."""
    words = "|".join(rf"(?<=\s){w}(?=\s)" if w.isascii() else re.escape(w) for w in conjunctions)
    return re.compile(rf"[,،、，](?:\s(?:{words}))?|{words}")


def _split(text: str, separator: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Give what stands between the separators, and where."""
    ends = [found.span() for found in separator.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    for start, stop in zip(starts, [*(begin for begin, _ in ends), len(text)], strict=True):
        item = text[start:stop].strip()
        yield text.find(item, start), item


def _read(items: Iterable[tuple[int, str]]) -> list[Symbol] | Fault:
    symbols: list[Symbol] = []
    said: _Said | None = None
    for offset, item in items:
        shared = "" if said is None or _WHOLE.match(item) else _shared(item, said)
        if shared is None:
            return Fault("S016", offset, {"found": item[:40], "before": str(symbols[-1])})
        symbol = Symbol.parse(shared + item)
        if isinstance(symbol, Fault):
            return symbol._replace(offset=offset + max(0, symbol.offset - len(shared)))
        symbols.append(symbol)
        said = said.then(symbol, item if shared else "") if said else _Said(symbol, symbol)
    return symbols


def _shared(item: str, said: _Said) -> str | None:
    """Find what to put before a shortened symbol; None where it cannot be told.

    A modifier changes the last document; a number takes the place of the last number.
    """
    modifier = _MODIFIER.fullmatch(item)
    if modifier:
        text, modifiers = said.document.display, said.document.modifiers
        same = modifiers and modifiers[-1].number and modifiers[-1].kind == modifier["name"]
        return f"{text.rpartition('/')[0] if same else text}/"
    number, end = _NUMBER.fullmatch(item), _END.fullmatch(said.last.display)
    if not number or not end or bool(number["tail"]) != bool(end["tail"]):
        return None
    stem, name = end["stem"], number["name"] or ""
    return stem.removesuffix(name) if not name or stem.endswith(f"/{name}") else None


def _shorter(symbol: Symbol) -> Iterator[str]:
    """Give the ways to say less than the whole symbol, the shortest first."""
    end, asterisk = _END.fullmatch(symbol.display), "*" if symbol.reissued else ""
    if end:
        yield end["end"] + asterisk
    for count in range(1, len(symbol.modifiers) + 1):
        yield "/".join(map(str, symbol.modifiers[-count:])) + asterisk


def _means(item: str, symbol: Symbol, said: _Said) -> bool:
    shared = _shared(item, said)
    return shared is not None and str(Symbol.parse(shared + item)) == str(symbol)
