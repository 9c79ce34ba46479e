"""Loading a language: language.yaml, terms.yaml and names.yaml, and all that is wrong in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache

from masthead.language.leaves import check_grammar, check_leaves
from masthead.language.names import WITHOUT, check_placed, check_units, read_names
from masthead.language.order import unordered
from masthead.language.witness import check_months, check_states
from masthead.language.words import UNVERIFIED, Table, Words, dig, fronts, plain
from masthead.model.problem import Problem, Where, error
from masthead.notation import Fields, Listing, Report, Scalar, read_fields
from masthead.project import Project, Source, own_words

MESSAGES = "messages.yaml"
ENGLISH = "en"


def load_words(project: Project, code: str) -> tuple[Words, tuple[Problem, ...]]:
    """Read translations/<code>/: how a language speaks, and every problem of its files."""
    problems: list[Problem] = []
    report = problems.append
    language = _compared(project, code, "language.yaml", report)
    terms = _compared(project, code, "terms.yaml", report)
    _check_unverified(terms, report)
    names = _file(project, code, "names.yaml", report) or _nothing(code, "names.yaml")
    _check_messages(project, code, report)
    table = _table(language)
    if language.pairs:
        check_grammar(language, report)
    listed = table.get("articles", ())
    articles = [str(item) for item in listed] if isinstance(listed, tuple) else []
    _check_prepositions(language, articles, report)
    units = names.get("units")
    if units is not None:
        check_units(units, report)
    words = Words(
        code,
        table,
        _table(terms),
        read_names(names, fronts(table), report),
        _table(units) if isinstance(units, Fields) else {},
        names,
    )
    _check_alphabet(words, language, report)
    if not problems:
        check_months(words, language, report)
    check_states(words, report)
    return words, tuple(problems)


def _compared(project: Project, code: str, name: str, report: Report) -> Fields:
    """Read a file, and compare it with the English one; what cannot be read has no leaves."""
    if code == ENGLISH and _is_own(project, f"translations/{code}/{name}"):
        return _english(name)
    fields = _file(project, code, name, report)
    if fields is None:
        return _nothing(code, name)
    check_leaves(fields, _english(name), report)
    return fields


@cache
def _english(name: str) -> Fields:
    own = own_words()
    return _file(own, ENGLISH, name, _ignore) or _nothing(ENGLISH, name)


def _file(project: Project, code: str, name: str, report: Report) -> Fields | None:
    match project.read(f"translations/{code}/{name}"):
        case Source() as source:
            return read_fields(source, report)
        case problem:
            report(problem)
            return None


def _check_messages(project: Project, code: str, report: Report) -> None:
    """Look at what a project says in the program's place; what the program says has its tests."""
    name = f"translations/{code}/{MESSAGES}"
    if not project.has(name) or _is_own(project, name):
        return
    own = own_words().read(name)
    fields = _file(project, code, MESSAGES, report)
    model = read_fields(own, _ignore) if isinstance(own, Source) else None
    if fields is not None and model is not None:
        check_leaves(fields, model, _all_but_missing(report))


def _is_own(project: Project, name: str) -> bool:
    """Tell whether a file is the program's own, which its tests look at."""
    return _data(project.read(name)) == _data(own_words().read(name))


def _data(read: Source | Problem) -> bytes | None:
    return read.data if isinstance(read, Source) else None


def _all_but_missing(report: Report) -> Report:
    """What a project does not say, the program says itself."""
    return lambda problem: None if problem.code == "T001" else report(problem)


def _nothing(code: str, name: str) -> Fields:
    return Fields((), Where(f"translations/{code}/{name}"))


def _ignore(problem: Problem) -> None:
    """Leave the program's own files to its tests."""


def _table(fields: Fields) -> Table:
    found = plain(fields)
    return found if isinstance(found, Mapping) else {}


def _check_prepositions(language: Fields, articles: Iterable[str], report: Report) -> None:
    """Each article has its own way with each preposition; `none` is for names without one."""
    table = language.get("prepositions")
    if not isinstance(table, Fields):
        return
    # A table with neither is no rule: it only lists the prepositions that names begin with.
    ways = (*articles, "none")
    for form, _, rule in table.pairs:
        known = {key for key, _, _ in rule.pairs} if isinstance(rule, Fields) else set()
        missing = [way for way in ways if way not in known] if known & {*ways} else []
        for way in missing if form not in WITHOUT else ():
            where = language.place("prepositions")
            report(error(where, "T001", field=f"prepositions.{form}.{way}"))


def _check_alphabet(words: Words, language: Fields, report: Report) -> None:
    """States are put in order: an alphabet has every letter of their names."""
    if language.get("alphabet") is None:
        return
    states = words.names.get("states", {}).values()
    names = (name.full.name for dated in states for name in dated)
    for letter in sorted({letter for name in names for letter in unordered(name, words)}):
        report(error(language.place("alphabet"), "T001", field=f"alphabet: {letter}"))


def _check_unverified(terms: Fields, report: Report) -> None:
    """What is to be confirmed is there."""
    listed = terms.get(UNVERIFIED)
    known = [*_paths(terms)]
    for item in listed.items if isinstance(listed, Listing) else ():
        if isinstance(item, Scalar) and item.text not in known:
            near = next(iter(get_close_matches(item.text, known, n=1)), "")
            report(error(item.where, "T008", field=item.text, nearest=near))


def _paths(table: Fields, before: str = "") -> Iterator[str]:
    for name, _, node in table.pairs:
        yield f"{before}{name}"
        if isinstance(node, Fields):
            yield from _paths(node, f"{before}{name}.")


def check_names(
    words: Words,
    ids: Mapping[str, Iterable[str]],
    others: Mapping[str, Iterable[str]],
    report: Report,
) -> None:
    """Compare the names with the registry's sections and the States: none lacks, none is over.

    Of `others` some may lack a name: kinds of activity, which charts alone name.
    """
    where = Where(f"translations/{words.code}/names.yaml")
    for section, wanted in ids.items():
        have: Iterable[str] = words.units if section == "units" else words.names.get(section, {})
        for id_ in sorted(set(wanted) - set(have)):
            report(error(where, "T002", id=id_, section=section))
    known = {section: tuple(found) for section, found in {**ids, **others}.items()}
    check_placed(words.listed, known, report)


def check_shared(languages: Iterable[Words], report: Report) -> None:
    """What one language of a project tells apart, each tells apart: ways of taking part, crimes."""
    languages = tuple(languages)
    for family in ("with", "concepts"):
        tables = {words.code: _table_of(words, family) for words in languages}
        wanted = dict.fromkeys(name for table in tables.values() for name in table)
        for code, table in tables.items():
            where = Where(f"translations/{code}/terms.yaml")
            for name in (name for name in wanted if table and name not in table):
                report(error(where, "T001", field=f"{family}.{name}"))


def _table_of(words: Words, name: str) -> Table:
    found = dig(words.terms, (name,))
    return found if isinstance(found, Mapping) else {}


def partner_parts(words: Words) -> tuple[str, ...]:
    """List the ways of taking part that the language has words for (terms.yaml, `with`)."""
    return tuple(_table_of(words, "with"))
