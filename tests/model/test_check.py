"""What makes a Layer valid."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import Fragment, Layer, LayerId, Relation, Span
from annotator.model.check import layer_faults, span_faults
from tests.helpers.builders import small_schema

LAYER = Layer(LayerId("a", "x"), spans=(Span("s1", "PERS", ((0, 2),)), Span("s2", "GPE", ((1, 4),))))


@pytest.mark.parametrize(
    ("pieces", "fault"),
    [
        ((), "no range"),
        (((-1, 2),), "outside"),
        (((0, 11),), "outside"),
        (((3, 3),), "ends before it starts"),
        (((4, 2),), "ends before it starts"),
        (((0, 3), (2, 5)), "overlap"),
        (((0, 3), (3, 5)), "overlap"),
        (((5, 6), (0, 2)), "out of order"),
    ],
)
def test_a_range_that_cannot_be_is_named(pieces: tuple[Fragment, ...], fault: str) -> None:
    assert fault in next(span_faults(Span("s", "PERS", pieces), 10))


@given(st.lists(st.tuples(st.integers(-2, 12), st.integers(-2, 12)), min_size=1, max_size=3))
def test_ranges_without_a_fault_are_in_order_inside_the_text_and_apart(pieces: list[Fragment]) -> None:
    if not list(span_faults(Span("s", "PERS", tuple(pieces)), 10)):
        flat = [edge for piece in pieces for edge in piece]
        assert flat == sorted(set(flat))
        assert 0 <= flat[0] <= flat[-1] <= 10


def test_nested_and_overlapping_spans_are_sound() -> None:
    assert list(layer_faults(LAYER, "0123456789", small_schema())) == []


@pytest.mark.parametrize(
    ("layer", "fault"),
    [
        (replace(LAYER, spans=(Span("s1", "ORG", ((0, 2),)),)), "no label “ORG”"),
        (replace(LAYER, spans=(LAYER.spans[0], LAYER.spans[0])), "same id “s1”"),
        (replace(LAYER, spans=(Span("s1", "PERS", ((0, 99),)),)), "outside"),
        (
            replace(LAYER, relations=(Relation("r1", "Place", "s1", "gone"),)),
            "“Place” points to a span that is not there: “gone”",
        ),
        (replace(LAYER, relations=(Relation("r1", "Place", "s1", "s2"),) * 2), "two relations have the same id “r1”"),
    ],
    ids=["label", "doubled span", "range", "loose relation", "doubled relation"],
)
def test_a_fault_of_a_layer_is_named(layer: Layer, fault: str) -> None:
    assert fault in next(layer_faults(layer, "0123456789", small_schema()))


def test_labels_are_not_looked_up_where_no_schema_is_given() -> None:
    assert list(layer_faults(replace(LAYER, spans=(Span("s1", "ORG", ((0, 2),)),)), "0123", None)) == []
