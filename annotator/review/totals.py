"""How many Spans annotators have in common, counted as the Articles go by; for who wants counts and no intervals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from annotator.frozen import frozen
from annotator.model.annotation import Layer, Status
from annotator.review.closeness import count_spans
from annotator.review.matching import pair_up
from annotator.review.tally import Counts

Couple = tuple[str, str]
"""The names of two annotators, in their order."""

_NONE: Mapping[str, int] = {}


@frozen
class Count:
    """How many Spans two annotators marked, each of them and alike. Of the Spans that are not alike to the letter,
    `same_range` have a partner of the same range and `overlapping` one that overlaps, counted on both sides."""

    both: int = 0
    first: int = 0
    second: int = 0
    same_range: int = 0
    overlapping: int = 0

    @property
    def f1(self) -> float | None:
        """F1 of what is alike to the letter, Label included; None where neither marked anything."""
        return self._share(2 * self.both)

    @property
    def range_f1(self) -> float | None:
        """F1 of ranges, whatever the Label."""
        return self._share(2 * self.both + self.same_range)

    @property
    def overlap_f1(self) -> float | None:
        """F1 of Spans that have a letter in common, whatever the Label."""
        return self._share(2 * self.both + self.same_range + self.overlapping)

    def _share(self, found: int) -> float | None:
        marked = self.first + self.second
        return found / marked if marked else None


class SpanTotals:
    """The sums of all pairs of annotators, over the Articles that both have done; nothing grows with their number."""

    def __init__(self) -> None:
        self.articles: Counter[Couple] = Counter()
        """How many Articles each pair shares."""
        self._counts: Counts = defaultdict(float)
        self._labels: set[str] = set()

    def add(self, layers: Iterable[Layer], alike: Mapping[str, int] = _NONE) -> None:
        """Count the Layers of one more Article, and so many Spans by Label, not in them, that all of them have alike
        and over which nothing else lies."""
        done = sorted((layer for layer in layers if layer.status is Status.DONE), key=lambda one: one.id.annotator)
        for one, other in combinations(done, 2):
            couple = one.id.annotator, other.id.annotator
            self.articles[couple] += 1
            self._labels.update(alike, (span.label for layer in (one, other) for span in layer.spans))
            for label, number in alike.items():
                for what in ("first", "second", "exact"):
                    self._counts[couple, what, label] += number
            count_spans(self._counts, couple, one.spans, other.spans, pair_up(one.spans, other.spans))

    @property
    def pairs(self) -> list[Couple]:
        """The pairs of annotators who share an Article, by name."""
        return sorted(self.articles)

    @property
    def labels(self) -> list[str]:
        """The Labels that anyone has marked in a shared Article, by name."""
        return sorted(self._labels)

    def of(self, pair: Couple | None = None, label: str | None = None) -> Count:
        """The counts of a pair or of all pairs together, of one Label or of all."""
        pairs = self.pairs if pair is None else [pair]
        keys = [(one, name) for one in pairs for name in (self.labels if label is None else [label])]

        def total(*what: str) -> int:
            return sum(int(self._counts.get((one, *what, name), 0)) for one, name in keys)

        same, near = (total(alike, "first") + total(alike, "second") for alike in ("range", "overlap"))
        return Count(total("exact"), total("first"), total("second"), same, near)
