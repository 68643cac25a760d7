"""Counting the Layers of all Articles, and what is told of them: from Layers to an `Agreement`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import replace
from itertools import combinations

from annotator.model.annotation import Layer
from annotator.review.agreement import Agreement, LabelAgreement, Level, PairAgreement
from annotator.review.closeness import closeness, count_spans, naming
from annotator.review.matching import pair_up
from annotator.review.tally import CONFIDENCE, Sums, Tally

Couple = tuple[str, str]
"""The names of two annotators, in their order."""


class Comparison:
    """Takes in the Layers of one Article after the other, and tells how far their annotators agree."""

    def __init__(self, labels: Collection[str] = (), levels: Collection[Level] = tuple(Level)) -> None:
        """Only Spans of these Labels are compared, or all where there are none."""
        self._wanted = frozenset(labels)
        self._levels = tuple(levels)
        self._tally = Tally()
        self._articles: Counter[Couple] = Counter()
        self._names: set[str] = set()

    def add(self, text: str, layers: Iterable[Layer]) -> None:
        """Take in the Layers of one Article, at least two, each of another annotator."""
        counts: Counter[Hashable] = Counter()
        chosen = sorted(map(self._narrowed, layers), key=lambda layer: layer.id.annotator)
        self._names.update(layer.id.annotator for layer in chosen)
        for one, other in combinations(chosen, 2):
            couple = one.id.annotator, other.id.annotator
            self._articles[couple] += 1
            pairs = pair_up(one.spans, other.spans)
            count_spans(counts, couple, one.spans, other.spans, pairs)
        self._tally.add(counts)

    def told(
        self, *, resamples: int, seed: int, progress: Callable[[int, int], None] = lambda _done, _total: None
    ) -> Agreement:
        """All figures, with intervals from so many resamples of the Articles; `progress` may raise to cancel."""
        if not self._tally.articles:
            return Agreement(tuple(sorted(self._names)), resamples=resamples, seed=seed, interval=CONFIDENCE)
        sums = self._tally.sums(resamples, seed, progress)
        couples = sorted(self._articles)
        labels = sorted({str(key[2]) for key in sums if isinstance(key, tuple) and key[1] in ("first", "second")})
        return Agreement(
            annotators=tuple(sorted(self._names)),
            articles=self._tally.articles,
            pairs=tuple(self._pair(sums, couple, labels) for couple in couples),
            f1=closeness(sums, couples, labels),
            naming=naming(sums, couples, labels),
            labels={label: self._label(sums, couples, label) for label in labels},
            resamples=resamples,
            seed=seed,
            interval=CONFIDENCE,
        )

    def _pair(self, sums: Sums, couple: Couple, labels: list[str]) -> PairAgreement:
        return PairAgreement(
            *couple,
            articles=self._articles[couple],
            spans=_spans(sums, [couple], labels),
            f1=closeness(sums, [couple], labels),
            naming=naming(sums, [couple], labels),
            labels={label: self._label(sums, [couple], label) for label in labels},
        )

    def _label(self, sums: Sums, couples: list[Couple], label: str) -> LabelAgreement:
        return LabelAgreement(_spans(sums, couples, [label]), closeness(sums, couples, [label]))

    def _narrowed(self, layer: Layer) -> Layer:
        if not self._wanted:
            return layer
        spans = tuple(span for span in layer.spans if span.label in self._wanted)
        held = {span.uid for span in spans}
        relations = tuple(one for one in layer.relations if one.source in held and one.target in held)
        return replace(layer, spans=spans, relations=relations)


def _spans(sums: Sums, couples: Iterable[Couple], labels: Iterable[str]) -> tuple[int, int]:
    keys = [(couple, label) for couple in couples for label in labels]
    first, second = (sums.total((couple, side, label) for couple, label in keys)[0] for side in ("first", "second"))
    return int(first), int(second)
