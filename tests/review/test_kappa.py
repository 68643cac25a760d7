"""Kappa: the published examples, an independent program, and the definition written out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from sklearn.metrics import cohen_kappa_score

from annotator.model.annotation import Span
from annotator.review.coding import Value, count_codings
from annotator.review.kappa import cohen, cohen_of_label, fleiss, fleiss_of_label
from annotator.review.tally import Sums
from tests.review.layers import LABELS, LENGTH, counted, several, stretches

NAMES = "abcdef"


def coded(items: Iterable[Sequence[Value]]) -> Sums:
    """The sums over items; each has a value of each of its raters."""
    return counted(
        *(lambda counts, one=one: count_codings(counts, "n", NAMES[: len(one)], {tuple(one): 1}) for one in items)
    )  # type: ignore[misc]


def values_of(sums: Sums) -> set[object]:
    return {key[2] for key in sums if key[1] == "value"}


# Cohen 1960, table 1: how often two judges placed 200 cases in three categories.
COHEN = ((88, 14, 18), (10, 40, 10), (2, 6, 12))

# Fleiss 1971, table 1: how many of six psychiatrists gave each of 30 patients which of five diagnoses.
FLEISS = (
    *("00060", "03003", "01401", "00006", "03030", "20400", "00402", "20310", "20040", "00006"),
    *("10050", "11040", "03300", "10050", "02031", "00501", "30012", "51000", "02040", "10203"),
    *("00006", "01050", "02013", "20040", "10041", "05010", "40002", "02040", "10500", "00006"),
)


def test_cohen_1960() -> None:
    items = [[(str(i),), (str(j),)] for i, row in enumerate(COHEN) for j, n in enumerate(row) for _ in range(n)]
    sums = coded(items)
    assert cohen(sums, ("n", "a", "b"), values_of(sums))[0] == pytest.approx(0.492, abs=5e-4)


def test_fleiss_1971() -> None:
    items = [[(str(at),) for at, n in enumerate(row) for _ in range(int(n))] for row in FLEISS]
    sums = coded(items)
    assert fleiss(sums, "n", values_of(sums))[0] == pytest.approx(0.430, abs=5e-4)
    by_category = [fleiss_of_label(sums, "n", str(at))[0] for at in range(5)]
    assert by_category == pytest.approx([0.245, 0.245, 0.520, 0.471, 0.566], abs=1e-3)


@settings(max_examples=15)
@given(several)
def test_cohens_is_that_of_scikit_learn(marked: list[list[Span]]) -> None:
    held = stretches(marked)
    sums = counted(lambda counts: count_codings(counts, "n", NAMES[: len(marked)], held.codings))
    said = [[tuple(sorted(one.label for one in row if one.covers(at))) for at in range(LENGTH)] for row in marked]
    for i, j in combinations(range(len(marked)), 2):
        couple = ("n", NAMES[i], NAMES[j])
        same(cohen(sums, couple, values_of(sums))[0], sklearn([str(v) for v in said[i]], [str(v) for v in said[j]]))
        for label in LABELS:
            on = [[label in value for value in row] for row in (said[i], said[j])]
            same(cohen_of_label(sums, couple, label)[0], sklearn(*on))


@settings(max_examples=15)
@given(several)
def test_fleiss_is_as_it_is_defined(marked: list[list[Span]]) -> None:
    held = stretches(marked)
    sums = counted(lambda counts: count_codings(counts, "n", NAMES[: len(marked)], held.codings))
    said = [tuple(tuple(sorted(one.label for one in row if one.covers(at))) for row in marked) for at in range(LENGTH)]
    same(fleiss(sums, "n", values_of(sums))[0], defined(said))
    for label in LABELS:
        same(fleiss_of_label(sums, "n", label)[0], defined([tuple(label in value for value in one) for one in said]))


def test_items_may_have_different_numbers_of_raters() -> None:
    items = [[("x",), ("x",)], [("x",), ("y",), ("y",)], [("y",), ("y",), ("y",), ("x",)]]
    sums = coded(items)
    agree = (1 + 1 / 3 + 3 / 6) / 3
    chance = (4 / 9) ** 2 + (5 / 9) ** 2
    assert fleiss(sums, "n", values_of(sums))[0] == pytest.approx((agree - chance) / (1 - chance))


def test_where_all_say_the_same_of_everything_there_is_no_kappa() -> None:
    sums = coded([[(), ()], [(), ()]])
    assert math.isnan(cohen(sums, ("n", "a", "b"), values_of(sums))[0])
    assert math.isnan(fleiss(sums, "n", values_of(sums))[0])


def defined(items: Sequence[Sequence[object]]) -> float:
    """Fleiss' kappa as in the paper: agreement of items, and of frequencies by chance."""
    every = [value for one in items for value in one]
    agree = sum(sum(a == b for a, b in combinations(one, 2)) / (len(one) * (len(one) - 1) / 2) for one in items) / len(
        items
    )
    chance = sum((every.count(value) / len(every)) ** 2 for value in set(every))
    return (agree - chance) / (1 - chance) if chance < 1 else math.nan


def sklearn(first: Sequence[object], second: Sequence[object]) -> float:
    return math.nan if len({*first, *second}) < 2 else cohen_kappa_score(first, second)


def same(ours: float, theirs: float) -> None:
    assert ours == pytest.approx(theirs, nan_ok=True, abs=1e-9)
