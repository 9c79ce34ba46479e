"""Files for translators' own programs: units go out as XLIFF, TMX or PO, and come back."""

from __future__ import annotations

from masthead.language.exchange.back import Returned, Returns, read_back
from masthead.language.exchange.sheet import Sent, Sheet
from masthead.language.exchange.similar import Suggestion, suggest
from masthead.language.exchange.tmx import write_tmx
from masthead.language.exchange.xliff import write_xliff

__all__ = [
    "Returned",
    "Returns",
    "Sent",
    "Sheet",
    "Suggestion",
    "read_back",
    "suggest",
    "write_tmx",
    "write_xliff",
]
