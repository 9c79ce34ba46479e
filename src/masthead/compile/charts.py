"""Charts: the facts that one draws, said in one language; drawing them is for an output."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from masthead.compile.assemble import Telling
from masthead.compile.counts import counted, counts
from masthead.compile.resolve import Resolver
from masthead.inline import tokens
from masthead.language import Said, say, say_amount, say_number, typeset
from masthead.language.names import at_date
from masthead.language.order import sort_key
from masthead.model.activity import Figure, Value
from masthead.model.blocks import Series, Tick
from masthead.model.document import COUNTED, ChartPlan, Passage
from masthead.model.inlines import Fact, plain
from masthead.model.problem import Fault, error
from masthead.model.when import When
from masthead.records.plain import is_number, refuse_other

# What can still be read on the width of a page: labels, by the look, and manners of drawing.
MOST_LABELS = {"bars": 40, "columns": 16, "lines": 40}
MOST_SERIES = 4
MOST_STEPS = 5  # of a scale
STEPS = tuple(map(Decimal, ("0.1", "0.2", "0.5", "1", "2", "5")))


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a chart draws: labels, and series of numbers, on a scale. See `model.blocks.Chart`."""

    look: str
    axis: str = ""
    measure: str = ""
    labels: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    ticks: tuple[Tick, ...] = ()


def drawing_of(passage: Passage, told: Mapping[int, Telling], resolver: Resolver) -> Drawing:
    """Say what a figure's chart draws, and report what cannot be drawn."""
    plan = passage.chart or ChartPlan("", {})
    maker = _count if plan.count else _rows
    drawing = maker(passage, plan, told, resolver)
    _check_size(passage, drawing, resolver)
    texts = [text for one in drawing.series for text in one.texts if text]
    unit = "%" if all(text.endswith("%") for text in texts) and texts else ""
    ticks = tuple(Tick(value, _number(value + unit, resolver)) for value in scale(drawing.series))
    return replace(drawing, ticks=ticks)


def _check_size(passage: Passage, drawing: Drawing, resolver: Resolver) -> None:
    most = MOST_LABELS.get(drawing.look, len(drawing.labels))
    for found, limit in ((len(drawing.labels), most), (len(drawing.series), MOST_SERIES)):
        if found > limit:
            resolver.report(error(passage.where, "C124", found=found, limit=limit))


def _number(canonical: str, resolver: Resolver) -> str:
    return typeset(say_number(canonical, resolver.tongue.words), resolver.tongue.typography)


def _count(
    passage: Passage, plan: ChartPlan, told: Mapping[int, Telling], resolver: Resolver
) -> Drawing:
    """Draw how many records there are of each sort: the most first, years in their order."""
    document, records = resolver.facts.document, resolver.facts.records
    kinds = tuple(records.registry.kinds)
    for kind in (kind for kind in plan.of if kind not in kinds):
        refuse_other("of", kind, plan.places["of"], kinds, resolver.report)
    if document is None or plan.count not in COUNTED:
        return Drawing(plan.look)
    found = counts(plan, counted(plan, document, records))
    if not found:
        resolver.report(error(passage.where, "C123"))
    said = [(_label(value, passage, resolver), number) for value, number in found]
    if plan.count != "year":
        known = len(said) - any(value is None for value, _ in found)
        words = resolver.tongue.words
        said[:known] = sorted(said[:known], key=lambda one: (-one[1], sort_key(one[0], words)))
    values = tuple(str(number) for _, number in said)
    texts = tuple(_number(value, resolver) for value in values)
    measure = _term("activities", resolver)
    labels = tuple(label for label, _ in said)
    return Drawing(plan.look, "", measure, labels, (Series(measure, values, texts),))


def _label(value: Value | None, passage: Passage, resolver: Resolver) -> str:
    """Say what is counted as a label: in full, without an article, with a capital."""
    if value is None:
        return _term("unsaid", resolver)
    said = _name(value, passage, resolver)
    return typeset(said[:1].upper() + said[1:], resolver.tongue.typography)


