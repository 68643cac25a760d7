"""Krippendorff's alpha for nominal values: how far annotators agree on each letter or word beyond chance.

`alpha = 1 - Do / De`: Do is the disagreement of the pairs of values that different annotators give to the same place,
each place with m annotators weighing `1 / (m - 1)` for each of its pairs; De that of all pairs of values wherever they
are, without that of a value with itself: `De = 1 - sum of n(value) * (n(value) - 1) / (n * (n - 1))` (K. Krippendorff,
“Content Analysis: An Introduction to Its Methodology”, 2nd edition, 2004, chapter 11; “Computing Krippendorff's
Alpha-Reliability”, 2011).

Not everybody needs to have done every Article. With many values alpha is the same as Fleiss' kappa; with few it is
a little higher, for chance is reckoned without drawing a value twice. Not defined where all values are the same.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING

from annotator.review.tally import Sums, ratio

if TYPE_CHECKING:
    from annotator.review.tally import Sum


def alpha(sums: Sums, scope: Hashable, values: Iterable[Hashable]) -> Sum:
    """Alpha of all annotators, over all values."""
    ratings = sums[scope, "ratings"]
    alike = sums.nought
    for value in values:
        given = sums[scope, "value", value]
        alike = alike + given * (given - 1)
    return _beside(sums[scope, "differ_by"], ratings * (ratings - 1) - alike, ratings)


def alpha_of_label(sums: Sums, scope: Hashable, label: str) -> Sum:
    """Alpha of all annotators, of whether a place has this Label."""
    ratings, given = sums[scope, "ratings"], sums[scope, "label", label]
    return _beside(sums[scope, "label differ_by", label], 2 * given * (ratings - given), ratings)


def _beside(observed: Sum, by_chance: Sum, ratings: Sum) -> Sum:
    """`1 - Do / De`, of the numbers of pairs that differ where they are and of those that differ anywhere."""
    return 1 - ratio(observed * (ratings - 1), by_chance)
