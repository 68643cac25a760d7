"""Which Relations of several Layers mean the same. Their ends are known by the clusters that their Spans are in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from annotator.frozen import frozen
from annotator.model.annotation import Layer, Relation
from annotator.model.chains import chains
from annotator.model.schema import Schema
from annotator.review.clusters import Groups

Said = tuple[str, int, int]
"""What a Relation says: its label, and the numbers of the clusters at which it begins and ends."""


@frozen
class Arrow:
    """A Relation with the numbers of the clusters that its ends belong to. Those of a chain have no direction: the
    smaller number comes first."""

    relation: Relation
    source: int
    target: int

    @property
    def said(self) -> Said:
        return self.relation.label, self.source, self.target


ArrowCluster = tuple[tuple[Arrow, ...], ...]
"""For each Layer, in their order, its arrow that belongs here, or none."""


class Arrows:
    """The Relations of several Layers of one Article. `place_of` tells the number of a Span's cluster by the number of
    the Layer and the Span's uid."""

    def __init__(self, layers: Sequence[Layer], schema: Schema, place_of: dict[tuple[int, str], int]) -> None:
        self._chained = {label.name for label in schema.relations if label.is_chain}
        self._layers = [self._of(layer, number, place_of) for number, layer in enumerate(layers)]
        self._together = [_together(layer, number, schema, place_of) for number, layer in enumerate(layers)]

    def clusters(self) -> list[ArrowCluster]:
        """Arrows that mean the same: first those that say the same, then those between the same ends, then those
        whose ends are swapped, then those of one label that begin, or end, at the same Span, but for chains, which can
        be drawn in many ways. Of each Layer one arrow belongs to a cluster."""
        groups = Groups(self._alike())
        held = [next(arrow for arrows in cluster for arrow in arrows) for cluster in groups.all()]
        directed = [number for number, arrow in enumerate(held) if arrow.relation.label not in self._chained]
        for alike, among in ((_ends, range(len(held))), *((way, directed) for way in (_swapped, _beginning, _ending))):
            for first, second in _pairs(held, among, alike):
                if groups.are_apart(first, second):
                    groups.join(first, second)
        return sorted(groups.all(), key=_place)

    def told_otherwise(self, arrow: Arrow, layer: int) -> bool:
        """Whether a Layer says by other arrows what this one says: both ends are in the same chain there."""
        label, source, target = arrow.said
        return any(source in chain and target in chain for name, chain in self._together[layer] if name == label)

    def _of(self, layer: Layer, number: int, place_of: dict[tuple[int, str], int]) -> list[Arrow]:
        found = []
        for relation in layer.relations:
            ends = [place_of[number, end] for end in (relation.source, relation.target)]
            found.append(Arrow(relation, *(sorted(ends) if relation.label in self._chained else ends)))
        return found

    def _alike(self) -> list[ArrowCluster]:
        groups: defaultdict[Said, list[list[Arrow]]] = defaultdict(lambda: [[] for _layer in self._layers])
        for number, arrows in enumerate(self._layers):
            for arrow in arrows:
                groups[arrow.said][number].append(arrow)
        found: list[ArrowCluster] = []
        for group in groups.values():
            for turn in range(max(map(len, group))):
                found.append(tuple(tuple(arrows[turn : turn + 1]) for arrows in group))
        return sorted(found, key=_place)


def _place(cluster: ArrowCluster) -> tuple[int, int, list[Said], list[str]]:
    held = [arrow for arrows in cluster for arrow in arrows]
    first = min(held, key=lambda arrow: (arrow.source, arrow.target, arrow.relation.label))
    return first.source, first.target, sorted({arrow.said for arrow in held}), sorted(a.relation.uid for a in held)


def _pairs(held: list[Arrow], among: Iterable[int], alike: Callable[[Arrow], object]) -> Iterator[tuple[int, int]]:
    groups: defaultdict[object, list[int]] = defaultdict(list)
    for number in among:
        groups[alike(held[number])].append(number)
    for numbers in groups.values():
        yield from combinations(numbers, 2)


def _ends(arrow: Arrow) -> object:
    return arrow.source, arrow.target


def _swapped(arrow: Arrow) -> object:
    return arrow.relation.label, *sorted((arrow.source, arrow.target))


def _beginning(arrow: Arrow) -> object:
    return arrow.relation.label, arrow.source


def _ending(arrow: Arrow) -> object:
    return arrow.relation.label, arrow.target


def _together(
    layer: Layer, number: int, schema: Schema, place_of: dict[tuple[int, str], int]
) -> list[tuple[str, frozenset[int]]]:
    """The chains of a Layer: the label that joins each, and the clusters of its Spans."""
    if not layer.relations:
        return []
    found = chains(schema, layer.spans, layer.relations)
    return [(chain.label, frozenset(place_of[number, span.uid] for span in chain.spans)) for chain in found]
