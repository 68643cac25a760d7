"""What is done with every proposal from outside."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.arabic.clitics import Knowledge
from annotator.arabic.tokens import Words
from annotator.suggest.external.duties import UNSCORED, settled, told, wanted
from annotator.suggest.external.foreign import Dropped, Foreign, Reason
from annotator.suggest.external.outside import Kind, Outside
from annotator.suggest.external.wire import score_of
from tests.helpers.builders import ANY_TEXT, small_schema

SMALL = Outside("small", Kind.PROCESS, ("x",), labels={"PER": "PERS", "LOC": "GPE", "MISC": "", "EVENT": "Gone"})
SCHEMA = small_schema()
TEXT = "قال «أحمد الشرع» لرويترز إنه زار موسكو."


def settle(*found: Foreign, text: str = TEXT, knowledge: Knowledge | None = None) -> tuple[list[str], Dropped]:
    kept, dropped = settled(text, found, SMALL, SCHEMA, knowledge)
    return [f"{one.label} {text[one.start : one.end]}" for one in kept], dropped


def at(words: str, label: str = "PERS", score: float | None = None) -> Foreign:
    return Foreign(label, TEXT.index(words), TEXT.index(words) + len(words), score)


def test_labels_go_through_the_table_and_their_own_names_need_none() -> None:
    found, dropped = settle(
        at("أحمد الشرع", "PER"), at("موسكو", "GPE"), at("زار", "MISC"), at("قال", "VERB"), at("إنه", "EVENT")
    )
    assert found == ["PERS أحمد الشرع", "GPE موسكو"]
    assert dropped == {Reason.LEFT_OUT: 1, Reason.UNKNOWN_LABEL: 2}


def test_ranges_become_whole_words_without_the_marks_around_them() -> None:
    start = TEXT.index("«")
    assert settle(Foreign("PERS", start, start + 9), Foreign("GPE", len(TEXT) - 4, len(TEXT) + 90))[0] == [
        "PERS أحمد الشرع",
        "GPE موسكو",
    ]


def test_ranges_outside_of_the_text_or_without_a_word_are_dropped() -> None:
    space = TEXT.index(" «")
    dropped = settle(
        Foreign("PERS", 90, 95),
        Foreign("PERS", 5, 5),
        Foreign("PERS", 9, 2),
        Foreign("PERS", -5, 0),
        Foreign("PERS", space, space + 2),
    )[1]
    assert dropped == {Reason.OUTSIDE_TEXT: 4, Reason.NO_WORD: 1}


def test_a_proclitic_is_cut_off_and_one_that_is_off_stays_off() -> None:
    assert settle(at("لرويترز"), knowledge=Knowledge())[0] == ["PERS رويترز"]
    assert settle(at("رويترز"), knowledge=Knowledge())[0] == ["PERS رويترز"]
    assert settle(at("رويترز"))[0] == ["PERS رويترز"]
    assert settle(at("يترز"))[0] == ["PERS لرويترز"]


def test_a_letter_is_never_parted_from_its_marks() -> None:
    text = "قال لِرويترز"
    assert settle(Foreign("PERS", 5, 12), text=text)[0] == ["PERS رويترز"]
    assert settle(Foreign("PERS", 6, 12), text=text)[0] == ["PERS رويترز"]


def test_of_two_that_overlap_the_surer_stays() -> None:
    whole, part = at("أحمد الشرع", score=0.4), at("الشرع", "GPE", 0.8)
    assert settle(whole, part) == (["GPE الشرع"], {Reason.OVERLAPPING: 1})
    assert settle(replace(whole, score=None), replace(part, score=0.5)) == (
        ["PERS أحمد الشرع"],
        {Reason.OVERLAPPING: 1},
    )


def test_without_a_score_the_confidence_is_a_fixed_one() -> None:
    (kept,), _dropped = settled(TEXT, [at("موسكو")], SMALL, SCHEMA)
    assert (kept.confidence, kept.origin) == (UNSCORED, "small")


@pytest.mark.parametrize(
    ("told", "score"),
    [
        (0.5, 0.5),
        (7, 1.0),
        (-1, 0.0),
        (math.nan, None),
        (math.inf, None),
        ("0.9", None),
        (None, None),
        (True, None),
        (10**400, 1.0),
    ],
)
def test_a_score_is_a_number_between_0_and_1_or_none(told: object, score: float | None) -> None:
    assert score_of(told) == score


def test_asked_for_are_the_labels_of_the_table_and_those_that_it_does_not_make() -> None:
    assert list(wanted(SMALL, SCHEMA).labels) == ["PER", "LOC", "Meet", "DATE"]
    assert wanted(SMALL, SCHEMA).labels["PER"] == "Person. A name"
    assert list(wanted(replace(SMALL, labels={}), SCHEMA).labels) == ["PERS", "GPE", "Meet", "DATE"]


@given(
    ANY_TEXT,
    st.lists(
        st.builds(
            Foreign,
            st.sampled_from(["PER", "GPE", "MISC", "?", ""]),
            st.integers(-5, 60) | st.integers(),
            st.integers(-5, 60) | st.integers(),
            st.none() | st.floats(0, 1),
        ),
        max_size=12,
    ),
)
def test_whatever_comes_what_stays_lies_in_the_text_in_order_apart_and_all_is_counted(
    text: str, found: list[Foreign]
) -> None:
    whole = f"{text} لموسكو {text}"
    kept, dropped = settled(whole, found, SMALL, SCHEMA, Knowledge())
    assert len(kept) + dropped.total() == len(found)
    assert all(0 <= one.start < one.end <= len(whole) and one.label in ("PERS", "GPE") for one in kept)
    assert all(one.end <= other.start for one, other in pairwise(kept))
    ends = {end for _start, end in Words(whole).ranges}
    assert all(any(one.start < end <= one.end for end in ends) for one in kept)


def test_every_reason_has_words() -> None:
    assert len({told(reason) for reason in Reason}) == len(Reason)
