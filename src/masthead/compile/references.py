"""References: to paragraphs, sections, tables and annexes, here and in other documents.

The form belongs to the language ("see para. 28 above", "voir par. 28 ci-dessus"), the number to the
outline (un-style.md 3.6: generated from ids, never typed).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from masthead.compile.number import number
from masthead.inline import Token
from masthead.language import Words, marks
from masthead.model.citation import Citation
from masthead.model.document import ANNEXES, ITEMS, Document
from masthead.model.inlines import Inline, Link, Reference, Text
from masthead.model.outline import Outline
from masthead.model.problem import Fault
from masthead.records import Records, nearest

MARKED = tuple(kind for kind in ITEMS if kind != "bullet")
# What each role may point at; a section is a heading, an item is cited with its paragraph.
KINDS: Mapping[str, tuple[str, ...]] = {
    "para": ("paragraph", *MARKED),
    "section": ("heading",),
    "table": ("table",),
    "figure": ("figure",),
    "box": ("box",),
    "annex": ANNEXES,
}
# What is cited with its annex, unless it is cited there.
WITHIN = ("para", "section", "appendix")
ROLES = (*KINDS, "document", "cite")


class Pointer(NamedTuple):
    """Says where a token points, in one language, from one document."""

    words: Words
    outline: Outline
    records: Records

    def say(self, token: Token, annex: int) -> Inline | Fault:
        """Say a reference that stands in an annex (0: in none), or why it leads nowhere."""
        if token.role == "cite":
            return self._citation(token)
        if token.role == "document":
            return self._document(token)
        symbol, hash_, id_ = token.key.rpartition("#")
        if not hash_:
            return self._here(token, self.outline, token.key, annex)
        other = self._find(symbol)
        if isinstance(other, Fault):
            return other
        said = self._here(token, number(other, lambda problem: None), id_, 0)
        if isinstance(said, Fault):
            return said
        text = self.words.term("references", "in-document", document=symbol, reference=said.text)
        return Reference(token.key, f"{symbol}#{said.target}", text, self._spoken(other))

    def _here(self, token: Token, outline: Outline, id_: str, here: int) -> Reference | Fault:
        kinds = KINDS[token.role]
        if outline.kinds.get(id_) not in kinds:
            known = [known for known, kind in outline.kinds.items() if kind in kinds]
            return Fault("C052", 0, {"id": token.key, "nearest": nearest(id_, known)})
        if outline.kinds[id_] in MARKED and not outline.items[id_].paragraph:
            return Fault("C118", 0, {"id": token.key})
        role = outline.kinds[id_] if token.role == "annex" else token.role
        text = self._said(role, token.form, self._number(outline, id_))
        if text is None:
            return Fault("T030", 0, {"form": token.form, "of": "short, full"})
        annex = outline.within.get(id_, 0)
        if role in WITHIN and annex not in (0, here):
            cited = self._annex(outline, annex)
            text = self.words.term("references", "in-annex", annex=cited, reference=text)
        return Reference(token.key, outline.anchor(id_), text)

    def _said(self, role: str, form: str, numbered: str) -> str | None:
        pattern = self.words.term("references", role, form or "short", number=numbered)
        # Not `split`: a space that keeps a line together stays one.
        return re.sub(" +", " ", pattern).strip() or None

    def _number(self, outline: Outline, id_: str) -> str:
        kind = outline.kinds[id_]
        if kind == "paragraph":
            return str(outline.paragraphs[id_])
        if kind in MARKED:
            return self._item(outline, id_)
        if kind == "heading":
            return self._path(outline.headings[id_])
        if kind in ANNEXES:
            return "" if outline.is_alone(id_) else marks.annex(outline.annexes[id_], self.words)
        return str(outline.captions[id_])

    def _item(self, outline: Outline, id_: str) -> str:
        """Cite an item by its paragraph and the marks of its lists: 6 (a) (ii)."""
        path, paragraph = outline.items[id_]
        cited = str(outline.paragraphs[paragraph])
        for level, place in enumerate(path, 1):
            printed = marks.item(level, place, self.words).rstrip(".")
            cited = self.words.term("references", "item", number=cited, item=printed)
        return cited

    def _path(self, path: tuple[int, ...]) -> str:
        """Cite a heading by its marks without their stops: II.A.1."""
        steps = (path[: depth + 1] for depth in range(len(path)))
        return ".".join(marks.heading(step, self.words).strip("(). -") for step in steps)

    def _annex(self, outline: Outline, annex: int) -> str:
        """Cite the annex of a number: "annex II", or "annex" if it is the only one."""
        numbered = outline.annexes.items()
        id_ = next(i for i, n in numbered if n == annex and outline.kinds[i] == "annex")
        return self._said("annex", "short", self._number(outline, id_)) or ""

    def _find(self, symbol: str) -> Document | Fault:
        known = self.records.symbols
        if symbol not in known:
            return Fault("C054", 0, {"symbol": symbol, "nearest": nearest(symbol, known)})
        return known[symbol]

    def _document(self, token: Token) -> Inline | Fault:
        found = self._find(token.key)
        if isinstance(found, Fault):
            return found
        return Reference(token.key, token.key, token.key, self._spoken(found))

    def _spoken(self, other: Document) -> str:
        """Name the language to read another document in, if it is not in this one."""
        languages = other.languages
        if self.words.code in languages:
            return ""
        return other.original if other.original in languages else next(iter(languages), "")

    def _citation(self, token: Token) -> Inline | Fault:
        cited = Citation.parse(token.key)
        if isinstance(cited, Fault):
            return Fault(cited.code, token.offset + cited.offset, cited.args)
        text = cited.say(self.words.term("conjunction"))
        first = cited.symbols[0]
        return (
            Text(text) if first.is_fictional else Link(first.link(self.words.code), (Text(text),))
        )
