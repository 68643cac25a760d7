"""The precision gate: whoever is wrong too often is not heard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from annotator.frozen import frozen
from annotator.model.article import Article
from annotator.suggest.recommender import Example
from annotator.suggest.suggestion import Suggestion

LEAST = 20
"""Proposals that must have been judged before anybody is silenced."""


@frozen
class Tally:
    """How many proposals were right, and how many there were: those that people decided on, or of articles that were
    finished without them."""

    right: int = 0
    all: int = 0

    @property
    def precision(self) -> float:
        """The share that was right; 0 where there was none."""
        return self.right / self.all if self.all else 0.0

    def is_silent(self, threshold: float) -> bool:
        """Whether the gate is shut: enough was judged, and too little of it was right."""
        return self.all >= LEAST and self.precision < threshold

    def confidence(self, before: float) -> float:
        """How sure a proposal without a score is: the precision once enough was judged, and `before` that."""
        return self.precision if self.all >= LEAST else before

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.all + other.all)


def tally(examples: Iterable[Example], suggest: Callable[[Article], Sequence[Suggestion]]) -> Tally:
    """How much of what is proposed for finished Articles was marked in them, exactly and under the same Label.

    The recommender must not have learned from these.
    """
    found = Tally()
    for one in examples:
        marked = set(one.marked)
        proposed = suggest(Article(one.article, "", one.text))
        found += Tally(sum((each.start, each.end, each.label) in marked for each in proposed), len(proposed))
    return found
