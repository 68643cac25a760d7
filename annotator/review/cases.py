"""Cases: what the Layers of an Article say about the same words, each Span or Relation in exactly one of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from annotator.frozen import frozen
from annotator.model.annotation import Layer, Relation, Span
from annotator.model.article import Article
from annotator.model.schema import Schema
from annotator.review.arrows import Arrow, ArrowCluster, Arrows
from annotator.review.classes import Disagreement, Kinds, disagreement
from annotator.review.clusters import Cluster, hull, length, span_clusters
from annotator.review.matching import letters_in_common
from annotator.review.said import Sayings


@frozen
class Answer:
    """What one annotator says in a Case: Spans or Relations; both are empty where they have left it unmarked."""

    annotator: str
    spans: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.spans or self.relations)


@frozen
class Case:
    """What several annotators say about the same words. There is an Answer of each who was asked, in the order asked.

    `start` and `end`, in code points, reach from the first letter of what anyone has marked to behind the last. `key`
    names the Case within its Article: it stays as long as the Layers do. `fingerprint` changes with what is said, and
    not with who says it. `kinds` are the classes of disagreement; where there are none, all agree. `ends` are the keys
    of the Cases in which the Spans at the ends of Relations are, by their uids.
    """

    key: str
    start: int
    end: int
    answers: tuple[Answer, ...]
    kinds: Kinds
    fingerprint: str = ""
    ends: tuple[tuple[str, str], ...] = ()

    @property
    def is_agreed(self) -> bool:
        """Whether all say the same."""
        return not self.kinds

    @property
    def is_relation(self) -> bool:
        """Whether it is about a Relation, and not about Spans."""
        return ">" in self.key

    def answer(self, annotator: str) -> Answer | None:
        """What an annotator says; None for one who was not asked."""
        return next((answer for answer in self.answers if answer.annotator == annotator), None)

    def end_of(self, span: str) -> str:
        """The key of the Case of the Span at the end of a Relation; empty for a Span at none."""
        return dict(self.ends).get(span, "")


def cases_of(article: Article, layers: Sequence[Layer], schema: Schema) -> tuple[Case, ...]:
    """The Cases of an Article: those about Spans in reading order, then those about Relations by where they begin.

    Each Span and each Relation of the Layers is in exactly one of them.
    """
    clusters = span_clusters([layer.spans for layer in layers])
    names = [layer.id.annotator for layer in layers]
    sayings, keys = Sayings(schema), _Keys()
    nested = [_Ranges(layer.spans) for layer in layers]
    found: list[Case] = []
    for cluster in clusters:
        start, end = hull(cluster)
        answers = tuple(Answer(name, spans) for name, spans in zip(names, cluster, strict=True))
        ways = {sayings.of_spans(spans): spans for spans in cluster}
        kinds = _kinds(article.text, ways, cluster, nested)
        found.append(Case(keys.of(f"{start}-{end}"), start, end, answers, kinds, _named(ways)))
    if any(layer.relations for layer in layers):
        found += _Arrows(layers, schema, clusters, found).cases(names, sayings, keys)
    return tuple(found)


class _Keys:
    """Names of Cases: where they are, and which of several that are there."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def of(self, place: str, sign: str = ".") -> str:
        """The name of the next Case at a place. The sign that parts the number from it is another one for Relations,
        in whose places there are names of Cases."""
        self._counts[place] += 1
        return place if self._counts[place] == 1 else f"{place}{sign}{self._counts[place]}"


