"""Loading a project's records: every file read, every problem found, in one pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from masthead.model.activity import ItemNumber
from masthead.model.document import Document, Session
from masthead.model.document_kind import DocumentKind
from masthead.model.problem import Problem, Where, error
from masthead.model.profile import Profile
from masthead.notation import Report
from masthead.project import Found, Project, Source
from masthead.records.archive import OTHERS, Archive, Line, Recall, Rules, read_archive
from masthead.records.document_kinds import FOLDER as KINDS
from masthead.records.document_kinds import read_document_kinds
from masthead.records.documents import read_document
from masthead.records.front_matter import Known
from masthead.records.kinds import read_kinds
from masthead.records.profile import read_profile
from masthead.records.registry import Registry, check_registry, read_registry
from masthead.records.sessions import read_session
from masthead.records.symbols import check_symbols


class Leaf(NamedTuple):
    """A document as it was read, with what it shows (pictures, tables of data) and its problems."""

    document: Document | None
    shown: tuple[str, ...]
    problems: tuple[Problem, ...]


class Basis(NamedTuple):
    """What records and documents are read by."""

    registry: Registry
    profile: Profile
    sessions: Mapping[str, Session]
    kinds: Mapping[str, DocumentKind]


Founded = tuple[Basis, tuple[Problem, ...]]


class Before(NamedTuple):
    """What need not be read again: lines of records by file; `leaf` gives a document by its file.

    `keep` is told of each document that was read. `once_for_all` makes what rests on nothing but
    the files that all others are read by, with its problems, unless it is known; `record` a record
    by its file, unless that is at hand.
    """

    lines: Mapping[str, Line] = MappingProxyType({})
    leaf: Callable[[str], Leaf | None] = lambda path: None
    keep: Callable[[str, Leaf], None] = lambda path, leaf: None
    once_for_all: Callable[[Callable[[], Founded], str], Founded] = lambda make, name: make()
    record: Recall = lambda path, read: read()


NOTHING = Before()
# What is read of a folder; anything else that lies there would be lost in silence.
READ: Mapping[str, tuple[str, ...]] = {
    "activities": (".yaml",),
    "content": (".yaml", ".md", ".csv", ".svg", ".png"),
}


class Records(NamedTuple):
    """Everything that activities/ and content/ say; `unread` are documents that cannot be read."""

    registry: Registry
    activities: Archive
    sessions: Mapping[str, Session]
    documents: tuple[Document, ...]
    profile: Profile
    kinds: Mapping[str, DocumentKind]
    symbols: Mapping[str, Document]
    unread: tuple[str, ...] = ()

    @property
    def lost(self) -> frozenset[str]:
        """Give the ids of records that cannot be read."""
        return self.activities.lost

    def session_of(self, document: Document) -> Session | None:
        """Find the session under which a document is issued."""
        return self.sessions.get(document.session)

    def kind_of(self, document: Document) -> DocumentKind:
        """Give the rules of a document's kind; an unknown kind has been reported, and has none."""
        return self.kinds.get(document.kind, DocumentKind(document.kind))

    def known(self, languages: tuple[str, ...]) -> Known:
        """Say what the front matter of a document may name."""
        return Known(languages, self.kinds, self.registry.ids("states"))


def load_records(
    project: Project,
    as_parts: tuple[str, ...] = (),
    formats: tuple[str, ...] = (),
    before: Before = NOTHING,
) -> tuple[Records, tuple[Problem, ...]]:
    """Read activities/ and content/ whole; `as_parts` are the ways of taking part that have words.

    `formats` are those that the profile may list, `before` is what need not be read again.
    Gives what could be made of them and every problem.
    """
    problems: list[Problem] = []
    report = problems.append
    for folder, suffixes in READ.items():
        for name in project.unread(folder, suffixes):
            report(error(Where(name), "P004", path=name, of=", ".join(suffixes)))
    basis, found = before.once_for_all(partial(_basis, project, formats), "basis")
    problems += found
    registry = basis.registry
    rules = Rules(registry, as_parts, basis.profile.office)
    activities = read_archive(project, rules, before.lines, report, before.record)
    may = Known(project.languages(), basis.kinds, registry.ids("states"))
    documents, unread = _documents(project, basis.sessions, may, before, report)
    check_symbols(documents, report)
    symbols = {str(document.symbol): document for document in documents}
    _, profile, sessions, kinds = basis
    records = Records(registry, activities, sessions, documents, profile, kinds, symbols, unread)
    return records, tuple(problems)


