"""The one door to the disk, the clock and the environment."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from masthead.model.limits import SAFE, Limits
from masthead.model.problem import Problem, Where, error

FOLDERS = ("activities", "content", "translations", "templates")
LEFTOVERS = ("~", ".tmp", ".swp", ".orig", ".bak")
# Where the sites lie that `build` leads to, each under the digest of its manifest.
STORE = ".build"


class Source(NamedTuple):
    """A file as it was read: its name in the project, with `/`, its bytes, and how far to go."""

    path: str
    data: bytes
    limits: Limits = SAFE


class Mark(NamedTuple):
    """What changes when a file does: its size, when it was written and changed, its number."""

    name: str
    size: int
    written: int
    changed: int
    number: int


class Found(NamedTuple):
    """A file below a folder: its name in the project, and whether it is nothing but a file."""

    name: str
    is_plain: bool


class Project(NamedTuple):
    """A folder that holds activities, content, translations and templates.

    Nothing outside the folder is read: a link that leads out of it is a problem, not a way.
    """

    root: Path
    limits: Limits = SAFE

    @property
    def exists(self) -> bool:
        """Whether the folder looks like a project."""
        return (self.root / "activities").is_dir() and (self.root / "content").is_dir()

    def names(self, folder: str, suffix: str) -> Iterator[str]:
        """List the files below a folder by their names in the project, sorted, hidden ones left.

        A link that leads nowhere is among them: whoever reads it learns what is lost.
        """
        return (name for name, _ in self._files(folder, suffix))

    def _files(self, folder: str, suffix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
        for name, entry in sorted(self._below(folder), key=_name):
            named = name.endswith(suffix) and not name.endswith(LEFTOVERS)
            if named and not entry.name.startswith(".") and not _is_folder(entry):
                yield name, entry

    def _below(
        self, folder: str, above: tuple[str, ...] | None = None
    ) -> Iterator[tuple[str, os.DirEntry[str]]]:
        """Give all that lies below a folder, by its name.

        Linked folders are entered only if the folders `above` are told, in which none leads back.
        """
        try:
            entries = [*os.scandir(os.path.join(self.root, folder))]
        except OSError:
            return
        for entry in entries:
            name = f"{folder}/{entry.name}"
            yield name, entry
            if entry.is_dir(follow_symlinks=False):
                yield from self._below(name, above)
            elif above is not None and _is_folder(entry) and self._holds(self.path(name)):
                here, there = os.path.realpath(self.path(folder)), os.path.realpath(entry.path)
                if there not in above and os.path.commonpath((here, there)) != there:
                    yield from self._below(name, (*above, there))

    def marks(self, folder: str) -> Iterator[Mark]:
        """Give the mark of each file below a folder, by name; of a link, that of its target.

        Linked folders are entered: words may be read through them.
        """
        for name, entry in sorted(self._below(folder, ()), key=_name):
            try:
                if not entry.is_dir(follow_symlinks=False):
                    yield _mark(name, entry.stat())
            except OSError:
                yield Mark(name, 0, 0, 0, 0)

    def mark(self, name: str) -> Mark:
        """Give the mark of one file."""
        try:
            return _mark(name, os.stat(self.path(name)))
        except OSError:
            return Mark(name, 0, 0, 0, 0)

    def unread(self, folder: str, suffixes: tuple[str, ...]) -> Iterator[str]:
        """List what is never read below a folder: linked folders, and files of other suffixes."""
        for name, entry in sorted(self._below(folder), key=_name):
            if "/." in name.removeprefix(folder):
                continue
            if _is_folder(entry):
                if entry.is_symlink():
                    yield name
            elif not name.endswith((*suffixes, *LEFTOVERS)):
                yield name

    def astray(self, folder: str) -> Iterator[Problem]:
        """Find what others than we read below a folder (templates), and must not be read."""
        top = self.path(folder)
        if os.path.lexists(top) and not (top.is_dir() and self._holds(top)):
            barred = self._barred(folder)
            if barred is not None:
                yield barred
        for name, entry in sorted(self._below(folder), key=_name):
            if not _is_plain(entry) and not (_is_folder(entry) and self._holds(self.path(name))):
                barred = self._barred(name)
                if barred is not None:
                    yield barred

    def languages(self) -> tuple[str, ...]:
        """List the languages that have a folder under translations/, sorted."""
        top = self.root / "translations"
        if not top.is_dir():
            return ()
        found = (path.name for path in top.iterdir() if os.path.lexists(path / "language.yaml"))
        return tuple(sorted(found))

    def _holds(self, path: Path) -> bool:
        """Tell whether a path leads, through whatever links, to a place in the project."""
        root = _real(self.root)
        return os.path.commonpath((root, os.path.realpath(path))) == root

    def read(self, name: str) -> Source | Problem:
        """Read a file of the project, or say why it cannot be read."""
        return self._barred(name) or self._opened(name)

    def _opened(self, name: str) -> Source | Problem:
        return _opened(os.path.join(self.root, name), name, self.limits)

    def _barred(self, name: str) -> Problem | None:
        """Say why a file may not even be opened: it lies elsewhere, is gone, or is a pipe."""
        path = self.path(name)
        try:
            if not self._holds(path):
                return error(Where(name), "P001", path=name)
            if not stat.S_ISREG(path.stat().st_mode):
                # Whoever opens a pipe may wait for ever.
                return error(Where(name), "P005", path=name)
        except OSError as fault:
            return _unreadable(name, fault)
        return None

    def found(self, folder: str, suffix: str) -> list[Found]:
        """List the files of a folder that end in `suffix`, to be taken one by one."""
        # Below a folder of ours, only a link can lead out, and only what is no file can hang.
        ours = self._holds(self.path(folder))
        return [
            Found(name, ours and _is_plain(entry)) for name, entry in self._files(folder, suffix)
        ]

    def take(self, file: Found) -> Source | Problem:
        """Read a file that was found, or say why it cannot be read."""
        return self._opened(file.name) if file.is_plain else self.read(file.name)

    def read_all(self, folder: str, suffix: str) -> tuple[list[Source], list[Problem]]:
        """Read every file of a folder that ends in `suffix`; what cannot be read is a problem."""
        read = [self.take(file) for file in self.found(folder, suffix)]
        sources = [source for source in read if isinstance(source, Source)]
        return sources, [problem for problem in read if isinstance(problem, Problem)]

    def has(self, name: str) -> bool:
        """Tell whether the project holds a file of that name."""
        return self.path(name).is_file()

    def path(self, name: str) -> Path:
        """Give the place on the disk of a name in the project."""
        return self.root / PurePosixPath(name)

    def write(self, name: str, text: str) -> None:
        """Write a file of the project whole: beside it first, then swapped in one step."""
        path = self.path(name)
        if not self._holds(path):
            raise LeadsOutError(None, "", name)
        write_whole(path, text.encode())


def _mark(name: str, found: os.stat_result) -> Mark:
    return Mark(name, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


class LeadsOutError(OSError):
    """A file that was to be written lies, through a link, outside of the project."""


def _opened(path: str | Path, name: str, limits: Limits = SAFE) -> Source | Problem:
    try:
        with open(path, "rb") as file:
            if os.fstat(file.fileno()).st_size > limits.file_size * 1024:
                return error(Where(name), "P002", path=name, limit=limits.file_size)
            return Source(name, file.read(), limits)
    except OSError as fault:
        return _unreadable(name, fault)


def _unreadable(name: str, fault: OSError) -> Problem:
    return error(Where(name), "P003", path=name, reason=fault.strerror or str(fault))


def _name(found: tuple[str, object]) -> str:
    return found[0]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Tell whether a name leads to a folder; a link that leads round in a circle does not."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_plain(entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False)


@cache
def _real(folder: Path) -> str:
    return os.path.realpath(folder)


def write_whole(path: Path, data: bytes, *, durable: bool = True, mode: int = 0o644) -> None:
    """Put bytes at a path so that a reader sees the old file or the new one, never a part.

    What can be made again need not be `durable`: it may be lost if the power fails.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    import tempfile  # noqa: PLC0415 - for those who write

    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(beside, mode)
        if durable:
            settle(Path(beside))
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise
    if durable:
        settle(path.parent)


