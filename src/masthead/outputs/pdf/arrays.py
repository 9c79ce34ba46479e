"""Arrays for HarfBuzz: one type of C for all lengths."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from weasyprint.pdf import fonts

LENGTH = re.compile(r"\[\d+\]$")


@contextmanager
def arrays_of_any_length() -> Iterator[None]:
    """Have arrays be as long as what is put into them, while a document is written.

    WeasyPrint (70.0) names the length of each ("hb_codepoint_t[57]"), and cffi reads all
    declarations again for every name that it has not met: twice a font, 3 ms each time.
    """
    usual = fonts.ffi
    fonts.ffi = _Door(usual)
    try:
        yield
    finally:
        fonts.ffi = usual


class _Door:
    """Stands before cffi."""

    def __init__(self, ffi: Any) -> None:
        self._ffi = ffi

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ffi, name)

    def new(self, type_: str, values: Sequence[int] | None = None) -> Any:
        """Make a value of C; an array has the length of its values."""
        return self._ffi.new(type_ if values is None else LENGTH.sub("[]", type_), values)
