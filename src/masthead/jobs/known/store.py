"""The store: what was made before, kept in a project so that it need not be made again.

It lies in `.masthead/`, may be deleted at any time, and is bounded in size. An entry is found by a
key that names all that it was made from, so nothing in it is ever out of date. What is kept is
sealed with a secret of this user: a project that comes from somebody else may bring a store, and
nothing in that is believed.
"""

from __future__ import annotations

import copyreg
import hmac
import os
import pickle
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, TypeVar

from masthead.project import state_folder, write_whole

V = TypeVar("V")

FOLDER = ".masthead"
SEAL = 32
LIMIT = 1024**3
SEALER = "seal"
# For version control and for programs that make backups (bford.info/cachedir).
MARKS = {".gitignore": "*\n", "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n"}


def key_of(*parts: object) -> str:
    """Give the key of what was made from some values: a digest of how they are written."""
    whole = blake2b(digest_size=20)
    for part in parts:
        written = part if isinstance(part, bytes) else repr(part).encode()
        whole.update(len(written).to_bytes(8, "big") + written)
    return whole.hexdigest()


def frozen(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """Freeze a mapping, when it is read from the store."""
    return MappingProxyType(mapping)


# Python cannot write a frozen mapping as it is.
copyreg.pickle(MappingProxyType, lambda mapping: (frozen, (dict(mapping),)))


class Keeper(Protocol):
    """Where values are kept: from one run to the next, or in a process that goes on."""

    def fetch(self, key: str) -> Any:
        """Give what is kept under a key, if anything is."""

    def keep(self, key: str, value: object) -> None:
        """Keep a value that is not None."""

    def once(self, key: str, make: Callable[[], V]) -> V:
        """Make a value that only a process that goes on can hold."""


class Store(NamedTuple):
    """The entries of a project. Without a secret to seal them with, nothing is kept or found."""

    folder: Path
    secret: bytes

    def fetch(self, key: str) -> Any:
        """Give what is kept under a key; None if that is nothing, or not what we kept."""
        path = self._path(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        seal, body = data[:SEAL], data[SEAL:]
        if not self.secret or not hmac.compare_digest(seal, self._seal(key, body)):
            return None
        with suppress(OSError):
            os.utime(path)
        try:
            # Whoever knows the secret is this user, who runs this program.
            return pickle.loads(body)  # noqa: S301
        except Exception:
            # A version of it that had other values, perhaps.
            return None

    def keep(self, key: str, value: object) -> None:
        """Keep a value that is not None; a disk that is full or read-only keeps nothing."""
        if not self.secret or self.folder.is_symlink():
            return
        body = pickle.dumps(value, protocol=5)
        with suppress(OSError):
            if not self.folder.is_dir():
                for name, text in MARKS.items():
                    write_whole(self.folder / name, text.encode())
            write_whole(self._path(key), self._seal(key, body) + body, durable=False)

    def once(self, key: str, make: Callable[[], V]) -> V:
        """Make a value: this run makes it once, and the next one cannot have it."""
        return make()

    def trim(self, limit: int = LIMIT) -> None:
        """Forget what was not used for longest, until the rest is no larger than a limit."""
        found = sorted(self.entries(), key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
        total = 0
        for entry in found:
            total += entry.stat().st_size
            if total > limit:
                _forget(entry)

    def clear(self) -> int:
        """Forget everything; gives how many bytes that were."""
        total = 0
        for entry in [*self.entries()]:
            total += entry.stat().st_size
            _forget(entry)
        return total

    def entries(self) -> Iterator[os.DirEntry[str]]:
        """List the files of the entries, and what was left half-written."""
        try:
            parts = [part for part in os.scandir(self.folder) if part.is_dir(follow_symlinks=False)]
        except OSError:
            return
        for part in parts:
            yield from (entry for entry in os.scandir(part) if entry.is_file(follow_symlinks=False))

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]

    def _seal(self, key: str, body: bytes) -> bytes:
        return blake2b(key.encode() + body, key=self.secret, digest_size=SEAL).digest()


def _forget(entry: os.DirEntry[str]) -> None:
    with suppress(OSError):
        os.unlink(entry.path)


def nothing_kept(root: Path) -> Store:
    """Open a store of a project in which nothing is found: what is asked for is made anew."""
    return Store(root / FOLDER, b"")


def store_of(root: Path) -> Store:
    """Open the store of a project. Nothing is written until something is kept."""
    return Store(root / FOLDER, _secret())


def _secret() -> bytes:
    """Read this user's secret, or make one; none where the user has no place for it."""
    path = state_folder() / SEALER
    with suppress(OSError):
        if not path.exists():
            write_whole(path, secrets.token_bytes(SEAL), mode=0o600)
        found = path.read_bytes()
        return found if len(found) == SEAL else b""
    return b""
