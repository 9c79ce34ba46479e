"""Block ids: finding the blocks of a document that have none, and writing one above each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from masthead.model.document import Document, Passage, item_id
from masthead.project import Project, Source

LONGEST = 40


def without_id(document: Document) -> tuple[Passage, ...]:
    """List the passages that need an id written above them."""
    return tuple(passage for passage in document.walk() if not passage.id)


def write_ids(project: Project, document: Document) -> list[tuple[int, str]]:
    """Write the missing ids of a document; gives each with its line. Nothing else changes."""
    source = project.read(document.path)
    if not isinstance(source, Source):
        return []
    lines = source.data.decode("utf-8").split("\n")
    texts = {
        mark[1] for passage in document.walk() if passage.prose for mark in passage.prose.marks
    }
    taken = {passage.id for passage in document.walk() if passage.id}
    written: list[tuple[int, str]] = []
    for passage in without_id(document):
        id_ = free(slug(passage), taken)
        taken.add(id_)
        written.append((passage.where.line, id_))
    for line, id_ in reversed(written):
        ending = "\r" if lines[line - 1].endswith("\r") else ""
        # Right below a line of a paragraph, a marker would be read as its next words.
        gap = [ending] if line - 1 in texts else []
        lines[line - 1 : line - 1] = [*gap, f"{{#{id_}}}{ending}"]
    if written:
        project.write(document.path, "\n".join(lines))
    return written


def slug(passage: Passage) -> str:
    """Propose an id from a passage's first words, or from its records."""
    text = passage.prose.text if passage.prose is not None else " ".join(passage.records)
    if passage.kind in ("agenda", "agenda-item"):
        text = item_id(passage.item) if passage.item else passage.kind
    elif passage.records:
        text = " ".join(passage.records[:2])
    plain = re.sub(r"\{[a-z]+\}`([^`|]*)[^`]*`", r"\1", text)
    letters = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", letters)
    said = ""
    for word in words:
        if len(said) + len(word) + 1 > LONGEST:
            break
        said = f"{said}-{word}" if said else word
    return said or "block"


def free(id_: str, taken: Iterable[str]) -> str:
    """Give the id, or the first of id-2, id-3, ... that nobody has."""
    known = set(taken)
    if id_ not in known:
        return id_
    number = 2
    while f"{id_}-{number}" in known:
        number += 1
    return f"{id_}-{number}"
