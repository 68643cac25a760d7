"""F1: how many of the Spans of two annotators answer to each other.

F1 is `2 * pairs / (Spans of the first + Spans of the second)`: the harmonic mean of precision and recall, whichever of
the two is taken for right. Kappa needs to know how often both left something unmarked, and of ranges in a text that
number is neither known nor bounded; as it grows, kappa comes to F1 (G. Hripcsak and A. S. Rothschild, “Agreement, the
F-measure, and reliability in information retrieval”, JAMIA 12(3), 2005, pages 296-298). Counts are summed up over the
Articles, so that each Span weighs the same wherever it stands (micro average).

Which Span answers to which, `matching` tells. Of the Spans of one Label, those count that have a partner, whatever its
Label where the kind of F1 does not ask for the same: so the figures of the Labels add up to that of all.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING

from annotator.frozen import frozen
from annotator.model.annotation import Span
from annotator.review.matching import Alike, Pair
from annotator.review.tally import NOTHING, Counts, Figure, Sums, figure, ratio

if TYPE_CHECKING:
    from annotator.review.tally import Sum


@frozen
class Closeness:
    """F1 of Spans, from the strictest to the mildest.

    `exact`: the same range and Label; `range`: the same range, any Label; `overlap`: a letter in common, any Label.
    Beside them `type`: a letter in common and the same Label; `partial`: as `overlap`, and a pair whose ranges are not
    the same counts half, as in MUC-5 and SemEval-2013. So `exact <= range <= partial <= overlap` and
    `exact <= type <= overlap`.
    """

    exact: Figure = NOTHING
    range: Figure = NOTHING
    overlap: Figure = NOTHING
    type: Figure = NOTHING
    partial: Figure = NOTHING


NO_F1 = Closeness()


@frozen
class Naming:
    """How two annotators call what both have marked in the same range, boundaries aside.

    `same`: the share of such pairs that have one Label; `kappa`: Cohen's kappa of the Labels of these pairs, which
    takes out what chance gives where one Label is much more frequent than the others. `pairs` is how many there are.
    """

    pairs: int = 0
    same: Figure = NOTHING
    kappa: Figure = NOTHING


NO_NAMING = Naming()


def count_spans(
    counts: Counts, pair: Hashable, first: Sequence[Span], second: Sequence[Span], pairs: Iterable[Pair]
) -> None:
    """Count the Spans of two Layers of one Article, and their `pairs`, under the name of this `pair` of annotators.

    An exact pair is counted once; of the others each Span is counted on its side, for the two may differ in Label.
    """
    for span in first:
        counts[pair, "first", span.label] += 1
    for span in second:
        counts[pair, "second", span.label] += 1
    for i, j, alike in pairs:
        ours, theirs = first[i].label, second[j].label
        if alike is Alike.EXACT:
            counts[pair, "exact", ours] += 1
            continue
        counts[pair, alike.value, "first", ours] += 1
        counts[pair, alike.value, "second", theirs] += 1
        if ours == theirs:
            counts[pair, "typed", ours] += 1


def closeness(sums: Sums, pairs: Iterable[Hashable], labels: Iterable[str]) -> Closeness:
    """F1 of these pairs of annotators together, in Spans of these Labels."""
    keys = [(pair, label) for pair in pairs for label in labels]

    def total(*what: str) -> Sum:
        return sums.total((pair, *what, label) for pair, label in keys)

    marked = total("first") + total("second")
    exact = 2 * total("exact")
    same = exact + total("range", "first") + total("range", "second")
    near = total("overlap", "first") + total("overlap", "second")
    return Closeness(
        *(
            figure(ratio(found, marked))
            for found in (exact, same, same + near, exact + 2 * total("typed"), same + near / 2)
        )
    )


def naming(sums: Sums, pairs: Iterable[Hashable], labels: Iterable[str]) -> Naming:
    """How these pairs of annotators together call what they marked in the same range."""
    known, names = list(pairs), list(labels)

    def total(*what: str) -> Sum:
        return sums.total((pair, *what, name) for pair in known for name in names)

    alike = total("exact")
    both = alike + total("range", "first")
    chance = sums.nought
    for name in names:
        exact = sums.total((pair, "exact", name) for pair in known)
        one, other = (sums.total((pair, "range", side, name) for pair in known) for side in ("first", "second"))
        chance = chance + (exact + one) * (exact + other)
    share, expected = ratio(alike, both), ratio(chance, both * both)
    return Naming(int(both[0]), figure(share), figure(ratio(share - expected, 1 - expected)))
