"""ICU's patterns: numbers in words, months and magnitudes by CLDR, loaded when first wanted."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any


@cache
def _format(pattern: str, locale: str) -> Any:
    from icu4py.messageformat import MessageFormat  # noqa: PLC0415 - 16 MB, and few need it

    return MessageFormat(pattern, locale)


@cache
def written(pattern: str, locale: str, value: int | float | datetime) -> str:
    """Write a value by a pattern ("{n,number}", "{n,date,MMMM}"), with plain spaces between words.

    A locale that ICU does not know is its root's. Raises `ValueError` for a pattern that it does
    not know.
    """
    return " ".join(str(_format(pattern, locale).format({"n": value})).split())
