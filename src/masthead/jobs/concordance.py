"""The numbering contract: every edition and every rendition of a document bears the same marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from masthead.model.blocks import Block, Box, Heading, ListItem, Paragraph, Summary
from masthead.model.document import Document
from masthead.model.edition import Edition
from masthead.model.problem import Problem, error
from masthead.outputs.readback import NumberMap, differences


def compare_editions(document: Document, editions: Mapping[str, Edition]) -> list[Problem]:
    """Report each edition whose numbers differ from the original's."""
    original = editions.get(document.original)
    if original is None:
        return []
    wanted = marks_of(original)
    problems = []
    for language, edition in editions.items():
        detail = difference(wanted, marks_of(edition))
        if detail:
            problems.append(
                error(
                    document.where,
                    "E021",
                    document=document.symbol,
                    language=language,
                    original=document.original,
                    detail=detail,
                )
            )
    return problems


def parting(wanted: NumberMap, found: NumberMap) -> str:
    """Say where what was read back parts from what was compiled, "" if it does not."""
    return "; ".join(
        f"[{_shown(one.expected)}] / [{_shown(one.found)}]"
        for one in differences(wanted, found)[:3]
    )


def lacking(found: tuple[str, str] | None) -> str:
    """Say which passage is not printed whole, "" if all are."""
    return f"{found[0]}: […{found[1]}…]" if found else ""


def _shown(seen: NumberMap) -> str:
    return ", ".join(f"{one.mark} {one.opening}" for one in seen[:2])


def marks_of(edition: Edition) -> tuple[str, ...]:
    """List what an edition counts, in order: "I.", "1.", "2.", "table-1", ...

    The marks of lists, captions and notes are each language's own; their numbers are not.
    """
    notes = (f"note {note.mark}" for note in edition.notes)
    return (*_counted(edition.blocks), *notes)


def _counted(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading | Paragraph | ListItem):
            yield block.mark.strip("()")
        elif isinstance(block, Summary):
            yield block.id
        else:
            yield block.anchor
        if isinstance(block, Box | Summary):
            yield from _counted(block.blocks)


def difference(wanted: tuple[str, ...], found: tuple[str, ...]) -> str:
    """Say where two runs of marks part, "" if they do not."""
    for place, (one, other) in enumerate(zip(wanted, found, strict=False)):
        if one != other:
            before = wanted[place - 1] if place else "^"
            return f"{before} > {one} / {other}"
    if len(wanted) != len(found):
        longer = wanted if len(wanted) > len(found) else found
        return f"{len(wanted)} / {len(found)}: {longer[min(len(wanted), len(found))]}"
    return ""
