"""Which Span of one Layer answers to which of another: one to one, and each Span at most once.

Pairs are made in three steps, and what one step has paired, the next leaves alone:

1. *exact*: the same fragments and the same Label;
2. *range*: the same fragments, whatever the Label; of more on one side than on the other those first by Label;
3. *overlap*: at least one letter in common, whatever the Label. Of all ways to pair what is left, that one is taken
   which makes the most pairs; among these the one with the most pairs of one Label; among these the one whose pairs
   have the most letters in common (an assignment problem, solved for each cluster of overlapping Spans by itself).

So a pair that is exact is one of the same range too, and that one overlaps: the counts can only grow from step to step.
The steps are the `strict`, `exact` and `partial` of SemEval-2013 task 9.1 (I. Segura-Bedmar, P. Martínez and M.
Herrero-Zazo, “SemEval-2013 Task 9”, 2013), which go back to the “partially correct” of MUC-5 (N. Chinchor and B.
Sundheim, “MUC-5 evaluation metrics”, 1993). There the pairing is left to chance or to the order of the Spans; here it
does not depend on the order of the Spans, nor on which of the two Layers is named first.

A discontinuous Span is compared with all its fragments; nested Spans, and one that was marked twice, are each paired by
themselves. Positions are code points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import accumulate, islice
from typing import NamedTuple

from annotator.model.annotation import Fragment, Span


class Alike(StrEnum):
    """How much two paired Spans have in common."""

    EXACT = "exact"
    RANGE = "range"
    OVERLAP = "overlap"


class Pair(NamedTuple):
    """Two Spans that answer to each other: the number of each in its Layer, and how alike they are."""

    first: int
    second: int
    alike: Alike


def pair_up(first: Sequence[Span], second: Sequence[Span]) -> list[Pair]:
    """The pairs of two Layers' Spans, in the reading order of the first ones."""
    ours, theirs = _in_order(first), _in_order(second)
    pairs: list[Pair] = []
    for alike, key in ((Alike.EXACT, _said), (Alike.RANGE, _where)):
        found = [Pair(i, j, alike) for i, j in _twins(first, second, ours, theirs, key)]
        pairs += found
        ours = _without(ours, {pair.first for pair in found})
        theirs = _without(theirs, {pair.second for pair in found})
        if not (ours and theirs):
            break
    else:
        pairs += _overlapping(first, second, ours, theirs)
    pairs.sort(key=lambda pair: (first[pair.first].start, -first[pair.first].end, pair.first))
    return pairs


def letters_in_common(first: Sequence[Fragment], second: Sequence[Fragment]) -> int:
    """How many code points two lists of fragments share.

    >>> letters_in_common([(0, 4), (8, 12)], [(2, 10)])
    4
    """
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in first for b in second)


def _in_order(spans: Sequence[Span]) -> list[int]:
    """The numbers of the Spans in an order that depends on what they say alone."""
    return sorted(range(len(spans)), key=lambda i: _said(spans[i]))


def _said(span: Span) -> tuple[tuple[Fragment, ...], str]:
    return span.fragments, span.label


def _where(span: Span) -> tuple[Fragment, ...]:
    return span.fragments


def _without(numbers: list[int], taken: set[int]) -> list[int]:
    return [number for number in numbers if number not in taken] if taken else numbers


def _twins(
    first: Sequence[Span],
    second: Sequence[Span],
    ours: Iterable[int],
    theirs: Iterable[int],
    key: Callable[[Span], object],
) -> Iterator[tuple[int, int]]:
    """Those that have the same key, each of the one side with one of the other while there are any."""
    held: dict[object, list[int]] = {}
    for j in theirs:
        held.setdefault(key(second[j]), []).append(j)
    for i in ours:
        if alike := held.get(key(first[i])):
            yield i, alike.pop(0)


def _overlapping(
    first: Sequence[Span], second: Sequence[Span], ours: Sequence[int], theirs: Sequence[int]
) -> Iterator[Pair]:
    """The best pairs of those Spans that no step before has paired."""
    reach = list(accumulate((second[j].end for j in theirs), max))
    common: dict[tuple[int, int], int] = {}
    for i in ours:
        start, end, fragments = first[i].start, first[i].end, first[i].fragments
        for j in islice(theirs, bisect_right(reach, start), None):
            if second[j].start >= end:
                break  # they are in order of their starts
            if letters := letters_in_common(fragments, second[j].fragments):
                common[i, j] = letters
    for rows, columns in _clusters(ours, theirs, common):
        # The same pairs must come out when the Layers change places, also where several ways are equally good.
        weights = _weights(first, second, rows, columns, common)
        if [_said(first[i]) for i in rows] <= [_said(second[j]) for j in columns]:
            chosen = _assigned(weights)
        else:
            chosen = [(row, column) for column, row in _assigned([list(line) for line in zip(*weights, strict=True)])]
        yield from (Pair(rows[row], columns[column], Alike.OVERLAP) for row, column in chosen)


def _clusters(
    ours: Sequence[int], theirs: Sequence[int], common: Iterable[tuple[int, int]]
) -> Iterator[tuple[list[int], list[int]]]:
    """The Spans that hang together by overlaps: those of the first and those of the second Layer, each in order."""
    beside: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for i, j in common:
        beside[0, i].append((1, j))
        beside[1, j].append((0, i))
    rank = {(0, i): number for number, i in enumerate(ours)} | {(1, j): number for number, j in enumerate(theirs)}
    seen: set[tuple[int, int]] = set()
    for node in beside:
        if node in seen:
            continue
        seen.add(node)
        cluster = [node]
        for one in cluster:  # which grows as it is walked along
            fresh = [other for other in beside[one] if other not in seen]
            seen.update(fresh)
            cluster += fresh
        cluster.sort(key=rank.__getitem__)
        yield [i for side, i in cluster if side == 0], [j for side, j in cluster if side == 1]


def _weights(
    first: Sequence[Span],
    second: Sequence[Span],
    rows: Sequence[int],
    columns: Sequence[int],
    common: dict[tuple[int, int], int],
) -> list[list[int]]:
    """What each pair is worth: a pair outweighs all Labels, a Label all letters; 0 where nothing is in common."""
    label = 1 + sum(common.get((i, j), 0) for i in rows for j in columns)
    pair = label * (1 + min(len(rows), len(columns)))
    return [
        [pair + label * (first[i].label == second[j].label) + common[i, j] if (i, j) in common else 0 for j in columns]
        for i in rows
    ]


def _assigned(weights: list[list[int]]) -> list[tuple[int, int]]:
    """Row and column of each pair of the heaviest assignment; those that weigh nothing are left out."""
    if len(weights) == 1:
        line = weights[0]
        return [(0, line.index(max(line)))]
    if len(weights[0]) == 1:
        line = [row[0] for row in weights]
        return [(line.index(max(line)), 0)]
    from scipy.optimize import linear_sum_assignment

    found = zip(*linear_sum_assignment(weights, maximize=True), strict=True)
    return [(int(row), int(column)) for row, column in found if weights[row][column]]
