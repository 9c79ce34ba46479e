"""What stands between the strokes of a document symbol, read one by one and then in a row."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from masthead.model.natural import ROMAN, WORDS
from masthead.model.problem import Fault
from masthead.model.series import (
    BODIES,
    DEVICES,
    MIXED_CASE,
    MODIFIERS,
    NAMES,
    ORGANS,
    PAPERS,
    PARTS,
    REMARKS,
)

LONGEST = 100  # characters: with the suffix of a file this stays below what disks allow

_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_LETTERS = re.compile(r"[A-Z]{1,5}")
_PLAIN = re.compile(
    r"""
      [1-9][0-9]{0,5}[A-Z]?     # a year, a session, the number of a document or of a resolution
    | E?S-[1-9][0-9]?           # a special session, an emergency special session
    | [A-Z]+(?:-[A-Z]+)*        # a word: RES, COP-MOP; a roman session
    """,
    re.VERBOSE,
)
_TAIL = re.compile(
    rf"""
      (?P<part>{"|".join(map(re.escape, PARTS))})
      [ ]?(?P<number>[1-9][0-9]{{0,3}}|{ROMAN}|{"|".join(WORDS)})
    | (?P<alone>{"|".join(REMARKS)}|(?:19|20)[0-9]{{2}}|{ROMAN})
    """,
    re.VERBOSE,
)
_FOREIGN = re.compile(r"[^A-Za-z0-9./() *-]")
_SPELLING = {word.casefold(): word for word in MIXED_CASE}


class Piece(NamedTuple):
    """What stands between two strokes, and where."""

    offset: int
    name: str
    tail: str

    @property
    def modifies(self) -> bool:
        """Whether it changes the document before it: Add.1, Rev.2."""
        return self.name.partition(".")[0] in MODIFIERS

    @property
    def ends_document(self) -> bool:
        """Whether a document can end here: after a number, or with "" as a series does."""
        return not self.name or self.name[0].isdigit() or self.name.rpartition(".")[0] in PAPERS


def read_pieces(text: str) -> list[Piece] | Fault:
    """Read the text of a symbol (without the asterisk of a reissue) into its pieces."""
    fault = _foreign(text) or _no_body(text)
    if fault:
        return fault
    pieces = _pieces(text)
    return pieces if isinstance(pieces, Fault) else _disorder(pieces) or pieces


def _foreign(text: str) -> Fault | None:
    """Find a character that no symbol has: a Cyrillic look-alike, a dash for a hyphen."""
    found = _FOREIGN.search(text)
    if found:
        return Fault("S001", found.start(), {"character": f"U+{ord(found[0]):04X}"})
    return Fault("S002", LONGEST, {"limit": LONGEST}) if len(text) > LONGEST else None


def _no_body(text: str) -> Fault | None:
    head = text.partition("/")[0]
    stem = head.rstrip(" 0123456789*")
    if stem in BODIES:
        return None
    if stem.upper() in BODIES:
        return Fault("S005", 0, {"found": stem, "expected": stem.upper()})
    if text[:1].isdigit():
        return Fault("S004", 0, {"found": text})
    return Fault("S003", 0, {"found": head})


def _pieces(text: str) -> list[Piece] | Fault:
    pieces: list[Piece] = []
    offset = 0
    for written in text.split("/"):
        piece = _piece(written, offset)
        if isinstance(piece, Fault):
            return piece
        pieces.append(piece)
        offset += len(written) + 1
    return pieces


def _piece(written: str, offset: int) -> Piece | Fault:
    name, opened, rest = written.partition("(")
    if opened:
        name = name.removesuffix(" ")
    fault = _misspelt(name, offset)
    if fault or not opened:
        return fault or Piece(offset, name, "")
    tail = _tail(rest, offset + len(written) - len(rest))
    return tail if isinstance(tail, Fault) else Piece(offset, name, tail)


def _misspelt(name: str, offset: int) -> Fault | None:
    """Find what keeps a name between two strokes from being an element."""
    if not name or _is_element(name):
        return None
    if " " in name:
        return Fault("S006", offset + name.index(" "))
    spelling = _spelling(name)
    if spelling != name and _is_element(spelling):
        return Fault("S005", offset, {"found": name, "expected": spelling})
    prefix, dot, rest = name.rpartition(".")
    if dot and prefix in ORGANS | PAPERS | {*MODIFIERS, *(body[:-1] for body in BODIES)}:
        return Fault("S008", offset + len(prefix) + 1, {"found": rest})
    return Fault("S008" if name[0].isdigit() else "S007", offset, {"found": name})


@lru_cache(maxsize=4096)  # the elements of one project are few, and each is read many times
def _is_element(name: str) -> bool:
    prefix, dot, rest = name.rpartition(".")
    if name in NAMES:
        return True
    if name in DEVICES:
        return False
    if not dot:
        # SUB is a word like another: only Sub.2 is written with small letters.
        plain = _PLAIN.fullmatch(name) and _spelling(name) not in {*NAMES, *MODIFIERS}
        return name in MODIFIERS[-1:] or bool(plain)
    if name != _spelling(name):
        return False
    numbered = prefix in PAPERS or prefix in MODIFIERS[:-1] or f"{prefix}." in BODIES
    if _NUMBER.fullmatch(rest):
        return numbered or prefix in ORGANS
    return prefix in ORGANS and _LETTERS.fullmatch(rest) is not None


def _spelling(name: str) -> str:
    """Write a name with the capitals it must have: `sub.2` is Sub.2, `cop` is COP."""
    return ".".join(_SPELLING.get(word.casefold(), word.upper()) for word in name.split("."))


def _tail(rest: str, offset: int) -> str | Fault:
    """Read what follows an opening parenthesis, with its space: "PartI)" is "Part I"."""
    inside, closed, after = rest.partition(")")
    if not closed:
        return Fault("S010", offset + len(inside), {"found": inside})
    if after:
        return Fault("S013", offset + len(inside) + 1, {"found": inside})
    tail = _TAIL.fullmatch(inside)
    if not tail:
        return Fault("S009", offset, {"found": inside})
    return tail["alone"] or f"{tail['part']} {tail['number']}"


def _disorder(pieces: list[Piece]) -> Fault | None:
    """Find the first element that may not stand where it does."""
    for piece, following in pairwise(pieces):
        fault = _clash(piece, following, last=following is pieces[-1])
        if fault:
            return fault
    end = [piece for piece in pieces if not piece.modifies][-1]
    if not end.ends_document:
        return Fault("S014", end.offset + len(end.name), {"found": end.name})
    return None


def _clash(piece: Piece, following: Piece, *, last: bool) -> Fault | None:
    if not following.name and (piece.modifies or piece.tail or following.tail or not last):
        return Fault("S011", following.offset)
    if piece.modifies and not following.modifies:
        return Fault("S012", following.offset, {"found": following.name, "modifier": piece.name})
    if piece.tail and not following.modifies:
        return Fault("S013", piece.offset + len(piece.name), {"found": piece.tail})
    return None
