"""Stretches: nothing is lost between them, and what is remembered of one is what would be found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.arabic.tokens import Words
from annotator.formats.stretches import Remembered, cut, digits_to, stretches
from tests.helpers.builders import ARTICLE_TEXT


@given(ARTICLE_TEXT)
def test_what_is_between_stretches_is_white_space(text: str) -> None:
    last = 0
    for at, stretch in stretches(text):
        assert text[last:at].strip() == ""
        assert text[at : at + len(stretch)] == stretch
        last = at + len(stretch)
    assert text[last:].strip() == ""


@given(ARTICLE_TEXT | st.sampled_from(["انظر https://a.b/c\x1cd?e=f الآن", "a\u00a0b\u2028c"]))
def test_the_words_of_a_text_are_those_of_its_stretches(text: str) -> None:
    assert cut(text, Remembered(lambda stretch: tuple(Words(stretch).ranges))) == Words(text).ranges


def test_a_stretch_is_looked_at_once_unless_it_is_long() -> None:
    asked: list[str] = []
    known = Remembered(lambda stretch: asked.append(stretch) or len(stretch))
    for stretch in ("قال", "قال", "ا" * 100, "ا" * 100):
        assert known[stretch] == len(stretch)
    assert asked == ["قال", "ا" * 100, "ا" * 100]


def test_numbers_are_as_they_are_written_and_only_those_of_usual_texts_are_kept() -> None:
    assert digits_to(120)[119:121] == ["119", "120"]
    assert digits_to(120) is digits_to(3)
    assert digits_to(40_000)[40_000] == "40000"
    assert len(digits_to(3)) <= 1 << 15
