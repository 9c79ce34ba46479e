"""Text with tokens: blocks of a page, and the inline values of a passage, with their places."""

from __future__ import annotations

from masthead.inline.blocks import Block, Grid, read_blocks, read_grid
from masthead.inline.parse import parse
from masthead.inline.parts import Anchor, Emphatic, Part, Token, Words, flat, tokens
from masthead.inline.runs import Code, Run, Span, runs_of, text_of

__all__ = [
    "Anchor",
    "Block",
    "Code",
    "Emphatic",
    "Grid",
    "Part",
    "Run",
    "Span",
    "Token",
    "Words",
    "flat",
    "parse",
    "read_blocks",
    "read_grid",
    "runs_of",
    "text_of",
    "tokens",
]
