"""Frozen numbers: once a document is issued, others cite its paragraphs by their numbers.

A document that says `issued: true` is compared with what is published of it: a paragraph keeps its
number, or the document is no longer the one that is cited. What is put in is 13 bis (`.bis`);
whoever wants other numbers issues a revision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from masthead.jobs.judging.verdicts import Verdict
from masthead.jobs.prepare import Opened
from masthead.model.document import Document
from masthead.model.edition import Edition
from masthead.model.problem import Problem, Where, error


def check_frozen(verdicts: Iterable[Verdict], opened: Opened) -> list[Problem]:
    """Report each paragraph of an issued document that would lose its published number."""
    issued = [one for one in verdicts if one.document.issued]
    if not issued:
        return []
    # Most checks need nothing of what is published.
    from masthead.jobs.publishing.kept import published_editions  # noqa: PLC0415

    published = published_editions(opened)
    found: dict[tuple[str, str], Problem] = {}
    for one in issued:
        for before in published.get(str(one.document.symbol), ()):
            after = one.editions.get(before.language)
            if after is not None:
                for id_, problem in _moved(before, after, one.document):
                    found.setdefault((str(one.document.symbol), id_), problem)
    return list(found.values())


def _moved(before: Edition, after: Edition, document: Document) -> Iterator[tuple[str, Problem]]:
    now = {paragraph.id: paragraph for paragraph in after.paragraphs()}
    places = {passage.id: passage.where for passage in document.passages}
    for old in before.paragraphs():
        new = now.get(old.id)
        if new is None or (new.anchor, new.mark) != (old.anchor, old.mark):
            where: Where = places.get(old.id, document.where)
            said = new.cited if new else ""
            args = {"document": document.symbol, "number": old.cited, "now": said, "id": old.id}
            yield old.id, error(where, "E015" if new else "E016", **args)
