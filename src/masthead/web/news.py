"""News: whoever waits is told that something has changed, and asks what."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator


class News:
    """Tells all who wait, until it is closed."""

    def __init__(self) -> None:
        self._told, self.is_closed = asyncio.Event(), False

    def tell(self) -> None:
        """Wake all who wait."""
        self._told.set()
        self._told = asyncio.Event()

    def close(self) -> None:
        """Wake all who wait for the last time."""
        self.is_closed = True
        self.tell()

    async def stream(self) -> AsyncIterator[str]:
        """Give an event of the browser's EventSource at once, and each time there is news."""
        yield "retry: 300\n\n"
        while not self.is_closed:
            told = self._told
            yield "data: look\n\n"
            await told.wait()
