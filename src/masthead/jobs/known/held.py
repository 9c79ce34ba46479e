"""What a process holds that goes on: values at hand, so that nothing is read from the disk again.

What was wanted neither now nor the time before is let go; the next who wants it finds it in the
store, or makes it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from masthead.jobs.known.store import Store

V = TypeVar("V")


class Held:
    """Stands before a store, and writes nothing to it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._now: dict[str, Any] = {}
        self._before: dict[str, Any] = {}

    def turn(self) -> None:
        """Begin another round: let go what was not wanted in the last one."""
        self._before, self._now = self._now, {}

    def fetch(self, key: str) -> Any:
        """Give what is held under a key, or what the store has; None if that is nothing."""
        found = self._held(key)
        if found is None:
            found = self._store.fetch(key)
            if found is not None:
                self.keep(key, found)
        return found

    def keep(self, key: str, value: object) -> None:
        """Hold a value."""
        self._now[key] = value

    def once(self, key: str, make: Callable[[], V]) -> V:
        """Make a value, unless it is held."""
        found: V | None = self._held(key)
        if found is None:
            found = make()
            self.keep(key, found)
        return found

    def _held(self, key: str) -> Any:
        found = self._now.get(key, self._before.get(key))
        if found is not None:
            self._now[key] = found
        return found
