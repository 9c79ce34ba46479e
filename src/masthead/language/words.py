"""Loading the words of one language: language.yaml, names.yaml and terms.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from masthead.language.names import FORMS_IN_DATA, Name, Names, read_names
from masthead.model.problem import Problem, Where, error
from masthead.notation import Fields, Listing, Node, Report, Scalar, read_fields
from masthead.project import Project, Source

Table = Mapping[str, "Plain"]
Plain = str | tuple["Plain", ...] | Mapping[str, "Plain"]

REQUIRED = (
    "name", "letter", "direction", "articles", "prepositions", "list", "months", "dates", "forms",
    "marks", "numbers", "has",
)  # fmt: skip


# Lists that are of use only whole: a name for each month, a mark for each level of headings.
LENGTHS = {("months",): 12, ("marks", "headings"): 4, ("marks", "items"): 3}


@dataclass(frozen=True, slots=True)
class Words:
    """A language as data. `grammar` is language.yaml, `terms` its fixed strings."""

    code: str
    grammar: Table
    terms: Table
    names: Mapping[str, Names]
    units: Table

    @property
    def name(self) -> str:
        """Give the language's own name of itself."""
        return self.text("name")

    def text(self, *path: str) -> str:
        """Give a string of language.yaml by its path, "" where it has none."""
        found = dig(self.grammar, path)
        return found if isinstance(found, str) else ""

    def table(self, *path: str) -> Table:
        """Give a table of language.yaml by its path, empty where it has none."""
        found = dig(self.grammar, path)
        return found if isinstance(found, Mapping) else {}

    def series(self, *path: str) -> tuple[str, ...]:
        """Give a list of strings of language.yaml by its path."""
        found = dig(self.grammar, path)
        return tuple(str(item) for item in found) if isinstance(found, tuple) else ()

    def term(self, *path: str, **values: object) -> str:
        """Give a fixed string by its path, with its places filled; "" where there is none."""
        found = dig(self.terms, path)
        return fill(found, **values) if isinstance(found, str) else ""

    def name_of(self, id_: str) -> tuple[Name, ...]:
        """Give the dated names of a thing or a State, none if the language has none."""
        for names in self.names.values():
            if id_ in names:
                return names[id_]
        return ()


def fill(pattern: str, **values: object) -> str:
    """Put values into a pattern's {places}; only plain names are places, nothing is evaluated."""
    for name, value in values.items():
        pattern = pattern.replace(f"{{{name}}}", str(value))
    return pattern


def dig(table: Plain, path: Iterable[str]) -> Plain:
    """Follow a path into nested tables; an empty table where it leads nowhere."""
    for step in path:
        table = table.get(step, {}) if isinstance(table, Mapping) else {}
    return table


def plain(node: Node) -> Plain:
    """Forget the places of a node."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return tuple(plain(item) for item in node.items)
    return {key: plain(value) for key, _, value in node.pairs}


def load_words(project: Project, code: str) -> tuple[Words, tuple[Problem, ...]]:
    """Read translations/<code>/: how a language speaks, and every problem of its files."""
    problems: list[Problem] = []
    report = problems.append
    language = _file(project, code, "language.yaml", report)
    terms = _file(project, code, "terms.yaml", report)
    names = _file(project, code, "names.yaml", report)
    grammar = plain(language)
    table = grammar if isinstance(grammar, Mapping) else {}
    for key in REQUIRED:
        if key not in table:
            report(error(language.where, "T001", field=key))
    for path, length in LENGTHS.items():
        found = dig(table, path)
        if path[0] in table and not (isinstance(found, tuple) and len(found) == length):
            report(error(language.place(path[0]), "T001", field=".".join(path)))
    listed = table.get("articles", ())
    articles = [str(item) for item in listed] if isinstance(listed, tuple) else []
    for form, article in product(FORMS_IN_DATA, (*articles, "none")):
        if "prepositions" in table and not dig(table, ("prepositions", form, article)):
            where = language.place("prepositions")
            report(error(where, "T001", field=f"prepositions.{form}.{article}"))
    fixed = plain(terms)
    units = plain(names.get("units") or Fields((), names.where))
    return (
        Words(
            code,
            table,
            fixed if isinstance(fixed, Mapping) else {},
            read_names(names, articles, report),
            units if isinstance(units, Mapping) else {},
        ),
        tuple(problems),
    )


def _file(project: Project, code: str, name: str, report: Report) -> Fields:
    path = f"translations/{code}/{name}"
    match project.read(path):
        case Source() as source:
            return read_fields(source, report) or Fields((), Where(path))
        case problem:
            report(problem)
            return Fields((), Where(path))


def check_names(words: Words, ids: Mapping[str, Iterable[str]], report: Report) -> None:
    """Report each id of the registry's sections (and each State) that has no name here."""
    where = Where(f"translations/{words.code}/names.yaml")
    for section, wanted in ids.items():
        have: Iterable[str] = words.units if section == "units" else words.names.get(section, {})
        for id_ in sorted(set(wanted) - set(have)):
            report(error(where, "T002", id=id_, section=section))


def partner_parts(words: Words) -> tuple[str, ...]:
    """List the ways of taking part that the language has words for (terms.yaml, `with`)."""
    table = dig(words.terms, ("with",))
    return tuple(table) if isinstance(table, Mapping) else ()
