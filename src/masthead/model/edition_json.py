"""The JSON of an edition: to read, to compare, to publish, and to carry it to another process."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from masthead.model.blocks import Block, Paragraph, Row
from masthead.model.edition import Edition, Masthead
from masthead.model.inlines import (
    Call,
    Emphasis,
    Fact,
    Foreign,
    Inline,
    Item,
    Link,
    Omission,
    Reference,
    Text,
)

if TYPE_CHECKING:
    from cattrs import Converter

FORMAT = "masthead-edition-1"
WIDTH = 100
# `json.dumps` makes an encoder for each value.
_printed = json.JSONEncoder(ensure_ascii=False).encode

Json = dict[str, Any]


def to_json(edition: Edition) -> str:
    """Print an edition as JSON: the same edition always gives the same text."""
    return _lay_out(edition_to_plain(edition), "")[0] + "\n"


def from_json(text: str) -> Edition:
    """Read what `to_json` printed; anything else is a `ValueError` or a `KeyError`."""
    return edition_from_plain(json.loads(text))


def edition_to_plain(edition: Edition) -> Json:
    """Turn an edition into the lists and mappings of its JSON."""
    return {"format": FORMAT, **_kind_first(_converter().unstructure(edition))}


def _kind_first(value: Any) -> Any:
    """Let each block begin with its kind, for those who read the file."""
    if isinstance(value, list | tuple):
        return [_kind_first(member) for member in value]
    if not isinstance(value, dict):
        return value
    kind = {"kind": value["kind"]} if "kind" in value else {}
    return {**kind, **{name: _kind_first(member) for name, member in value.items()}}


def edition_from_plain(plain: Json) -> Edition:
    """Make an edition from the lists and mappings of its JSON."""
    if plain["format"] != FORMAT:
        raise ValueError(f"not {FORMAT}: {plain['format']!r}")
    members = {name: value for name, value in plain.items() if name != "format"}
    try:
        return _converter().structure(members, Edition)
    except ExceptionGroup as faults:
        raise ValueError(f"not an edition: {faults.exceptions[0]}") from faults


def prepare() -> None:
    """Load what reads and prints the JSON, before workers are forked that would each do it."""
    _converter()


@cache
def _converter() -> Converter:
    """Let a block say its kind; what a passage is made of is known by what it has."""
    # Sixty milliseconds, which only those who read or print an edition's JSON spend.
    from cattrs import Converter, override  # noqa: PLC0415
    from cattrs.gen import make_dict_unstructure_fn  # noqa: PLC0415
    from cattrs.strategies import configure_tagged_union  # noqa: PLC0415

    converter = Converter(forbid_extra_keys=True)
    for inline in get_args(Inline):
        converter.register_unstructure_hook(inline, _inline_to_plain)
    converter.register_structure_hook_func(
        lambda wanted: wanted == Inline, lambda plain, _: _inline_from_plain(plain)
    )
    # Few paragraphs are 13 bis; the others say nothing of it.
    bis = make_dict_unstructure_fn(Paragraph, converter, suffix=override(omit_if_default=True))
    converter.register_unstructure_hook(Paragraph, bis)
    # Most speak one language on all of their first page, and everywhere.
    rarely = override(omit_if_default=True)
    first_page = make_dict_unstructure_fn(Masthead, converter, block_language=rarely, day=rarely)
    converter.register_unstructure_hook(Masthead, first_page)
    row = make_dict_unstructure_fn(Row, converter, language=rarely, direction=rarely)
    converter.register_unstructure_hook(Row, row)
    configure_tagged_union(
        Block, converter, tag_name="kind", tag_generator=lambda block: block.__name__.lower()
    )
    # Made last: it holds the blocks.
    whole = make_dict_unstructure_fn(Edition, converter, unconfirmed=rarely)
    converter.register_unstructure_hook(Edition, whole)
    return converter


def _inlines_to_plain(inlines: Iterable[Inline]) -> list[Json]:
    return [_inline_to_plain(inline) for inline in inlines]


def _inline_to_plain(inline: Inline) -> Json:
    match inline:
        case Text(text):
            return {"text": text}
        case Emphasis(children):
            return {"emphasis": _inlines_to_plain(children)}
        case Fact(fact, value, text):
            return {"fact": fact, "value": value, "text": text}
        case Reference(id, target, text, language):
            spoken = {"language": language} if language else {}
            return {"reference": id, "target": target, "text": text, **spoken}
        case Call(id, text):
            return {"call": id, "text": text}
        case Link(href, children):
            return {"link": href, "children": _inlines_to_plain(children)}
        case Item(index, text):
            return {"item": index, "text": text}
        case Foreign(language, direction, children):
            said = _inlines_to_plain(children)
            return {"language": language, "direction": direction, "children": said}
        case Omission(text):
            return {"omission": text}


def _inlines_from_plain(plain: Iterable[Json]) -> tuple[Inline, ...]:
    return tuple(_inline_from_plain(inline) for inline in plain)


def _inline_from_plain(plain: Json) -> Inline:
    match plain:
        case {"emphasis": children}:
            return Emphasis(_inlines_from_plain(children))
        case {"fact": fact, "value": value, "text": text}:
            return Fact(fact, value, text)
        case {"reference": id, "target": target, "text": text}:
            return Reference(id, target, text, plain.get("language", ""))
        case {"call": id, "text": text}:
            return Call(id, text)
        case {"link": href, "children": children}:
            return Link(href, _inlines_from_plain(children))
        case {"item": index, "text": text}:
            return Item(index, text)
        case {"language": language, "direction": direction, "children": children}:
            return Foreign(language, direction, _inlines_from_plain(children))
        case {"omission": text}:
            return Omission(text)
        case {"text": text}:
            return Text(text)
    raise ValueError(f"not an inline: {plain!r}")


def _lay_out(value: Any, indent: str) -> tuple[str, bool]:
    """Print a value on one line if it fits, else one member a line; tell whether it fits.

    One inline a line is what makes a difference between two editions readable.
    """
    if not isinstance(value, dict | list) or not value:
        return _printed(value), True
    deeper = indent + " "
    named = value if isinstance(value, dict) else None
    keys = [f"{_printed(key)}: " for key in named] if named else [""] * len(value)
    printed = [_lay_out(member, deeper) for member in (named.values() if named else value)]
    members = [key + text for key, (text, _) in zip(keys, printed, strict=True)]
    opening, closing = "{}" if named else "[]"
    flat = opening + ", ".join(members) + closing
    if all(fits for _, fits in printed) and (_is_leaf(value) or len(indent + flat) <= WIDTH):
        return flat, True
    body = ",\n".join(deeper + member for member in members)
    return f"{opening}\n{body}\n{indent}{closing}", False


def _is_leaf(value: dict[str, Any] | list[Any]) -> bool:
    members = value.values() if isinstance(value, dict) else value
    return len(value) <= 3 and not any(isinstance(member, dict | list) for member in members)
