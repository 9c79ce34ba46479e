"""Loading a project's records: every file read, every problem found, in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from masthead.model.activity import Activity, ItemNumber
from masthead.model.document import Document, Session
from masthead.model.document_kind import DocumentKind
from masthead.model.problem import Problem, Where, error
from masthead.model.profile import Profile
from masthead.notation import Report
from masthead.project import Project, Source
from masthead.records.activities import check_office, read_activities, stem
from masthead.records.document_kinds import FOLDER as KINDS
from masthead.records.document_kinds import read_document_kinds
from masthead.records.documents import read_document
from masthead.records.front_matter import Known
from masthead.records.kinds import read_kinds
from masthead.records.profile import read_profile
from masthead.records.registry import Registry, check_registry, read_registry
from masthead.records.sessions import read_session
from masthead.records.symbols import check_symbols

# What is read of a folder; anything else that lies there would be lost in silence.
READ: Mapping[str, tuple[str, ...]] = {
    "activities": (".yaml",),
    "content": (".yaml", ".md", ".csv", ".svg", ".png"),
}


class Records(NamedTuple):
    """Everything that activities/ and content/ say.

    `unread` are documents that cannot be read, `lost` the ids of such records.
    """

    registry: Registry
    activities: Mapping[str, Activity]
    sessions: Mapping[str, Session]
    documents: tuple[Document, ...]
    profile: Profile
    kinds: Mapping[str, DocumentKind]
    unread: tuple[str, ...] = ()
    lost: frozenset[str] = frozenset()

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
    project: Project, as_parts: tuple[str, ...] = (), formats: tuple[str, ...] = ()
) -> tuple[Records, tuple[Problem, ...]]:
    """Read activities/ and content/ whole; `as_parts` are the ways of taking part that have words.

    `formats` are those that the profile may list.
    Gives what could be made of them and every problem.
    """
    problems: list[Problem] = []
    report = problems.append
    for folder, suffixes in READ.items():
        for name in project.unread(folder, suffixes):
            report(error(Where(name), "P004", path=name, of=", ".join(suffixes)))
    files, unreadable = project.read_all("activities", ".yaml")
    problems.extend(unreadable)
    kinds = [s for s in files if s.path.startswith("activities/kinds/")]
    entries = [s for s in files if s.path.startswith("activities/registry/")]
    others = [s for s in files if s not in kinds and s not in entries]
    registry = Registry(read_kinds(kinds, report), read_registry(entries, report))
    check_registry(registry, report)
    activities = read_activities(others, registry, as_parts, report)
    sessions = _sessions(project, registry, report)
    sources, unreadable = project.read_all(KINDS, ".yaml")
    problems.extend(unreadable)
    rules = read_document_kinds(sources, report)
    known = Known(project.languages(), rules, registry.ids("states"))
    documents, unread = _documents(project, sessions, known, report)
    check_symbols(documents, report)
    profile = read_profile(project, registry, formats, report)
    for activity in activities.values():
        check_office(activity, registry.kinds[activity.kind], profile.office, report)
    lost = frozenset(stem(source.path) for source in others) - set(activities)
    records = Records(registry, activities, sessions, documents, profile, rules, unread, lost)
    return records, tuple(problems)


def _sessions(project: Project, registry: Registry, report: Report) -> dict[str, Session]:
    sources, problems = project.read_all("content", "session.yaml")
    for problem in problems:
        report(problem)
    # A kind may be called anything, report-of-the-session too.
    named = (s for s in sources if s.path.endswith("/session.yaml") and not _is_of_kinds(s))
    found = (read_session(source, registry, report) for source in named)
    return {session.folder: session for session in found if session is not None}


def _documents(
    project: Project, sessions: Mapping[str, Session], known: Known, report: Report
) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    sources, problems = project.read_all("content", ".md")
    for problem in problems:
        report(problem)
    documents: list[Document] = []
    unread: list[str] = []
    for source in sources:
        # Beside the rules of a kind lies its skeleton, which is no document.
        if _is_of_kinds(source):
            continue
        document = read_document(source, known, project.read, report)
        if document is None:
            unread.append(source.path)
            continue
        documents.append(document)
        check_session(document, sessions, project, report)
    return tuple(documents), tuple(unread)


def _is_of_kinds(source: Source) -> bool:
    return source.path.startswith(f"{KINDS}/")


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
