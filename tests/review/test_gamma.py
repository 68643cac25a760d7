"""Gamma and its alignments, beside an independent program and by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from importlib.util import find_spec

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.annotation import Span
from annotator.review.aligning import disorder, dissimilarity
from annotator.review.gamma import LEAST, SAMPLES, _moved, _units, count_gamma, gamma, samples_of
from annotator.review.tally import Counts
from tests.helpers import gamma_peer
from tests.review.layers import LENGTH, counted, several, span

beside_the_other_program = pytest.mark.skipif(
    find_spec("pygamma_agreement") is None, reason="pygamma-agreement is not made for this Python"
)


def gamma_of(*articles: Sequence[Sequence[Span]], length: int = LENGTH, samples: int = 30) -> tuple[float | None, ...]:
    def count(counts: Counts, marked: Sequence[Sequence[Span]]) -> None:
        count_gamma(counts, marked, length, samples, np.random.default_rng(1))

    sums = counted(*(lambda counts, marked=marked: count(counts, marked) for marked in articles))  # type: ignore[misc]
    found = gamma(sums, samples)
    return found.value.value, found.mean.value


def units(*held: tuple[int, int, int]) -> np.ndarray:
    return np.array(held, dtype=np.int64).reshape(-1, 3)


def test_units_are_as_far_apart_as_their_edges_for_their_lengths_and_one_more_by_label() -> None:
    found = dissimilarity(units((0, 10, 0)), units((0, 10, 0), (2, 10, 0), (5, 15, 1), (10, 20, 0)))
    assert found.tolist() == [[0, pytest.approx((2 / 18) ** 2), pytest.approx((10 / 20) ** 2 + 1), 1]]


def test_a_unit_alone_costs_one_and_a_pair_what_it_is_apart() -> None:
    assert disorder([units((0, 10, 0)), units()]) == 1
    assert disorder([units((0, 10, 0)), units((2, 10, 0))]) == pytest.approx((2 / 18) ** 2)
    assert disorder([units((0, 10, 0)), units((30, 40, 0))]) == 2
    assert disorder([units((0, 10, 0)), units((0, 10, 0)), units()]) == pytest.approx(2 / 3)  # two pairs with nobody
    assert disorder([units(), units(), units()]) == 0


@beside_the_other_program
@settings(max_examples=8)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9), st.integers(0, 2)), max_size=4),
        min_size=2,
        max_size=4,
    )
)
def test_the_best_alignment_costs_what_the_other_program_says(rows: list[list[tuple[int, int, int]]]) -> None:
    rows = [sorted(set(row)) for row in rows]  # the other one cannot hold a unit twice
    if not any(rows):
        return
    ours = disorder([units(*((start, start + length, label) for start, length, label in row)) for row in rows])
    theirs = gamma_peer.disorder(
        [[(start, start + length, str(label)) for start, length, label in row] for row in rows]
    )
    assert ours == pytest.approx(theirs, abs=1e-4)


@beside_the_other_program
def test_chance_is_that_of_the_other_program() -> None:
    dice, length = np.random.default_rng(7), 200
    rows = [
        [(start, start + int(dice.integers(3, 12)), "AB"[start % 2]) for start in dice.integers(0, 188, 10).tolist()]
        for _annotator in "ab"
    ]
    marked = [[span(label, (start, end)) for start, end, label in row] for row in rows]
    theirs = gamma_peer.gamma(rows, length, 80)
    ours, _mean = gamma_of(marked, length=length, samples=300)
    assert ours == pytest.approx(theirs, abs=0.05)


# The example that comes with the program of those who made the measure: three annotators, in categories 1 to 7.
ALEX = ((2, 9, 1), (11, 17, 2), (24, 30, 5), (32, 36, 6), (36, 44, 6), (44, 60, 7))
PAUL = ((2, 9, 1), (11, 17, 3), (19, 25, 5), (32, 44, 6))
SUZAN = ((2, 9, 1), (11, 17, 4), (21, 27, 5), (32, 36, 6), (36, 40, 6), (40, 44, 6))


def test_the_example_of_mathet_and_others() -> None:
    """Positions count three times there; it says a disorder of 0.96 and a gamma of about 0.455."""
    rows = [units(*row) for row in (ALEX, PAUL, SUZAN)]
    observed = disorder(rows, 3) / (16 / 3)
    assert observed == pytest.approx(0.96, abs=5e-3)
    dice, by_chance = np.random.default_rng(2), []
    for _sample in range(100):
        random = _moved(rows, 60, dice)
        by_chance.append(disorder(random, 3) / (sum(map(len, random)) / 3))
    assert 1 - observed / np.mean(by_chance) == pytest.approx(0.455, abs=0.02)


def test_who_marks_the_same_agrees_wholly() -> None:
    marked = [span("ORG", (0, 4)), span("ORG", (2, 3)), span("PERS", (10, 12), (15, 18)), span("PERS", (20, 24))]
    assert gamma_of([marked, marked[::-1]]) == gamma_of([marked, marked, marked]) == (1, 1)


def test_who_marks_other_things_agrees_no_more_than_chance() -> None:
    first = [span("ORG", (at, at + 4)) for at in range(0, 200, 25)]
    second = [span("ORG", (at + 12, at + 16)) for at in range(0, 200, 25)]
    assert (gamma_of([first, second], length=200)[0] or 0) < 0.1


def test_articles_weigh_by_their_units_in_the_whole_and_alike_in_the_mean() -> None:
    many = [span("ORG", (at, at + 3)) for at in range(0, 200, 10)]
    few, other = [span("ORG", (10, 14))], [span("ORG", (100, 104))]
    whole, mean = gamma_of([many, many], [few, other], length=200)
    assert whole is not None
    assert mean is not None
    assert mean < 0.6
    assert whole > 0.85


def test_articles_without_any_span_say_nothing() -> None:
    assert gamma_of([[], []]) == (None, None)


def test_the_same_dice_give_the_same_gamma() -> None:
    marked = [[span("ORG", (0, 4)), span("GPE", (9, 14))], [span("ORG", (1, 4)), span("PERS", (9, 12))]]
    assert gamma_of(marked) == gamma_of(marked)


@settings(max_examples=25)
@given(several, st.integers(0, 99))
def test_random_annotations_keep_the_lengths_and_begin_inside_of_the_text(marked: list[list[Span]], seed: int) -> None:
    rows = _units(marked)
    if not any(map(len, rows)):
        return
    kept = [sorted((end - start, label) for start, end, label in row.tolist()) for row in rows]
    for row in _moved(rows, LENGTH, np.random.default_rng(seed)):
        assert sorted((end - start, label) for start, end, label in row.tolist()) in kept
        assert all(0 <= start < LENGTH for start in row[:, 0])


def test_few_articles_are_measured_on_more_random_annotations_each() -> None:
    assert (samples_of(1), samples_of(10), samples_of(10_000)) == (SAMPLES, SAMPLES // 10, LEAST)


def test_it_can_be_ended_in_the_middle() -> None:
    class Enough(Exception):
        pass

    def stop() -> None:
        raise Enough

    with pytest.raises(Enough):
        count_gamma(defaultdict(float), [[span("ORG", (0, 4))], []], LENGTH, 5, np.random.default_rng(0), stop)
