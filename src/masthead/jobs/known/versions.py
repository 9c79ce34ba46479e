"""What makes the bytes: the versions of this program, of its libraries, and the fonts' digests.

Equal sources give equal bytes as long as nothing listed here changes; a manifest tells it to
readers, and what is kept from one build to the next is kept under it.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from masthead import __version__
from masthead.project import own_words

# What shapes a byte of what is published; a new dependency that does is added here.
SHAPING = """
    babel cattrs cssselect2 docutils fonttools icu4py jinja2 kiwisolver markdown-it-py markupsafe
    matplotlib mdit-py-plugins minijinja numpy pillow polib pydyf pygments pypandoc-binary pyphen
    pystemmer pyyaml resvg-py snowballstemmer sphinx tinycss2 tinyhtml5 weasyprint
""".split()
# Libraries of the machine: what loaders call them, and the function that gives the version.
NATIVE = {
    "harfbuzz": ("harfbuzz", 0, "hb_version_string"),
    "pango": ("pango-1.0", 0, "pango_version_string"),
}
FILES = ("lib{}.so.{}", "lib{}.{}.dylib", "lib{}-{}.dll")
INSTALLED = re.compile(r"(?P<name>.+?)-(?P<version>\d[^-]*)(?:-.*)?\.(?:dist|egg)-info")
TOP = Path(__file__).parents[2]
CODE = (".py", ".csv", ".json", ".icc")


@cache
def versions() -> Mapping[str, str]:
    """Give the version of everything that shapes the bytes, by name, sorted; loads no engine."""
    installed = _installed()
    found = {name: installed.get(name) or _recorded(name) for name in SHAPING}
    found |= natives()
    found["masthead"] = f"{__version__} {_own_code()[:16]}"
    found["python"] = f"{sys.version_info.major}.{sys.version_info.minor}"
    found["zlib"] = zlib.ZLIB_RUNTIME_VERSION
    return {name: version for name, version in sorted(found.items()) if version}


def fonts(families: Iterable[str]) -> Mapping[str, str]:
    """Give the SHA-256 of each font file that this machine has of some families, by its name."""
    wanted = frozenset(families)
    files = {path for family, path in listed_fonts() or () if family in wanted}
    return {path.name: _digest_of_file(path) for path in sorted(files, key=lambda path: path.name)}


@cache
def makers(families: tuple[str, ...]) -> Mapping[str, str]:
    """Give all that makes the bytes on this machine: versions, and the digests of fonts."""
    return {**versions(), **fonts(families)}


def _installed() -> dict[str, str]:
    """Read the versions of what is installed off the names of folders.

    `importlib.metadata` would find the same, and takes 37 ms to be loaded and to read them.
    """
    found: dict[str, str] = {}
    for folder in filter(os.path.isdir, sys.path):
        for name in map(INSTALLED.fullmatch, os.listdir(folder)):
            if name:
                found.setdefault(re.sub(r"[-_.]+", "-", name["name"]).lower(), name["version"])
    return found


def _recorded(name: str) -> str:
    """Ask for what is installed in another way than in a folder of its own name."""
    from importlib import metadata  # noqa: PLC0415 - seldom needed

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def natives() -> dict[str, str]:
    """Give the versions of the machine's own libraries that shape the bytes."""
    return {name: _native(*library) for name, library in NATIVE.items()}


def _native(name: str, number: int, function: str) -> str:
    import ctypes  # noqa: PLC0415 - 2 ms, and checks ask for no library

    for file in FILES:
        try:
            ask = ctypes.CDLL(file.format(name, number))[function]
        except OSError:
            continue
        ask.restype = ctypes.c_char_p
        return str(ask().decode())
    return ""


def _own_code() -> str:
    """Give the digest of this program: between releases it changes and its version does not."""
    whole = hashlib.sha256()
    for path in _own_files():
        whole.update(path.relative_to(TOP).as_posix().encode() + b"\0")
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _own_files() -> Iterator[Path]:
    for folder, below, names in os.walk(TOP):
        # The starter is what a project begins with; the project itself is among the sources.
        below[:] = sorted(name for name in below if name not in ("starter", "__pycache__"))
        yield from (Path(folder, name) for name in sorted(names) if name.endswith(CODE))


@cache
def fingerprint() -> tuple[object, ...]:
    """Give what changes when a package or this program does; no file is opened for it.

    The words that it speaks are its own too: those of every project are compared with them.
    """
    files = (*_own_files(), *sorted(own_words().path("translations").glob("*/*.yaml")))
    own = [(path.name, at.st_size, at.st_mtime_ns) for path in files if (at := path.stat())]
    return sys.version, zlib.ZLIB_RUNTIME_VERSION, *sorted(_installed().items()), *own


def listed_fonts() -> tuple[tuple[str, Path], ...] | None:
    """List the fonts of this machine, each with each of its families; None if nobody can."""
    program = shutil.which("fc-list")
    return None if program is None else _listed_by(program)


@cache
def _listed_by(program: str) -> tuple[tuple[str, Path], ...]:
    """Ask fontconfig once: a build looks for each typeface, and then for the files of all."""
    import subprocess  # noqa: PLC0415 - 2 ms, and checks ask for no fonts

    ask = [program, "--format", "%{file}\t%{family}\n"]
    said = os.fsdecode(subprocess.run(ask, capture_output=True, check=False).stdout)
    lines = (line.partition("\t") for line in said.splitlines())
    return tuple(
        (family, Path(file)) for file, _, families in lines for family in families.split(",")
    )


def _digest_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
