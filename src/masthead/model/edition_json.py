"""The JSON of an edition: to read, to compare, to publish, and to carry it to another process."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from masthead.model.edition import (
    Block,
    Edition,
    Emphasis,
    Fact,
    Heading,
    Inline,
    Item,
    Link,
    Masthead,
    Paragraph,
    Reference,
    Sibling,
    StatusMark,
    Text,
)

FORMAT = "masthead-edition-1"
WIDTH = 100

Json = dict[str, Any]


def to_json(edition: Edition) -> str:
    """Print an edition as JSON: the same edition always gives the same text."""
    return _lay_out(edition_to_plain(edition), "")[0] + "\n"


def from_json(text: str) -> Edition:
    """Read what `to_json` printed; anything else is a `ValueError` or a `KeyError`."""
    return edition_from_plain(json.loads(text))


def edition_to_plain(edition: Edition) -> Json:
    """Turn an edition into the lists and mappings of its JSON."""
    return {
        "format": FORMAT,
        "symbol": edition.symbol,
        "language": edition.language,
        "direction": edition.direction,
        "letter": edition.letter,
        "title": edition.title,
        "subject": edition.subject,
        "date": edition.date,
        "original": edition.original,
        "status": None if edition.status is None else asdict(edition.status),
        "masthead": _masthead_to_plain(edition.masthead),
        "siblings": [asdict(sibling) for sibling in edition.siblings],
        "blocks": [_block_to_plain(block) for block in edition.blocks],
    }


def edition_from_plain(plain: Json) -> Edition:
    """Make an edition from the lists and mappings of its JSON."""
    if plain["format"] != FORMAT:
        raise ValueError(f"not {FORMAT}: {plain['format']!r}")
    status = plain["status"]
    return Edition(
        symbol=plain["symbol"],
        language=plain["language"],
        direction=plain["direction"],
        letter=plain["letter"],
        title=plain["title"],
        subject=plain["subject"],
        date=plain["date"],
        original=plain["original"],
        status=None if status is None else StatusMark(**status),
        masthead=_masthead_from_plain(plain["masthead"]),
        blocks=tuple(_block_from_plain(block) for block in plain["blocks"]),
        siblings=tuple(Sibling(**sibling) for sibling in plain["siblings"]),
    )


def _masthead_to_plain(masthead: Masthead) -> Json:
    plain = asdict(masthead)
    plain["notes"] = [{"mark": mark, "text": text} for mark, text in masthead.notes]
    return plain


def _masthead_from_plain(plain: Json) -> Masthead:
    notes = tuple((note["mark"], note["text"]) for note in plain["notes"])
    return Masthead(**{**plain, "languages": tuple(plain["languages"]), "notes": notes})


def _block_to_plain(block: Block) -> Json:
    inlines = _inlines_to_plain(block.inlines)
    if isinstance(block, Heading):
        kind: Json = {"id": block.id, "level": block.level, "mark": block.mark}
        return {**kind, "where": block.where, "inlines": inlines}
    kind = {"id": block.id, "number": block.number, "mark": block.mark}
    return {**kind, "from": list(block.records), "where": block.where, "inlines": inlines}


def _block_from_plain(plain: Json) -> Block:
    inlines = _inlines_from_plain(plain["inlines"])
    if "level" in plain:
        return Heading(plain["id"], plain["level"], plain["mark"], inlines, plain["where"])
    return Paragraph(
        id=plain["id"],
        number=plain["number"],
        mark=plain["mark"],
        inlines=inlines,
        records=tuple(plain["from"]),
        where=plain["where"],
    )


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
        case Reference(id, number, text):
            return {"reference": id, "number": number, "text": text}
        case Link(href, children):
            return {"link": href, "children": _inlines_to_plain(children)}
        case Item(index, text):
            return {"item": index, "text": text}


def _inlines_from_plain(plain: Iterable[Json]) -> tuple[Inline, ...]:
    return tuple(_inline_from_plain(inline) for inline in plain)


def _inline_from_plain(plain: Json) -> Inline:
    match plain:
        case {"emphasis": children}:
            return Emphasis(_inlines_from_plain(children))
        case {"fact": fact, "value": value, "text": text}:
            return Fact(fact, value, text)
        case {"reference": id, "number": number, "text": text}:
            return Reference(id, number, text)
        case {"link": href, "children": children}:
            return Link(href, _inlines_from_plain(children))
        case {"item": index, "text": text}:
            return Item(index, text)
        case {"text": text}:
            return Text(text)
    raise ValueError(f"not an inline: {plain!r}")


def _lay_out(value: Any, indent: str) -> tuple[str, bool]:
    """Print a value on one line if it fits, else one member a line; tell whether it fits.

    One inline a line is what makes a difference between two editions readable.
    """
    if not isinstance(value, dict | list) or not value:
        return json.dumps(value, ensure_ascii=False), True
    deeper = indent + " "
    named = value if isinstance(value, dict) else None
    keys = (
        [f"{json.dumps(key, ensure_ascii=False)}: " for key in named]
        if named
        else [""] * len(value)
    )
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
