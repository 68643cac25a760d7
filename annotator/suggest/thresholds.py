"""From which confidence on a Suggestion is shown, by what became of those that were shown before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.suggest.recommender import Marked
from annotator.suggest.suggestion import Suggestion

USUAL = 0.70
"""The confidence from which a Suggestion is shown where nothing else is known."""
HIGHEST = 0.95
"""Above it no threshold is raised, or nothing would be shown any more that could lower it again."""
PRECISION = 0.75
"""The share of the Suggestions of a Label that is to be right."""
WINDOW = 100
"""How many of the last decisions count."""

_STEP = 0.05
_ENOUGH = 20
"""Decisions about a Label before its threshold moves."""

_FOR_CALIBRATION = 300


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of one Suggestion: whether it was right as it stood, and how sure of it its recommender was."""

    label: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a threshold would show: how many Suggestions, what share of them is right, and what share of the Spans
    they cover."""

    threshold: float
    shown: int
    precision: float
    coverage: float


def decided(suggestions: Iterable[Suggestion], marked: Iterable[Marked]) -> list[Decision]:
    """What would have become of Suggestions for an Article in which this was marked at last."""
    gold = set(marked)
    return [Decision(one.label, one.confidence, (one.start, one.end, one.label) in gold) for one in suggestions]


def threshold_for(decisions: Iterable[Decision], usual: float = USUAL) -> float:
    """The threshold of one Label, given the decisions about it in the order in which they were made.

    It is raised from `usual` by steps of 0.05 until, of the last 100 decisions, those about Suggestions above it were
    right in 75 of 100 cases, at most to 0.95; with fewer than 20 decisions it stays.
    """
    last = list(decisions)[-WINDOW:]
    if len(last) < _ENOUGH:
        return usual
    above = [step for step in _steps() if step > usual]
    for threshold in (usual, *above):
        shown = [one.right for one in last if one.confidence >= threshold]
        if sum(shown) >= PRECISION * len(shown):
            return threshold
    return max(usual, HIGHEST)


def thresholds_for(decisions: Iterable[Decision], usual: float = USUAL) -> dict[str, float]:
    """The threshold of each Label about which something was decided."""
    by_label: dict[str, list[Decision]] = {}
    for one in decisions:
        by_label.setdefault(one.label, []).append(one)
    return {label: threshold_for(ones, usual) for label, ones in by_label.items()}


def outlook(decisions: Sequence[Decision], threshold: float, spans: int | None = None) -> Outlook:
    """What a threshold would have shown of what was decided. `spans` says how many Spans there were in all, those
    included that nobody proposed; without it, they are those that were proposed rightly."""
    shown = [one.right for one in decisions if one.confidence >= threshold]
    right = sum(shown)
    in_all = sum(one.right for one in decisions) if spans is None else spans
    return Outlook(
        threshold, len(shown), right / len(shown) if shown else 0.0, min(right / in_all, 1.0) if in_all else 0.0
    )


def outlooks(decisions: Sequence[Decision], spans: int | None = None) -> list[Outlook]:
    """What each threshold of a slider would have shown, from 0 to 1 by steps of 0.05."""
    return [outlook(decisions, round(step * _STEP, 2), spans) for step in range(round(1 / _STEP) + 1)]


def _steps() -> Iterator[float]:
    return (round(step * _STEP, 2) for step in range(round(HIGHEST / _STEP) + 1))


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a confidence is worth by what was decided: the share of right ones at `confidences`, lines between them.

    Without any, a confidence is worth what it says.
    """

    confidences: tuple[float, ...] = ()
    shares: tuple[float, ...] = ()

    def __call__(self, confidence: float) -> float:
        if not self.confidences:
            return confidence
        at = bisect_right(self.confidences, confidence)
        if at == 0:
            return self.shares[0]
        if at == len(self.confidences):
            return self.shares[-1]
        low, high = self.confidences[at - 1], self.confidences[at]
        below, above = self.shares[at - 1], self.shares[at]
        return below + (above - below) * (confidence - low) / (high - low)


def calibrated(decisions: Iterable[Decision]) -> Calibration:
    """The calibration that decisions about one recommender's Suggestions give, once there are 300.

    It is the isotonic regression of right and wrong on the confidence: of all curves that never fall, the one nearest
    by least squares, found by pooling neighbours that fall (Ayer and others 1955, Ann. Math. Statist. 26: 641-647).
    """
    by_confidence: dict[float, tuple[int, int]] = {}
    for one in decisions:
        right, count = by_confidence.get(one.confidence, (0, 0))
        by_confidence[one.confidence] = right + one.right, count + 1
    if sum(count for _right, count in by_confidence.values()) < _FOR_CALIBRATION:
        return Calibration()
    blocks: list[tuple[float, float, int, int]] = []
    for confidence, (right, count) in sorted(by_confidence.items()):
        block = (confidence, confidence, right, count)
        while blocks and blocks[-1][2] * block[3] >= block[2] * blocks[-1][3]:
            low, _high, before, many = blocks.pop()
            block = (low, block[1], before + block[2], many + block[3])
        blocks.append(block)
    return _curve(blocks)


def _curve(blocks: Iterable[tuple[float, float, int, int]]) -> Calibration:
    points: Mapping[float, float] = {end: right / count for low, high, right, count in blocks for end in (low, high)}
    return Calibration(tuple(points), tuple(points.values()))
