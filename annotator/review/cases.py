"""Cases: what the Layers of an Article say about the same words, each Span or Relation in exactly one of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from annotator.model.annotation import Layer, Relation, Span
from annotator.model.article import Article
from annotator.model.schema import Schema
from annotator.review.arrows import Arrow, ArrowCluster, Arrows
from annotator.review.classes import Disagreement, Kinds, disagreement
from annotator.review.clusters import Cluster, hull, length, shared, span_clusters


@dataclass(frozen=True, slots=True)
class Answer:
    """What one annotator says in a Case: Spans or Relations; both are empty where they have left it unmarked."""

    annotator: str
    spans: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.spans or self.relations)


@dataclass(frozen=True, slots=True)
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
        return bool(self.ends)

    def answer(self, annotator: str) -> Answer | None:
        """What an annotator says; None for one who was not asked."""
        return next((answer for answer in self.answers if answer.annotator == annotator), None)

    def end_of(self, span: str) -> str:
        """The key of the Case of the Span at the end of a Relation."""
        return dict(self.ends)[span]


def cases_of(article: Article, layers: Sequence[Layer], schema: Schema) -> tuple[Case, ...]:
    """The Cases of an Article: those about Spans in reading order, then those about Relations by where they begin.

    Each Span and each Relation of the Layers is in exactly one of them.
    """
    clusters = span_clusters([layer.spans for layer in layers])
    names = [layer.id.annotator for layer in layers]
    keys = _Keys()
    nested = [_Ranges(layer.spans) for layer in layers]
    found: list[Case] = []
    for cluster in clusters:
        start, end = hull(cluster)
        answers = tuple(Answer(name, spans) for name, spans in zip(names, cluster, strict=True))
        kinds = _kinds(article.text, cluster, nested)
        found.append(Case(keys.of(f"{start}-{end}"), start, end, answers, kinds, _named(map(_spans_said, cluster))))
    if any(layer.relations for layer in layers):
        place_of = {
            (number, span.uid): place
            for place, cluster in enumerate(clusters)
            for number, spans in enumerate(cluster)
            for span in spans
        }
        arrows = Arrows(layers, schema, place_of)
        found += [_of_arrows(cluster, arrows, names, found, keys) for cluster in arrows.clusters()]
    return tuple(found)


class _Keys:
    """Names of Cases: where they are, and which of several that are there."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def of(self, place: str) -> str:
        self._counts[place] += 1
        return place if self._counts[place] == 1 else f"{place}.{self._counts[place]}"


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
            both = shared(span.fragments, other.fragments)
            if both and both in (length(span.fragments), length(other.fragments)):
                return True
        return False


def _kinds(text: str, cluster: Cluster, nested: Sequence[_Ranges]) -> Kinds:
    """The classes of disagreement of all pairs of annotators."""
    found: set[Disagreement] = set()
    ways = {_spans_said(spans): spans for spans in cluster if spans}
    for one, other in combinations(ways.values(), 2):
        if len(one) == len(other) == 1:
            found |= disagreement(text, one[0], other[0])
        else:
            found.add(Disagreement.BOUNDARY)
            if {span.label for span in one} != {span.label for span in other}:
                found.add(Disagreement.LABEL)
    marked = [span for spans in cluster for span in spans]
    for spans, ranges in zip(cluster, nested, strict=True):
        if not spans:
            is_nested = any(ranges.has_around_or_within(span) for span in marked)
            found.add(Disagreement.NESTING if is_nested else Disagreement.MISSED)
    return frozenset(found)


def _spans_said(spans: Iterable[Span]) -> str:
    """What Spans say, and not what they are called or where they are from."""
    return "\n".join(
        repr((s.label, s.fragments, s.type, s.value, sorted((a.name, a.value) for a in s.attributes), s.note))
        for s in spans
    )


def _named(said: Iterable[str]) -> str:
    """A short name for what was said by anyone."""
    import hashlib  # here, for the start of the window: OpenSSL is large

    return hashlib.sha256("\0".join(sorted(set(said))).encode()).hexdigest()[:16]


def _of_arrows(cluster: ArrowCluster, arrows: Arrows, names: Sequence[str], cases: Sequence[Case], keys: _Keys) -> Case:
    held = [arrow for found in cluster for arrow in found]
    about = [cases[number] for arrow in held for number in (arrow.source, arrow.target)]
    first = min(held, key=lambda arrow: (arrow.source, arrow.target))
    ends: dict[str, str] = {}
    for number, found in enumerate(cluster):
        for arrow in found:
            for end in (arrow.relation.source, arrow.relation.target):
                ends[end] = _case_of(end, number, arrow, cases).key
    said = [_arrows_said(found, cases) for found in cluster]
    lacking = (number for number, found in enumerate(cluster) if not found)
    agree = len(set(filter(None, said))) == 1 and all(arrows.told_otherwise(held[0], layer) for layer in lacking)
    return Case(
        keys.of(f"{cases[first.source].key}>{cases[first.target].key}"),
        min(case.start for case in about),
        max(case.end for case in about),
        tuple(
            Answer(name, relations=tuple(arrow.relation for arrow in found))
            for name, found in zip(names, cluster, strict=True)
        ),
        frozenset() if agree else frozenset({Disagreement.RELATION}),
        _named(said),
        tuple(sorted(ends.items())),
    )


def _case_of(end: str, layer: int, arrow: Arrow, cases: Sequence[Case]) -> Case:
    """The Case, of the two at the ends of an arrow, in which a Layer has the Span `end`."""
    source = cases[arrow.source]
    return source if any(span.uid == end for span in source.answers[layer].spans) else cases[arrow.target]


def _arrows_said(found: Sequence[Arrow], cases: Sequence[Case]) -> str:
    """What arrows say; the order of those at the ends of a chain's has no meaning."""
    return "\n".join(f"{a.relation.label} {cases[a.source].key} {cases[a.target].key}" for a in found)
