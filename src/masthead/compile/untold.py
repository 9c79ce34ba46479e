"""What a record says and its drafted sentence does not: nothing is left out in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from masthead.inline import Token
from masthead.model.activity import Activity, Choice, Names, Value
from masthead.model.problem import Problem, warning
from masthead.model.when import When

# These place a record among others, or classify it; what it concerns may lie in another's name
# ("the Pakistan Country Programme"). No sentence need tell them.
ASIDE = frozenset(
    {"themes", "mandates", "follows", "part_of", "draws_on", "margins_of", "evidence", "concerns"}
)


def untold(activity: Activity, said: Iterable[Token]) -> Iterator[Problem]:
    """Warn of each field that a record gives and the tokens of its drafted sentence do not say."""
    keys = {token.key for token in said}
    # Without any token there is no sentence: its phrase cannot be used, which is reported.
    for name, value in activity.values.items() if keys else ():
        if _is_to_tell(name, value) and not _is_told(f"{activity.id}.{name}", value, keys):
            where = activity.place_of(name)
            yield warning(where, "C047", record=activity.id, field=name)


def _is_to_tell(name: str, value: Value) -> bool:
    """A choice is told by the words it chooses; a date may be the reason why a record is told."""
    if name in ASIDE or isinstance(value, Choice | When):
        return False
    return not isinstance(value, Names) or bool(value.ids)


def _is_told(key: str, value: Value, keys: set[str]) -> bool:
    """A field is told by a token of its own or of a part; a name also by its own id."""
    named = isinstance(value, Names) and keys.issuperset(value.ids)
    return named or any(f"{said}.".startswith(f"{key}.") for said in keys)
