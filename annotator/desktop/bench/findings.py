"""The disagreements of a project by class, Label and pair, and the places of the first of each class. No Qt."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.frozen import frozen
from annotator.model.annotation import Fragment, Relation, Span

if TYPE_CHECKING:
    from annotator.review.cases import Case
    from annotator.review.classes import Disagreement
    from annotator.review.pairs import Pair

MOST = 5_000
"""Cases of each class whose places are kept; all are counted."""
AROUND = 48
"""Code points of context on either side."""


@frozen
class Place:
    """A Case in context. `lines` are what each annotator has marked, with the Label, relative to `before`'s beginning,
    those who say the same only once; `pairs` are those who differ, each with the classes."""

    article: str
    key: str
    number: int
    title: str
    before: str
    words: str
    after: str
    kinds: frozenset[Disagreement]
    labels: tuple[str, ...]
    lines: tuple[tuple[str, tuple[Fragment, ...]], ...]
    pairs: tuple[tuple[Pair, frozenset[Disagreement]], ...]
    is_settled: bool


@dataclass(slots=True)
class Findings:
    """What was found. Counts are of Cases: one that is of two classes, or in which two Labels are at issue, counts for
    each of them."""

    places: list[Place] = field(default_factory=list)
    counts: Counter[tuple[Disagreement, str, Pair | None]] = field(default_factory=Counter)
    """How many Cases of a class there are, by Label (empty: of all) and pair (None: of all)."""
    totals: Counter[tuple[str, Pair | None]] = field(default_factory=Counter)
    """How many Cases there are, of whatever class, by Label and pair."""
    _kept: Counter[Disagreement] = field(default_factory=Counter)

    def add(self, place: Place) -> None:
        """Count a Case, and keep its place where not too many of its classes are kept already."""
        for pair, kinds in ((None, place.kinds), *place.pairs):
            for label in ("", *place.labels):
                self.counts.update((kind, label, pair) for kind in kinds)
                self.totals[label, pair] += 1
        if any(self._kept[kind] < MOST for kind in place.kinds):
            self._kept.update(place.kinds)
            self.places.append(place)

    def count(self, kind: Disagreement, label: str = "", pair: Pair | None = None) -> int:
        """How many Cases of a class there are."""
        return self.counts[kind, label, pair]

    @property
    def labels(self) -> list[str]:
        """The Labels that are at issue, by how often."""
        totals: Counter[str] = Counter()
        for (_kind, label, pair), count in self.counts.items():
            if label and pair is None:
                totals[label] += count
        return [label for label, _count in totals.most_common()]

    @property
    def pairs(self) -> list[Pair]:
        """The pairs of annotators who differ anywhere."""
        return sorted({pair for _kind, _label, pair in self.counts if pair is not None})

    def listed(self, kind: Disagreement | None, label: str = "", pair: Pair | None = None) -> list[Place]:
        """The places of a class, or of all classes, in reading order."""
        return [place for place in self.places if _is_wanted(place, kind, label, pair)]


def _is_wanted(place: Place, kind: Disagreement | None, label: str, pair: Pair | None) -> bool:
    if label and label not in place.labels:
        return False
    kinds = place.kinds if pair is None else dict(place.pairs).get(pair, frozenset())
    return kind in kinds if kind is not None else bool(kinds)


def place_of(case: Case, article: str, number: int, title: str, text: str, *, is_settled: bool) -> Place:
    """The place of a Case of an Article whose text is `text`."""
    from annotator.review.pairs import pairs_of

    first = max(case.start - AROUND, 0)
    lines = dict.fromkeys(
        (span.label, tuple((start - first, end - first) for start, end in span.fragments))
        for answer in case.answers
        for span in answer.spans
    )
    held: list[Span | Relation] = []
    for answer in case.answers:
        held += [*answer.spans, *answer.relations]
    return Place(
        article,
        case.key,
        number,
        title,
        text[first : case.start],
        text[case.start : case.end],
        text[case.end : case.end + AROUND],
        case.kinds,
        tuple(sorted({one.label for one in held})),
        tuple(lines),
        tuple(pairs_of(text, case)),
        is_settled,
    )
