"""F1 of arrows: Relations, and the arguments of events, which are Relations from the trigger.

An arrow of one Layer answers to one of the other that has the same label and whose two ends are paired with its own two
ends (see `matching`): for `exact` in exact pairs, for `range` in pairs of the same range, for `overlap` in any pair.
The Labels of the ends are asked for by `exact` alone, and by `type`: any pair, but of one Label. `F1 = 2 * common /
(arrows of the first + arrows of the second)`, summed up over the Articles; each arrow answers to one at most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from annotator.frozen import frozen
from annotator.model.annotation import Layer, Relation
from annotator.review.closeness import NO_F1, Closeness
from annotator.review.matching import Alike, Pair
from annotator.review.tally import Counts, Sums, figure, ratio

if TYPE_CHECKING:
    from annotator.review.tally import Sum

Arrow = tuple[str, str]
"""`relation` or `argument`, and the label."""

_ENDS: Mapping[str, frozenset[Alike]] = {
    "exact": frozenset({Alike.EXACT}),
    "range": frozenset({Alike.EXACT, Alike.RANGE}),
    "overlap": frozenset(Alike),
    "type": frozenset(Alike),
}


@frozen
class ArrowAgreement:
    """`arrows` are how many the first of each pair of annotators drew, and the second; `labels` are F1 by label."""

    arrows: tuple[int, int] = (0, 0)
    f1: Closeness = NO_F1
    labels: Mapping[str, Closeness] = field(default_factory=dict)


NO_ARROWS = ArrowAgreement()


def count_arrows(
    counts: Counts,
    couple: Hashable,
    first: Layer,
    second: Layer,
    pairs: Iterable[Pair],
    kind: Callable[[str, Relation], str],
) -> None:
    """Count the arrows of two Layers under the name of this `couple`.

    `kind` tells a `relation` from an `argument` by the Label at which it begins.
    """
    if not (first.relations or second.relations):
        return
    ours, theirs = (_arrows(layer, kind) for layer in (first, second))
    for side, arrows in (("first", ours), ("second", theirs)):
        for arrow in arrows:
            counts[couple, f"arrows {side}", arrow] += 1
    held = list(pairs)
    for way, alike in _ENDS.items():
        partner = {
            first.spans[i].uid: second.spans[j].uid
            for i, j, found in held
            if found in alike and (way != "type" or first.spans[i].label == second.spans[j].label)
        }
        one = Counter(
            (arrow, partner[relation.source], partner[relation.target])
            for arrow, relation in zip(ours, first.relations, strict=True)
            if relation.source in partner and relation.target in partner
        )
        if not one:
            continue
        other = Counter(
            (arrow, relation.source, relation.target) for arrow, relation in zip(theirs, second.relations, strict=True)
        )
        for (arrow, _source, _target), number in (one & other).items():
            counts[couple, f"arrows {way}", arrow] += number


def _arrows(layer: Layer, kind: Callable[[str, Relation], str]) -> list[Arrow]:
    labels = {span.uid: span.label for span in layer.spans}
    return [(kind(labels[one.source], one), one.label) for one in layer.relations]


def arrow_agreement(sums: Sums, couples: Sequence[Hashable], kind: str, labels: Iterable[str]) -> ArrowAgreement:
    """F1 of the arrows of one kind, of these pairs of annotators together."""
    known = sorted(labels)
    if not known:
        return NO_ARROWS

    def drawn(side: str) -> int:
        keys = ((couple, f"arrows {side}", (kind, name)) for couple in couples for name in known)
        return int(sums.total(keys)[0])

    return ArrowAgreement(
        (drawn("first"), drawn("second")),
        _f1(sums, couples, kind, known),
        {label: _f1(sums, couples, kind, [label]) for label in known},
    )


def _f1(sums: Sums, couples: Sequence[Hashable], kind: str, labels: Sequence[str]) -> Closeness:
    keys = [(couple, (kind, label)) for couple in couples for label in labels]

    def total(what: str) -> Sum:
        return sums.total((couple, f"arrows {what}", arrow) for couple, arrow in keys)

    drawn = total("first") + total("second")
    return Closeness(**{way: figure(ratio(2 * total(way), drawn)) for way in _ENDS})
