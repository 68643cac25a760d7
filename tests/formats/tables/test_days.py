"""Days in cells: every usual shape is read, and what is not certain is never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.tables.days import Day, Sure, day_in

SURE = [
    "2026-01-27",
    "2026/1/27",
    "2026-01-27T09:30:00Z",
    "2026-01-27 09:30:00.123+03:00",
    "20260127",
    "27/01/2026",
    "27-1-2026",
    "27.01.2026 10:30",
    " ٢٧/٠١/٢٠٢٦ ",
    "٢٧\u200f/٠١\u200f/٢٠٢٦",
    "٢٠٢٦-٠١-٢٧",
    "27 يناير 2026",
    "الثلاثاء 27 كانون الثاني 2026",
    "٢٧ يناير ٢٠٢٦",
    "27 January 2026",
    "27-Jan-2026",
    "January 27, 2026",
    "Tue, 27 Jan 2026 09:30:00 +0000",
    "2026/01/27 10:30 م",
]
NONE = [
    "",
    " ",
    "أمس",
    "2026",
    "يناير 2026",
    "46049",
    "27/01/26",
    "30/02/2026",
    "2026-13-01",
    "27/07/1447",
    "الأحد 27 يناير 2026",
    "من 3 يناير 2026 إلى 5 يناير 2026",
    "²/³/2026",
    "2026-01-27" * 50,
    "Foo 27, 2026",
]


@pytest.mark.parametrize("cell", SURE)
def test_every_usual_shape_of_a_day_is_read(cell: str) -> None:
    assert day_in(cell) == Day("2026-01-27", Sure.YES)


@pytest.mark.parametrize("cell", NONE)
def test_what_is_no_whole_day_is_none(cell: str) -> None:
    assert day_in(cell) == Day("", Sure.NO)


def test_day_and_month_that_could_change_places_are_told_and_read_as_said() -> None:
    assert day_in("03/04/2026") == Day("2026-04-03", Sure.EITHER)
    assert day_in("03/04/2026", month_first=True) == Day("2026-03-04", Sure.EITHER)
    assert day_in("04/04/2026") == Day("2026-04-04", Sure.YES)


def test_a_day_that_only_the_other_order_can_read_is_not_read() -> None:
    assert day_in("01/27/2026") == Day("", Sure.OTHER_WAY)
    assert day_in("01/27/2026", month_first=True) == Day("2026-01-27", Sure.YES)
    assert day_in("27/01/2026", month_first=True) == Day("", Sure.OTHER_WAY)


def test_a_hijri_day_says_that_it_was_reckoned() -> None:
    assert day_in("15 رمضان 1447") == Day("2026-03-04", Sure.HIJRI)
    assert day_in("15 رمضان 1447 هـ الموافق 4 مارس 2026") == Day("2026-03-04", Sure.YES)


SHAPES = ["{0:%Y-%m-%d}", "{0.day}/{0.month}/{0.year}", "{0:%d.%m.%Y} 23:59"]


@given(st.dates(date(1700, 1, 1)), st.sampled_from(SHAPES))
def test_every_day_comes_back_from_every_shape_with_the_day_first(day: date, shape: str) -> None:
    assert day_in(shape.format(day)).iso == day.isoformat()


@given(st.text(st.sampled_from("0123456789/-.:TZ ٠٢٧صم،هـينارJan"), max_size=30))
def test_no_cell_is_too_much(cell: str) -> None:
    found = day_in(cell)
    assert bool(found.iso) == (found.sure in (Sure.YES, Sure.EITHER, Sure.HIJRI))
    if found.iso:
        date.fromisoformat(found.iso)
