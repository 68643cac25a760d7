"""Findings: how doubtful they are, and how many places take little room."""

from __future__ import annotations

from array import array
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import LayerId
from annotator.review.doubts import Doubt, Finding, Occurrence, Places, Variant, ranked, share, told

LAYERS = [LayerId("a", "a1"), LayerId("b", "a1")]


def finding(counts: dict[str, int], kind: Doubt = Doubt.LABEL, surface: str = "مصر") -> Finding:
    variants = tuple(Variant(key, count, labels=(key,)) for key, count in counts.items())
    places = [
        Occurrence(LAYERS[0], at, at + 3, at, at + 3, number)
        for number, count in enumerate(counts.values())
        for at in range(count)
    ]
    return Finding(kind, surface, variants, 0, share(max(counts.values()), sum(counts.values())), places)


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_is_never_more_than_it_seems_and_grows_with_what_is_known(count: int, more: int) -> None:
    total = count + more
    assert 0 <= share(count, total) <= count / total
    assert share(10 * count, 10 * total) >= share(count, total)


def test_a_slip_among_many_is_more_doubtful_than_one_of_two() -> None:
    few, many, both = finding({"GPE": 1, "ORG": 1}), finding({"GPE": 50, "ORG": 1}), finding({"GPE": 30, "ORG": 25})
    assert ranked([few, both, many]) == [many, both, few]


def test_places_in_few_bytes_are_the_places_that_went_in() -> None:
    places = Places(LAYERS, array("I", [0, 3, 6, 2, 6, 1, 1, 0, 4, 0, 4, 0]))
    assert list(places) == [Occurrence(LAYERS[0], 3, 6, 2, 6, 1), Occurrence(LAYERS[1], 0, 4, 0, 4, 0)]
    assert (len(places), places[-1], places[:1]) == (2, places[1], [places[0]])
    with pytest.raises(IndexError):
        places[2]


def test_what_is_right_is_told_by_ways_of_names_and_by_places_of_what_is_missed() -> None:
    assert finding({"GPE": 2, "ORG": 1}).claims == {"GPE", "ORG"}
    missed = finding({"GPE": 2}, Doubt.MISSED)
    missed = replace(missed, variants=(*missed.variants, Variant("unmarked", 1)))
    missed = replace(missed, occurrences=[*missed.occurrences, Occurrence(LAYERS[0], 0, 3, 0, 3, 1)])
    assert (missed.claims, missed.doubtful) == ({"a 0 a1"}, 1)


def test_a_label_is_told_by_its_name_whatever_that_is() -> None:
    assert told(Variant("other", 1, labels=("other",))) == "other"
    assert told(Variant("other", 1)) == "another value"
    assert told(Variant("GPE+ORG", 1, labels=("GPE", "ORG")), str.lower) == "gpe + org"
