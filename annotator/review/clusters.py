"""Which Spans of several Layers mean the same, and which Relations: what a Case is about.

Spans belong together that lie over one another, best matches first: those with the same range and Label, then by how
much of their letters they share, where the same Label counts for half of it. Of each Layer one Span belongs to a
cluster, so that nested Spans which all have marked stay apart; only where one has marked in several pieces what another
has in one, the pieces come together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from annotator.model.annotation import Fragment, Span, reading_order
from annotator.review.matching import letters_in_common

T = TypeVar("T")

Cluster = tuple[tuple[Span, ...], ...]
"""For each Layer, in their order, its Spans that belong here; mostly one."""

_SAME_LABEL = 0.5
"""What the same Label weighs beside the share of common letters, 0 to 1."""
_OTHER_LABEL = 0.5
"""The share of common letters from which Spans with different Labels mean the same; else each stands for itself."""


def span_clusters(layers: Sequence[Iterable[Span]]) -> list[Cluster]:
    """The Spans of all Layers in clusters, in reading order."""
    found, rest = _alike(layers)
    found += _paired(rest)
    return sorted(found, key=_place)


def length(fragments: Iterable[Fragment]) -> int:
    """How many code points a range has, without its gaps."""
    return sum(end - start for start, end in fragments)


def hull(cluster: Cluster) -> Fragment:
    """From the first letter of a cluster to behind its last one."""
    held = [span for spans in cluster for span in spans]
    return min(span.start for span in held), max(span.end for span in held)


def _place(cluster: Cluster) -> tuple[int, int, list[tuple[str, tuple[Fragment, ...]]], list[str]]:
    start, end = hull(cluster)
    held = [span for spans in cluster for span in spans]
    return start, -end, sorted({(one.label, one.fragments) for one in held}), sorted(one.uid for one in held)


def _alike(layers: Sequence[Iterable[Span]]) -> tuple[list[Cluster], list[Cluster]]:
    """Spans with the same range and Label: the clusters in which every Layer has one, which nothing else can belong
    to, and those in which some Layer has none. Where a Layer has two such Spans, like meets like."""
    groups: defaultdict[Hashable, list[list[Span]]] = defaultdict(lambda: [[] for _layer in layers])
    for number, layer in enumerate(layers):
        for span in layer:
            groups[span.label, span.fragments][number].append(span)
    whole: list[Cluster] = []
    rest: list[Cluster] = []
    for group in groups.values():
        for spans in group:
            spans.sort(key=_said)
        for turn in range(max(map(len, group))):
            cluster = tuple(tuple(spans[turn : turn + 1]) for spans in group)
            (whole if all(cluster) else rest).append(cluster)
    return whole, sorted(rest, key=_place)


def _said(span: Span) -> tuple[str, str, list[tuple[str, str]], str, str]:
    return span.type, span.value, sorted((one.name, one.value) for one in span.attributes), span.note, span.uid


def _paired(clusters: list[Cluster]) -> list[Cluster]:
    """Join clusters that mean the same, the best matches first, then pieces with what they are pieces of."""
    touching = list(_touching(clusters))
    groups = Groups(clusters)
    for _score, first, second in sorted(_scored(clusters, touching)):
        if groups.are_apart(first, second):
            groups.join(first, second)
    for first, second in touching:
        if _is_piece(groups.of(first), groups.of(second), clusters[first], clusters[second]):
            groups.join(first, second)
    in_order = (tuple(tuple(sorted(spans, key=reading_order)) for spans in cluster) for cluster in groups.all())
    return list(in_order)


def _touching(clusters: list[Cluster]) -> Iterator[tuple[int, int]]:
    """The numbers of the clusters that have letters in common. Each holds but one range."""
    ranges = [_one(cluster).fragments for cluster in clusters]
    open_: list[int] = []
    for number, fragments in enumerate(ranges):
        open_ = [before for before in open_ if ranges[before][-1][1] > fragments[0][0]]
        yield from ((before, number) for before in open_ if letters_in_common(ranges[before], fragments))
        open_.append(number)


def _one(cluster: Cluster) -> Span:
    return next(span for spans in cluster for span in spans)


def _scored(clusters: list[Cluster], pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[float, int, int]]:
    """Pairs that may mean the same, with a score: the less, the better they match."""
    for first, second in pairs:
        one, other = _one(clusters[first]), _one(clusters[second])
        both = letters_in_common(one.fragments, other.fragments)
        share = both / (length(one.fragments) + length(other.fragments) - both)
        if one.label == other.label:
            yield -share - _SAME_LABEL, first, second
        elif share >= _OTHER_LABEL:
            yield -share, first, second


def _is_piece(first: Cluster, second: Cluster, one: Cluster, other: Cluster) -> bool:
    """Whether the one cluster holds a piece of what the other has whole: `one` and `other`, which touch, were joined
    into them; no Layer may have marked the same letters in both."""
    if first is second or _one(one).label != _one(other).label:
        return False
    lacks = any(
        (mine and not behind) or (theirs and not before)
        for before, behind, mine, theirs in zip(first, second, one, other, strict=True)
    )
    return lacks and not any(
        letters_in_common(a.fragments, b.fragments)
        for before, behind in zip(first, second, strict=True)
        for a in before
        for b in behind
    )


class Groups(Generic[T]):
    """Clusters that are joined step by step; each has for every Layer, in their order, what belongs to it."""

    def __init__(self, clusters: Iterable[tuple[tuple[T, ...], ...]]) -> None:
        self._held = dict(enumerate(clusters))
        self._root = list(self._held)

    def root(self, number: int) -> int:
        """The number under which the cluster that once had this one is held now."""
        while self._root[number] != number:
            self._root[number] = number = self._root[self._root[number]]
        return number

    def of(self, number: int) -> tuple[tuple[T, ...], ...]:
        """The cluster into which the one of this number was joined."""
        return self._held[self.root(number)]

    def are_apart(self, first: int, second: int) -> bool:
        """Whether two clusters are not joined yet, and no Layer has something in both."""
        return self.root(first) != self.root(second) and not any(
            mine and theirs for mine, theirs in zip(self.of(first), self.of(second), strict=True)
        )

    def join(self, first: int, second: int) -> None:
        """Make two clusters one."""
        kept, gone = sorted((self.root(first), self.root(second)))
        both = zip(self._held[kept], self._held.pop(gone), strict=True)
        self._held[kept] = tuple((*a, *b) for a, b in both)
        self._root[gone] = kept

    def all(self) -> list[tuple[tuple[T, ...], ...]]:
        """What has become of the clusters."""
        return list(self._held.values())
