"""Dates: an example page, every day of two centuries, and another library as a witness."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from time import struct_time

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import Example, drawn, examples

from masthead.model.problem import Fault
from masthead.model.when import Moment, Shape, When


def when(text: str) -> When:
    found = When.parse(text)
    assert isinstance(found, When), found
    return found


@pytest.mark.parametrize("example", examples(Path(__file__).with_name("when.md")), ids=str)
def test_page(example: Example) -> None:
    found = When.parse(example.input)
    grammar = "" if isinstance(found, Fault) else f" {found.grammar}"
    assert drawn(example.input, found) + grammar == example.expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2014-02-06", "2014-02-06", "2014-02-06"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2013", "2013-01-01", "2013-12-31"),
        ("2012-40", "2012-01-01", "2012-06-30"),
        ("2012-41", "2012-07-01", "2012-12-31"),
        ("2012-10/2014-06", "2012-10-01", "2014-06-30"),
        ("{2012-10,2013-02}", "2012-10-01", "2013-02-28"),
        ("[2012-10..2014-06]", "2012-10-01", "2014-06-30"),
        ("2012-10/..", "2012-10-01", "None"),
    ],
)
def test_first_and_last_day(text: str, first: str, last: str) -> None:
    assert (str(when(text).first), str(when(text).last)) == (first, last)


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("2013-11", "2012-10/2014-06", True),
        ("2010-10", "2012-10/2014-06", False),
        ("2012-10-30/2012-11-02", "2012-11", True),
        ("{2012-10,2013-02}", "2012-11/2013-01", False),
        ("{2012-10,2013-02}", "2013", True),
        ("2012-10/..", "2100", True),
        ("2012-10/..", "2012-09", False),
        ("2012-10/..", "2013/..", True),
        ("[2012-10..2014-06]", "2014-06-30", True),
        ("2012-41", "2012-06", False),
    ],
)
def test_overlaps(one: str, other: str, overlap: bool) -> None:
    assert when(one).overlaps(when(other)) is overlap
    assert when(other).overlaps(when(one)) is overlap


def test_order() -> None:
    texts = ["2012", "2012-10", "2012-10/2014-06", "2012-10/..", "2012-10-02", "2012-12", "2013"]
    in_order = ["2012", "2012-10", "2012-10/2014-06", "2012-10/..", "2012-10-02", "2012-12", "2013"]
    assert [str(w) for w in sorted(map(when, reversed(texts)))] == in_order


def test_only_some_time_between_is_not_printed() -> None:
    assert not when("[2012-10..2014-06]").printable
    assert when("2012-10/2014-06").printable


def test_every_day_of_two_centuries() -> None:
    day, end = date(1900, 1, 1), date(2100, 12, 31)
    while day <= end:
        found = When.parse(day.isoformat())
        assert isinstance(found, When)
        assert (found.first, found.last, str(found)) == (day, day, day.isoformat())
        day += timedelta(1)


def test_no_day_that_is_in_no_calendar() -> None:
    refused = 0
    for year, month, day in product((1900, 2000, 2012, 2013, 2100), range(100), range(100)):
        text = f"{year}-{month:02}-{day:02}"
        real = 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
        found = When.parse(text)
        assert isinstance(found, When if real else Fault)
        refused += not real
        if isinstance(found, Fault):
            assert (found.code, found.offset) in {("D002", 5), ("D003", 8)}
    assert refused > 40_000


def test_years_far_away_are_refused() -> None:
    for year in range(10_000):
        assert isinstance(When.parse(f"{year:04}"), When) is (1900 <= year <= 2100)


# What holds for every date.

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
moments_by_shape = {
    Shape.DAY: days.map(lambda d: Moment(d.year, d.month, d.day)),
    Shape.MONTH: days.map(lambda d: Moment(d.year, d.month)),
    Shape.YEAR: days.map(lambda d: Moment(d.year)),
}
halves = st.builds(Moment, st.integers(1900, 2100), half=st.sampled_from([1, 2]))


@st.composite
def compounds(draw: st.DrawFn) -> When:
    one = moments_by_shape[draw(st.sampled_from(sorted(moments_by_shape, key=str)))]
    shape = draw(st.sampled_from([Shape.SPAN, Shape.SET, Shape.SOME, Shape.SINCE]))
    least, most = {Shape.SINCE: (1, 1), Shape.SET: (2, 5)}.get(shape, (2, 2))
    members = draw(st.lists(one, min_size=least, max_size=most, unique=True))
    return When(shape, tuple(sorted(members, key=lambda moment: moment.first)))


singles = st.one_of(halves, *moments_by_shape.values()).map(lambda m: When(m.shape, (m,)))
dates = singles | compounds()


@given(dates)
def test_printing_reads_back(made: When) -> None:
    assert When.parse(str(made)) == made


@given(dates, dates, dates)
def test_order_is_total(a: When, b: When, c: When) -> None:
    assert (a < b) + (a == b) + (a > b) == 1
    low, middle, high = sorted([a, b, c])
    assert low <= middle <= high and low <= high
    assert low.first <= middle.first <= high.first


@given(dates, dates)
def test_overlap_is_mutual(a: When, b: When) -> None:
    assert a.overlaps(b) is b.overlaps(a)
    assert a.overlaps(a)


@given(dates)
def test_another_library_reads_the_same_days(made: When) -> None:
    witness = edtf.parse_edtf(str(made))
    assert as_date(witness.lower_strict()) == made.first
    upper = witness.upper_strict()
    assert (as_date(upper) if isinstance(upper, struct_time) else None) == made.last


def as_date(time: struct_time) -> date:
    return date(time.tm_year, time.tm_mon, time.tm_mday)


@given(st.text(st.sampled_from("0123456789-/.,{}[] ~X?٣T"), max_size=25) | st.text(max_size=10))
def test_nothing_raises(text: str) -> None:
    found = When.parse(text)
    if isinstance(found, Fault):
        assert found.code[0] == "D" and 0 <= found.offset <= len(text)
    else:
        assert When.parse(str(found)) == found


@given(dates, st.data())
def test_a_slip_is_refused_or_another_date(made: When, data: st.DataObject) -> None:
    text = str(made)
    spot = data.draw(st.integers(0, len(text)))
    slip = text[:spot] + data.draw(st.sampled_from("0159-/.,x ")) + text[spot + 1 :]
    found = When.parse(slip)
    assert isinstance(found, Fault) or str(found) == slip.replace(" ", "")
