"""Text with tokens: blocks of a page, and the inline values of a passage, with their places."""

from __future__ import annotations

from masthead.inline.blocks import Block, Grid, read_blocks, read_grid
from masthead.inline.parse import parse
from masthead.inline.parts import Anchor, Emphatic, Part, Token, Words, flat, tokens

__all__ = [
    "Anchor",
    "Block",
    "Emphatic",
    "Grid",
    "Part",
    "Token",
    "Words",
    "flat",
    "parse",
    "read_blocks",
    "read_grid",
    "tokens",
]
