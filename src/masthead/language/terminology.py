"""Terminology: the list of terms in all languages, translations/terminology.yaml.

A form may hold `*`, which stands for the letters of a beginning or an ending: "организованн*
преступност*". The first form of a language is the one to write, and has none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType
from typing import NamedTuple

from masthead.model.problem import Problem, Where, error
from masthead.notation import Fields, Listing, Node, Report, Scalar, read_fields
from masthead.project import Project, Source

PATH = "translations/terminology.yaml"
# What a term has beside its languages.
NEVER, CONFIRMED, NOTE = OTHERS = ("never", "confirmed", "note")
ANY = "*"
NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Term(NamedTuple):
    """A term: what each language calls it, what it must not, and in which that is confirmed.

    `where` is its name in the list; `inside` where its fields begin.
    """

    id: str
    said: Mapping[str, tuple[str, ...]]
    never: Mapping[str, tuple[str, ...]] = NOTHING
    confirmed: tuple[str, ...] = ()
    where: Where = Where(PATH)
    inside: Where = Where(PATH)


class Added(NamedTuple):
    """A list with terms added to it: its text, and the ids that are new, fuller, or as before."""

    text: str
    new: tuple[str, ...]
    fuller: tuple[str, ...]
    known: tuple[str, ...]


def read_terms(project: Project, languages: Iterable[str], report: Report) -> tuple[Term, ...]:
    """Read a project's list of terms, if it has one; `languages` are those that it may name."""
    if not project.has(PATH):
        return ()
    match project.read(PATH):
        case Source() as source:
            return terms_of(source, tuple(languages), report)
        case problem:
            report(problem)
            return ()


def terms_of(source: Source, languages: Sequence[str], report: Report) -> tuple[Term, ...]:
    """Read a list of terms and report what is wrong in it."""
    fields = read_fields(source, report)
    terms: list[Term] = []
    for id_, where, node in fields.pairs if fields else ():
        if isinstance(node, Fields):
            terms.append(_term(id_, where, node, languages, report))
        else:
            _refuse(id_, Scalar("", node.where), languages, report)
    return tuple(terms)


def _term(id_: str, where: Where, node: Fields, languages: Sequence[str], report: Report) -> Term:
    _refuse_unknown(id_, node, (*languages, *OTHERS), report)
    said = _by_language(id_, node, languages, report)
    for code, forms in said.items():
        if ANY in forms[0]:
            report(error(node.place(code), "T063", term=id_, form=forms[0]))
    never = node.get(NEVER)
    if isinstance(never, Fields):
        _refuse_unknown(id_, never, tuple(said), report)
    inside = _by_language(id_, never, tuple(said), report) if isinstance(never, Fields) else {}
    sure = (one.text for one in _scalars(node.get(CONFIRMED)) if _is_said(one, said, id_, report))
    return Term(id_, said, inside, tuple(sure), where, node.where)


def _is_said(code: Scalar, said: Mapping[str, object], id_: str, report: Report) -> bool:
    if code.text not in said:
        _refuse(id_, code, tuple(said), report)
    return code.text in said


def _refuse_unknown(id_: str, node: Fields, known: Sequence[str], report: Report) -> None:
    for name, where, _ in node.pairs:
        if name not in known:
            _refuse(id_, Scalar(name, where), known, report)


def _refuse(id_: str, field: Scalar, known: Sequence[str], report: Report) -> None:
    near = next(iter(get_close_matches(field.text, known, n=1)), "")
    of = ", ".join(known)
    report(error(field.where, "T062", term=id_, field=field.text, nearest=near, of=of))


def _by_language(
    id_: str, node: Fields, languages: Sequence[str], report: Report
) -> dict[str, tuple[str, ...]]:
    found = {code: tuple(_forms(id_, node.get(code), report)) for code in languages}
    return {code: forms for code, forms in found.items() if forms}


def _forms(id_: str, node: Node | None, report: Report) -> Iterator[str]:
    """Read the forms of a term; each has letters of its own, or it would be in every text."""
    for form in _scalars(node):
        if re.search(r"\w", form.text):
            yield " ".join(form.text.split())
        else:
            report(error(form.where, "T063", term=id_, form=form.text))
    for other in (node,) if isinstance(node, Fields) else ():
        report(error(other.where, "T063", term=id_, form="{...}"))


def _scalars(node: Node | None) -> list[Scalar]:
    items = node.items if isinstance(node, Listing) else (node,)
    return [item for item in items if isinstance(item, Scalar)]


def id_of(term: str) -> str:
    """Make the name of a term in the list from its words: "organized-crime"."""
    return "-".join(re.findall(r"\w+", term.casefold()))


def add_terms(
    source: Source, new: Iterable[Term], languages: Sequence[str]
) -> Added | tuple[Problem, ...]:
    """Add terms to a list, and languages to those that it has; what it says already stays.

    Every byte of it stays, comments too. Gives the problems of a list that cannot be read.
    """
    problems: list[Problem] = []
    have = {t.id: t for t in terms_of(source, languages, problems.append)} if source.data else {}
    if problems:
        return tuple(problems)
    fresh: dict[str, Term] = {}
    fuller: dict[str, dict[str, tuple[str, ...]]] = {}
    known: list[str] = []
    for term in new:
        old = have.get(term.id)
        more = {code: said for code, said in term.said.items() if old and code not in old.said}
        if old is None:
            fresh.setdefault(term.id, term)
        # A term that is written on one line has no line for another language.
        elif more and old.inside.line > old.where.line:
            fuller[term.id] = {**more, **fuller.get(term.id, {})}
        else:
            known.append(term.id)
    return Added(_with(source, have, fuller, fresh), tuple(fresh), tuple(fuller), tuple(known))


def _with(
    source: Source,
    have: Mapping[str, Term],
    fuller: Mapping[str, Mapping[str, Sequence[str]]],
    fresh: Mapping[str, Term],
) -> str:
    """Write what is new into the text of a list: languages below the term, terms at the end."""
    lines = source.data.decode().splitlines()
    for id_ in sorted(fuller, key=lambda id_: -have[id_].where.line):
        place, indent = have[id_].where.line, " " * (have[id_].inside.column - 1)
        lines[place:place] = [f"{indent}{_line(*pair)}" for pair in fuller[id_].items()]
    return "\n".join([*lines, *(line for term in fresh.values() for line in _written(term)), ""])


def _written(term: Term) -> Iterator[str]:
    yield f"{term.id}:"
    yield from (f"  {_line(*pair)}" for pair in term.said.items())
    if term.never:
        yield f"  {NEVER}:"
        yield from (f"    {_line(*pair)}" for pair in term.never.items())
    if term.confirmed:
        yield f"  {_line(CONFIRMED, term.confirmed)}"


def _line(name: str, texts: Sequence[str]) -> str:
    """Write a field so that YAML reads it back unchanged."""
    return f"{name}: {json.dumps([*texts], ensure_ascii=False)}"
