"""F1 of Spans, beside an independent program, and by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from nervaluate import Evaluator

from annotator.model.annotation import Span
from annotator.review.closeness import Closeness, closeness, count_spans, naming
from annotator.review.matching import letters_in_common, pair_up
from annotator.review.tally import Counts
from tests.review.layers import LABELS, counted, span, spans


def f1(first: list[Span], second: list[Span], labels: tuple[str, ...] = LABELS) -> Closeness:
    def count(counts: Counts) -> None:
        count_spans(counts, "ab", first, second, pair_up(first, second))

    return closeness(counted(count), ["ab"], labels)


def values(found: Closeness) -> dict[str, float | None]:
    return {way: getattr(found, way).value for way in ("exact", "range", "overlap", "type", "partial")}


def test_each_kind_of_f1_asks_for_less_than_the_one_before() -> None:
    first = [
        span("PERS", (0, 4)),
        span("ORG", (5, 9)),
        span("GPE", (10, 14)),
        span("PERS", (15, 17)),
        span("ORG", (18, 20)),
    ]
    second = [span("PERS", (0, 4)), span("GPE", (5, 9)), span("GPE", (11, 14)), span("ORG", (14, 17))]
    assert values(f1(first, second)) == pytest.approx(
        {"exact": 2 / 9, "range": 4 / 9, "overlap": 8 / 9, "type": 4 / 9, "partial": 6 / 9}
    )


def test_a_label_is_told_of_by_the_spans_that_have_it() -> None:
    first, second = [span("PERS", (0, 4)), span("ORG", (5, 9))], [span("GPE", (0, 4)), span("ORG", (5, 9))]
    assert values(f1(first, second, ("PERS",))) == {"exact": 0, "range": 1, "overlap": 1, "type": 0, "partial": 1}
    assert values(f1(first, second, ("ORG",))) == {"exact": 1, "range": 1, "overlap": 1, "type": 1, "partial": 1}


def test_nested_and_discontinuous_spans_count_as_all_others_do() -> None:
    nested = [span("ORG", (0, 20)), span("GPE", (14, 20)), span("PERS", (1, 3), (6, 8))]
    assert values(f1(nested, nested[::-1])) == dict.fromkeys(("exact", "range", "overlap", "type", "partial"), 1)
    assert f1(nested, nested[:2]).exact.value == 4 / 5


def test_where_nothing_is_marked_there_is_no_figure() -> None:
    assert set(values(f1([], [])).values()) == {None}


def test_labels_are_compared_where_the_range_is_the_same() -> None:
    first = [
        span("PERS", (0, 4)),
        span("PERS", (5, 9)),
        span("ORG", (10, 12)),
        span("ORG", (13, 15)),
        span("GPE", (20, 22)),
    ]
    second = [
        span("PERS", (0, 4)),
        span("ORG", (5, 9)),
        span("ORG", (10, 12)),
        span("ORG", (13, 15)),
        span("GPE", (21, 22)),
    ]

    def count(counts: Counts) -> None:
        count_spans(counts, "ab", first, second, pair_up(first, second))

    found = naming(counted(count), ["ab"], LABELS)
    assert (found.pairs, found.same.value) == (4, 0.75)
    assert found.kappa.value == pytest.approx((0.75 - 0.5) / 0.5)  # by chance: 2/4 * 1/4 + 2/4 * 3/4


@settings(max_examples=25, deadline=None)
@given(spans, spans)
def test_it_is_the_same_both_ways_round(first: list[Span], second: list[Span]) -> None:
    assert values(f1(first, second)) == values(f1(second, first))
    found = values(f1(first, second))
    if first or second:
        exact, same, partial, overlap = (found[way] or 0 for way in ("exact", "range", "partial", "overlap"))
        assert exact <= same <= partial <= overlap <= 1
        assert exact <= (found["type"] or 0) <= overlap


def apart(held: list[Span]) -> list[Span]:
    """Those in one piece that touch none before: what the other program knows."""
    found: list[Span] = []
    for one in sorted(held, key=lambda one: one.fragments):
        start, end = one.fragments[0]
        if not found or start >= found[-1].end:
            found.append(span(one.label, (start, end)))
    return found


@settings(max_examples=25, deadline=None)
@given(spans, spans)
def test_nervaluate_finds_the_same_ranges_and_labels(first: list[Span], second: list[Span]) -> None:
    first, second = apart(first), apart(second)
    if not (first and second):
        return
    both = [[{"label": one.label, "start": one.start, "end": one.end - 1} for one in held] for held in (first, second)]
    found = Evaluator([both[0]], [both[1]], tags=list(LABELS), loader="dict").evaluate()["overall"]
    ours = f1(first, second)
    assert ours.exact.value == pytest.approx(found["strict"].f1)
    assert ours.range.value == pytest.approx(found["exact"].f1)
    meets = [[letters_in_common(one.fragments, other.fragments) > 0 for other in second] for one in first]
    if all(sum(row) < 2 for row in [*meets, *zip(*meets, strict=True)]):  # else it takes whichever comes first
        assert ours.partial.value == pytest.approx(found["partial"].f1)
