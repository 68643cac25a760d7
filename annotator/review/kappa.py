"""Kappa: how far annotators agree on each letter or word beyond what chance would give.

`kappa = (P - Pe) / (1 - Pe)`: P is the share of places (of pairs of annotators at them) that agree, Pe the share that
would agree if each annotator gave values as often as they do, but anywhere.

Cohen's kappa is of two annotators, each with their own frequencies: `Pe = sum of p1(value) * p2(value)` (J. Cohen, “A
coefficient of agreement for nominal scales”, Educational and Psychological Measurement 20(1), 1960, pages 37-46). Of
more than two, the mean of that of all pairs is told (R. J. Light, “Measures of response agreement for qualitative
data”, Psychological Bulletin 76(5), 1971, pages 365-377).

Fleiss' kappa is of any number, with the frequencies of all together: `Pe = sum of p(value) squared` (J. L. Fleiss,
“Measuring nominal scale agreement among many raters”, Psychological Bulletin 76(5), 1971, pages 378-382). There every
item has as many raters; here Articles may have been done by different numbers of annotators: P is then the mean over
the items of the share of pairs of raters that agree, and p(value) the share of all ratings.

All of it is not defined where chance alone gives full agreement, as where nobody marked anything.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING

from annotator.review.tally import Sums, ratio

if TYPE_CHECKING:
    from annotator.review.tally import Sum


def cohen(sums: Sums, couple: Hashable, values: Iterable[Hashable]) -> Sum:
    """Cohen's kappa of two annotators, over all values."""
    items = sums[couple, "items"]
    agree = ratio(sums[couple, "agree"], items)
    chance = sums.nought
    for value in values:
        chance = chance + sums[couple, "value first", value] * sums[couple, "value second", value]
    return _beyond(agree, ratio(chance, items**2))


def cohen_of_label(sums: Sums, couple: Hashable, label: str) -> Sum:
    """Cohen's kappa of two annotators, of whether a place has this Label."""
    items = sums[couple, "items"]
    both, first, second = (sums[couple, f"label {what}", label] for what in ("both", "first", "second"))
    agree = ratio(items - first - second + 2 * both, items)
    return _beyond(agree, ratio(first * second + (items - first) * (items - second), items**2))


def fleiss(sums: Sums, scope: Hashable, values: Iterable[Hashable]) -> Sum:
    """Fleiss' kappa of all annotators, over all values."""
    chance = sums.nought
    for value in values:
        chance = chance + sums[scope, "value", value] ** 2
    agree = 1 - ratio(sums[scope, "differ"], sums[scope, "items"])
    return _beyond(agree, ratio(chance, sums[scope, "ratings"] ** 2))


def fleiss_of_label(sums: Sums, scope: Hashable, label: str) -> Sum:
    """Fleiss' kappa of all annotators, of whether a place has this Label."""
    share = ratio(sums[scope, "label", label], sums[scope, "ratings"])
    agree = 1 - ratio(sums[scope, "label differ", label], sums[scope, "items"])
    return _beyond(agree, share**2 + (1 - share) ** 2)


def _beyond(agree: Sum, chance: Sum) -> Sum:
    # What is left beside full agreement by chance may be a rounding error, and a kappa made of it would be any number.
    left = 1 - chance
    left[left < 1e-12] = 0
    return ratio(agree - chance, left)
