"""Dates: how a value stands to what the words say."""

from __future__ import annotations

import pytest

from annotator.model.annotation import Layer, LayerId, Span
from annotator.review.dated import Dated, way_of

DAY = ("DATE", "2024-05-12")


@pytest.mark.parametrize(
    ("given", "way"),
    [
        (DAY, "agrees"),
        (("", "2024-05-12"), "agrees"),
        (("SET", "2024-05-12"), "type"),
        (("DATE", ""), "missing"),
        (("DATE", "2024-05"), "coarser"),
        (("TIME", "2024-05-12T09:00"), "finer"),
        (("DATE", "2024-05-13"), "other"),
    ],
)
def test_a_value_is_told_by_how_it_differs(given: tuple[str, str], way: str) -> None:
    assert way_of(given, DAY) == way


def test_what_was_proposed_and_stayed_is_not_looked_at_again() -> None:
    asked: list[str] = []

    def said(article: str, _span: Span) -> tuple[str, str]:
        asked.append(article)
        return DAY

    dated = Dated(said, lambda label: label == "DATE")
    spans = [
        Span("1", "DATE", ((0, 3),), *DAY, confidence=1.0),
        Span("2", "DATE", ((4, 7),), "DATE", "2024-05-13"),
        Span("3", "GPE", ((4, 7),)),
    ]
    dated.add("أمس أمس", Layer(LayerId("a", "a1"), spans=tuple(spans)))
    (found,) = dated.findings()
    assert asked == ["a"]
    assert [(one.variant, one.given[1]) for one in found.occurrences] == [(0, "2024-05-12"), (1, "2024-05-13")]
