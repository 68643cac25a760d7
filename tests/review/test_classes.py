"""In what two annotators differ: each class, and what it is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import BadInput
from annotator.model.annotation import Attribute, Span, joined
from annotator.review.class_words import class_word, kind_word
from annotator.review.classes import Disagreement, class_named, disagreement, of_ranges
from tests.helpers.builders import ANY_TEXT, fragments

TEXT = (
    "زار وبالقاهرة والرئيس الأمريكي دونالد ترامب للعراق ثم العراق «داعش» حكومتها في وزارة الخارجية المصرية "
    "بلندن ود. سمير، وأَلْعِراقُ بِالقَاهِرة م. سمير لم سمير"
)


def ranges(first: str, second: str, text: str = TEXT) -> tuple[set[str], set[str]]:
    """The classes by which two pieces of a text differ, one seen from the other, both ways round."""
    longer, shorter = (first, second) if second in first else (second, first)
    start = text.index(longer)
    inner = text.index(shorter, start)
    a, b = (start, start + len(longer)), (inner, inner + len(shorter))
    return {kind.value for kind in of_ranges(text, (a,), (b,))}, {kind.value for kind in of_ranges(text, (b,), (a,))}


@pytest.mark.parametrize(
    ("first", "second", "kinds"),
    [
        ("بالقاهرة", "القاهرة", {"clitic"}),
        ("وبالقاهرة", "القاهرة", {"clitic"}),
        ("وبالقاهرة", "بالقاهرة", {"clitic"}),
        ("بلندن", "لندن", {"clitic"}),
        ("حكومتها", "حكومت", {"clitic"}),
        ("بِالقَاهِرة", "القَاهِرة", {"clitic"}),
        ("العراق", "عراق", {"article"}),
        ("القاهرة", "قاهرة", {"article"}),
        ("بالقاهرة", "قاهرة", {"article", "clitic"}),
        ("للعراق", "عراق", {"article", "clitic"}),
        ("للعراق", "لعراق", {"clitic"}),
        ("لعراق", "عراق", {"article"}),
        ("أَلْعِراقُ", "عِراقُ", {"article"}),
        ("الرئيس الأمريكي دونالد ترامب", "دونالد ترامب", {"title"}),
        ("والرئيس الأمريكي دونالد ترامب", "دونالد ترامب", {"title"}),
        ("د. سمير", "سمير", {"title"}),
        ("ود. سمير", "سمير", {"title"}),
        ("م. سمير", "سمير", {"title"}),
        ("لم سمير", "سمير", {"boundary"}),
        ("«داعش»", "داعش", {"punctuation"}),
        ("سمير،", "سمير", {"punctuation"}),
        ("دونالد ترامب ", "دونالد ترامب", {"punctuation"}),
        ("دونالد ترامب", "ترامب", {"boundary"}),
        ("دونالد ترامب", "دونالد", {"boundary"}),
        ("القاهرة", "القاه", {"boundary"}),
        ("وزارة الخارجية المصرية", "الخارجية", {"boundary"}),
    ],
)
def test_each_class_of_ranges_is_known_both_ways_round(first: str, second: str, kinds: set[str]) -> None:
    assert ranges(first, second) == (kinds, kinds)


def test_what_is_explained_on_one_side_and_not_on_the_other_is_a_boundary() -> None:
    assert ranges("الرئيس الأمريكي دونالد ترامب", "دونالد")[0] == {"boundary"}


def test_a_title_before_a_proclitic_is_both() -> None:
    assert ranges("الرئيس لترامب", "ترامب", "قال الرئيس لترامب")[0] == {"title", "clitic"}


def test_a_gap_of_signs_is_punctuation_and_a_gap_of_words_a_boundary() -> None:
    text = "جو - بايدن"
    assert of_ranges(text, ((0, 10),), ((0, 2), (5, 10))) == {Disagreement.PUNCTUATION}
    assert of_ranges(TEXT, ((0, 20),), ((0, 3), (14, 20))) == {Disagreement.BOUNDARY}


def span(label: str = "PERS", **values: object) -> Span:
    return Span("u", label, ((0, 3),), **values)  # type: ignore[arg-type]


def test_what_is_said_of_the_same_range_is_compared_field_by_field() -> None:
    said = span(type="DATE", value="2024", attributes=(Attribute("a", "1"), Attribute("b", "2")))
    assert disagreement(TEXT, said, span(type="DATE", value="2024", attributes=said.attributes[::-1])) == set()
    assert disagreement(TEXT, said, span(type="DATE", value="2023", attributes=said.attributes)) == {"value"}
    assert disagreement(TEXT, said, span(type="DATE", value="2024")) == {"attribute"}
    assert disagreement(TEXT, span(), span(note="?")) == {"attribute"}
    assert disagreement(TEXT, span(), span("GPE", note="?")) == {"label"}
    assert disagreement(TEXT, span(), None) == disagreement(TEXT, None, span()) == {"missed"}
    assert disagreement(TEXT, None, None) == set()


def test_every_class_has_a_name_and_unknown_ones_are_told() -> None:
    assert len({class_word(kind) for kind in Disagreement}) == len(Disagreement)
    assert (class_word("clitic"), kind_word("clitic"), kind_word("?")) == ("clitic only", "Clitic only", "?")
    assert class_named("clitic") is Disagreement.CLITIC
    with pytest.raises(BadInput, match="clitic"):
        class_named("x")


@settings(max_examples=25)
@given(st.data(), ANY_TEXT.filter(lambda text: len(text) > 3))
def test_two_ranges_of_any_text_differ_in_something_and_alike_both_ways(data: st.DataObject, text: str) -> None:
    first, second = data.draw(fragments(len(text))), data.draw(fragments(len(text)))
    kinds = of_ranges(text, first, second)
    assert kinds == of_ranges(text, second, first)
    assert bool(kinds) is (first != second)
    assert joined(first) == first
