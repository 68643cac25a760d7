"""Krippendorff's alpha for unitizing of 1995: how far annotators agree on where the units of each Label are.

`alpha = 1 - Do / De`. Two units of one Label that overlap are as far apart as the squares of the distances of their
starts and of their ends; a unit that lies in a gap of another annotator counts the square of its length. Do is the sum
over all pairs of annotators, divided by `m (m - 1) L²`, of m annotators and a text of L letters. De is what the same
units and gaps would give at all places where they may lie:

`De = 2 / L * sum over units of length l of ((N - 1) / 3 (2 l³ - 3 l² + l) + l² * sum over gaps g >= l of (g - l + 1))
/ (m L (m L - 1) - sum of l (l - 1))`, with N units of this Label in all.

K. Krippendorff, “On the reliability of unitizing continuous data”, Sociological Methodology 25, 1995, pages 47-76;
“Content Analysis: An Introduction to Its Methodology”, 2nd edition, 2004, section 11.6.

Units of one Label and annotator may not overlap here, so Spans that do are one unit as long as both; `units` has the
alphas that see each by itself. Each fragment of a discontinuous Span is a unit. Over several Articles, `L² Do` and
`L² De` are added up, so that chance moves units about in their own Article alone; over all Labels likewise.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, combinations
from operator import neg
from typing import TYPE_CHECKING

from annotator.model.annotation import Fragment
from annotator.review.coding import Marks
from annotator.review.tally import Counts, Sums, ratio

if TYPE_CHECKING:
    from annotator.review.tally import Sum


def count_alpha_u(counts: Counts, marked: Sequence[Marks], length: int) -> None:
    """Count the disagreement of one Article, of `length` letters, Label by Label."""
    units = [_units(marks) for marks in marked]
    for label in {label for one in units for label in one}:
        rows = [one.get(label, []) for one in units]
        counts["alpha_u", "observed", label] += _observed(rows)
        counts["alpha_u", "expected", label] += _expected(rows, length)


def alpha_u(sums: Sums, labels: Iterable[str]) -> Sum:
    """Alpha of units of these Labels together."""
    held = list(labels)
    observed, expected = (sums.total(("alpha_u", what, label) for label in held) for what in ("observed", "expected"))
    return 1 - ratio(observed, expected)


def _units(marks: Marks) -> dict[str, list[Fragment]]:
    """The units of each Label, in order; those that overlap are one."""
    found: dict[str, list[Fragment]] = {}
    for (start, end), label in sorted((one, label) for fragments, label in marks for one in fragments):
        row = found.setdefault(label, [])
        if row and start < row[-1][1]:
            row[-1] = row[-1][0], max(row[-1][1], end)
        else:
            row.append((start, end))
    return found


def _observed(rows: Sequence[list[Fragment]]) -> float:
    """`L² Do` of one Label."""
    size = len(rows)
    apart = 0
    for one, other in combinations(rows, 2):
        if one != other:
            apart += sum(_apart(one, other)) + sum(length**2 for length in _alone(other, one))
    return 2 * apart / (size * (size - 1))


def _apart(one: list[Fragment], other: list[Fragment]) -> Iterator[int]:
    """Of each unit of `one` how far it is from those of `other` that overlap it; its squared length where none does."""
    for (start, end), first, last in _near(one, other):
        if first < last:
            yield from ((start - s) ** 2 + (end - e) ** 2 for s, e in other[first:last])
        else:
            yield (end - start) ** 2


def _alone(one: list[Fragment], other: list[Fragment]) -> Iterator[int]:
    """The lengths of those units of `one` that nothing of `other` overlaps."""
    return (end - start for (start, end), first, last in _near(one, other) if first >= last)


def _near(one: list[Fragment], other: list[Fragment]) -> Iterator[tuple[Fragment, int, int]]:
    """Each unit of `one`, and from which to which of `other` overlap it."""
    starts, ends = [start for start, _end in other], [end for _start, end in other]
    return ((unit, bisect_right(ends, unit[0]), bisect_left(starts, unit[1])) for unit in one)


def _expected(rows: Sequence[list[Fragment]], length: int) -> float:
    """`L² De` of one Label."""
    lengths = Counter(end - start for row in rows for start, end in row)
    units = lengths.total()
    gaps = sorted((gap for row in rows for gap in _gaps(row, length)), reverse=True)
    sums = [0, *accumulate(gaps)]
    found = 0.0
    for one, number in lengths.items():
        wide = bisect_right(gaps, -one, key=neg)  # how many gaps are as long at least
        places = sums[wide] - wide * (one - 1)
        found += number * ((units - 1) / 3 * (2 * one**3 - 3 * one**2 + one) + one**2 * places)
    letters = len(rows) * length
    return 2 * length * found / (letters * (letters - 1) - sum(n * one * (one - 1) for one, n in lengths.items()))


def _gaps(row: list[Fragment], length: int) -> Iterator[int]:
    at = 0
    for start, end in [*row, (length, length)]:
        if start > at:
            yield start - at
        at = end
