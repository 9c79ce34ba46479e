"""Resolving: tokens become words. Facts are said, references numbered, marks set."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from masthead.compile.assemble import Telling
from masthead.compile.facts import UNREAD, Facts, named_by
from masthead.compile.references import ROLES, Pointer
from masthead.compile.tongue import Tongue
from masthead.inline import Anchor, Emphatic, Part, Token, Words, tokens
from masthead.language import Speech, say, typeset
from masthead.language.marks import letter
from masthead.model.document import Passage, Prose
from masthead.model.inlines import Call, Emphasis, Fact, Inline, Item, Link, Reference, Text
from masthead.model.outline import Outline
from masthead.model.problem import Fault, Where, error
from masthead.notation import Report
from masthead.records import nearest

COVERED = "covered"
# Forms that print no name: they neither make a first mention nor promise a later one.
SILENT = frozenset({COVERED, "has", "agrees", "title", "number"})
# Words, or a space before another fact; not a mark of punctuation.
GOES_ON = re.compile(r"\s+[\w“«]|\s+$")
SHORT_FORM = re.compile(r"(?P<word>[^\W\d_]+\.)\s+$")
SENTENCE_END = re.compile(r"(?:^|[.!?][”»\u00a0’)]*\s+)[“«\u00a0]*$")


# Where notes bear letters and stand below their table or figure (Editorial Manual, footnotes).
LETTERED = ("cell", "table", "figure", "remark")


class Place(NamedTuple):
    """Where a token stands: its text and passage, and whether names are in full there."""

    prose: Prose
    full: bool
    at: Passage | None


class Resolver:
    """Says the passages of one edition in order; it remembers which names were said in full."""

    def __init__(
        self, tongue: Tongue, facts: Facts, outline: Outline, speech: Speech, report: Report
    ) -> None:
        self.tongue, self.facts, self.outline = tongue, facts, outline
        self.speech, self.report = speech, report
        self.seen: set[str] = set()
        self.ahead: Counter[str] = Counter()
        self.pointer = Pointer(tongue.words, outline, facts.records)
        # Whether the last words were an apposition, which a comma closes if the sentence goes on.
        self.unclosed = False

    def look_ahead(self, tellings: Sequence[Telling]) -> None:
        """Count how often each thing is named in the running text."""
        for telling in tellings:
            if telling.passage.is_running:
                for token in tokens(telling.parts, "fact"):
                    value = self.facts.find(token.key)
                    if not isinstance(value, Fault) and token.form not in SILENT:
                        self.ahead.update(named_by(value))

    def passage(self, telling: Telling) -> tuple[Inline, ...]:
        """Say a passage of the document."""
        full = telling.passage.is_named
        return self.inlines(telling.parts, telling.prose, full=full, at=telling.passage)

    def inlines(
        self, parts: Iterable[Part], prose: Prose, *, full: bool, at: Passage | None = None
    ) -> tuple[Inline, ...]:
        """Say a text; with `full`, every name in full (titles and headings)."""
        said: list[Inline] = []
        self.unclosed = False
        self._say(parts, Place(prose, full, at), "", said)
        return tuple(said)

    def _say(self, parts: Iterable[Part], place: Place, before: str, said: list[Inline]) -> str:
        for part in parts:
            if isinstance(part, Words):
                text = typeset(part.text.replace("\n", " "), self.tongue.typography, before)
                if self.unclosed and GOES_ON.match(text):
                    text = f"{self.tongue.words.text('list', 'comma') or ','}{text}"
                said.append(Text(text))
                before += text
                self.unclosed = False
            elif isinstance(part, Token):
                inline = self._token(part, place, before)
                said.append(inline)
                before += getattr(inline, "text", "")
            else:
                children: list[Inline] = []
                before = self._say(part.children, place, before, children)
                said.append(_wrapped(part, tuple(children)))
        return before

    def _token(self, token: Token, place: Place, before: str) -> Inline:
        if token.role == "fact":
            return self._fact(token, place, before)
        if token.role in ROLES:
            return self._reference(token, place, before)
        if token.role == "note":
            return self._call(token, place)
        if token.role == "item":
            return self._item(token, place)
        return Text(typeset(token.key, self.tongue.typography))

    def _fact(self, token: Token, place: Place, before: str) -> Inline:
        full = place.full
        value = self.facts.find(token.key)
        if isinstance(value, Fault):
            self._report(value, token, place)
            return Text(_gap(token))
        named = named_by(value)
        if not full and token.form not in SILENT:
            self._pass(named)
        if token.form == COVERED:
            return Fact(token.key, str(value), "")
        said = say(value, token.form, self._speech(full=full))
        if isinstance(said, Fault):
            self._report(said, token, place)
            return Text(_gap(token))
        if not full and token.form not in SILENT:
            self.seen.update(said.named)
        self.unclosed = said.unclosed
        text = typeset(said.text, self.tongue.typography)
        return Fact(token.key, str(value), self._opened(text, before))

    def _pass(self, named: Iterable[str]) -> None:
        for id_ in named:
            self.ahead[id_] -= 1
            if self.ahead[id_] <= 0:
                del self.ahead[id_]

    def _speech(self, *, full: bool) -> Speech:
        later = frozenset(self.ahead)
        mentioned = None if full else frozenset(self.seen)
        return self.speech._replace(mentioned=mentioned, later=later)

    def _reference(self, token: Token, place: Place, before: str) -> Inline:
        annex = self.outline.within.get(place.at.id, 0) if place.at else 0
        said = self.pointer.say(token, annex)
        if isinstance(said, Fault):
            self._report(said, token, place)
            return Text(_gap(token))
        if not isinstance(said, Reference):
            return said
        text = typeset(said.text, self.tongue.typography)
        return replace(said, text=self._opened(text, before))

    def _call(self, token: Token, place: Place) -> Inline:
        """Say the call of a note: by its number, in a table or a figure by its letter."""
        block = place.at.id.partition(".")[0] if place.at else ""
        remark = f"{block}.{token.key}"
        if token.key in self.outline.notes and not (place.at and place.at.kind in LETTERED):
            return Call(token.key, str(self.outline.notes[token.key]))
        if self.outline.kinds.get(remark) == "remark":
            return Call(remark, token.key)
        near = nearest(token.key, self.outline.notes)
        self._report(Fault("C055", 0, {"id": token.key, "nearest": near}), token, place)
        return Text(_gap(token))

    def _item(self, token: Token, place: Place) -> Inline:
        if not re.fullmatch("[a-z]", token.key):
            self._report(Fault("C053", 0, {"mark": token.key}), token, place)
            return Text(_gap(token))
        words = self.tongue.words
        mark = words.text("marks", "item").replace("{0}", letter(token.key, words))
        return Item(ord(token.key) - ord("a") + 1, mark)

    def _opened(self, text: str, before: str) -> str:
        """Begin a text with a capital where it begins a sentence; "para." and "см." end none."""
        short = SHORT_FORM.search(before)
        if short and short["word"] in self.tongue.words.series("typography", "led"):
            return text
        return text[:1].upper() + text[1:] if SENTENCE_END.search(before) else text

    def _report(self, fault: Fault, token: Token, place: Place) -> None:
        if fault.code == UNREAD:
            return
        prose = place.prose
        where = self._origin(token) if prose.is_drafted else prose.at(token.offset)
        where = where or prose.at(0)
        self.report(error(where, fault.code, **{"token": str(token), **fault.args}))

    def _origin(self, token: Token) -> Where | None:
        """Say where the record has the field of a token: nobody typed what a phrase drafted."""
        id_, _, field = token.key.partition(".")
        activity = self.facts.records.activities.get(id_)
        return activity.place_of(field) if activity else None


def _wrapped(part: Emphatic | Anchor, children: tuple[Inline, ...]) -> Inline:
    return Link(part.href, children) if isinstance(part, Anchor) else Emphasis(children)


def _gap(token: Token) -> str:
    """Show a gap as a gap: what cannot be said stands between brackets."""
    return f"[{token.key}]"
