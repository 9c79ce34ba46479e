"""Taking in what comes back from translators: unit by unit, and nobody's work is overwritten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from masthead.compile.bound import fewer, unbound, unlinked
from masthead.compile.standing import word_diff
from masthead.inline import parse
from masthead.inline.parse import LONGEST
from masthead.jobs.prepare import Opened, check_breaks
from masthead.jobs.translating.translations import Gathered, Merged
from masthead.jobs.translating.wanted import Wanted
from masthead.language import Unit
from masthead.language.exchange import Returned, Returns, read_back
from masthead.language.units import digest
from masthead.model.problem import Problem, Where, error
from masthead.notation import Report
from masthead.project import Source
from masthead.records import nearest

# Of more units that nobody knows, it helps no one to guess what each may have meant.
MOST_STRANGERS = 100
OUTCOMES = TAKEN, SAME, EMPTY, REFUSED = ("taken", "same", "empty", "refused")


class Verdict(NamedTuple):
    """What became of a unit that came back, and why it was refused."""

    key: str
    outcome: str
    problems: tuple[Problem, ...] = ()


class Held(NamedTuple):
    """A unit as the project holds it, and what is wanted of it."""

    unit: Unit
    want: Wanted


def read_returns(opened: Opened, source: Source, report: Report) -> Returns | None:
    """Read a file that came back, for a language of the project; None if nothing can be taken."""
    returns = read_back(source, report)
    if returns is None:
        return None
    tongue = opened.tongues.get(returns.language)
    if tongue is None or tongue.is_original:
        of = ", ".join(code for code, known in opened.tongues.items() if not known.is_original)
        report(error(Where(source.path), "T053", language=returns.language or "-", of=of))
        return None
    return returns


def take(returns: Returns, gathered: Gathered, *, sure: bool) -> list[Verdict]:
    """Take the units of a file that came back into the PO files of the project.

    With `sure`, a text that somebody confirmed, or changed meanwhile, gives way.
    """
    held = _held(gathered)
    strangers = [one.unit.key for one in returns.units if one.unit.key not in held]
    near = {key: nearest(key, held) for key in strangers[:MOST_STRANGERS]}
    verdicts = [judged(returned, held, near, sure=sure) for returned in returns.units]
    came = {one.unit.key: one.unit for one in returns.units}
    chosen = {verdict.key for verdict in verdicts if verdict.outcome == TAKEN}
    taken = {key: _taken(came[key], held[key]) for key in chosen}
    if taken:
        files = {path: _with(file, taken) for path, file in gathered.files.items()}
        replace(gathered, files=files).write()
    return verdicts


def _held(gathered: Gathered) -> dict[str, Held]:
    return {
        unit.key: Held(unit, want)
        for path, file in gathered.files.items()
        if file is not None
        for unit, want in zip(file.units, gathered.wanted[path], strict=True)
    }


def _with(file: Merged | None, taken: Mapping[str, Unit]) -> Merged | None:
    if file is None:
        return None
    return replace(file, units=tuple(taken.get(unit.key, unit) for unit in file.units))


def _taken(came: Unit, held: Held) -> Unit:
    """Take a text: it is somebody's translation from now on, and nobody has confirmed it."""
    return replace(
        held.unit,
        text=came.text,
        facts=_facts(came, held.want),
        review=came.review,
        previous=held.unit.previous if came.review else "",
        was=held.unit.was if came.review else {},
        confirmed_by="",
        drafted="",
        remark=came.remark or held.unit.remark,
    )


def _facts(came: Unit, want: Wanted) -> Mapping[str, tuple[str, str]]:
    """Note the facts that a text was written round: as they are, unless their grammar changed."""
    now = want.facts or {}
    return {
        key: now[key] if key in now and now[key][1] == grammar else (value, grammar)
        for key, (value, grammar) in (came.facts or now).items()
    }


def judged(
    returned: Returned, held: Mapping[str, Held], near: Mapping[str, str], *, sure: bool
) -> Verdict:
    """Say what becomes of a unit that came back; `near` is what an unknown one may have meant."""
    unit = returned.unit
    if unit.key not in held:
        meant = near.get(unit.key, "")
        return _refused(unit, [error(unit.prose.at(0), "T018", unit=unit.key, nearest=meant)])
    have = held[unit.key]
    if returned.problem is None and not unit.text.strip():
        if not have.unit.text.strip() or _is_untouched(returned):
            return Verdict(unit.key, EMPTY)
        return _refused(unit, [error(unit.prose.at(0), "T055", unit=unit.key)])
    if returned.problem is None and _is_no_news(returned, have.unit):
        return Verdict(unit.key, SAME)
    problems = [*_faults(returned, have.want)]
    if not problems and not sure:
        problems = [*_conflicts(returned, have.unit)]
    return _refused(unit, problems) if problems else Verdict(unit.key, TAKEN)


def _refused(unit: Unit, problems: Sequence[Problem]) -> Verdict:
    return Verdict(unit.key, REFUSED, tuple(problems))


def _is_untouched(returned: Returned) -> bool:
    return returned.sent == digest(returned.unit.text)


def _is_no_news(returned: Returned, have: Unit) -> bool:
    """Tell a text that nobody has worked on: what the project holds is as good, or newer."""
    came = returned.unit
    is_read = have.review and not came.review  # again, and it still fits
    is_first = not came.is_draft and (have.is_draft or not have.text.strip())
    is_same = _is_untouched(returned) or came.text == have.text
    return is_same and not is_read and not is_first


def _faults(returned: Returned, want: Wanted) -> Iterator[Problem]:
    """Find what is wrong with a text, whatever the project holds."""
    unit = returned.unit
    if returned.problem is not None:
        yield returned.problem
        return
    if returned.source != digest(want.source):
        diff = word_diff(unit.source[:LONGEST], want.source)
        yield error(unit.prose.at(0), "T056", unit=unit.key, cause=diff)
        return
    breaks: list[Problem] = []
    check_breaks(unit, breaks.append)
    yield from breaks
    parts, faults = parse(unit.text)
    for held in (unbound, fewer, unlinked):
        faults = (*faults, *held(want.source, parts))
    yield from (Problem(unit.prose.at(f.offset), f.code, f.args) for f in faults)


def _conflicts(returned: Returned, have: Unit) -> Iterator[Problem]:
    """Find whose work a text would overwrite; a draft is nobody's."""
    where = returned.unit.prose.at(0)
    is_work = bool(have.text.strip()) and not have.is_draft
    if have.confirmed_by:
        yield error(where, "T057", unit=have.key, person=have.confirmed_by)
    elif is_work and returned.sent and returned.sent != digest(have.text):
        yield error(where, "T058", unit=have.key)
