"""The same day in both calendars: exact where Umm al-Qura is published, reckoned and said to be so elsewhere."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.arabic.calendars import month_length, to_gregorian, to_hijri
from annotator.errors import BadInput
from tests.helpers.shared import SHARED

PAIRS = SHARED / "data" / "dates" / "hijri" / "tests" / "integration" / "fixtures"
SOURCES = {
    "ummalqura_calendar_website": 840,
    "ummalqura_newspaper_issues": 380,
    "kfupm_comparison_calendar": 672,
}


@pytest.mark.real_data
@pytest.mark.parametrize(("name", "size"), SOURCES.items(), ids=SOURCES)
def test_every_published_pair_is_met_both_ways(name: str, size: int) -> None:
    """No pair of the three sources disagrees, so there is no list of exceptions."""
    if not PAIRS.is_dir():
        pytest.skip(f"{size} pairs left out: {PAIRS} is not there")
    pairs = [row[0] for row in json.loads((PAIRS / f"{name}.json").read_text())]
    assert len(pairs) == size
    for hijri, gregorian in pairs:
        there = to_gregorian(*hijri)
        back = to_hijri(date(*gregorian))
        assert (there.day, there.is_exact) == (date(*gregorian), True), hijri
        assert [back.year, back.month, back.day, back.is_exact] == [*hijri, True], gregorian


def test_a_day_of_ramadan_1447() -> None:
    assert to_gregorian(1447, 9, 15).day == date(2026, 3, 4)
    assert str(to_hijri(date(2026, 1, 28))) == "1447-08-09"


@pytest.mark.parametrize(
    ("hijri", "gregorian"),
    [
        ((1, 1, 1), date(622, 7, 19)),  # 16 July 622 Julian, the epoch
        ((656, 2, 4), date(1258, 2, 17)),  # the fall of Baghdad, 10 February 1258 Julian
        ((1300, 1, 1), date(1882, 11, 12)),
    ],
)
def test_outside_the_published_years_the_tabular_calendar_answers_and_says_so(
    hijri: tuple[int, int, int], gregorian: date
) -> None:
    there = to_gregorian(*hijri)
    assert not there.is_exact
    assert abs(there.day - gregorian) <= timedelta(days=1)  # chronicles and reckoning differ by a day
    back = to_hijri(there.day)
    assert (back.year, back.month, back.day, back.is_exact) == (*hijri, False)


def test_thirty_tabular_years_have_eleven_leap_days() -> None:
    assert sum(month_length(year, month) for year in range(1201, 1231) for month in range(1, 13)) == 30 * 354 + 11
    assert [year - 1200 for year in range(1201, 1231) if month_length(year, 12) == 30] == [
        2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29,
    ]  # fmt: skip


@given(st.dates(min_value=date(622, 7, 19)))
@example(date(1924, 7, 31))
@example(date(1924, 8, 1))
@example(date(2077, 11, 16))
@example(date(2077, 11, 17))
@example(date.max)
def test_every_day_goes_there_and_back(day: date) -> None:
    hijri = to_hijri(day)
    there = to_gregorian(hijri.year, hijri.month, hijri.day)
    assert (there.day, there.is_exact) == (day, hijri.is_exact)


@given(st.dates(min_value=date(622, 7, 19), max_value=date(9999, 12, 30)))
def test_the_next_day_is_the_next_in_both(day: date) -> None:
    if day == date(1924, 7, 31):  # the seam of the two calendars
        return
    today, tomorrow = to_hijri(day), to_hijri(day + timedelta(days=1))
    if today.day < month_length(today.year, today.month):
        assert (tomorrow.year, tomorrow.month, tomorrow.day) == (today.year, today.month, today.day + 1)
    else:
        assert tomorrow.day == 1


@pytest.mark.parametrize(
    "hijri", [(1447, 9, 31), (1447, 9, 0), (1447, 13, 1), (1447, 0, 1), (0, 1, 1), (1200, 2, 30), (99_999, 1, 1)]
)
def test_a_day_that_does_not_exist_is_refused_in_a_sentence(hijri: tuple[int, int, int]) -> None:
    with pytest.raises(BadInput, match=r"The Hijri calendar has no \d+-"):
        to_gregorian(*hijri)


def test_a_day_before_the_hijra_has_no_hijri_date() -> None:
    with pytest.raises(BadInput, match="before the first Hijri year"):
        to_hijri(date(600, 1, 1))
