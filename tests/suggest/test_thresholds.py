"""From which confidence on Suggestions are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggest.calibration import calibrated
from annotator.suggest.suggestion import Suggestion
from annotator.suggest.thresholds import (
    Decision,
    calibration_of,
    decided,
    outlook,
    outlooks,
    threshold_for,
    thresholds_for,
)


def decisions(confidence: float, right: int, wrong: int, label: str = "ORG") -> list[Decision]:
    return [Decision(label, confidence, True)] * right + [Decision(label, confidence, False)] * wrong


DECISIONS = st.lists(
    st.builds(
        Decision, st.sampled_from(["ORG", "GPE"]), st.sampled_from([0.5, 0.7, 0.75, 0.8, 0.9, 0.99]), st.booleans()
    ),
    max_size=150,
)


def test_the_threshold_is_the_usual_one_while_little_was_decided() -> None:
    assert threshold_for([]) == 0.7
    assert threshold_for(decisions(0.75, 0, 19)) == 0.7
    assert threshold_for(decisions(0.75, 0, 19), usual=0.85) == 0.85


def test_the_threshold_rises_above_what_was_mostly_wrong() -> None:
    assert threshold_for(decisions(0.75, 10, 20) + decisions(0.85, 20, 2)) == 0.8


def test_the_threshold_stays_where_three_of_four_were_right() -> None:
    assert threshold_for(decisions(0.75, 15, 5)) == 0.7
    assert threshold_for(decisions(0.75, 14, 6)) == 0.8


def test_only_the_last_hundred_decisions_count() -> None:
    assert threshold_for(decisions(0.75, 0, 100) + decisions(0.75, 100, 0)) == 0.7


def test_a_label_that_was_always_wrong_may_still_come_back() -> None:
    assert threshold_for(decisions(0.99, 0, 50)) == 0.95


def test_each_label_has_a_threshold_of_its_own() -> None:
    found = thresholds_for(decisions(0.75, 5, 20, "ORG") + decisions(0.75, 25, 0, "GPE"))
    assert found == {"ORG": 0.8, "GPE": 0.7}


@given(DECISIONS)
def test_what_the_threshold_leaves_is_right_three_times_out_of_four(made: list[Decision]) -> None:
    threshold = threshold_for(made)
    assert 0.7 <= threshold <= 0.95
    shown = [one.right for one in made[-100:] if one.confidence >= threshold]
    assert len(made) < 20 or threshold == 0.95 or sum(shown) >= 0.75 * len(shown)


def test_a_slider_shows_precision_and_coverage() -> None:
    made = decisions(0.6, 1, 3) + decisions(0.8, 4, 1)
    assert outlook(made, 0.7).precision == 0.8
    assert outlook(made, 0.7).coverage == 0.8  # four of the five that were right
    assert outlook(made, 0.7, spans=10).coverage == 0.4
    assert outlook(made, 0.9).shown == outlook(made, 0.9).precision == outlook([], 0.7).coverage == 0


@given(DECISIONS)
def test_a_higher_threshold_shows_and_covers_no_more(made: list[Decision]) -> None:
    found = outlooks(made)
    assert [one.threshold for one in found] == [step / 20 for step in range(21)]
    assert [one.shown for one in found] == sorted((one.shown for one in found), reverse=True)
    assert [one.coverage for one in found] == sorted((one.coverage for one in found), reverse=True)


def test_what_became_of_suggestions_is_told_by_what_was_marked() -> None:
    found = [Suggestion("GPE", 0, 4, confidence=0.8), Suggestion("GPE", 5, 9, confidence=0.7)]
    assert decided(found, [(0, 4, "GPE"), (5, 9, "ORG")]) == [Decision("GPE", 0.8, True), Decision("GPE", 0.7, False)]


def test_a_confidence_is_worth_what_it_says_until_three_hundred_decisions() -> None:
    made = decisions(0.9, 99, 200)
    assert calibrated(0.9, calibration_of(made)) == 0.9
    assert calibrated(0.9, calibration_of([*made, Decision("ORG", 0.9, True)])) == pytest.approx(1 / 3, abs=0.02)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_a_calibration_never_falls_where_the_confidence_grows(made: list[tuple[float, bool]]) -> None:
    points = calibration_of(Decision("ORG", sure, right) for sure, right in made * -(-300 // len(made)))
    worth = [calibrated(step / 20, points) for step in range(21)]
    assert worth == sorted(worth)
    assert 0 <= worth[0] <= worth[-1] <= 1
