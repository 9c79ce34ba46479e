"""The masthead: the lines of the first page, each from a fact, said in the edition's language.

Elements and order: Editorial Manual, masthead (un-style.md section 1.1).
"""

from __future__ import annotations

from masthead.compile.assemble import Bench, folded, parsed
from masthead.compile.resolve import Resolver
from masthead.compile.standing import Standing, State, state_of
from masthead.language import Speech, say, typeset
from masthead.model.activity import Names, Ordinal, Value
from masthead.model.document import AgendaItem, Session
from masthead.model.edition import Masthead, StatusMark
from masthead.model.inlines import plain
from masthead.model.problem import Fault, Where, error
from masthead.notation import Report
from masthead.records.documents import DOCUMENT_KINDS


def masthead_of(
    bench: Bench, session: Session, resolver: Resolver, report: Report
) -> tuple[Masthead, list[Standing]]:
    """Compose the masthead, and give the standing of the agenda titles that it prints."""
    words = bench.tongue.words
    standings: list[Standing] = []
    titles = [
        _title(item, session, bench, resolver, standings, report)
        for item in session.items
        if bench.document.item[: len(item.path)] == item.path
    ]
    mark = "*" if session.agenda and bench.document.item else ""
    masthead = Masthead(
        words.term("united-nations"),
        _capital(_said(Names((session.body,)), "name", bench.speech)),
        words.term("distribution", "general"),
        _said(bench.document.date, "plain", bench.speech),
        _language_lines(bench),
        _capital(
            words.term("session", ordinal=_said(Ordinal(session.ordinal), "feminine", bench.speech))
        ),
        words.term(
            "venue",
            place=_said(session.place, "name", bench.speech),
            dates=_said(session.when, "masthead", bench.speech),
        ),
        _item(bench, session, mark),
        typeset(": ".join(title for title in titles if title), bench.tongue.typography),
        words.term("authors", bench.document.kind),
        ((mark, f"{session.agenda}."),) if mark else (),
    )
    _check_lines(masthead, bench, report)
    return masthead, standings


def _check_lines(masthead: Masthead, bench: Bench, report: Report) -> None:
    """No line of a first page is missing in silence (Editorial Manual, masthead)."""
    lines = {
        "united-nations": masthead.organization,
        "organ": masthead.organ,
        "distribution": masthead.distribution,
        "date": masthead.date,
        "original": masthead.languages[-1],
        "session": masthead.session,
        "venue": masthead.venue,
        # An unknown kind has no wording, and is reported as that.
        "authors": masthead.author if bench.document.kind in DOCUMENT_KINDS else "-",
        "item": masthead.item if bench.document.item else "-",
    }
    where = Where(f"translations/{bench.tongue.code}/terms.yaml")
    for name, line in lines.items():
        if not line.strip(" ,*"):
            report(error(where, "T035", term=name, language=bench.tongue.code))


def status_of(bench: Bench, standings: list[Standing]) -> StatusMark | None:
    """Say what an edition is that is not official: a sample, a draft, unread in part (D13)."""
    status = bench.document.status
    if status == "official":
        return None
    words = bench.tongue.words
    unread = sum(s.state not in (State.CONFIRMED, State.ORIGINAL) for s in standings)
    note = "unrevised" if unread and not bench.is_original else "drafted" if unread else ""
    # A fictional symbol has no official document to point to.
    points = status == "sample" and not bench.document.symbol.is_fictional
    details = (words.term("status", status, "detail"), words.term("status", note, "detail"))
    return StatusMark(
        status,
        words.term("status", status, "text"),
        typeset(" ".join(part for part in details if part), bench.tongue.typography),
        bench.document.symbol.link(bench.tongue.code) if points else "",
        words.term("status", status, "link") if points else "",
    )


def _said(value: Value, form: str, speech: Speech) -> str:
    said = say(value, form, speech)
    return "" if isinstance(said, Fault) else said.text.replace("'", "’")


def _capital(text: str) -> str:
    """Print a line's first letter as a capital, without the article that a sentence needs."""
    return text[:1].upper() + text[1:]


def _language_lines(bench: Bench) -> tuple[str, ...]:
    """Name the original; a translation names itself first (Editorial Manual, masthead)."""
    words = bench.tongue.words
    own = words.term("language-names", bench.tongue.code)
    named = words.term("original-names", bench.document.original)
    original = typeset(words.term("original", language=named), bench.tongue.typography)
    return (original,) if bench.is_original else (own, original)


def _item(bench: Bench, session: Session, mark: str) -> str:
    path = bench.document.item
    if not path:
        return ""
    words = bench.tongue.words
    pattern = words.text("marks", "agenda", "sub-item" if len(path) > 1 else "item")
    for place, part in enumerate(path):
        pattern = pattern.replace(f"{{{place}}}", part)
    said = words.term("item", session.agenda_status, number=pattern)
    return f"{typeset(said, bench.tongue.typography)}{mark}"


def _title(
    item: AgendaItem,
    session: Session,
    bench: Bench,
    resolver: Resolver,
    standings: list[Standing],
    report: Report,
) -> str:
    key = f"{session.folder.rsplit('/', 1)[-1]}#{item.id}"
    prose = item.title
    state, cause = State.ORIGINAL, ""
    if not bench.tongue.is_original:
        unit = bench.tongue.units.get(key)
        if unit is None or not unit.text.strip():
            report(error(prose.at(0), "T021", unit=key, language=bench.tongue.code))
            standings.append(Standing(key, bench.tongue.code, State.MISSING, prose.at(0)))
            return ""
        state, cause = state_of(unit, folded(prose.text), {})
        prose = unit.prose
    standings.append(Standing(key, bench.tongue.code, state, prose.at(0), cause))
    return plain(resolver.inlines(parsed(prose, report), prose, full=True))
