"""How far annotators agree who marked the same Articles, in exact Spans.

The measure is F1 of one annotator's Spans against the other's, which is the same both ways round. Kappa needs to know
how often both left something unmarked, and of ranges in a text that number is neither known nor bounded; as it grows,
kappa comes to F1. G. Hripcsak and A. S. Rothschild, “Agreement, the F-measure, and reliability in information
retrieval”, JAMIA 12(3), 2005, pages 296-298.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from annotator.model.annotation import Layer, Status

Pair = tuple[str, str]
"""The names of two annotators, in their order."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many Spans two annotators marked alike, and how many each of them marked."""

    both: int = 0
    first: int = 0
    second: int = 0

    @property
    def f1(self) -> float | None:
        """`2 * both / (first + second)`; None where neither marked anything."""
        marked = self.first + self.second
        return 2 * self.both / marked if marked else None

    def __add__(self, other: Count) -> Count:
        return Count(self.both + other.both, self.first + other.first, self.second + other.second)


def compared(first: Layer, second: Layer) -> dict[str, Count]:
    """Two Layers of one Article, Label by Label. Spans are alike that have the same fragments and the same Label;
    one that is marked twice counts twice."""
    ours, theirs = (Counter((span.label, span.fragments) for span in layer.spans) for layer in (first, second))
    found: dict[str, Count] = {}
    for one in {*ours, *theirs}:
        count = Count(min(ours[one], theirs[one]), ours[one], theirs[one])
        found[one[0]] = found.get(one[0], Count()) + count
    return found


class Agreement:
    """The agreement of all pairs of annotators, over the Articles that both have done. Counts are summed up, so that
    each Span weighs the same wherever it stands (micro average)."""

    def __init__(self) -> None:
        self.articles: Counter[Pair] = Counter()
        """How many Articles each pair shares."""
        self._counts: defaultdict[Pair, dict[str, Count]] = defaultdict(dict)

    def add(self, layers: Iterable[Layer]) -> None:
        """Count the Layers of one more Article."""
        done = sorted((layer for layer in layers if layer.status is Status.DONE), key=lambda one: one.id.annotator)
        for first, second in combinations(done, 2):
            pair = first.id.annotator, second.id.annotator
            self.articles[pair] += 1
            counts = self._counts[pair]
            for label, count in compared(first, second).items():
                counts[label] = counts.get(label, Count()) + count

    @property
    def pairs(self) -> list[Pair]:
        """The pairs of annotators who share an Article, by name."""
        return sorted(self.articles)

    @property
    def labels(self) -> list[str]:
        """The Labels that anyone has marked in a shared Article, by name."""
        return sorted({label for counts in self._counts.values() for label in counts})

    def of(self, pair: Pair | None = None, label: str | None = None) -> Count:
        """The counts of a pair or of all pairs together, of one Label or of all."""
        chosen = self.pairs if pair is None else [pair]
        found = (count for one in chosen for name, count in self._counts[one].items() if label in (None, name))
        return sum(found, start=Count())
