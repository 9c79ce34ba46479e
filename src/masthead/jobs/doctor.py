"""The doctor: what this machine lacks to build, and the command that installs it."""

from __future__ import annotations

import ctypes
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from masthead.jobs.known.versions import listed_fonts
from masthead.language import Words

APT = "apt-get install -y --no-install-recommends"


@dataclass(frozen=True, slots=True)
class Need:
    """A thing that building needs: what it is for, its Debian package, and how to find it."""

    name: str
    purpose: str
    package: str
    found: Callable[[], bool]


def _library(*names: str) -> Callable[[], bool]:
    def found() -> bool:
        for name in names:
            try:
                ctypes.CDLL(name)
            except OSError:
                continue
            return True
        return False

    return found


def _program(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def _font(family: str) -> Callable[[], bool]:
    def found() -> bool:
        listed = listed_fonts()
        if listed is None:
            return any(Path("/usr/share/fonts").rglob(f"{family.replace(' ', '')}-Regular.*"))
        return any(family == name for name, _ in listed)

    return found


NEEDS: tuple[Need, ...] = (
    Need(
        "Pango",
        "pdf",
        "libpango-1.0-0",
        _library("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    ),
    Need(
        "PangoFT2",
        "pdf",
        "libpangoft2-1.0-0",
        _library("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    ),
    Need(
        "HarfBuzz subset",
        "pdf",
        "libharfbuzz-subset0",
        _library("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib", "libharfbuzz-subset-0.dll"),
    ),
    Need("Liberation Serif", "font", "fonts-liberation2", _font("Liberation Serif")),
    Need("pdftotext", "readback", "poppler-utils", _program("pdftotext")),
)


def needs(languages: Iterable[Words] = ()) -> tuple[Need, ...]:
    """List what building needs, and the typefaces of some languages (language.yaml, `fonts`)."""
    fonts = {
        family: str(package)
        for words in languages
        for family, package in words.table("fonts").items()
    }
    more = (Need(family, "font-of", package, _font(family)) for family, package in fonts.items())
    return (*NEEDS, *more)


def typefaces(languages: Iterable[Words] = ()) -> tuple[str, ...]:
    """List the typefaces that pages in some languages are set in."""
    return tuple(need.name for need in needs(languages) if need.purpose.startswith("font"))


def missing(languages: Iterable[Words] = ()) -> tuple[Need, ...]:
    """List what this machine lacks to build in some languages."""
    return tuple(need for need in needs(languages) if not need.found())


def remedy(needs: Sequence[Need]) -> str:
    """Give the command that installs what is missing, on Debian and Ubuntu."""
    return f"{APT} {' '.join(need.package for need in needs)}" if needs else ""
