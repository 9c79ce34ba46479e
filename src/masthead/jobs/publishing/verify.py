"""Verifying: a published folder is what its manifest says; its sources still make the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from masthead.jobs.publishing.manifest import (
    UNREADABLE,
    Difference,
    Manifest,
    difference,
    digest_of,
    files_of,
    read_manifest,
)
from masthead.model.problem import Problem, Where, error, warning
from masthead.outputs.names import MANIFEST
from masthead.project import STORE


def verify(folder: Path) -> tuple[Manifest | None, list[Problem]]:
    """Hold a folder against its manifest: every file that is missing, changed or added.

    Where it was published, its name holds the manifest itself.
    """
    try:
        manifest = read_manifest(folder)
    except UNREADABLE as fault:
        reason = getattr(fault, "strerror", None) or f"{type(fault).__name__}: {fault}"
        return None, [error(_where(folder, MANIFEST), "E053", folder=folder, reason=reason[:120])]
    named = folder.resolve()
    renamed = named.parent.name == STORE and not digest_of(folder).startswith(named.name)
    there = {name: digest for name, digest in files_of(folder) if name != MANIFEST}
    unlike = [*_unlike(manifest.files, there, "E050", "E051", "E052")]
    return manifest, [
        error(_where(folder, name), code, path=name)
        for name, code in ([(MANIFEST, "E052")] if renamed else []) + unlike
    ]


def is_whole(folder: Path) -> bool:
    """Tell whether a folder is what its manifest says."""
    manifest, problems = verify(folder)
    return manifest is not None and not problems


def compare(folder: Path, was: Manifest, now: Manifest) -> list[Problem]:
    """Say which files the sources make otherwise now, and what may be the cause."""
    found = [
        error(_where(folder, name), "E054", path=name)
        for name, _ in _unlike(was.files, now.files, "", "", "")
    ]
    found += [warning(Where(name), code, **args) for name, code, args in _causes(was, now)]
    kept = (symbol for symbol in was.documents if symbol in was.kept)
    return [*found, *(warning(_where(folder, MANIFEST), "E059", document=s) for s in kept)]


def _unlike(
    was: Mapping[str, str], now: Mapping[str, str], missing: str, added: str, changed: str
) -> Iterator[tuple[str, str]]:
    for name in sorted({*was, *now}):
        if name not in now:
            yield name, missing
        elif name not in was:
            yield name, added
        elif was[name] != now[name]:
            yield name, changed


def _causes(was: Manifest, now: Manifest) -> Iterator[tuple[str, str, dict[str, str]]]:
    """List what a folder was made of and what its sources are now, where the two differ."""
    differs: Difference = difference(was.making, now.making)
    for name in differs.get("sources", {}):
        yield name, "E055", {"path": name}
    for part in ("versions", "fonts"):
        for name, then in differs.get(part, {}).items():
            here = now.making[part].get(name)
            yield ".", "E056", {"name": name, "then": then or "-", "here": here or "-"}


def _where(folder: Path, name: str) -> Where:
    return Where((folder / name).as_posix())
