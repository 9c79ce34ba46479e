"""The manifest of a published folder: what lies in it, what it was made of, what made it.

A document that kept its last editions was made of other sources than the rest: the manifest says
what was different then. No date, no place, no name of a machine: equal builds, equal manifests.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from masthead.jobs.doctor import typefaces
from masthead.jobs.known.versions import fonts, versions
from masthead.jobs.prepare import Opened
from masthead.model.edition import Edition
from masthead.outputs.names import MANIFEST

FORM = 1
# Why a folder that somebody gives us has no manifest that can be read.
UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)

# What bytes are made of: "sources", "fonts" and "versions", each by name. Where a making is told by
# its difference to another one, None stands for what it did not have.
Making = Mapping[str, Mapping[str, str]]
Difference = Mapping[str, Mapping[str, str | None]]


class Manifest(NamedTuple):
    """What is in a folder: its files by their SHA-256, documents by their languages, the formats.

    `kept` are the documents that were made before, with what was different then; None if nobody
    knows.
    """

    documents: Mapping[str, tuple[str, ...]]
    formats: tuple[str, ...]
    making: Making
    kept: Mapping[str, Difference | None]
    files: Mapping[str, str]

    def made(self, symbol: str) -> Making | None:
        """Say what a document was made of; None if nobody knows."""
        difference = self.kept.get(symbol, {})
        return None if difference is None else _overlaid(self.making, difference)

    def by_folder(self) -> Mapping[str, Mapping[str, str]]:
        """Give the files by the folder that they lie in."""
        found: dict[str, dict[str, str]] = {}
        for name, digest in self.files.items():
            found.setdefault(name.rpartition("/")[0], {})[name] = digest
        return found


def making(opened: Opened, sources: Mapping[str, str], formats: Sequence[str]) -> Making:
    """Say what is made of what now: every source, every version, every font."""
    families = typefaces(opened.words_of(opened.records.documents)) if "pdf" in formats else ()
    return {"sources": sources, "versions": versions(), "fonts": fonts(families)}


def describe(
    made: Sequence[Edition],
    kept: Sequence[Edition],
    formats: Sequence[str],
    now: Making,
    before: Manifest | None,
) -> Manifest:
    """Say what a folder holds, but for its files; what is kept has its making from `before`."""
    documents: dict[str, tuple[str, ...]] = {}
    for edition in (*made, *kept):
        documents[edition.symbol] = (*documents.get(edition.symbol, ()), edition.language)
    then = {edition.symbol: _made(edition.symbol, before) for edition in kept}
    differs = {symbol: was and difference(was, now) for symbol, was in then.items()}
    # What is still what would be made now needs no word: which build made it does not matter.
    told = {symbol: differs[symbol] for symbol in then if differs[symbol] != {}}
    return Manifest(documents, tuple(formats), now, told, {})


def _made(symbol: str, before: Manifest | None) -> Making | None:
    return None if before is None else before.made(symbol)


def difference(was: Making, now: Making) -> Difference:
    """Give what one making had otherwise than another one."""
    parts = {
        part: {
            name: was.get(part, {}).get(name)
            for name in sorted({*was.get(part, {}), *now.get(part, {})})
            if was.get(part, {}).get(name) != now.get(part, {}).get(name)
        }
        for part in sorted({*was, *now})
    }
    return {part: names for part, names in parts.items() if names}


def _overlaid(now: Making, difference: Difference) -> Making:
    """Give the making that has a difference to this one."""
    return {
        part: {
            name: value
            for name, value in {**now.get(part, {}), **difference.get(part, {})}.items()
            if value is not None
        }
        for part in {*now, *difference}
    }


def seal(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a finished folder into it."""
    files = {name: digest for name, digest in files_of(folder) if name != MANIFEST}
    (folder / MANIFEST).write_bytes(to_json(manifest._replace(files=files)))


def files_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Give the name of each file below a folder, and its SHA-256; "" for a link or a pipe."""
    for top, below, names in os.walk(folder, onerror=_refuse):
        linked = [name for name in below if os.path.islink(os.path.join(top, name))]
        for path in (Path(top, name) for name in (*names, *linked)):
            is_file = path.is_file() and not path.is_symlink()
            yield path.relative_to(folder).as_posix(), sha256_of(path) if is_file else ""


def _refuse(fault: OSError) -> None:
    """Stop at a folder that cannot be listed: its files would be left out in silence."""
    raise fault


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def to_json(manifest: Manifest) -> bytes:
    """Write a manifest as JSON, every list in one order."""
    written = {
        "manifest": FORM,
        "documents": {symbol: sorted(codes) for symbol, codes in manifest.documents.items()},
        "formats": manifest.formats,
        **manifest.making,
        "kept": manifest.kept,
        "files": manifest.files,
    }
    return (json.dumps(written, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def digest_of(folder: Path) -> str:
    """Give the digest of a sealed folder: that of its manifest, which has those of its files."""
    return sha256_of(folder / MANIFEST)


def earlier(folder: Path) -> Manifest | None:
    """Read the manifest of a site that was published before; None if it has none."""
    try:
        return read_manifest(folder)
    except UNREADABLE:
        return None


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a folder; raises one of `UNREADABLE` if it has none."""
    read = json.loads((folder / MANIFEST).read_bytes())
    if read["manifest"] != FORM:
        raise ValueError(f"a manifest of form {read['manifest']}")
    return Manifest(
        {symbol: tuple(codes) for symbol, codes in _table(read, "documents").items()},
        tuple(read["formats"]),
        {part: _texts(_table(read, part)) for part in ("fonts", "sources", "versions")},
        {
            symbol: differs and {part: _table(differs, part) for part in differs}
            for symbol, differs in _table(read, "kept").items()
        },
        _texts(_table(read, "files")),
    )


def _table(read: Any, name: str) -> dict[str, Any]:
    return {**read[name]}


def _texts(table: Mapping[str, Any]) -> dict[str, str]:
    if not all(isinstance(value, str) for value in table.values()):
        raise ValueError("not a text")
    return {**table}
