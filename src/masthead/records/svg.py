"""Drawings: an SVG may draw, and nothing else; a drawing is data of strangers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from masthead.model.limits import Limits

SPACE = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
# What draws, and nothing that runs, loads or embeds something else.
DRAWS = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan title desc defs clipPath use "
    "linearGradient radialGradient stop marker pattern style".split()
)
# The word url, for one, can be written with escapes, and there are other words for it.
OUTSIDE = re.compile(
    r"url\((?!\s*[\"']?#)|@import|javascript:|expression\(|image-set|src\(|\\", re.IGNORECASE
)
INSIDE = re.compile(r"url\(\s*[\"']?#([^)\"']*)", re.IGNORECASE)
HEAD = re.compile(rb"\s*<\?xml\s[^?]*\?>")
ENCODING = re.compile(rb"encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
LENGTH = re.compile(r"\+?(?:\d+\.?\d{0,9}|\.\d{1,9})(?:px|pt|mm|cm|in|em|%)?")
LONGEST = 20_000  # units of a side
DEEPEST = 64  # a drawing within a drawing within a drawing ...

Element = ElementTree.Element


def fault_of_svg(data: bytes, limits: Limits) -> str:
    """Say what in a drawing is none; "" if nothing is."""
    if b"<!" in data.replace(b"<!--", b""):
        return "<!DOCTYPE>"
    head = HEAD.match(data)
    if b"<?" in data[head.end() if head else 0 :]:
        return "<?...?>"
    if head and ENCODING.search(head[0]):
        return "encoding"
    # Each opening costs the reader a frame of its own: too many are counted before it reads any.
    if data.count(b"<") > 2 * limits.shapes + 2:
        return f"> {limits.shapes}"
    try:
        drawing = ElementTree.fromstring(data)  # noqa: S314 - it has no DTD, so no entities
    except (ElementTree.ParseError, ValueError, LookupError) as fault:
        return str(fault)
    return _fault_of(drawing, limits)


def _fault_of(drawing: Element, limits: Limits) -> str:
    if drawing.tag != f"{SPACE}svg":
        return f"<{str(drawing.tag)[:60]}>"
    ids: set[str] = set()
    for element in drawing.iter():
        id_ = element.get("id")
        if reason := f"id={id_[:40]!r}" if id_ in ids and id_ else _fault_of_element(element):
            return reason
        ids.add(id_ or "")
    return _fault_of_size(drawing) or _Weight(drawing, limits).fault()


def _fault_of_element(element: Element) -> str:
    name = str(element.tag).removeprefix(SPACE)
    if name not in DRAWS:
        return f"<{name[:60]}>"
    if OUTSIDE.search(element.text or ""):
        return f"<{name}>"
    for attribute, value in element.attrib.items():
        called = attribute.rsplit("}", 1)[-1]
        is_link = called == "href" and not value.startswith("#")
        if is_link or called.startswith("on") or called == "base" or OUTSIDE.search(value):
            return f"{called}={value[:40]!r}"
    return ""


def _fault_of_size(drawing: Element) -> str:
    """A side is a length, and a box has one."""
    sides = {name: drawing.get(name, "1") for name in ("width", "height")}
    box = re.split(r"[\s,]+", drawing.get("viewBox", "0 0 1 1").strip())
    for name, side in (*sides.items(), *(("viewBox", side) for side in box[2:] or ["-"])):
        number = re.match(r"\+?[\d.]+", side)
        if not LENGTH.fullmatch(side) or not number or not 0 < float(number[0]) <= LONGEST:
            return f"{name}={side[:40]!r}"
    return ""


class _Weight:
    """Counts the shapes that a drawing comes to when all that it uses is drawn, and how deep."""

    def __init__(self, drawing: Element, limits: Limits) -> None:
        self.drawing, self.most = drawing, limits.shapes
        self.named: Mapping[str, Element] = {e.get("id", ""): e for e in drawing.iter()}
        self.known: dict[Element, tuple[int, int]] = {}

    def fault(self) -> str:
        """Say what is too much; what draws itself is without end."""
        found = self._of(self.drawing)
        if found is None:
            return "#"
        shapes, depth = found
        if depth > DEEPEST:
            return f"{depth} > {DEEPEST}"
        return f"{shapes} > {self.most}" if shapes > self.most else ""

    def _of(self, drawing: Element) -> tuple[int, int] | None:
        """Weigh elements from the inside out; None if one is inside of itself."""
        left, open_ = [drawing], set[Element]()
        while left:
            element = left[-1]
            inner = [e for e in self._inner(element) if e not in self.known]
            if element in self.known or not inner:
                self._weigh(left.pop())
                open_.discard(element)
            elif element in open_:
                return None
            else:
                open_.add(element)
                left += inner
        return self.known[drawing]

    def _weigh(self, element: Element) -> None:
        weights = [self.known[inner] for inner in self._inner(element)]
        shapes = 1 + sum(shapes for shapes, _ in weights)
        self.known[element] = min(shapes, 10**9), 1 + max((d for _, d in weights), default=0)

    def _inner(self, element: Element) -> Iterator[Element]:
        yield from element
        said = [element.get("href", ""), element.get(LINK, "")]
        names = [link[1:] for link in said if link.startswith("#")]
        for value in (*element.attrib.values(), element.text or ""):
            names += INSIDE.findall(value)
        yield from (self.named[name] for name in names if name in self.named)
