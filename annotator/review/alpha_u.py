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

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
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
            apart += _apart(one, other) + sum((end - start) ** 2 for start, end in _alone(other, one))
    return 2 * apart / (size * (size - 1))


def _apart(one: list[Fragment], other: list[Fragment]) -> int:
    """Of each unit of `one` the distances to those of `other` that overlap it, or its length where none does."""
    apart = 0
    for start, end in one:
        near = [(s, e) for s, e in other if s < end and start < e]
        apart += sum((start - s) ** 2 + (end - e) ** 2 for s, e in near) if near else (end - start) ** 2
    return apart


def _alone(one: list[Fragment], other: list[Fragment]) -> Iterator[Fragment]:
    return ((start, end) for start, end in one if not any(s < end and start < e for s, e in other))


def _expected(rows: Sequence[list[Fragment]], length: int) -> float:
    """`L² De` of one Label."""
    lengths = [end - start for row in rows for start, end in row]
    gaps = [gap for row in rows for gap in _gaps(row, length)]
    found = 0.0
    for one in lengths:
        found += (len(lengths) - 1) / 3 * (2 * one**3 - 3 * one**2 + one)
        found += one**2 * sum(gap - one + 1 for gap in gaps if gap >= one)
    letters = len(rows) * length
    return 2 * length * found / (letters * (letters - 1) - sum(one * (one - 1) for one in lengths))


def _gaps(row: list[Fragment], length: int) -> Iterator[int]:
    at = 0
    for start, end in [*row, (length, length)]:
        if start > at:
            yield start - at
        at = end
