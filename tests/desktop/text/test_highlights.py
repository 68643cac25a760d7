"""Which Spans lie over which letters, and in which lane."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.desktop.text.highlights import Highlights
from annotator.model.annotation import Fragment, Span, joined, reading_order

LENGTH = 300


def span(uid: str, *fragments: Fragment) -> Span:
    return Span(uid, "PERS", joined(fragments))


def lanes(*spans: Span) -> dict[str, int]:
    made = Highlights(spans)
    return {known.uid: made.lane(known.uid) for known in spans}


def test_spans_that_do_not_meet_share_the_first_lane() -> None:
    assert lanes(span("a", (0, 5)), span("b", (5, 9)), span("c", (20, 21))) == {"a": 0, "b": 0, "c": 0}


def test_an_inner_span_is_nearer_to_the_words_than_the_one_around_it() -> None:
    assert lanes(span("outer", (0, 30)), span("inner", (5, 10)), span("innermost", (6, 8))) == {
        "innermost": 0,
        "inner": 1,
        "outer": 2,
    }


def test_of_two_overlapping_spans_the_shorter_is_nearer_to_the_words() -> None:
    assert lanes(span("a", (0, 10)), span("b", (5, 14))) == {"a": 1, "b": 0}


def test_a_discontinuous_span_has_one_lane_that_its_gap_keeps_free() -> None:
    found = lanes(span("split", (0, 4), (20, 24)), span("between", (8, 12)))
    assert found == {"between": 0, "split": 1}


def test_a_letter_knows_its_spans_from_the_innermost_outward() -> None:
    made = Highlights([span("outer", (0, 30)), span("split", (2, 6), (10, 12)), span("inner", (3, 5))])
    assert [known.uid for known in made.at(4)] == ["inner", "split", "outer"]
    assert [known.uid for known in made.at(8)] == ["outer"]
    assert made.at(30) == []


def test_a_range_needs_as_many_lanes_as_its_deepest_span() -> None:
    made = Highlights([span("a", (0, 30)), span("b", (5, 10)), span("c", (50, 60))])
    assert [made.lanes_between(*where) for where in ((0, 3), (20, 55), (50, 60), (70, 80))] == [2, 2, 1, 0]


@st.composite
def any_span(draw: st.DrawFn, uid: str) -> Span:
    cuts = sorted(draw(st.lists(st.integers(0, LENGTH), min_size=2, max_size=6, unique=True)))
    return span(uid, *zip(cuts[::2], cuts[1::2], strict=False))


CHANGES = st.lists(
    st.sampled_from("abcdefgh").flatmap(lambda uid: st.tuples(st.just(uid), st.none() | any_span(uid))), max_size=20
)


@given(CHANGES)
def test_one_change_after_another_gives_what_beginning_anew_gives(changes: list[tuple[str, Span | None]]) -> None:
    grown = Highlights()
    held: dict[str, Span] = {}
    for uid, changed in changes:
        grown.put(uid, changed)
        held.pop(uid, None)
        if changed is not None:
            held[uid] = changed
    fresh = Highlights(held.values())
    assert len(grown) == len(held)
    assert grown.in_order() == fresh.in_order() == sorted(held.values(), key=reading_order)
    assert {uid: grown.lane(uid) for uid in held} == {uid: fresh.lane(uid) for uid in held}


@given(
    st.lists(st.sampled_from("abcdefgh").flatmap(any_span), unique_by=lambda known: known.uid), st.integers(0, LENGTH)
)
def test_no_two_spans_that_meet_share_a_lane_and_every_letter_finds_its_own(spans: list[Span], at: int) -> None:
    made = Highlights(spans)
    for one in spans:
        for other in spans:
            if one is not other and one.start < other.end and other.start < one.end:
                assert made.lane(one.uid) != made.lane(other.uid)
    assert {known.uid for known in made.at(at)} == {known.uid for known in spans if known.covers(at)}
    lengths = [known.end - known.start for known in made.at(at)]
    assert lengths == sorted(lengths)
