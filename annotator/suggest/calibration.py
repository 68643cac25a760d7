"""How often a proposal of some sureness is right: a line of points, fitted to proposals that were judged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

Points = tuple[tuple[float, float], ...]
"""Sureness and the share that is right, both growing; straight lines between them."""

Judged = tuple[float, bool]
"""How sure a proposal was, and whether it was right."""

_STEPS = 10
_PRIOR = 2.0
"""What is believed before anything was judged: in each tenth, of two proposals as many are right as they say."""


def fitted(judged: Sequence[Judged]) -> Points:
    """The points of an isotonic regression over proposals that were judged."""
    from scipy.optimize import isotonic_regression

    weighed: dict[float, tuple[float, float]] = {}  # of each sureness, how much is right and how much there is
    believed = [((step + 0.5) / _STEPS, (step + 0.5) / _STEPS, _PRIOR) for step in range(_STEPS)]
    for sure, share, weight in (*believed, *((sure, float(right), 1.0) for sure, right in judged)):
        right_so_far, so_far = weighed.get(sure, (0.0, 0.0))
        weighed[sure] = right_so_far + share * weight, so_far + weight
    sures = sorted(weighed)
    shares = [weighed[sure][0] / weighed[sure][1] for sure in sures]
    found = isotonic_regression(shares, weights=[weighed[sure][1] for sure in sures])
    blocks = list(pairwise(int(at) for at in found.blocks))
    ends = dict.fromkeys(at for first, behind in blocks for at in (first, behind - 1))  # between them it is level
    return tuple((round(sures[at], 6), round(float(found.x[at]), 6)) for at in ends)


def calibrated(sureness: float, points: Points) -> float:
    """The share that is right of proposals of some sureness; the sureness itself where there are no points."""
    if not points:
        return sureness
    at = bisect_right(points, sureness, key=lambda point: point[0])
    if at in (0, len(points)):
        return points[min(at, len(points) - 1)][1]
    (x0, y0), (x1, y1) = points[at - 1 : at + 1]
    return y0 + (y1 - y0) * (sureness - x0) / (x1 - x0) if x1 > x0 else y1


def error(judged: Sequence[Judged]) -> float:
    """The expected calibration error: how far, over ten equal steps of sureness, the mean lies from the share that is
    right (Naeini, Cooper and Hauskrecht 2015)."""
    off = 0.0
    for step in range(_STEPS):
        those = [(sure, right) for sure, right in judged if min(int(sure * _STEPS), _STEPS - 1) == step]
        off += abs(sum(sure for sure, _right in those) - sum(right for _sure, right in those))
    return off / len(judged) if judged else 0.0
