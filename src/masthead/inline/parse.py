"""Parsing a passage: markdown's emphasis and links, and the roles that are tokens."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token as MarkdownToken
from mdit_py_plugins.myst_role import myst_role_plugin

from masthead.inline.parts import Anchor, Emphatic, Part, Token, Words
from masthead.model.problem import Fault

ROLES = (
    "fact", "para", "section", "table", "figure", "box", "annex", "document", "cite", "note",
    "item", "literal",
)  # fmt: skip
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:/() -]*")
# A citation lists symbols; a reference may lead to a place in another document.
FAR_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:,/()# -]*")
# A paragraph of a report has a tenth of it; what is read in less than a second is all that counts.
LONGEST = 20_000
# What takes room and shows nothing, or takes none.
BLANK = " \t\n\u00a0\u200b\u200c\u200d\u2060\ufeff"
# A host has a name, and a link one word.
LINK = re.compile(r"https://[^\s/?#@]+\.[^\s/?#@.]{2,}(?:[/?#]\S*)?")
FORM = re.compile(r"[a-z]+(-[a-z]+)*")
# What is left of a token, or of another language's, is one fault: `{fact}`, `` `code` ``, `{{ }}`.
_RAW = r"\{\{.*?\}\}|\{%.*?%\}|\{[a-z]*\}[^\s`]*`?|`[^`]*`|[`{}]+"
_MARKUP = re.compile(
    r"(?P<typed>\[\^|\\|(?m:^)%[ ]|~~|\]\[|&#?[A-Za-z0-9]+;)|"
    rf"(?P<image>!\[)|(?P<link>\]\()|(?P<raw>{_RAW})|(?P<html></?[A-Za-z!?])|(?P<emphasis>\*)"
)


_TICKS = re.compile("`*")
_CODES = {"typed": "C106", "image": "C022", "link": "C021", "raw": "C020", "html": "C023"}


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero").enable(["emphasis", "link", "newline"]).use(myst_role_plugin)
    # Refuse nothing here: a forbidden link is to be a problem with a place, not literal text.
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    return reader


@lru_cache(maxsize=8192)
def parse(text: str) -> tuple[tuple[Part, ...], tuple[Fault, ...]]:
    """Parse a passage into its parts; faults carry the offset of what cannot stand."""
    if len(text) > LONGEST:
        return (), (Fault("C102", 0, {"limit": LONGEST}),)
    faults: list[Fault] = []
    stream = _reader().parseInline(text)[0].children or []
    scan = _Scan(text, stream, faults)
    parts = scan.until("")
    return parts, tuple(faults)


class _Scan:
    """Walks markdown-it's flat tokens beside the text, which gives each token its offset."""

    def __init__(self, text: str, stream: list[MarkdownToken], faults: list[Fault]) -> None:
        self.text, self.stream, self.faults = text, stream, faults
        self.next, self.offset = 0, 0
        self.emphatic = False

    def until(self, closing: str) -> tuple[Part, ...]:
        """Read parts up to a closing token."""
        parts: list[Part] = []
        while self.next < len(self.stream):
            token = self.stream[self.next]
            self.next += 1
            if token.type == closing:
                break
            part = self._part(token)
            if part is not None:
                parts.append(part)
        return _joined(parts)

    def _find(self, content: str) -> int:
        found = self.text.find(content, self.offset)
        start = self.offset if found < 0 else found
        self.offset = min(start + len(content), len(self.text))
        return start

    def _part(self, token: MarkdownToken) -> Part | None:
        if token.type == "text":
            return self._words(token.content) if token.content else None
        if token.type in ("softbreak", "hardbreak"):
            start = self._find("\n")
            return Words(" ", start)
        if token.type == "myst_role":
            return self._role(str(token.meta["name"]), token.content)
        if token.type in ("em_open", "strong_open"):
            return self._emphasis(token)
        if token.type == "link_open":
            return self._link(token)
        self._find(token.content)
        return None

    def _emphasis(self, token: MarkdownToken) -> Part | None:
        """Read italics; bold, and italics within italics, are refused and not gone into."""
        start = self._find(token.markup)
        if token.type == "strong_open":
            self.faults.append(Fault("C025", start))
        elif self.emphatic:
            self.faults.append(Fault("C101", start))
        else:
            self.emphatic = True
            part = Emphatic(self.until("em_close"), start)
            self.emphatic = False
            return part
        return None

    def _words(self, content: str) -> Words:
        start = self._find(content)
        for found in _MARKUP.finditer(content):
            if found[0] == "% " and start and self.text[start - 1] != "\n":
                continue  # a percentage: its figure is a token
            code = _CODES.get(str(found.lastgroup), "C020")
            text = content[found.start() :][:40]
            self.faults.append(Fault(code, start + found.start(), {"text": text}))
        return Words(content, start)

    def _role(self, name: str, content: str) -> Part:
        start = self._find(f"{{{name}}}`")
        ticks = len(_TICKS.match(self.text, self.offset - 1)[0])  # type: ignore[index]
        self.offset += 2 * ticks - 1 + len(content)
        key, _, form = content.partition("|")
        if name not in ROLES:
            self.faults.append(Fault("C024", start, {"role": name, "of": ", ".join(ROLES)}))
        if name == "literal" and not content.strip(BLANK):
            self.faults.append(Fault("C108", start))
        if name == "literal":
            return Token(name, content, "", start)
        wanted = KEY if name in ("fact", "note", "item") else FAR_KEY
        if not wanted.fullmatch(key) or (form and not FORM.fullmatch(form)):
            self.faults.append(Fault("C026", start, {"token": content[:60]}))
        return Token(name, key, form, start)

    def _link(self, token: MarkdownToken) -> Part:
        href = str(token.attrs.get("href", ""))
        start = self._find("[")
        children = self.until("link_close")
        self._find("](")
        self.offset = self.text.find(")", self.offset) + 1
        if self.text[:start].endswith("!"):
            self.faults.append(Fault("C022", start - 1))
        elif not LINK.fullmatch(href):
            self.faults.append(Fault("C021", start, {"text": href[:40]}))
        if title := token.attrs.get("title"):
            self.faults.append(Fault("C107", start, {"text": str(title)[:40]}))
        if not any(not isinstance(part, Words) or part.text.strip() for part in children):
            self.faults.append(Fault("C108", start))
        return Anchor(href, children, start)


def _joined(parts: list[Part]) -> tuple[Part, ...]:
    joined: list[Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, Words) and isinstance(last, Words):
            joined[-1] = Words(last.text + part.text, last.offset)
        else:
            joined.append(part)
    return tuple(joined)
