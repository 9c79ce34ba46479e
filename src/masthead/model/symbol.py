"""The symbol of a United Nations document: CTOC/COP/2014/4, S/RES/1325 (2000).

The grammar is closed: what is not known is refused at the spot, so that a symbol is always a safe
name for a file, a folder and an address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import total_ordering
from urllib.parse import quote

from masthead.model.anatomy import Anatomy, dissect
from masthead.model.elements import LONGEST, read_pieces
from masthead.model.modifier import ADDENDUM, CORRIGENDUM, REVISION, Modifier
from masthead.model.natural import ROMAN, Order, natural
from masthead.model.problem import Fault
from masthead.model.series import FICTIONAL

_LOOSE = re.compile(rf" (?=\()|(?<=[a-z.]) (?=(?:[0-9]+|{ROMAN})\))")
_NUMBER = re.compile(r"(?P<series>.*[/.])(?P<number>[0-9]+)[A-Z]?")
_UNSAFE = re.compile(r"[^A-Za-z0-9./-]")
_ESCAPED = re.compile(r"(?:~[0-9a-f]{2})+")


@total_ordering
@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol as `parse` reads it; do not build one by hand.

    `elements` and `tail`, which stands in parentheses, name a document; `modifiers` what changed it
    since, the first first. A reissued document (an asterisk) keeps its symbol: it equals the first
    issue. A symbol whose last element is empty names a series: TD/CODE TOT/.
    """

    elements: tuple[str, ...]
    tail: str = ""
    modifiers: tuple[Modifier, ...] = ()
    reissued: bool = field(default=False, compare=False)

    @classmethod
    def parse(cls, text: str) -> Symbol | Fault:
        """Read a symbol as it is printed, or as the library writes it: A/62/17(PartI)."""
        pieces = read_pieces(text.removesuffix("*"))
        if isinstance(pieces, Fault):
            return pieces
        base = [piece for piece in pieces if not piece.modifies]
        modifiers = [Modifier.of(piece.name, piece.tail) for piece in pieces if piece.modifies]
        elements = tuple(piece.name for piece in base)
        symbol = cls(elements, base[-1].tail, tuple(modifiers), text.endswith("*"))
        # The library leaves spaces out; with them it may be too long.
        is_long = len(symbol.display) > LONGEST
        offset = min(LONGEST, len(text))
        return Fault("S002", offset, {"limit": LONGEST}) if is_long else symbol

    @classmethod
    def from_file_stem(cls, stem: str) -> Symbol | Fault:
        """Read a symbol back from the name of its file (without language and suffix)."""
        text = _ESCAPED.sub(_unescape, stem.replace("_", "/"))
        symbol = cls.parse(text)
        if isinstance(symbol, Fault) or symbol.file_stem != stem:
            return Fault("S015", 0, {"stem": stem[:100]})
        return symbol

    @property
    def base(self) -> Symbol:
        """What it changes: the symbol without its last modifier; itself where it has none."""
        return replace(self, modifiers=self.modifiers[:-1], reissued=False)

    @property
    def root(self) -> Symbol:
        """The document itself, without any addendum, corrigendum or revision."""
        return replace(self, modifiers=(), reissued=False)

    @property
    def changes(self) -> Symbol | None:
        """The document that it adds to, corrects or replaces; None if it stands by itself."""
        return self.base if self.modifiers else None

    @property
    def is_addendum(self) -> bool:
        """Whether it adds to a document: /Add.1."""
        return self._is(ADDENDUM)

    @property
    def is_corrigendum(self) -> bool:
        """Whether it corrects a document, perhaps in some of its languages only: /Corr.1."""
        return self._is(CORRIGENDUM)

    @property
    def is_revision(self) -> bool:
        """Whether it takes the place of a document: /Rev.1."""
        return self._is(REVISION)

    @property
    def is_revised(self) -> bool:
        """Whether the document itself is a revision, whatever changed it since: /Rev.1/Add.1."""
        return bool(self.modifiers) and self.modifiers[0].kind == REVISION

    def _is(self, kind: str) -> bool:
        return bool(self.modifiers) and self.modifiers[-1].kind == kind

    @property
    def parts(self) -> Anatomy:
        """Tell its body, period, nature and number."""
        return dissect(self.elements, self.tail)

    @property
    def place(self) -> tuple[str, int] | None:
        """Tell what it is counted in, and as which: ("CTOC/COP/2014/CRP.", 4); None for a series.

        `f"{series}{number}"` is the symbol again, but for a letter or parentheses at its end.
        """
        if self.modifiers:
            last = self.modifiers[-1]
            return (f"{self.base.display}/{last.kind}.", last.number) if last.number else None
        found = _NUMBER.fullmatch("/".join(self.elements))
        return (found["series"], int(found["number"])) if found else None

    @property
    def is_series(self) -> bool:
        """Whether it names a series (TD/CODE TOT/), not one document."""
        return self.elements[-1] == ""

    @property
    def is_fictional(self) -> bool:
        """Whether nobody ever issued it: the UN's site has nothing under it."""
        return self.elements[0] == FICTIONAL

    @property
    def display(self) -> str:
        """The symbol as it is cited, without the asterisk of a reissue."""
        tail = f" ({self.tail})" if self.tail else ""
        return "/".join(("/".join(self.elements) + tail, *map(str, self.modifiers)))

    @property
    def key(self) -> str:
        """The symbol as the library writes it, without the spaces it drops: A/62/17(PartI)."""
        return _LOOSE.sub("", self.display)

    @property
    def path(self) -> str:
        """The symbol as a path of a URL; what is unsafe there becomes ~hh."""
        return _UNSAFE.sub(_escape, self.key)

    @property
    def file_stem(self) -> str:
        """The symbol as a name of a file: CTOC_COP_2014_4."""
        return self.path.replace("/", "_")

    def file_name(self, letter: str, suffix: str) -> str:
        """Name a rendition as the UN does: `file_name("E", ".pdf")` is CTOC_COP_2014_4_E.pdf."""
        return f"{self.file_stem}_{letter}{suffix}"

    def link(self, language: str) -> str:
        """Give its address in the UN's document system, in a language (`en`, `fr`, ...)."""
        return f"https://docs.un.org/{language}/{quote(self.display)}"

    @property
    def order(self) -> tuple[tuple[Order, ...], Order, tuple[Modifier, ...], str]:
        """The key it sorts by: 2 before 10, a document before what changes it."""
        tail = natural(f"({self.tail})") if self.tail else ()
        return tuple(map(natural, self.elements)), tail, self.modifiers, self.key

    def __lt__(self, other: object) -> bool:
        return self.order < other.order if isinstance(other, Symbol) else NotImplemented

    def __str__(self) -> str:
        return f"{self.display}*" if self.reissued else self.display


def _escape(unsafe: re.Match[str]) -> str:
    return "".join(f"~{byte:02x}" for byte in unsafe[0].encode())


def _unescape(escaped: re.Match[str]) -> str:
    return bytes.fromhex(escaped[0].replace("~", "")).decode(errors="replace")
