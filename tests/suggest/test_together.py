"""One clear set out of what several recommenders propose."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import Span
from annotator.suggest.suggestion import Suggestion
from annotator.suggest.together import agreed, together
from tests.helpers.builders import small_schema

SCHEMA = small_schema()


def one(start: int, end: int, label: str = "PERS", confidence: float = 0.8, origin: str = "memory") -> Suggestion:
    return Suggestion(label, start, end, confidence=confidence, origin=origin)


def span(start: int, end: int, label: str) -> Span:
    return Span("s", label, ((start, end),))


def test_agreement_raises_the_confidence_and_is_named() -> None:
    memory, learned = one(0, 4, confidence=0.746), one(0, 4, confidence=0.646, origin="learned")
    (found,) = together([[memory], [learned]], [], SCHEMA)
    assert found.confidence == pytest.approx(0.91, abs=0.001)  # 0.911 was measured
    assert (found.origin, found.also) == ("memory", ("learned",))


def test_a_recommender_does_not_agree_with_itself() -> None:
    assert agreed([one(0, 4), one(0, 4)]) == one(0, 4)


def test_two_that_are_each_below_the_threshold_may_be_above_it_together() -> None:
    found = together([[one(0, 4, confidence=0.5)], [one(0, 4, confidence=0.5, origin="learned")]], [], SCHEMA)
    assert [each.confidence for each in found] == [0.75]


def test_each_label_has_its_threshold() -> None:
    found = [one(0, 4, "PERS", 0.69), one(5, 9, "GPE", 0.8), one(10, 14, "PERS", 0.7)]
    assert together([found], [], SCHEMA, {"GPE": 0.85}) == [found[2]]
    assert together([found], [], SCHEMA, {"PERS": 0.6}) == found


def test_of_those_that_overlap_the_longest_stays_then_the_surest_then_the_first() -> None:
    known, whole = one(0, 4, confidence=0.9), one(0, 9, confidence=0.8, origin="learned")
    assert together([[known], [whole]], [], SCHEMA) == [whole]
    other = one(0, 4, "GPE", 0.8, "learned")
    assert together([[other], [known]], [], SCHEMA) == [known]
    short = one(0, 4, confidence=0.8)
    assert together([[short], [other]], [], SCHEMA) == [short]
    assert together([[other], [short]], [], SCHEMA) == [other]


def test_a_longer_one_that_is_not_shown_takes_nothing_away() -> None:
    known, unsure = one(0, 4, confidence=0.9), one(0, 9, confidence=0.6, origin="learned")
    assert together([[known], [unsure]], [], SCHEMA) == [known]


def test_what_is_marked_already_is_not_proposed_in_another_way() -> None:
    found = [one(0, 4), one(10, 14)]
    assert together([found], [span(3, 6, "GPE")], SCHEMA) == [found[1]]
    pieces = Span("s", "PERS", ((0, 1), (12, 13)))
    assert together([found], [pieces], SCHEMA) == []


def test_where_spans_are_nested_a_name_within_another_stays_unless_they_cross_or_have_one_label() -> None:
    whole, within = one(0, 9, "PERS"), one(5, 9, "GPE")
    assert together([[whole, within]], [], SCHEMA, nested=True) == [whole, within]
    assert together([[within]], [span(0, 9, "PERS")], SCHEMA, nested=True) == [within]
    assert together([[whole]], [span(5, 9, "GPE")], SCHEMA, nested=True) == [whole]
    assert together([[one(5, 12, "GPE")]], [span(0, 9, "PERS")], SCHEMA, nested=True) == []
    assert together([[one(0, 9, "GPE")]], [span(0, 9, "PERS")], SCHEMA, nested=True) == []
    assert together([[whole, one(0, 4, "PERS")]], [], SCHEMA, nested=True) == [whole]


def test_another_kind_may_stand_at_the_same_place() -> None:
    name, event = one(0, 4), one(0, 9, "Meet")
    assert together([[name, event]], [span(0, 4, "DATE")], SCHEMA) == [event, name]


def test_a_date_is_shown_however_unsure_its_value_and_keeps_it() -> None:
    date = Suggestion("DATE", 0, 4, type="DATE", value="2026-01-27", confidence=0.4)
    memory = one(0, 4, "DATE", 0.9)
    (found,) = together([[memory, one(2, 9, "DATE", 0.9)], [date]], [], SCHEMA)
    assert (found.value, found.confidence, found.origin, found.also) == ("2026-01-27", 0.4, "dates", ("memory",))


SUGGESTIONS = st.builds(
    lambda start, length, label, confidence, origin: one(start, start + length, label, confidence, origin),
    st.integers(0, 30),
    st.integers(1, 8),
    st.sampled_from(["PERS", "GPE", "Meet", "DATE"]),
    st.floats(0, 1),
    st.sampled_from(["memory", "learned", "lexicon"]),
)


@given(st.lists(st.lists(SUGGESTIONS, max_size=6), max_size=3), st.lists(SUGGESTIONS, max_size=3))
def test_the_set_is_clear_whatever_is_proposed(found: list[list[Suggestion]], marked: list[Suggestion]) -> None:
    spans = [span(each.start, each.end, each.label) for each in marked]
    shown = together(found, spans, SCHEMA)
    proposed = {(each.start, each.end, each.label) for suggestions in found for each in suggestions}
    assert all((each.start, each.end, each.label) in proposed and 0.7 <= each.confidence <= 1 for each in shown)
    assert [each.start for each in shown] == sorted(each.start for each in shown)
    taken = [(each.start, each.end, SCHEMA.kind(each.label)) for each in (*shown, *marked)]
    for left, right in combinations(taken[: len(shown)], 2):
        assert left[2] is not right[2] or left[1] <= right[0] or right[1] <= left[0]
    for left in taken[: len(shown)]:
        for right in taken[len(shown) :]:
            assert left[2] is not right[2] or left[1] <= right[0] or right[1] <= left[0]
