"""From which confidence on a Suggestion is shown, by what became of those that were shown before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annotator.frozen import frozen
from annotator.suggest.calibration import Points, fitted
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


@frozen
class Decision:
    """What became of one Suggestion: whether it was right as it stood, and how sure of it its recommender was."""

    label: str
    confidence: float
    right: bool


@frozen
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


def outlooks(decisions: Sequence[Decision]) -> list[Outlook]:
    """What each threshold of a slider would have shown, from 0 to 1 by steps of 0.05."""
    return [outlook(decisions, round(step * _STEP, 2)) for step in range(round(1 / _STEP) + 1)]


def _steps() -> Iterator[float]:
    return (round(step * _STEP, 2) for step in range(round(HIGHEST / _STEP) + 1))


def calibration_of(decisions: Iterable[Decision]) -> Points:
    """What confidences are worth by what was decided, for `calibrated`: once there are 300 decisions about the
    Suggestions of one recommender; before that there are no points, and a confidence is worth what it says."""
    judged = [(one.confidence, one.right) for one in decisions]
    return fitted(judged) if len(judged) >= _FOR_CALIBRATION else ()
