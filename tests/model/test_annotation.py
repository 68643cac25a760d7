"""Spans, Layers and what they promise."""

from __future__ import annotations

import dataclasses
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import (
    Layer,
    LayerId,
    Relation,
    Span,
    Status,
    fingerprint,
    joined,
    reading_order,
)
from tests.helpers.builders import TEXT, where

LAYER = Layer(LayerId("article-1", "a1"), spans=(Span("s1", "PERS", ((0, 4),)), Span("s2", "GPE", ((5, 9),))))
ranges = st.tuples(st.integers(0, 30), st.integers(1, 6)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(ranges, max_size=6))
def test_joined_fragments_cover_the_same_letters_in_order_and_never_touch(pieces: list[tuple[int, int]]) -> None:
    out = joined(pieces)
    assert {i for a, b in out for i in range(a, b)} == {i for a, b in pieces for i in range(a, b)}
    assert all(one[1] < other[0] for one, other in itertools.pairwise(out))


def test_a_discontinuous_span_reads_as_its_pieces_with_a_space_between() -> None:
    span = Span("s", "PERS", (where("محمود"), where("القاهرة")))
    assert span.surface(TEXT) == "محمود القاهرة"
    assert (span.start, span.end) == (where("محمود")[0], where("القاهرة")[1])


def test_the_gap_of_a_discontinuous_span_is_not_covered() -> None:
    span = Span("s", "PERS", ((2, 4), (6, 8)))
    assert [i for i in range(10) if span.covers(i)] == [2, 3, 6, 7]


def test_an_outer_span_comes_before_those_nested_in_it() -> None:
    inner, outer, later = (Span(uid, "PERS", (at,)) for uid, at in (("a", (3, 5)), ("b", (3, 9)), ("c", (4, 5))))
    assert sorted((later, inner, outer), key=reading_order) == [outer, inner, later]


@pytest.mark.parametrize(
    ("change", "untouched"),
    [
        ({}, True),
        ({"seconds": 90}, True),
        ({"status": Status.DONE}, False),
        ({"comment": "لماذا؟"}, False),
        ({"spans": LAYER.spans}, False),
    ],
)
def test_a_layer_is_untouched_until_somebody_says_something(change: dict[str, object], untouched: bool) -> None:
    assert dataclasses.replace(Layer(LAYER.id), **change).is_untouched is untouched  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"spans": LAYER.spans[:1]},
        {"spans": (dataclasses.replace(LAYER.spans[0], label="GPE"), LAYER.spans[1])},
        {"spans": (dataclasses.replace(LAYER.spans[0], fragments=((0, 3),)), LAYER.spans[1])},
        {"spans": (dataclasses.replace(LAYER.spans[0], note="؟"), LAYER.spans[1])},
        {"relations": (Relation("r", "Place", "s1", "s2"),)},
        {"status": Status.DONE},
        {"comment": "؟"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_fingerprint_tells_any_work_on_a_layer_even_within_the_same_millisecond(change: dict[str, object]) -> None:
    assert fingerprint(dataclasses.replace(LAYER, **change)) != fingerprint(LAYER)  # type: ignore[arg-type]


def test_a_fingerprint_does_not_count_the_time_spent_reading() -> None:
    assert fingerprint(dataclasses.replace(LAYER, seconds=90)) == fingerprint(LAYER)
