"""In what annotators differ, counted without Cases where that can be."""

from __future__ import annotations

from collections import Counter
from unittest.mock import patch

from annotator.model.annotation import Layer, LayerId, Relation, Span
from annotator.model.article import Article
from annotator.review.cases import cases_of
from annotator.review.contested import classes_of
from tests.helpers.builders import small_schema

ARTICLE = Article("x", "", "التقى الرئيس محمود عباس وزير الخارجية في القاهرة يوم الأحد.")


def layer(name: str, *places: tuple[int, int], relations: tuple[Relation, ...] = ()) -> Layer:
    spans = tuple(Span(f"{name}{start}", "PERS", ((start, end),)) for start, end in places)
    return Layer(LayerId("x", name), spans=spans, relations=relations)


def classes(*layers: Layer) -> Counter[str]:
    return classes_of(ARTICLE, layers, small_schema())


def test_what_stands_alone_was_missed_by_the_others_and_needs_no_case() -> None:
    with patch("annotator.review.contested.cases_of", side_effect=AssertionError):
        assert classes(layer("a", (0, 5), (10, 12)), layer("b", (5, 9))) == {"missed": 3}
        assert classes(layer("a"), layer("b"), layer("c")) == {}


def test_what_lies_over_another_is_classed_as_its_case_is() -> None:
    layers = layer("a", (0, 5), (6, 23)), layer("b", (13, 23)), layer("c", (6, 12), (30, 32))
    cases = cases_of(ARTICLE, layers, small_schema())
    assert classes(*layers) == Counter(kind for case in cases for kind in case.kinds)


def test_where_there_are_relations_all_spans_are_looked_at() -> None:
    near = Relation("r", "Near", "a0", "a0")
    assert classes(layer("a", (0, 5), relations=(near,)), layer("b", (0, 5))) == {"relation": 1}
