"""Text with tokens: blocks of a page, and the inline values of a passage, with their places."""

from __future__ import annotations

from masthead.inline.blocks import Block, read_blocks
from masthead.inline.parse import parse
from masthead.inline.parts import Anchor, Emphatic, Part, Token, Words, tokens

__all__ = [
    "Anchor",
    "Block",
    "Emphatic",
    "Part",
    "Token",
    "Words",
    "parse",
    "read_blocks",
    "tokens",
]