def _term(name: str, resolver: Resolver) -> str:
    return typeset(resolver.tongue.words.term("charts", name), resolver.tongue.typography)


def _name(value: Value, passage: Passage, resolver: Resolver) -> str:
    is_kind = passage.chart is not None and passage.chart.count == "kind"
    form = "plain" if isinstance(value, When) else "name"
    said = _kind(value, resolver) if is_kind else say(value, form, resolver.speech)
    if isinstance(said, Fault):
        resolver.report(error(passage.where, said.code, **said.args))
        return f"[{value}]"
    return said.text


def _kind(value: Value, resolver: Resolver) -> Said | Fault:
    """Name many of a kind; kinds are no things of the registry, and may have the id of one."""
    words = resolver.tongue.words
    names = words.names.get("kinds", {}).get(str(value))
    if names is None:
        return Fault("T033", 0, {"id": value, "language": words.code})
    return Said(at_date(names, resolver.speech.day).full.name)


def _rows(
    passage: Passage, plan: ChartPlan, told: Mapping[int, Telling], resolver: Resolver
) -> Drawing:
    """Draw the rows of a figure: the first cell of each is its label, the head names the series."""
    cells = [told[id(child)] for child in passage.children if child.kind == "cell"]
    width = len(passage.columns)
    if not cells:
        return Drawing(plan.look)
    axis, *names = (_words(cell, resolver) for cell in cells[:width])
    labels: list[str] = []
    rows: list[Sequence[tuple[str, str]]] = []
    for start in range(width, len(cells), width):
        labels.append(_words(cells[start], resolver))
        rows.append([_value(cell, resolver) for cell in cells[start + 1 : start + width]])
    series = tuple(
        Series(name, tuple(value for value, _ in column), tuple(text for _, text in column))
        for name, column in zip(names, zip(*rows, strict=True), strict=True)
    )
    return Drawing(plan.look, axis, names[0] if len(names) == 1 else "", tuple(labels), series)


def _words(cell: Telling, resolver: Resolver) -> str:
    """Say a head or a label: plain words, for a drawing has no other."""
    for call in tokens(cell.parts, "note"):
        resolver.report(error(cell.prose.at(call.offset), "C126", id=call.key))
    return plain(resolver.passage(cell))


def _value(cell: Telling, resolver: Resolver) -> tuple[str, str]:
    """Read the number in a cell, canonical and as it is printed: a figure's token, or digits."""
    typed = cell.prose.text.strip()
    if is_number(typed) or not typed:
        return typed.rstrip("%"), _number(typed, resolver) if typed else ""
    match resolver.passage(cell):
        case (Fact(fact),):
            found = resolver.facts.find(fact)
            if isinstance(found, Figure):
                said = say_amount(found, resolver.tongue.words)
                return str(found.value), typeset(said, resolver.tongue.typography)
    resolver.report(error(cell.prose.at(0), "C125", text=typed[:40]))
    return "", ""


def scale(series: Iterable[Series]) -> list[str]:
    """Choose the numbers of a scale: round ones, from 0 or below to the highest or above."""
    numbers = [Decimal(value) for one in series for value in one.values if value]
    low, high = min((Decimal(0), *numbers)), max((Decimal(0), *numbers))
    if low == high:
        high = Decimal(1)
    step = _step(high - low, whole=all(number % 1 == 0 for number in numbers))
    first = int((low / step).to_integral_value(ROUND_FLOOR))
    last = int((high / step).to_integral_value(ROUND_CEILING))
    return [_canonical(step * place) for place in range(first, last + 1)]


def _step(span: Decimal, *, whole: bool) -> Decimal:
    power = Decimal(10) ** span.adjusted()
    steps = (step * power for step in (*STEPS, Decimal(10)))
    return next(
        step for step in steps if span / step <= MOST_STEPS and (step % 1 == 0 or not whole)
    )


def _canonical(number: Decimal) -> str:
    return format(number.normalize() + 0, "f")
