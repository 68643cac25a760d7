"""One clear set of Suggestions out of those of several recommenders."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import prod

from annotator.model.annotation import Fragment, Span, joined
from annotator.model.schema import Kind, Schema
from annotator.suggest.suggestion import Suggestion
from annotator.suggest.thresholds import USUAL

_SUREST = 0.99


def together(
    found: Iterable[Sequence[Suggestion]],
    spans: Iterable[Span],
    schema: Schema,
    thresholds: Mapping[str, float] | None = None,
    *,
    usual: float = USUAL,
    nested: bool = False,
) -> list[Suggestion]:
    """What recommenders propose, those that come first in `found` with priority, as one set in reading order.

    Those of one range and Label become one, surer than each (`agreed`). Those below the threshold of their Label
    (`usual` where it has none) are left out, and those that overlap with Spans of their kind, which are there already.
    Of several that overlap and are of one kind the longest stays, then the surest, then the one that came first: where
    a known name lies in a longer one that another recommender sees, the longer one is nearly always right. Two kinds,
    such as an event and a date in it, may overlap. What the finder of dates proposes has a confidence that says
    how sure the value is, not whether it is a date: no threshold leaves it out, and it goes before the others.
    In a project whose Spans are `nested`, one may also lie within another one of its kind, if their Labels differ.
    """
    asked = thresholds or {}
    alike: dict[tuple[int, int, str], list[Suggestion]] = {}
    for suggestions in found:
        for one in suggestions:
            alike.setdefault((one.start, one.end, one.label), []).append(one)
    taken = {kind: (_Nested if nested else _Apart)(marked) for kind, marked in _by_kind(spans, schema)}
    chosen = []
    for one in sorted(map(agreed, alike.values()), key=_order):
        others = taken[schema.kind(one.label)]
        if _is_shown(one, asked.get(one.label, usual)) and others.have_room_for(one):
            others.take(one)
            chosen.append(one)
    return sorted(chosen, key=lambda one: (one.start, -one.end, one.label))


class _Apart:
    """Ranges of one kind none of which may overlap with another, in order."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._taken: list[Fragment] = list(joined(each for span in spans for each in span.fragments))

    def have_room_for(self, one: Suggestion) -> bool:
        at = bisect_left(self._taken, (one.end,))
        return at == 0 or self._taken[at - 1][1] <= one.start

    def take(self, one: Suggestion) -> None:
        insort(self._taken, (one.start, one.end))


class _Nested:
    """Ranges of one kind that may lie within others of another Label, but cross none."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._taken = [(*each, span.label) for span in spans for each in span.fragments]

    def have_room_for(self, one: Suggestion) -> bool:
        return not any(
            one.start < end and start < one.end and (label == one.label or not _is_within((start, end), one))
            for start, end, label in self._taken
        )

    def take(self, one: Suggestion) -> None:
        self._taken.append((one.start, one.end, one.label))


def _is_within(other: Fragment, one: Suggestion) -> bool:
    """Whether one range lies within the other and is not the same."""
    start, end = other
    return (start, end) != (one.start, one.end) and (
        (start <= one.start and one.end <= end) or (one.start <= start and end <= one.end)
    )


def agreed(alike: Sequence[Suggestion]) -> Suggestion:
    """Suggestions of one range and Label as one, by the name of the first and `also` those of the others.

    Wrong is what they agree on only if each of them is: `1 - (1 - a)(1 - b)`, as if they were wrong independently of
    one another. Where two alone are right in .646 and .746 of all cases that makes .910; .911 was measured.
    A date keeps its value, and its confidence, which says how sure that is.
    """
    first = next((one for one in alike if one.type), alike[0])
    others = dict.fromkeys(name for one in alike for name in (one.origin, *one.also) if name != first.origin)
    if not others:
        return first
    surest: dict[str, float] = {}
    for one in alike:
        surest[one.origin] = max(one.confidence, surest.get(one.origin, 0.0))
    sure = max(min(1.0 - prod(1.0 - each for each in surest.values()), _SUREST), *surest.values())
    return replace(first, confidence=first.confidence if _is_found(first) else sure, also=tuple(others))


def _by_kind(spans: Iterable[Span], schema: Schema) -> list[tuple[Kind, list[Span]]]:
    marked = list(spans)
    return [(kind, [span for span in marked if schema.kind(span.label) is kind]) for kind in Kind]


def _is_shown(one: Suggestion, threshold: float) -> bool:
    return _is_found(one) or one.confidence >= threshold


def _is_found(one: Suggestion) -> bool:
    """Whether it is a date of the finder of dates."""
    return bool(one.type) and one.origin == "dates"


def _order(one: Suggestion) -> tuple[bool, int, float]:
    return not _is_found(one), one.start - one.end, -one.confidence
