"""How well Suggestions are the Spans that people marked: precision, recall and F1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from annotator.frozen import frozen
from annotator.suggest.recommender import Marked
from annotator.suggest.suggestion import Suggestion


@frozen
class Score:
    """Of so many proposed and so many marked, so many are `right`. Scores of several Articles may be added."""

    right: int = 0
    proposed: int = 0
    marked: int = 0

    @property
    def precision(self) -> float:
        """The share of what was proposed that is right; 0 where nothing was."""
        return self.right / self.proposed if self.proposed else 0.0

    @property
    def recall(self) -> float:
        """The share of what was marked that was proposed; 0 where nothing was."""
        return self.right / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.proposed + self.marked) if self.right else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.proposed + other.proposed, self.marked + other.marked)


@frozen
class Scores:
    """The scores of some Articles, each pair counted once (micro averages):

    `exact`: the range and the Label are those that were marked, as CoNLL-2003 counts (`strict` in SemEval 2013).
    `overlap`: the range shares a letter with one marked with the Label (`type` in SemEval 2013); each marked one makes
    one proposal right at most, and the other way round.
    `ranges`: the range is right, whatever the Label (`exact` in SemEval 2013). Of the right ranges, `exact.right` have
    the right Label.
    `labels`: `exact` of each Label by itself.
    """

    exact: Score = field(default_factory=Score)
    overlap: Score = field(default_factory=Score)
    ranges: Score = field(default_factory=Score)
    labels: Mapping[str, Score] = field(default_factory=dict)

    def __add__(self, other: Scores) -> Scores:
        names = sorted({*self.labels, *other.labels})
        return Scores(
            self.exact + other.exact,
            self.overlap + other.overlap,
            self.ranges + other.ranges,
            {name: self.labels.get(name, Score()) + other.labels.get(name, Score()) for name in names},
        )


def scored(suggestions: Iterable[Suggestion], marked: Iterable[Marked]) -> Scores:
    """The scores of one Article. What stands twice on either side counts once."""
    proposed = {(one.start, one.end, one.label) for one in suggestions}
    gold = set(marked)
    names = sorted({label for _start, _end, label in proposed | gold})
    by_label = {
        name: ([one for one in proposed if one[2] == name], [one for one in gold if one[2] == name]) for name in names
    }
    labels = {
        name: Score(len(set(ours) & set(theirs)), len(ours), len(theirs)) for name, (ours, theirs) in by_label.items()
    }
    overlaps = sum(_pairs(ours, theirs) for ours, theirs in by_label.values())
    ranges, gold_ranges = {one[:2] for one in proposed}, {one[:2] for one in gold}
    return Scores(
        Score(len(proposed & gold), len(proposed), len(gold)),
        Score(overlaps, len(proposed), len(gold)),
        Score(len(ranges & gold_ranges), len(ranges), len(gold_ranges)),
        labels,
    )


def _pairs(ours: Sequence[Marked], theirs: Sequence[Marked]) -> int:
    """How many pairs that overlap can be made, each range in one at most.

    The range that ends first takes of those that it overlaps the one that ends first: the other choices are as good
    for the ranges behind it or worse.
    """
    free = sorted(theirs, key=lambda one: (one[1], one[0]))
    pairs = 0
    for start, end, _label in sorted(ours, key=lambda one: (one[1], one[0])):
        taken = next((one for one in free if start < one[1] and one[0] < end), None)
        if taken is not None:
            free.remove(taken)
            pairs += 1
    return pairs