def settle(path: Path) -> None:
    """Have the disk keep a file, or the names in a folder, whatever happens to the machine."""
    if os.name == "nt" and path.is_dir():
        return  # nobody may ask that of a folder there
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as fault:
        # Some disks of a network know no such request for a folder.
        if fault.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def read_file(path: Path) -> Source | Problem:
    """Read a file that a user names, wherever it lies, or say why it cannot be read."""
    name = path.as_posix()
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return error(Where(name), "P005", path=name)
    except OSError as fault:
        return _unreadable(name, fault)
    return _opened(path, name)


def starter() -> Project:
    """Open the project that the program carries: its own words, and what `new project` lays out."""
    return Project(Path(__file__).parent / "starter")


def own_words() -> Project:
    """Open the project whose translations are the program's own; in a checkout, the checkout."""
    carried = starter()
    return carried if carried.root.is_dir() else Project(carried.root.parents[2])


def state_folder() -> Path:
    """Give the folder for what the program keeps for this user (XDG Base Directory)."""
    home = os.environ.get("XDG_STATE_HOME", "")
    return Path(home if os.path.isabs(home) else os.path.expanduser("~/.local/state"), "masthead")


def spoken_language() -> str:
    """Guess the language to speak to the user from the environment: "fr" or "en"."""
    for name in ("MASTHEAD_SPEAK", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value and value not in {"C", "POSIX", "C.UTF-8"}:
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"
