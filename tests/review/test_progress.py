"""Days, quartiles and choices: values in, values out."""

from __future__ import annotations

from collections import Counter
from datetime import date
from statistics import quantiles

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import BadInput
from annotator.review.calendar import without_gaps
from annotator.review.progress import Choice, days, local_day, pace, quartiles

DAYS = st.dates().map(lambda day: day.isoformat())
NEAR = st.dates(date(2020, 1, 1), date(2020, 3, 1)).map(lambda day: day.isoformat())


@settings(max_examples=25)
@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=30))
def test_quartiles_are_those_of_the_standard_library(values: list[float]) -> None:
    found = quartiles(values)
    assert found is not None
    assert tuple(found[1:]) == pytest.approx(tuple(quantiles(values, method="inclusive")))
    assert found.low <= found.median <= found.high


def test_nothing_has_no_quartiles() -> None:
    assert quartiles([]) is None
    assert quartiles([3]) == (1, 3, 3, 3)


def test_articles_without_spans_have_no_time_per_span() -> None:
    found = pace([("a", 60, 0), ("a", 120, 4)])["a"]
    assert found.article.median == 90
    assert found.span == (1, 30, 30, 30)
    assert pace([("a", 60, 0)])["a"].span is None


def test_counts_of_a_day_are_added_up() -> None:
    made = Counter({("b", "2026-01-05T09:00"): 2, ("b", "2026-01-05T09:01"): 3, ("a", "2026-01-05T09:01"): 1})
    found = days(made, Counter(), {("a", "x"): "2026-01-05T10:00", ("a", "y"): "2026-01-05T10:00"})
    day = local_day("2026-01-05T09:00")
    assert [tuple(one) for one in found] == [("a", day, 1, 0, 2), ("b", day, 5, 0, 0)]


@pytest.mark.parametrize("wrong", ["", "yesterday", "2026-99-01T00:00"])
def test_a_moment_that_is_none_has_no_day(wrong: str) -> None:
    assert local_day(wrong) == ""
    assert days(Counter({("a", wrong): 1}), Counter(), {}) == ()


def test_the_bounds_of_a_choice_reach_from_midnight_to_midnight() -> None:
    assert Choice().bounds() == ("", "")
    since, until = Choice(since="2026-01-05", until="2026-01-05").bounds()
    assert since < until and since.endswith("Z") and len(since) == len("2026-01-05T00:00:00.000Z")
    assert Choice(until="9999-12-31").bounds() == ("", "")
    with pytest.raises(BadInput):
        Choice(since="2026-01-06", until="2026-01-05").bounds()


@settings(max_examples=40)
@given(st.lists(DAYS, min_size=1, max_size=6) | st.lists(NEAR, min_size=1, max_size=6))
def test_columns_of_days_have_no_gap_and_one_for_each_day(known: list[str]) -> None:
    places, place_of = without_gaps(known)
    assert set(place_of) == set(known)
    assert set(place_of.values()) <= set(places)
    assert list(places) == sorted(set(places))
    assert (places[0], places[-1]) == (place_of[min(known)], place_of[max(known)])
    assert without_gaps(()) == ((), {})


def test_many_days_are_gathered_to_weeks_and_many_weeks_to_months() -> None:
    assert len(without_gaps(["2026-01-01", "2026-01-31"])[0]) == 31
    weeks, week_of = without_gaps(["2026-01-01", "2026-12-31"])
    assert weeks[:2] == ("2025-12-29", "2026-01-05")
    assert week_of["2026-12-31"] == "2026-12-28"
    months, month_of = without_gaps(["2020-11-30", "2026-02-01"])
    assert months[:3] == ("2020-11", "2020-12", "2021-01")
    assert month_of["2026-02-01"] == months[-1] == "2026-02"