class _Ranges:
    """Where a Layer has marked anything."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans, key=lambda span: span.start)
        self._starts = [span.start for span in self._spans]
        self._longest = max((span.end - span.start for span in self._spans), default=0)

    def has_around_or_within(self, span: Span) -> bool:
        """Whether a Span of the Layer holds all letters of this one, or lies within it."""
        first = bisect_left(self._starts, span.start - self._longest)
        for other in self._spans[first : bisect_left(self._starts, span.end)]:
            both = letters_in_common(span.fragments, other.fragments)
            if both and both in (length(span.fragments), length(other.fragments)):
                return True
        return False


def _kinds(text: str, ways: dict[str, tuple[Span, ...]], cluster: Cluster, nested: Sequence[_Ranges]) -> Kinds:
    """The classes of disagreement of all pairs of annotators. `ways` are what is said, each by those who say it."""
    if len(ways) == 1:
        return frozenset()
    found: set[Disagreement] = set()
    marked = list(filter(None, ways.values()))
    for one, other in combinations(marked, 2):
        if len(one) == len(other) == 1:
            found |= disagreement(text, one[0], other[0])
        else:
            found.add(Disagreement.BOUNDARY)
            if {span.label for span in one} != {span.label for span in other}:
                found.add(Disagreement.LABEL)
    for spans, ranges in zip(cluster, nested, strict=True):
        if not spans:
            is_nested = any(ranges.has_around_or_within(span) for held in marked for span in held)
            found.add(Disagreement.NESTING if is_nested else Disagreement.MISSED)
    return frozenset(found)


def _named(said: Iterable[str]) -> str:
    """A short name for what was said by anyone."""
    import hashlib  # here, for the start of the window: OpenSSL is large

    return hashlib.sha256("\0".join(sorted(set(said))).encode()).hexdigest()[:16]


class _Arrows:
    """The Cases about Relations, whose ends are in Cases about Spans."""

    def __init__(
        self, layers: Sequence[Layer], schema: Schema, clusters: Sequence[Cluster], cases: Sequence[Case]
    ) -> None:
        self._cases = cases
        places: dict[tuple[int, str], int] = {}
        self._labels: dict[tuple[int, str], str] = {}
        for place, cluster in enumerate(clusters):
            for number, spans in enumerate(cluster):
                for span in spans:
                    places[number, span.uid] = place
                    self._labels[number, span.uid] = span.label
        self._places = places
        self._arrows = Arrows(layers, schema, places)

    def cases(self, names: Sequence[str], sayings: Sayings, keys: _Keys) -> Iterator[Case]:
        """All of them, by where they begin."""
        for cluster in self._arrows.clusters():
            held = [arrow for arrows in cluster for arrow in arrows]
            first = min(held, key=lambda arrow: (arrow.source, arrow.target))
            about = [self._cases[place] for arrow in held for place in (arrow.source, arrow.target)]
            said = [self._said(arrows, number, sayings) for number, arrows in enumerate(cluster)]
            answers = zip(names, cluster, strict=True)
            yield Case(
                keys.of(f"{self._key(first.source)}>{self._key(first.target)}", "/"),
                min(case.start for case in about),
                max(case.end for case in about),
                tuple(Answer(name, relations=tuple(arrow.relation for arrow in arrows)) for name, arrows in answers),
                frozenset() if self._agree(cluster, said) else frozenset({Disagreement.RELATION}),
                _named(said),
                tuple(sorted(self._ends(cluster))),
            )

    def _key(self, place: int) -> str:
        return self._cases[place].key

    def _said(self, arrows: Sequence[Arrow], number: int, sayings: Sayings) -> str:
        return "\n".join(
            sayings.of_relation(
                arrow.relation.label,
                self._labels[number, arrow.relation.source],
                f"{self._key(arrow.source)} {self._key(arrow.target)}",
            )
            for arrow in arrows
        )

    def _agree(self, cluster: ArrowCluster, said: Sequence[str]) -> bool:
        """Whether all say the same, which of chains can be said by other arrows too."""
        if len(set(filter(None, said))) > 1:
            return False
        arrow = next(arrow for arrows in cluster for arrow in arrows)
        return all(arrows or self._arrows.told_otherwise(arrow, number) for number, arrows in enumerate(cluster))

    def _ends(self, cluster: ArrowCluster) -> set[tuple[str, str]]:
        return {
            (end, self._key(self._places[number, end]))
            for number, arrows in enumerate(cluster)
            for arrow in arrows
            for end in (arrow.relation.source, arrow.relation.target)
        }
