"""Several Layers over one text, each in a band of lanes of its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.desktop.text.lanes import GOLD, LaneLayer, Lanes, bare, letter_of, on_lane
from annotator.model.annotation import Fragment, Span, joined

TEXT = "أعلن الرئيس\nفي دمشق\r\nثم عاد"
"""Paragraphs at 0, 12 and 21."""


def layer(letter: str, *spans: tuple[str, Fragment]) -> LaneLayer:
    return LaneLayer(letter, tuple(Span(uid, "PERS", (fragment,)) for uid, fragment in spans))


def test_layers_stand_one_below_the_other_in_their_order() -> None:
    lanes = Lanes(TEXT, [layer(GOLD, ("g", (0, 4))), layer("A", ("a", (0, 4))), layer("B", ("b", (5, 11)))])
    assert [lanes.lane(on_lane(letter, uid)) for letter, uid in ((GOLD, "g"), ("A", "a"), ("B", "b"))] == [0, 1, 2]
    assert lanes.letters == [GOLD, "A", "B"]


def test_a_layer_that_needs_more_lanes_moves_those_beneath_it_in_that_paragraph_only() -> None:
    nested = layer("A", ("outer", (0, 11)), ("inner", (5, 11)), ("second", (15, 19)))
    lanes = Lanes(TEXT, [layer(GOLD), nested, layer("B", ("b", (0, 4)), ("c", (15, 19)))])
    assert (lanes.lane("A:inner"), lanes.lane("A:outer"), lanes.lane("B:b")) == (1, 2, 3)
    assert (lanes.lane("A:second"), lanes.lane("B:c")) == (1, 2)
    assert lanes.band_at("A", 3) == (1, 3)
    assert lanes.band_at("A", 16) == (1, 2)


def test_a_paragraph_in_which_nobody_has_anything_has_no_lanes() -> None:
    lanes = Lanes(TEXT, [layer(GOLD), layer("A", ("a", (0, 4)))])
    assert lanes.lanes_between(0, 11) == 2
    assert lanes.lanes_between(21, 27) == 0
    assert lanes.band_at("A", 22) == (0, 0)


def test_paragraphs_that_a_span_joins_keep_their_bands_at_one_height() -> None:
    lanes = Lanes(TEXT, [layer(GOLD), layer("A", ("long", (8, 16)), ("inner", (0, 4))), layer("B", ("b", (12, 14)))])
    assert lanes.band_at("B", 0) == lanes.band_at("B", 13)


def test_spans_of_the_same_uid_in_two_layers_are_told_apart() -> None:
    lanes = Lanes(TEXT, [layer(GOLD, ("same", (0, 4))), layer("A", ("same", (5, 11)))])
    gold, other = lanes.get(on_lane(GOLD, "same")), lanes.get(on_lane("A", "same"))
    assert gold is not None and other is not None
    assert (gold.start, other.start) == (0, 5)
    assert (letter_of(other.uid), bare(other.uid)) == ("A", "same")


def test_on_a_line_the_bands_take_no_more_room_than_they_need_there() -> None:
    nested = layer("A", ("outer", (0, 11)), ("inner", (5, 11)))
    lanes = Lanes(TEXT, [layer(GOLD), nested, layer("B", ("b", (0, 4)))])
    assert [lanes.lane_on(lanes.lane(uid), 0, 4) for uid in ("A:outer", "B:b")] == [2, 3]
    lanes = Lanes("أعلن الرئيس ثم عاد", [layer(GOLD), nested, layer("B", ("b", (15, 18)))])
    assert lanes.lane("B:b") == 3
    assert lanes.lane_on(3, 12, 18) == 2
    assert (lanes.depth_on(0, 11), lanes.depth_on(12, 18), lanes.depth_on(12, 14)) == (4, 3, 0)


@given(st.lists(st.lists(st.tuples(st.integers(0, 24), st.integers(1, 3)), max_size=6), min_size=1, max_size=4))
def test_no_two_spans_that_overlap_share_a_lane(layers: list[list[tuple[int, int]]]) -> None:
    made = [
        LaneLayer("GABC"[n], tuple(Span(str(i), "PERS", joined([(a, a + b)])) for i, (a, b) in enumerate(spans)))
        for n, spans in enumerate(layers)
    ]
    lanes = Lanes(TEXT, made)
    for span in lanes.in_order():
        for other in lanes.between(span.start, span.end):
            assert other.uid == span.uid or lanes.lane(other.uid) != lanes.lane(span.uid)
        assert lanes.lane(span.uid) < lanes.lanes_between(span.start, span.end)
