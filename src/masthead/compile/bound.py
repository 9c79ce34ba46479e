"""What a translation is bound to: the tokens and the links of its source, whatever its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from masthead.inline import Part, parse, tokens
from masthead.inline.parse import ROLES
from masthead.inline.parts import links
from masthead.model.problem import Fault

# What a translation may neither lose nor invent: every token but the words of a `{literal}`.
BOUND = tuple(role for role in ROLES if role != "literal")


def unbound(source: str, parts: tuple[Part, ...]) -> Iterator[Fault]:
    """Find the tokens that a translation lost, or invented; what is said twice may be said once."""
    wanted, said = _said(parse(source)[0]), _said(parts)
    for role in BOUND:
        for key in sorted(wanted[role] - said[role]):
            yield Fault("T022", 0, {"token": f"{{{role}}}`{key}`"})
        for key in sorted(said[role] - wanted[role]):
            at = next(t.offset for t in tokens(parts, role) if t.key == key)
            yield Fault("T023", at, {"token": f"{{{role}}}`{key}`"})


def fewer(source: str, parts: Iterable[Part]) -> Iterator[Fault]:
    """Find the tokens that a translation says, but less often than its source.

    Where a word of its own stands for one, that one is `covered`: editions are compared by number.
    """
    wanted, said = (Counter(_bound(text)) for text in (parse(source)[0], parts))
    for role, key in sorted(wanted - said):
        if said[role, key]:
            yield Fault("T022", 0, {"token": f"{{{role}}}`{key}`"})


def _bound(parts: Iterable[Part]) -> Iterator[tuple[str, str]]:
    return ((token.role, token.key) for token in tokens(parts) if token.role in BOUND)


def unlinked(source: str, parts: Iterable[Part]) -> Iterator[Fault]:
    """Find the addresses that a translation lost, or invented."""
    wanted = set(links(parse(source)[0]))
    for href in sorted(wanted ^ set(links(parts))):
        yield Fault("T022" if href in wanted else "T023", 0, {"token": href})


def _said(parts: Iterable[Part]) -> Mapping[str, set[str]]:
    return {role: {t.key for t in tokens(parts, role)} for role in BOUND}
