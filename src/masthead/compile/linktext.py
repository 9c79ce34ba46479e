"""What a link says of where it leads, to a reader who hears nothing but its words."""

from __future__ import annotations

import re
from collections.abc import Collection

from masthead.inline.parts import Anchor, Token, flat

ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+\.[a-z]{2,}/\S*")
AROUND = " \u00a0.,;:!?…>→“”‘’«»()[]"


def said_by(anchor: Anchor) -> str:
    """Give the words of a link in one line, literals among them; other tokens as they are typed."""
    parts = flat(anchor.children)
    words = (_said(part) if isinstance(part, Token) else part.text for part in parts)
    return " ".join("".join(words).split())


def _said(token: Token) -> str:
    return token.key if token.role == "literal" else str(token)


def says_nothing(said: str, idle: Collection[str]) -> bool:
    """Tell whether it is an address, marks alone, or words that would lead anywhere (`idle`).

    A link without any words is an error of its own (C108).
    """
    if not said:
        return False
    plain = said.replace("’", "'").strip(AROUND).casefold()
    return not plain or plain in idle or ADDRESS.fullmatch(plain) is not None
