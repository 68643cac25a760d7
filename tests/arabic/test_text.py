"""Folding Arabic spelling."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.arabic import text, tokens
from annotator.arabic.text import fold
from tests.helpers.builders import ANY_TEXT


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("مُحَمَّدٌ", "محمد"),
        ("أَحْمَـد", "احمد"),
        ("إدلب", "ادلب"),
        ("آذار", "اذار"),
        ("ٱلله", "الله"),
        ("موسى", "موسي"),
        ("القاهرة", "القاهره"),
        ("قـــال", "قال"),
        ("خان\u200cشيخون", "خانشيخون"),
        ("\u202bوكالة\u202c \u2067سانا\u2069", "وكاله سانا"),
        ("\ufeffبداية", "بدايه"),
        ("COVID-19", "covid-19"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_what_reads_the_same_folds_to_the_same(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(("one", "other"), [("ﻻ", "لا"), ("آ", "ا\u0653"), ("إ", "ا\u0655"), ("ؤمن", "و\u0654من")])
def test_composed_and_decomposed_letters_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("word", ["وزير", "شؤون", "مئة", "عين", "غين", "حاء", "خاء", "سوريا", "صوريا"])
def test_letters_that_read_differently_stay_apart(word: str) -> None:
    assert fold(word) != fold(word[1:])
    assert len(fold(word)) == len(word)


@given(ANY_TEXT)
def test_folding_twice_changes_nothing_more(written: str) -> None:
    assert fold(fold(written)) == fold(written)


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي ", max_size=30), st.data())
def test_tashkeel_and_tatweel_never_hide_a_match(bare: str, data: st.DataObject) -> None:
    ornaments = data.draw(st.lists(st.text("ًٌٍَُِّْـ", max_size=3), min_size=len(bare), max_size=len(bare)))
    adorned = "".join(char + ornament for char, ornament in zip(bare, ornaments, strict=True))
    assert fold(adorned) == fold(bare)


def test_the_shapes_that_a_letter_has_in_unicode_are_one() -> None:
    assert fold("ﻻ ﺩﻣﺸﻖ") == "لا دمشق"
    assert fold("الرَّحْمٰن") == "الرحمن"


@pytest.mark.parametrize("module", [text, tokens])
def test_the_examples_in_the_docstrings_run(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
