"""Figures: a picture beside the document, or a chart, with the text that stands for it.

Whatever is published must be legible for those who do not see it: a figure without a text in its
place is an error (WCAG 1.1.1; PDF/UA-1, 7.3).
"""

from __future__ import annotations

from collections.abc import Mapping

from masthead.inline import Block
from masthead.model.document import Media, Passage
from masthead.model.problem import Where, error
from masthead.records.charts import CHART, Given, read_chart, without_rows
from masthead.records.charts import KEYS as CHART_KEYS
from masthead.records.page import Page, part
from masthead.records.plain import nearest
from masthead.records.png import fault_of_png

KEYS = ("file", "alt")
TYPES: Mapping[str, str] = {"svg": "image/svg+xml", "png": "image/png"}


def read_figure(page: Page, block: Block, first: int, title: str) -> Passage | None:
    """Read a figure: `file:` or `chart:`, `alt:`, and its remarks by letters."""
    above = page.where(first - 1)
    lines = block.text.split("\n")
    is_chart = any(line.startswith(f"{CHART}:") for line in lines)
    entries = _entries(page, lines, first, CHART_KEYS if is_chart else KEYS)
    alt = entries.pop("alt", None)
    if alt is None:
        page.report(error(above, "C093"))
    given = {key: entries.pop(key) for key in (CHART, *CHART_KEYS) if key in entries}
    children = [part("alt", f"{block.id}.alt", *alt)] if alt else []
    children += [part("remark", f"{block.id}.{key}", *said) for key, said in entries.items()]
    prose = page.prose(title, first - 1)
    figure = Passage("figure", block.id, prose, above, children=tuple(children))
    if is_chart:
        return read_chart(page, figure, lines, first, given)
    file = given.get("file")
    if file is None:
        page.report(error(above, "C092", file=""))
    return figure._replace(media=_media(page, *file) if file else None)


def _entries(page: Page, lines: list[str], first: int, keys: tuple[str, ...]) -> Given:
    """Read the lines `key: text` of a figure; a key of one letter begins a remark."""
    entries: dict[str, tuple[str, Where]] = {}
    for key, text, where in page.entries(lines if keys is KEYS else without_rows(lines), first):
        if key in keys or len(key) == 1:
            entries[key] = (text, where)
        else:
            near, of = nearest(key, keys), ", ".join(keys)
            page.report(error(page.where(where.line - 1), "C120", name=key, nearest=near, of=of))
    return entries


def _media(page: Page, name: str, where: Where) -> Media | None:
    type_ = TYPES.get(name.rsplit(".", 1)[-1].lower(), "")
    source = page.beside(name, where) if type_ else None
    if not type_:
        page.report(error(where, "C092", file=name))
    if source is None:
        return None
    from masthead.records.svg import fault_of_svg  # noqa: PLC0415 - for those who draw: XML, 3 ms

    look = fault_of_png if type_ == TYPES["png"] else fault_of_svg
    reason = look(source.data, source.limits)
    if reason:
        page.report(error(Where(source.path), "C094", reason=reason))
        return None
    return Media(type_, source.data)
