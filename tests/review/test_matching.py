"""Two Layers lie side by side: each Span has at most one partner, the most like it."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.annotation import Fragment, Span
from annotator.review.matching import Alike, Pair, letters_in_common, pair_up

LABELS = ("PERS", "ORG", "GPE")

fragments = st.lists(st.integers(0, 12), min_size=2, max_size=4, unique=True).map(
    lambda edges: tuple(zip(*[iter(sorted(edges)[: len(edges) // 2 * 2])] * 2, strict=True))
)
spans = st.lists(st.builds(lambda f, label: span(label, *f), fragments, st.sampled_from(LABELS)), max_size=5)


def span(label: str, *fragments: Fragment) -> Span:
    return Span("", label, fragments)


def counts(first: list[Span], second: list[Span]) -> dict[Alike, int]:
    pairs = pair_up(first, second)
    return {alike: sum(pair.alike is alike for pair in pairs) for alike in Alike}


def test_the_same_range_and_label_is_exact() -> None:
    assert pair_up([span("PERS", (0, 4))], [span("PERS", (0, 4))]) == [Pair(0, 0, Alike.EXACT)]


def test_the_same_range_with_another_label_is_a_pair_of_that_range() -> None:
    assert pair_up([span("PERS", (0, 4))], [span("ORG", (0, 4))]) == [Pair(0, 0, Alike.RANGE)]


def test_one_letter_in_common_is_an_overlap_and_touching_is_none() -> None:
    assert pair_up([span("PERS", (0, 4))], [span("PERS", (3, 9))]) == [Pair(0, 0, Alike.OVERLAP)]
    assert pair_up([span("PERS", (0, 4))], [span("PERS", (4, 9))]) == []


def test_a_discontinuous_span_is_no_wider_than_its_fragments() -> None:
    apart = [span("PERS", (0, 2), (6, 8))]
    assert pair_up(apart, [span("PERS", (2, 6))]) == []
    assert pair_up(apart, [span("PERS", (0, 8))]) == [Pair(0, 0, Alike.OVERLAP)]
    assert pair_up(apart, [span("PERS", (0, 2), (6, 8))]) == [Pair(0, 0, Alike.EXACT)]


def test_of_nested_spans_each_finds_its_own() -> None:
    outer, inner = span("ORG", (0, 20)), span("GPE", (14, 20))
    assert pair_up([outer, inner], [span("GPE", (13, 20)), span("ORG", (0, 19))]) == [
        Pair(0, 1, Alike.OVERLAP),
        Pair(1, 0, Alike.OVERLAP),
    ]


def test_what_is_marked_twice_needs_to_be_marked_twice_by_the_other() -> None:
    twice = [span("PERS", (0, 4)), span("PERS", (0, 4))]
    assert counts(twice, twice[:1]) == {Alike.EXACT: 1, Alike.RANGE: 0, Alike.OVERLAP: 0}
    assert counts(twice, twice) == {Alike.EXACT: 2, Alike.RANGE: 0, Alike.OVERLAP: 0}


def test_two_short_ones_in_a_long_one_make_one_pair_with_the_one_of_its_label() -> None:
    long = [span("PERS", (0, 20))]
    short = [span("ORG", (0, 12)), span("PERS", (14, 18))]
    assert pair_up(long, short) == [Pair(0, 1, Alike.OVERLAP)]


def test_of_more_in_one_range_than_the_other_has_those_first_by_label_have_a_partner_there() -> None:
    for labels in (("PERS", "GPE"), ("GPE", "PERS")):
        first = [span(label, (0, 4)) for label in labels]
        second = [span("ORG", (0, 4)), span("GPE", (2, 6))]
        assert {(first[i].label, second[j].label, alike) for i, j, alike in pair_up(first, second)} == {
            ("GPE", "ORG", Alike.RANGE),
            ("PERS", "GPE", Alike.OVERLAP),
        }


def test_as_many_pairs_are_made_as_can_be() -> None:
    """The nearest partner is given up where two pairs come of it."""
    first = [span("PERS", (0, 10)), span("PERS", (8, 12))]
    second = [span("PERS", (0, 11)), span("PERS", (4, 6))]
    assert pair_up(first, second) == [Pair(0, 1, Alike.OVERLAP), Pair(1, 0, Alike.OVERLAP)]


def test_nothing_beside_something_is_nothing() -> None:
    assert pair_up([], [span("PERS", (0, 4))]) == pair_up([span("PERS", (0, 4))], []) == pair_up([], []) == []


@pytest.mark.parametrize("first", [[(0, 4)], [(0, 1), (3, 6)]])
def test_letters_in_common_are_counted_one_by_one(first: list[Fragment]) -> None:
    second = [(2, 5), (6, 9)]
    one, other = ({n for start, end in side for n in range(start, end)} for side in (first, second))
    assert letters_in_common(first, second) == len(one & other)


@settings(max_examples=25)
@given(spans, spans, st.randoms(use_true_random=False))
def test_neither_the_order_of_the_layers_nor_of_the_spans_matters(first: list[Span], second: list[Span], dice) -> None:  # type: ignore[no-untyped-def]
    def said(pairs: list[Pair], one: list[Span], other: list[Span]) -> list[tuple[object, ...]]:
        found = [
            (one[p.first].fragments, one[p.first].label, other[p.second].fragments, other[p.second].label, p.alike)
            for p in pairs
        ]
        return sorted(found)

    pairs = pair_up(first, second)
    turned = [Pair(pair.second, pair.first, pair.alike) for pair in pair_up(second, first)]
    assert said(pairs, first, second) == said(turned, first, second)
    mixed = dice.sample(first, len(first)), dice.sample(second, len(second))
    assert said(pair_up(*mixed), *mixed) == said(pairs, first, second)


@settings(max_examples=25)
@given(spans)
def test_a_layer_is_exactly_like_itself(first: list[Span]) -> None:
    assert counts(first, first[::-1]) == {Alike.EXACT: len(first), Alike.RANGE: 0, Alike.OVERLAP: 0}


@settings(max_examples=25)
@given(spans, spans)
def test_no_other_way_makes_more_pairs_of_what_is_left(first: list[Span], second: list[Span]) -> None:
    pairs = pair_up(first, second)
    assert len({pair.first for pair in pairs}) == len({pair.second for pair in pairs}) == len(pairs)
    same = [pair for pair in pairs if pair.alike is not Alike.OVERLAP]
    ours = [one for i, one in enumerate(first) if i not in {pair.first for pair in same}]
    theirs = [one for j, one in enumerate(second) if j not in {pair.second for pair in same}]
    assert not {one.fragments for one in ours} & {one.fragments for one in theirs}
    found = [(first[p.first], second[p.second]) for p in pairs if p.alike is Alike.OVERLAP]
    assert _worth(found) == max(map(_worth, _ways(ours, theirs)))


def _ways(ours: list[Span], theirs: list[Span]) -> list[list[tuple[Span, Span]]]:
    short, long = sorted((ours, theirs), key=len)
    ways = [list(zip(short, order, strict=False)) for order in permutations(long, len(short))]
    return [[(a, b) for a, b in way if letters_in_common(a.fragments, b.fragments)] for way in ways]


def _worth(pairs: list[tuple[Span, Span]]) -> tuple[int, int, int]:
    """How many pairs, how many of one Label, how many letters in common."""
    letters = sum(letters_in_common(a.fragments, b.fragments) for a, b in pairs)
    return len(pairs), sum(a.label == b.label for a, b in pairs), letters
