"""What stays published: the editions of documents that are not made now, byte for byte."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from masthead.jobs.prepare import Opened
from masthead.jobs.publishing.manifest import earlier, sha256_of
from masthead.jobs.publishing.publish import is_published
from masthead.model.edition import Edition
from masthead.model.edition_json import from_json
from masthead.model.problem import Problem, Where, warning
from masthead.outputs.names import DATA, folder_name


def published_editions(
    opened: Opened,
    problems: list[Problem] | None = None,
    site: Path | None = None,
    but: Collection[str] = (),
) -> dict[str, list[Edition]]:
    """Read the editions of a published site, by symbol; one that is damaged is left out.

    By default it is the last one of the project. Those of some documents are not read: what is made
    anew takes their place, whatever became of them.
    """
    found: dict[str, list[Edition]] = {}
    made = {f"{folder_name(symbol)}/{DATA}" for symbol in but}
    site = site or opened.project.root / "build"
    if site.is_symlink() and not is_published(site):
        return {}
    for path in sorted(site.glob(f"*/**/{DATA}")):
        name = path.relative_to(site).as_posix()
        if name.partition("/")[2] in made:
            continue
        try:
            edition = from_json(path.read_text(encoding="utf-8"))
            whole = name == f"{edition.language}/{folder_name(edition.symbol)}/{DATA}"
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            whole = False
        if whole and edition.language in opened.tongues:
            found.setdefault(edition.symbol, []).append(edition)
        elif problems is not None:
            told = warning(Where(f"build/{name}"), "E013")
            problems += [told] if told not in problems else []
    return found


def editions_to_keep(opened: Opened, published: Mapping[str, list[Edition]]) -> list[Edition]:
    """Choose the published editions that stay: those of documents that are still there.

    A document that cannot be read hides its symbol; then everything published stays.
    """
    there = {str(document.symbol) for document in opened.records.documents}
    unread = bool(opened.records.unread)
    return [
        edition
        for symbol, editions in published.items()
        if unread or symbol in there
        for edition in editions
    ]


def intact(editions: Iterable[Edition], site: Path, problems: list[Problem]) -> Iterator[Edition]:
    """Leave out what somebody changed since it was published: it would stay for ever.

    A site that has no manifest yet, for an earlier version made it, is taken as it is.
    """
    manifest = earlier(site)
    known = manifest and manifest.by_folder()
    for edition in editions:
        name = f"{edition.language}/{folder_name(edition.symbol)}"
        files = [path for path in (site / name).iterdir() if path.is_file()]
        found = {f"{name}/{path.name}": sha256_of(path) for path in files}
        if known is None or found == known.get(name):
            yield edition
        else:
            problems.append(warning(Where(f"build/{name}/{DATA}"), "E013"))


def bring_back(edition: Edition, published: Path, stage: Path) -> None:
    """Copy an edition's files over what was drawn anew; addenda in folders below are their own."""
    name = f"{edition.language}/{folder_name(edition.symbol)}"
    new = stage / name
    new.mkdir(parents=True, exist_ok=True)
    for drawn in [path for path in new.iterdir() if path.is_file()]:
        drawn.unlink()
    for kept in [path for path in (published / name).iterdir() if path.is_file()]:
        shutil.copyfile(kept, new / kept.name)
