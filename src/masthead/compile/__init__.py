"""Compiling: records, prose and words become numbered, checked editions; no file is read."""

from __future__ import annotations

from masthead.compile.assemble import BLOCK
from masthead.compile.edition import Compiled, compile_document, page_words, speak
from masthead.compile.facts import Facts
from masthead.compile.ledger import Ledger, Line, ledger_of
from masthead.compile.register import check_register
from masthead.compile.standing import Standing, State, standings_of
from masthead.compile.tongue import Tongue, unit_key
from masthead.language.marks import agenda_number

__all__ = [
    "BLOCK",
    "Compiled",
    "Facts",
    "Ledger",
    "Line",
    "Standing",
    "State",
    "Tongue",
    "agenda_number",
    "check_register",
    "compile_document",
    "ledger_of",
    "page_words",
    "speak",
    "standings_of",
    "unit_key",
]
