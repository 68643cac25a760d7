"""Krippendorff's alpha for unitizing of 1995: the published example, and the definition written out."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings

from annotator.model.annotation import Span
from annotator.review.alpha_u import alpha_u, count_alpha_u
from annotator.review.coding import by_letters
from annotator.review.tally import Sums
from tests.review.layers import LABELS, LENGTH, counted, several, span

# Krippendorff 2004, page 254: two observers, a text of 300 letters that begins at 150, categories c and k.
FIRST = [("c", 225, 70), ("c", 370, 30), ("k", 180, 60), ("k", 300, 50)]
SECOND = [("c", 220, 80), ("c", 355, 20), ("c", 400, 20), ("k", 180, 60), ("k", 300, 50)]


def units(held: list[tuple[str, int, int]]) -> list[Span]:
    return [span(label, (start - 150, start - 150 + length)) for label, start, length in held]


def of(marked: list[list[Span]], length: int = LENGTH) -> Sums:
    return counted(lambda counts: count_alpha_u(counts, [by_letters(spans) for spans in marked], length))


def test_krippendorff_2004() -> None:
    sums = of([units(FIRST), units(SECOND)], 300)
    assert sums["alpha_u", "observed", "c"][0] / 300**2 == pytest.approx(0.0144, abs=5e-5)
    assert sums["alpha_u", "expected", "c"][0] / 300**2 == pytest.approx(0.0532, abs=5e-5)
    assert sums["alpha_u", "expected", "k"][0] / 300**2 == pytest.approx(0.0490, abs=5e-5)
    assert alpha_u(sums, "c")[0] == pytest.approx(0.7286, abs=5e-5)
    assert alpha_u(sums, "k")[0] == 1
    assert alpha_u(sums, "ck")[0] == pytest.approx(0.8591, abs=5e-4)


def test_who_marks_the_same_agrees_wholly_and_who_marks_nothing_not_at_all() -> None:
    marked = [span("ORG", (0, 4)), span("ORG", (10, 13))]
    assert alpha_u(of([marked, marked]), LABELS)[0] == 1
    assert alpha_u(of([marked, []]), LABELS)[0] < 0.1
    assert math.isnan(alpha_u(of([[], []]), LABELS)[0])


def test_spans_of_one_label_that_overlap_are_one_unit_and_those_that_touch_are_two() -> None:
    one, two = [span("ORG", (0, 6)), span("ORG", (4, 9))], [span("ORG", (0, 9))]
    assert alpha_u(of([one, two]), LABELS)[0] == 1
    assert alpha_u(of([[span("ORG", (0, 4)), span("ORG", (4, 9))], two]), LABELS)[0] < 1


@settings(max_examples=25)
@given(several)
def test_it_is_as_it_is_defined(marked: list[list[Span]]) -> None:
    sums = of(marked)
    observed = expected = 0.0
    for label in LABELS:
        rows = [_sections([one for one in spans if one.label == label]) for spans in marked]
        m = len(rows)
        apart = sum(_apart(a, b) for i in range(m) for j in range(m) if i != j for a in rows[i] for b in rows[j])
        observed += apart / (m * (m - 1) * LENGTH**2)
        every = [one for row in rows for one in row]
        lengths = [end - start for start, end, is_unit in every if is_unit]
        gaps = [end - start for start, end, is_unit in every if not is_unit]
        by_chance = sum(
            (len(lengths) - 1) / 3 * (2 * n**3 - 3 * n**2 + n) + n**2 * sum(gap - n + 1 for gap in gaps if gap >= n)
            for n in lengths
        )
        expected += 2 / LENGTH * by_chance / (m * LENGTH * (m * LENGTH - 1) - sum(n * (n - 1) for n in lengths))
    if expected:
        assert alpha_u(sums, LABELS)[0] == pytest.approx(1 - observed / expected)


def _sections(spans: list[Span]) -> list[tuple[int, int, bool]]:
    """The units and the gaps of one annotator and Label, from the first letter to the last."""
    begins = {start for one in spans for start, _end in one.fragments}
    found: list[tuple[int, int, bool]] = []
    for at in range(LENGTH):
        on = any(one.covers(at) for one in spans)
        runs_on = any(one.covers(at - 1) and one.covers(at) for one in spans)
        if found and found[-1][2] == on and (runs_on or not (on and at in begins)):
            found[-1] = found[-1][0], at + 1, on
        else:
            found.append((at, at + 1, on))
    return found


def _apart(one: tuple[int, int, bool], other: tuple[int, int, bool]) -> int:
    """The difference function of two sections: page 253."""
    (start, end, is_unit), (s, e, other_is) = one, other
    if is_unit and other_is and start < e and s < end:
        return (start - s) ** 2 + (end - e) ** 2
    if is_unit and not other_is and s <= start and end <= e:
        return (end - start) ** 2
    if other_is and not is_unit and start <= s and e <= end:
        return (e - s) ** 2
    return 0