def _basis(project: Project, formats: tuple[str, ...]) -> Founded:
    problems: list[Problem] = []
    report = problems.append
    kinds, unread_kinds = project.read_all(OTHERS[0][:-1], ".yaml")
    entries, unread_entries = project.read_all(OTHERS[1][:-1], ".yaml")
    problems += [*unread_kinds, *unread_entries]
    registry = Registry(read_kinds(kinds, report), read_registry(entries, report))
    check_registry(registry, report)
    profile = read_profile(project, registry, formats, report)
    sessions = _sessions(project, registry, report)
    sources, unreadable = project.read_all(KINDS, ".yaml")
    problems += unreadable
    basis = Basis(registry, profile, sessions, read_document_kinds(sources, report))
    return basis, tuple(problems)


def _sessions(project: Project, registry: Registry, report: Report) -> dict[str, Session]:
    sources, problems = project.read_all("content", "session.yaml")
    for problem in problems:
        report(problem)
    # A kind may be called anything, report-of-the-session too.
    named = (s for s in sources if s.path.endswith("/session.yaml") and not _is_of_kinds(s.path))
    found = (read_session(source, registry, report) for source in named)
    return {session.folder: session for session in found if session is not None}


def _documents(
    project: Project,
    sessions: Mapping[str, Session],
    known: Known,
    before: Before,
    report: Report,
) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    documents: list[Document] = []
    unread: list[str] = []
    for file in project.found("content", ".md"):
        # Beside the rules of a kind lies its skeleton, which is no document.
        if _is_of_kinds(file.name):
            continue
        leaf = before.leaf(file.name)
        if leaf is None:
            leaf = _leaf(project, file, known)
            before.keep(file.name, leaf)
        for problem in leaf.problems:
            report(problem)
        if leaf.document is None:
            unread.append(file.name)
            continue
        documents.append(leaf.document)
        check_session(leaf.document, sessions, project, report)
    return tuple(documents), tuple(unread)


def _leaf(project: Project, file: Found, known: Known) -> Leaf:
    """Read a document, and note what else was read for it."""
    problems: list[Problem] = []
    shown: list[str] = []

    def read(name: str) -> Source | Problem:
        shown.append(name)
        return project.read(name)

    source = project.take(file)
    if isinstance(source, Problem):
        return Leaf(None, (), (source,))
    document = read_document(source, known, read, problems.append)
    return Leaf(document, tuple(shown), tuple(problems))


def _is_of_kinds(name: str) -> bool:
    return name.startswith(f"{KINDS}/")


def check_session(
    document: Document, sessions: Mapping[str, Session], project: Project, report: Report
) -> None:
    """Report a document without a session, or under an item that its agenda does not have."""
    session = sessions.get(document.session)
    name = f"{document.session}/session.yaml"
    if session is None:
        if not project.has(name):
            report(error(document.where, "C010", file=name))
        return
    known = {(), *(item.path for item in session.items)}
    if document.item not in known:
        report(error(document.places["item"], "C017", item=ItemNumber(document.item), file=name))
    for passage in document.passages:
        if passage.item not in known:
            report(error(passage.where, "C017", item=ItemNumber(passage.item), file=name))
        elif passage.kind == "agenda" and not session.items:
            report(error(passage.where, "C119", file=name))
