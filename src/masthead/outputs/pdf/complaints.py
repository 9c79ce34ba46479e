"""What WeasyPrint leaves out goes no further than its log: here it ends the rendition."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

LOG = logging.getLogger("weasyprint")
LONGEST = 250
# What is printed all the same: ids and references are settled before anything is.
HARMLESS = ("Anchor defined twice", "No anchor #")


class Incomplete(RuntimeError):
    """A picture, a font, a sheet or a rule of a sheet could not be used."""


class _Collector(logging.Handler):
    """Keeps what is said, for it to be told."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Take down one complaint."""
        said = record.getMessage()
        if not said.startswith(HARMLESS):
            self.said.append(said)


@contextmanager
def complaints_told() -> Iterator[None]:
    """Raise the first complaint of the log, when what was to be made is made."""
    collector = _Collector()
    LOG.addHandler(collector)
    try:
        yield
    finally:
        LOG.removeHandler(collector)
    if collector.said:
        raise Incomplete(collector.said[0][:LONGEST])
