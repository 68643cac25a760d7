"""Leaving out what all agree on changes nothing of what they differ in."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.annotation import Attribute, Layer, LayerId, Relation, Span
from annotator.model.article import Article
from annotator.review.cases import cases_of
from annotator.review.contested import contested
from tests.helpers.builders import small_schema

TEXT = "التقى الرئيس محمود عباس وزير الخارجية في القاهرة يوم الأحد. " * 2
PLACES = st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda one: ((one[0], one[0] + one[1]),))
SAID = st.tuples(PLACES, st.sampled_from(["PERS", "GPE"]), st.sampled_from(["", "note"]))


def layer(name: str, said: list[tuple[tuple[tuple[int, int]], str, str]]) -> Layer:
    spans = (Span(f"{name}{at}", label, place, note=note) for at, (place, label, note) in enumerate(said))
    return Layer(LayerId("x", name), spans=tuple(sorted(spans, key=lambda one: (one.start, -one.end, one.uid))))


def classes(layers: list[Layer]) -> Counter[str]:
    return Counter(kind for case in cases_of(Article("x", "", TEXT), layers, small_schema()) for kind in case.kinds)


@settings(max_examples=60)
@given(st.lists(SAID, max_size=6), st.lists(st.lists(SAID, max_size=3), min_size=2, max_size=3))
def test_the_same_differences_are_counted(
    alike: list[tuple[tuple[tuple[int, int]], str, str]], own: list[list[tuple[tuple[tuple[int, int]], str, str]]]
) -> None:
    layers = [layer(f"a{at}", [*alike, *more]) for at, more in enumerate(own)]
    assert classes(contested(layers)) == classes(layers)


def test_what_all_say_alike_is_left_out_and_nothing_else() -> None:
    both = [(((0, 5),), "PERS", ""), (((10, 15),), "GPE", ""), (((20, 25),), "GPE", "note")]
    first, second = layer("a", both), layer("b", [*both[:2], (((20, 25),), "GPE", "")])
    assert [[span.start for span in one.spans] for one in contested([first, second])] == [[20], [20]]
    around = layer("b", [*both, (((8, 30),), "PERS", "")])
    assert [[span.start for span in one.spans] for one in contested([first, around])] == [[10, 20], [8, 10, 20]]


def test_attributes_in_another_order_say_the_same_and_relations_keep_all() -> None:
    one = Span("x", "PERS", ((0, 4),), attributes=(Attribute("a", "1"), Attribute("b", "2")))
    other = replace(one, uid="y", attributes=one.attributes[::-1])
    layers = [Layer(LayerId("x", name), spans=(span,)) for name, span in (("a", one), ("b", other))]
    assert [found.spans for found in contested(layers)] == [(), ()]
    layers[0] = replace(layers[0], relations=(Relation("r", "Near", "x", "x"),))
    assert contested(layers) == layers
