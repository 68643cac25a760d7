"""How often a proposal of some sureness is right."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggest.calibration import calibrated, error, fitted

JUDGED = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60)


def test_without_points_a_sureness_is_what_it_is() -> None:
    assert calibrated(0.42, ()) == 0.42


def test_between_two_points_it_lies_on_the_line() -> None:
    assert calibrated(0.5, ((0.4, 0.2), (0.6, 0.4))) == pytest.approx(0.3)
    assert calibrated(0.1, ((0.4, 0.2), (0.6, 0.4))) == 0.2
    assert calibrated(0.9, ((0.4, 0.2), (0.6, 0.4))) == 0.4


def test_who_is_too_sure_is_believed_less() -> None:
    dealt = random.Random(1)
    judged = [(0.9 + 0.1 * dealt.random(), dealt.random() < 0.6) for _one in range(500)]
    points = fitted(judged)
    assert calibrated(0.95, points) == pytest.approx(0.6, abs=0.08)
    assert error([(calibrated(sure, points), right) for sure, right in judged]) < 0.05 < error(judged)


def test_a_few_judgements_change_little() -> None:
    assert calibrated(0.85, fitted([(0.85, False)])) > 0.5


def test_the_error_is_how_far_sureness_and_truth_are_apart() -> None:
    assert error([]) == 0.0
    assert error([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]) == pytest.approx(0.0)
    assert error([(0.95, False), (0.05, False)]) == pytest.approx(0.5)


@given(JUDGED, st.floats(0, 1), st.floats(0, 1))
def test_more_sure_is_never_less_right(judged: list[tuple[float, bool]], one: float, other: float) -> None:
    points = fitted(judged)
    low, high = sorted((calibrated(one, points), calibrated(other, points)))
    assert 0.0 <= low <= high <= 1.0
    assert calibrated(min(one, other), points) <= calibrated(max(one, other), points)
