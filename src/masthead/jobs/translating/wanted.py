"""The units that a language needs: of documents, of the titles of their sessions, of records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from masthead.compile import State, Tongue, unit_key
from masthead.compile.assemble import assemble, assemble_notes, bench_of, folded
from masthead.compile.standing import signature
from masthead.jobs.prepare import Opened
from masthead.model.activity import Wording
from masthead.model.document import Document, Session


@dataclass(frozen=True, slots=True)
class Wanted:
    """A unit that a language needs: its key, its source now, its draft if a phrase makes one.

    `original` is the language of the source.
    """

    key: str
    source: str
    original: str
    draft: str = ""
    facts: Mapping[str, tuple[str, str]] | None = None


def wanted_by(
    opened: Opened, documents: Iterable[Document], language: str
) -> dict[str, list[Wanted]]:
    """List the units that a language needs for some documents, by the file that keeps them."""
    tongue = opened.tongues[language]
    wanted: dict[str, list[Wanted]] = {}
    for document in documents:
        if language in document.languages:
            wanted[file_of(language, str(document.symbol))] = _of_document(document, opened, tongue)
            session = opened.records.session_of(document)
            if session is not None and not tongue.is_original:
                folder = session.folder.rsplit("/", 1)[-1]
                wanted[file_of(language, folder)] = _of_session(session, opened)
    if not tongue.is_original:
        wanted[f"translations/{language}/activities.po"] = _of_activities(opened)
    return {path: units for path, units in wanted.items() if units}


def file_of(language: str, name: str) -> str:
    """Name the file of the units of a document (by its symbol) or a session (by its folder)."""
    return f"translations/{language}/{name.lower().replace('/', '-').replace(' ', '-')}.po"


def _of_document(document: Document, opened: Opened, tongue: Tongue) -> list[Wanted]:
    bench = bench_of(document, opened.records, opened.tongues, tongue.code)
    wanted: list[Wanted] = []
    for telling in (*assemble_notes(bench, _ignore), *assemble(bench, _ignore)):
        passage = telling.passage
        if bench.is_original and passage.prose is not None:
            continue
        if passage.may_be_common and telling.standing.state is State.ORIGINAL:
            continue
        key = unit_key(document, passage.id)
        source = folded(telling.source.text)
        draft = folded(telling.prose.text) if telling.is_drafted else ""
        wanted.append(
            Wanted(
                key,
                source,
                document.original,
                draft,
                signature(telling.parts, bench.facts, bench.speech),
            )
        )
    return wanted


def _of_session(session: Session, opened: Opened) -> list[Wanted]:
    original = opened.records.profile.original
    return [
        Wanted(session.key_of(item), folded(item.title.text), original) for item in session.items
    ]


def _of_activities(opened: Opened) -> list[Wanted]:
    original = opened.records.profile.original
    return [
        Wanted(value.key, value.text, original)
        for _, activity in sorted(opened.records.activities.items())
        for name, value in sorted(activity.values.items())
        if isinstance(value, Wording)
    ]


def _ignore(problem: object) -> None:
    """Leave problems to `check`, which reports them all with their places."""
