"""The words of one language as values: its grammar, its fixed strings, its names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from masthead.language.names import WITHOUT, Name, Names, front_of
from masthead.notation import Fields, Listing, Node, Scalar

Table = Mapping[str, "Plain"]
Plain = str | tuple["Plain", ...] | Mapping[str, "Plain"]

# The leaf of terms.yaml that lists what is still to be confirmed.
UNVERIFIED = "unverified"


class Words(NamedTuple):
    """A language as data. `grammar` is language.yaml, `terms` its fixed strings.

    `listed` is names.yaml as it was written, for whoever asks where a name stands.
    """

    code: str
    grammar: Table
    terms: Table
    names: Mapping[str, Names]
    units: Table
    listed: Fields

    @property
    def name(self) -> str:
        """Give the language's own name of itself."""
        return self.text("name")

    @property
    def spaces_words(self) -> bool:
        """Whether the language leaves a space between its words."""
        return self.text("spaces-words") != "false"

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
        return tuple(map(str, found)) if isinstance(found, tuple) else ()

    def lists(self, *path: str) -> tuple[tuple[str, ...], ...]:
        """Give a list of lists of strings of language.yaml by its path."""
        found = dig(self.grammar, path)
        rows = found if isinstance(found, tuple) else ()
        return tuple(tuple(map(str, row)) for row in rows if isinstance(row, tuple) and row)

    def term(self, *path: str, **values: object) -> str:
        """Give a fixed string by its path, with its places filled; "" where there is none."""
        found = dig(self.terms, path)
        return fill(found, **values) if isinstance(found, str) else ""

    def governed(self, case: str) -> str:
        """Give the case that every preposition wants, if the language has one such case."""
        governs = self.text("governs")
        return governs if governs and case not in ("", *WITHOUT) else case

    @property
    def unverified(self) -> dict[str, str]:
        """Give the fixed strings that nobody has confirmed yet, by their dotted names."""
        listed = dig(self.terms, (UNVERIFIED,))
        keys = [key for key in listed if isinstance(key, str)] if isinstance(listed, tuple) else []
        return {
            path: text
            for key in keys
            for path, text in leaves(dig(self.terms, key.split(".")), key)
        }

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


def leaves(table: Plain, path: str) -> Iterator[tuple[str, str]]:
    """Go through the texts of a table, and of those in it, by their dotted names."""
    if isinstance(table, str):
        yield path, table
    elif isinstance(table, Mapping):
        for name, inner in table.items():
            yield from leaves(inner, f"{path}.{name}")


def plain(node: Node) -> Plain:
    """Forget the places of a node."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return tuple(plain(item) for item in node.items)
    return {key: plain(value) for key, _, value in node.pairs}


def fronts(grammar: Table) -> dict[str, str]:
    """Say how each article of language.yaml stands before a name in a sentence: "the ", "l'"."""
    listed, own = dig(grammar, ("articles",)), dig(grammar, ("prepositions", "subject"))
    said = own if isinstance(own, Mapping) else {}
    articles = map(str, listed) if isinstance(listed, tuple) else ()
    return {article: str(said.get(article, "")) or front_of(article) for article in articles}
