"""Words before names: which are heads, and where they are inside or outside of Spans."""

from __future__ import annotations

from annotator.arabic.word_by_word import read
from annotator.model.annotation import Layer, LayerId
from annotator.review.heads import Heads, is_head, range_as
from annotator.review.named_places import marks_of
from tests.helpers.marking import marked

NAMES = {("نهر", "النيل"), ("النيل",), ("الفرات",), ("دجله",)}


def looked_at(*told: str) -> Heads:
    heads = Heads.of(NAMES)
    for number, one in enumerate(told):
        article, spans = marked(one)
        layer = Layer(LayerId(f"a{number}", "a1"), spans=spans)
        reading = read(article.text)
        heads.add(reading, marks_of(reading, layer.spans), layer.id, NAMES)
    return heads


def test_a_word_is_a_head_where_the_rest_of_a_name_is_one_too() -> None:
    assert Heads.of(NAMES).known == {"نهر"}
    assert Heads.of({("بنك", "مصر")}).known == frozenset()


def test_both_ways_are_told_with_what_they_look_like() -> None:
    (found,) = looked_at("قال [نهر النيل|GPE].", "في نهر [الفرات|GPE].", "لنهر [دجلة|GPE].").findings(3)
    assert is_head(found)
    assert [(one.key, one.count, one.shown) for one in found.variants] == [
        ("in", 1, "[نهر النيل]"),
        ("out", 2, "نهر [الفرات]"),
    ]
    assert [(one.start, one.end, one.first, one.last) for one in found.occurrences] == [
        (4, 13, 4, 13),
        (7, 13, 3, 13),
        (5, 9, 1, 9),
    ]


def test_one_name_alone_or_another_label_is_no_finding() -> None:
    assert list(looked_at("قال [نهر النيل|GPE].", "في نهر [النيل|GPE].", "في نهر [النيل|GPE].").findings(3)) == []
    assert list(looked_at("قال [نهر النيل|GPE].", "في نهر [الفرات|PERS].", "في نهر [دجلة|PERS].").findings(3)) == []


def test_a_range_has_the_head_or_has_it_not() -> None:
    (found,) = looked_at("قال [نهر النيل|GPE].", "في نهر [الفرات|GPE].", "لنهر [دجلة|GPE].").findings(3)
    inside, outside, _glued = found.occurrences
    assert range_as("قال نهر النيل.", inside, "out") == (8, 13)
    assert range_as("في نهر الفرات.", outside, "in") == (3, 13)
