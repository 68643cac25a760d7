"""Krippendorff's family of alphas of 2016, beside their equations written out letter by letter and unit by unit."""

from __future__ import annotations

import math
from collections import defaultdict

import pytest
from hypothesis import given, settings

from annotator.model.annotation import Span
from annotator.review.coding import Value
from annotator.review.units import GAP, UnitAlphas, count_units, unit_alphas
from tests.review.layers import LENGTH, counted, several, span, stretches


def of(marked: list[list[Span]], length: int = LENGTH) -> UnitAlphas:
    held = stretches(marked, length)
    sums = counted(lambda counts: count_units(counts, held))
    return unit_alphas(sums, sorted({key[2] for key in sums if key[1] == "given" and key[2]}))  # type: ignore[type-var]


def test_who_marks_the_same_agrees_wholly_also_where_spans_lie_over_each_other() -> None:
    marked = [span("ORG", (0, 12)), span("GPE", (8, 12)), span("ORG", (8, 10)), span("PERS", (14, 16), (18, 20))]
    found = of([marked, marked[::-1], marked])
    assert [found.u[0], found.binary[0], found.cu[0], *(one[0] for one in found.by_value.values())] == [1] * 7
    assert set(found.by_value) == {("ORG",), ("GPE", "ORG"), ("GPE", "ORG", "ORG"), ("PERS",)}


def test_other_labels_in_the_same_places_are_agreement_on_boundaries_alone() -> None:
    first = [span("ORG", (0, 4)), span("GPE", (8, 12))]
    found = of([first, [span("GPE", (0, 4)), span("ORG", (8, 12))]])
    assert found.binary[0] == 1
    assert found.cu[0] < 0 < found.u[0] < 1


def test_other_boundaries_of_the_same_labels_are_agreement_on_labels_alone() -> None:
    found = of([[span("ORG", (0, 6)), span("GPE", (8, 12))], [span("ORG", (2, 6)), span("GPE", (8, 16))]])
    assert found.cu[0] == 1
    assert found.binary[0] < 1


def test_where_nothing_is_marked_there_is_no_figure() -> None:
    found = of([[], []])
    assert math.isnan(found.u[0])
    assert math.isnan(found.cu[0])
    assert found.by_value == {}


@settings(max_examples=25)
@given(several)
def test_it_is_as_the_equations_say(marked: list[list[Span]]) -> None:
    found = of(marked)
    u, binary, cu, by_value = _by_the_book(marked)
    assert [found.u[0], found.binary[0], found.cu[0]] == pytest.approx([u, binary, cu], nan_ok=True)
    assert {value: one[0] for value, one in found.by_value.items()} == pytest.approx(by_value, nan_ok=True)


Part = tuple[int, int, Value]


def _parts(spans: list[Span]) -> list[Part]:
    """One annotator's text from end to end: units and gaps."""
    found: list[tuple[int, int, tuple[int, ...]]] = []
    for at in range(LENGTH):
        here = tuple(number for number, one in enumerate(spans) if one.covers(at))
        if found and found[-1][2] == here:
            found[-1] = found[-1][0], at + 1, here
        else:
            found.append((at, at + 1, here))
    return [(start, end, tuple(sorted(spans[one].label for one in here))) for start, end, here in found]


def _by_the_book(marked: list[list[Span]]) -> tuple[float, float, float, dict[Value, float]]:
    rows = [_parts(spans) for spans in marked]
    m = len(rows)
    observed: defaultdict[tuple[Value, Value], float] = defaultdict(float)
    for i in range(m):
        for j in range(m):
            for start, end, c in rows[i]:
                for s, e, k in rows[j]:
                    if i != j:
                        observed[c, k] += max(0, min(end, e) - max(start, s)) / (m - 1)  # equation 32
    values = {part[2] for row in rows for part in row}
    given = {c: sum(observed[c, k] for k in values) for c in values}
    letters = sum(given.values())
    squared = {c: sum((e - s) ** 2 if c else e - s for row in rows for s, e, v in row if v == c) for c in values}
    below = letters - sum(squared.values()) / letters
    expected = {(c, k): (given[c] * given[k] - (c == k) * squared[c]) / below for c in values for k in values}  # 33

    def alpha(seen: dict[tuple[Value, Value], float], chance: dict[tuple[Value, Value], float]) -> float:
        apart, by_chance = (sum(n for (c, k), n in held.items() if c != k) for held in (seen, chance))
        return 1 - apart / by_chance if by_chance > 1e-9 else math.nan

    def two(held: dict[tuple[Value, Value], float]) -> dict[tuple[Value, Value], float]:
        found: defaultdict[tuple[Value, Value], float] = defaultdict(float)
        for (c, k), n in held.items():
            found[("x",) if c else GAP, ("x",) if k else GAP] += n
        return found

    u, binary = alpha(observed, expected), alpha(two(observed), two(expected))  # 34, 35
    marks = sorted(value for value in values if value)
    met = {(c, k): observed[c, k] for c in marks for k in marks}
    share = {c: sum(met[c, k] for k in marks) for c in marks}
    total = sum(share.values())
    if not total:
        return u, binary, math.nan, dict.fromkeys(marks, math.nan)
    square = dict.fromkeys(marks, 0.0)
    for i, row in enumerate(rows):
        others = [(s, e) for j, other in enumerate(rows) if j != i for s, e, v in other if v]
        for start, end, value in row:
            if value:
                square[value] += (sum(max(0, min(e, end) - max(s, start)) for s, e in others) / (m - 1)) ** 2
    under = total - sum(square.values()) / total
    chance = {(c, k): (share[c] * share[k] - (c == k) * square[c]) / under for c in marks for k in marks}  # 36
    by_value = {}
    for k in marks:
        all_k = sum(chance[c, k] for c in marks)
        rest = all_k - chance[k, k]
        by_value[k] = 1 - all_k / share[k] * (share[k] - met[k, k]) / rest if share[k] and rest > 1e-9 else math.nan
    return u, binary, alpha(met, chance), by_value  # 37, 38
