"""Figures: what is drawn adds up to what was counted."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.model.annotation import Status
from annotator.model.verdict import Outcome
from annotator.review.board import board
from annotator.review.compared import EVERY, Agreed, Compared, Side
from annotator.review.figures import MOST_TONES, OTHERS, Figure, Form, Kind, Series, gathered, shown, steps
from annotator.review.progress import Day, Gold, Numbers, Pace, Quartiles

NAMES = tuple(f"annotator {number}" for number in range(1, 11))


def numbers(names: tuple[str, ...] = NAMES[:3]) -> Numbers:
    times = Quartiles(4, 60, 120, 240)
    return Numbers(
        articles=9,
        annotators=names,
        assigned=dict.fromkeys(names, 9),
        days=tuple(
            Day(name, f"2026-01-{day:02}", number + day, 2, 1) for day in (3, 5) for number, name in enumerate(names, 1)
        ),
        statuses={name: {Status.DONE: 3, Status.NEW: 6} for name in names},
        seconds=dict.fromkeys(names, 1800),
        labels={name: {"PERS": number, "GPE": 1} for number, name in enumerate(names, 1)},
        pace={name: Pace(times, Quartiles(4, 1, 2, 3)) for name in names},
        gold=Gold(1, 2, 7, 20),
    )


def compared(names: tuple[str, ...] = NAMES[:3]) -> Compared:
    pairs = [(one, other) for at, one in enumerate(names) for other in names[at + 1 :]]
    agreed = [Agreed(*pair, label, 5, 0.5, 0.6, 0.7) for label in (EVERY, "PERS") for pair in ((EVERY, EVERY), *pairs)]
    return Compared(
        tuple(agreed), {"clitic": 3, "missed": 8}, {Outcome.ACCEPTED: 7}, Side(9, 10, 400, 0.8), Side(2, 9, 500, 0.7)
    )


def figures(names: tuple[str, ...] = NAMES[:3]) -> dict[str, Figure]:
    return {one.key: one for one in board(numbers(names), compared(names), {"PERS": "شخص"}).figures}


def test_what_is_drawn_fits_its_places() -> None:
    for names in (NAMES[:1], NAMES[:3], NAMES):
        for figure in figures(names).values():
            assert all(len(one.values) == len(figure.places) for one in figure.series)
            assert all(len(row) == len(figure.table.columns) for row in figure.table.rows)


@pytest.mark.parametrize("names", [NAMES[:2], NAMES])
def test_bars_and_columns_add_up_to_their_tables(names: tuple[str, ...]) -> None:
    found = figures(names)
    assert sum(found["labels"].totals) == sum(int(row[1] or 0) for row in found["labels"].table.rows)  # type: ignore[arg-type]
    by_day = found["spans_by_day"]
    assert sum(by_day.totals) == sum(int(row[2]) + int(row[3]) for row in by_day.table.rows)  # type: ignore[arg-type]
    assert by_day.places == ("2026-01-03", "2026-01-04", "2026-01-05")
    assert by_day.totals[1] == 0


def test_more_annotators_than_colours_are_drawn_as_others_and_told_in_the_table() -> None:
    found = figures(NAMES)["labels"]
    assert len(found.series) == MOST_TONES
    assert (found.series[-1].name, found.series[-1].tone) == ("others", OTHERS)
    assert len(found.table.columns) == 2 + len(NAMES)
    assert found.series[0].name == NAMES[-1], "those who did most are told apart"


def test_pairs_have_a_map_of_their_own_where_there_are_several() -> None:
    assert "agreement_pairs" not in figures(NAMES[:2])
    found = figures(NAMES[:3])["agreement_pairs"]
    assert found.places == NAMES[:3]
    assert [one.values for one in found.series] == [(None, 0.5, 0.5), (0.5, None, 0.5), (0.5, 0.5, None)]


def test_labels_are_shown_for_all_pairs_together_where_they_are_too_many() -> None:
    assert [one.name for one in figures(NAMES[:2])["agreement"].series] == ["annotator 1 – annotator 2"]
    assert len(figures(NAMES[:3])["agreement"].series) == 4
    assert [one.name for one in figures(NAMES)["agreement"].series] == ["all pairs"]
    assert figures(NAMES)["agreement"].places == ("all labels", "شخص")


def test_what_nobody_did_is_not_shown() -> None:
    assert board(Numbers(0, ()), None, {}).figures == ()
    assert board(Numbers(3, ("a",)), Compared(), {}).figures == ()


def test_times_are_told_in_minutes_and_seconds() -> None:
    found = figures()
    assert found["article_times"].table.rows[0] == ("annotator 1", 4, 1.0, 2.0, 4.0)
    assert found["span_times"].table.rows[0] == ("annotator 1", 4, 1.0, 2.0, 3.0)
    assert found["article_times"].form is Form.RANGES


def test_names_can_be_others() -> None:
    names = {name: f"A{number}" for number, name in enumerate(NAMES, 1)}
    told = repr(board(numbers().called(names), compared().called(names), {}))
    assert "annotator 1" not in told and "A1" in told


@settings(max_examples=40)
@example(5e-324)
@example(1e-6)
@given(st.floats(0, 1e9) | st.integers(0, 10**9))
def test_the_steps_of_an_axis_reach_the_highest_value_and_no_further_than_they_must(most: float) -> None:
    found = steps(most)
    assert found[0] == 0
    assert found[-1] >= most * (1 - 1e-8)
    assert 2 <= len(found) <= 6
    assert found == sorted(set(found))
    assert len(found) == 2 or found[-2] < most


def test_cells_are_told_shortly() -> None:
    assert [shown(cell, Kind.MEASURE) for cell in (0.125, 12345.678, None, "x")] == ["0.12", "12,345.68", "", "x"]


def test_series_that_are_left_over_are_added_up() -> None:
    series = [Series(str(n), (n, 1.0), n) for n in range(9)]
    found = gathered(series, 3)
    assert [one.values for one in found] == [(0, 1.0), (1, 1.0), (sum(range(2, 9)), 7.0)]
    assert gathered(series[:3], 3) == tuple(series[:3])
