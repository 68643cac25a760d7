"""A Case holds what annotators say about the same words, and every Span and Relation is in one."""

from __future__ import annotations

from annotator.model.annotation import Layer, LayerId, Relation, Span, Status
from annotator.review.cases import Case, cases_of
from annotator.review.classes import Disagreement
from tests.helpers.builders import ARTICLE, TEXT, small_schema, where
from tests.helpers.gold import schema_with_chains

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


def test_neighbours_that_reach_into_one_another_stay_two_cases() -> None:
    a = layer("a", ("PERS", "الرئيس محمود"), ("PERS", "عباس وزير"))
    b = layer("b", ("PERS", "الرئيس محمود عباس"), ("PERS", "وزير"))
    assert [answers for answers, _kinds in told(cases(a, b))] == [
        [["الرئيس محمود"], ["الرئيس محمود عباس"]],
        [["عباس وزير"], ["وزير"]],
    ]


def test_other_labels_mean_the_same_only_where_they_share_half_of_their_letters() -> None:
    near = cases(layer("a", ("PERS", "الرئيس محمود عباس")), layer("b", ("GPE", "محمود عباس")))
    assert [case.kinds for case in near] == [{Disagreement.LABEL, Disagreement.TITLE}]
    far = cases(layer("a", ("PERS", "وزير الخارجية في القاهرة")), layer("b", ("GPE", "القاهرة")))
    assert [case.kinds for case in far] == [{Disagreement.NESTING}] * 2


def test_what_lies_over_something_of_another_label_is_missed_where_neither_holds_the_other() -> None:
    found = cases(layer("a", ("PERS", "محمود عباس وزير")), layer("b", ("GPE", "وزير الخارجية في القاهرة")))
    assert [case.kinds for case in found] == [{Disagreement.MISSED}] * 2


def test_the_same_range_twice_with_two_labels_meets_its_like() -> None:
    a, b = layer("a", ("PERS", "عباس"), ("GPE", "عباس")), layer("b", ("GPE", "عباس"))
    found = cases(a, b)
    assert sorted((case.is_agreed, case.key) for case in found) == [(False, "19-23.2"), (True, "19-23")]
    assert next(case.kinds for case in found if not case.is_agreed) == {Disagreement.NESTING}


def test_doubled_spans_are_a_case_each() -> None:
    doubled = layer("a", ("PERS", "عباس"), ("PERS", "عباس"))
    assert [case.is_agreed for case in cases(doubled, layer("b", ("PERS", "عباس"), ("PERS", "عباس")))] == [True, True]
    assert sorted(case.is_agreed for case in cases(doubled, layer("b", ("PERS", "عباس")))) == [False, True]


def test_discontinuous_spans_are_compared_by_what_they_mark() -> None:
    gap = Span("a0", "PERS", (where("محمود"), where("وزير")))
    apart = Layer(LayerId(ARTICLE.uid, "a"), Status.DONE, spans=(gap,))
    assert len(cases(apart, layer("b", ("PERS", "عباس")))) == 2
    (one,) = cases(apart, layer("b", ("PERS", "محمود عباس وزير")))
    assert one.kinds == {Disagreement.BOUNDARY} and (one.start, one.end) == (13, 28)


def test_three_annotators_make_one_case_of_all_their_classes() -> None:
    a, b, c = (
        layer("a", ("PERS", "الرئيس محمود عباس")),
        layer("b", ("GPE", "محمود عباس")),
        layer("c", ("PERS", "الخارجية")),
    )
    first, second = cases(a, b, c)
    assert first.kinds == {Disagreement.TITLE, Disagreement.LABEL, Disagreement.MISSED}
    assert [answer.is_empty for answer in second.answers] == [True, True, False]


def test_a_case_keeps_its_key_and_its_fingerprint_tells_what_is_said_and_not_by_whom() -> None:
    a, b = layer("a", ("PERS", "عباس")), layer("b", ("GPE", "عباس"))
    (one,), (other,) = cases(a, b), cases(layer("c", ("GPE", "عباس")), layer("d", ("PERS", "عباس")), a)
    assert (one.key, one.fingerprint) == (other.key, other.fingerprint)
    (changed,) = cases(a, layer("b", ("PERS", "عباس")))
    assert changed.key == one.key and changed.fingerprint != one.fingerprint


def relation_cases(*layers: Layer) -> list[tuple[bool, int]]:
    """Whether each Case about Relations is agreed, and how many have drawn something in it."""
    found = cases_of(ARTICLE, layers, schema_with_chains())
    return [(case.is_agreed, sum(not answer.is_empty for answer in case.answers)) for case in found if case.is_relation]


def test_a_swapped_arrow_and_one_to_another_end_are_one_case() -> None:
    marks = ("Meet", "التقى"), ("PERS", "محمود"), ("PERS", "عباس")
    a = layer("a", *marks, relations=(Relation("ra", "Who", "a0", "a1"),))
    swapped = layer("b", *marks, relations=(Relation("rb", "Who", "b1", "b0"),))
    elsewhere = layer("b", *marks, relations=(Relation("rb", "Who", "b0", "b2"),))
    assert relation_cases(a, swapped) == relation_cases(a, elsewhere) == [(False, 2)]


def test_in_chains_neither_direction_nor_the_way_of_drawing_counts() -> None:
    marks = ("PERS", "الرئيس"), ("PERS", "محمود"), ("PERS", "عباس")
    a = layer("a", *marks, relations=(Relation("r1", "same", "a0", "a1"), Relation("r2", "same", "a1", "a2")))
    b = layer("b", *marks, relations=(Relation("r3", "same", "b1", "b0"), Relation("r4", "same", "b0", "b2")))
    assert all(agreed for agreed, _drawn in relation_cases(a, b))
    c = layer("c", *marks, relations=(Relation("r5", "same", "c0", "c1"),))
    assert sorted(relation_cases(a, c)) == [(False, 1), (True, 2)]
