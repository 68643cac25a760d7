"""A Case holds what annotators say about the same words, and every Span and Relation is in one."""

from __future__ import annotations

from annotator.model.annotation import Layer, LayerId, Relation, Span, Status
from annotator.review.cases import Case, cases_of
from annotator.review.classes import Disagreement
from tests.helpers.builders import ARTICLE, TEXT, small_schema, where

Mark = tuple[str, str]


def layer(name: str, *marks: Mark, relations: tuple[Relation, ...] = ()) -> Layer:
    spans = tuple(Span(f"{name}{n}", label, (where(words),)) for n, (label, words) in enumerate(marks))
    return Layer(LayerId(ARTICLE.uid, name), Status.DONE, spans=spans, relations=relations)


def cases(*layers: Layer) -> tuple[Case, ...]:
    return cases_of(ARTICLE, layers, small_schema())


def told(found: tuple[Case, ...]) -> list[tuple[list[list[str]], set[str]]]:
    return [
        ([[s.surface(TEXT) for s in a.spans] for a in case.answers], {k.value for k in case.kinds}) for case in found
    ]


def test_what_all_have_is_agreed_and_nested_spans_stay_apart() -> None:
    marks = ("PERS", "الرئيس محمود عباس"), ("PERS", "محمود عباس"), ("PERS", "عباس")
    assert [case.is_agreed for case in cases(layer("a", *marks), layer("b", *marks))] == [True, True, True]


def test_nested_spans_with_other_edges_are_paired_by_what_they_share() -> None:
    a = layer("a", ("PERS", "الرئيس محمود عباس"), ("PERS", "عباس"))
    b = layer("b", ("PERS", "محمود عباس"), ("PERS", "عباس وزير"))
    assert told(cases(a, b)) == [
        ([["الرئيس محمود عباس"], ["محمود عباس"]], {"title"}),
        ([["عباس"], ["عباس وزير"]], {"title"}),
    ]


def test_a_span_that_only_one_has_within_what_both_have_is_nesting() -> None:
    a, b = layer("a", ("PERS", "الرئيس محمود عباس"), ("PERS", "عباس")), layer("b", ("PERS", "الرئيس محمود عباس"))
    assert [case.kinds for case in cases(a, b)] == [frozenset(), {Disagreement.NESTING}]


def test_pieces_and_the_whole_are_one_case() -> None:
    a, b = layer("a", ("PERS", "الرئيس محمود عباس")), layer("b", ("PERS", "الرئيس"), ("PERS", "محمود عباس"))
    assert told(cases(a, b)) == [([["الرئيس محمود عباس"], ["الرئيس", "محمود عباس"]], {"boundary"})]


def test_relations_are_matched_by_the_cases_of_their_ends() -> None:
    marks = ("Meet", "التقى"), ("PERS", "محمود عباس"), ("GPE", "القاهرة")
    a = layer("a", *marks, relations=(Relation("ra", "Who", "a0", "a1"), Relation("rb", "Place", "a0", "a2")))
    b = layer("b", *marks, relations=(Relation("rc", "Who", "b0", "b1"), Relation("rd", "Where", "b0", "b2")))
    found = [case for case in cases(a, b) if case.is_relation]
    assert [(case.key, case.kinds) for case in found] == [
        ("0-5>13-23", frozenset()),
        ("0-5>41-48", {Disagreement.RELATION}),
    ]
