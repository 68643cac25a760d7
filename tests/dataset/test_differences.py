"""Where two texts differ, word by word."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from annotator.arabic.text import fold
from annotator.arabic.tokens import Words
from annotator.dataset.differences import Difference, differences
from tests.helpers import wire
from tests.helpers.builders import ANY_TEXT

SENTENCES = st.lists(st.sampled_from(["قال", "أحمد", "احمد", "في", "دمشق", "،", "2026", "BBC"]), max_size=12).map(
    " ".join
)


def shown(first: str, second: str) -> list[tuple[str, str]]:
    """The words of each side, where they differ."""
    return [
        (first[one.first[0] : one.first[1]], second[one.second[0] : one.second[1]])
        for one in differences(first, second)
    ]


def left(text: str, gone: list[tuple[int, int]]) -> list[str]:
    """The folded words of a text outside of some ranges."""
    return [
        fold(text[start:end])
        for start, end in Words(text).ranges
        if not any(first <= start and end <= last for first, last in gone)
    ]


def test_words_that_were_added_taken_out_and_replaced_are_found() -> None:
    first = "قال الرئيس في دمشق أمس إن الاتفاق قريب."
    second = "قال الرئيس التركي في أنقرة إن الاتفاق قريب جداً."
    assert shown(first, second) == [("", "التركي"), ("دمشق أمس", "أنقرة"), ("", "جداً")]


def test_spelling_and_punctuation_are_no_difference() -> None:
    assert differences("قال أَحْمَدُ: «المدرسة» مغلقة", "قال احمد المدرسه مغلقه!") == []


def test_a_text_differs_from_none_as_a_whole() -> None:
    assert differences("قال أحمد", "") == [Difference((0, 8), (0, 0))]
    assert differences("", "") == []


@given(SENTENCES | ANY_TEXT, SENTENCES | ANY_TEXT)
def test_without_what_differs_both_texts_say_the_same(first: str, second: str) -> None:
    found = differences(first, second)
    assert left(first, [one.first for one in found]) == left(second, [one.second for one in found])
    for text, side in ((first, [one.first for one in found]), (second, [one.second for one in found])):
        assert side == sorted(side)
        assert all(0 <= start <= end <= len(text) for start, end in side)


def test_of_long_texts_only_what_was_changed_is_found() -> None:
    dice = random.Random(1)
    words = wire.words(dice, 4000)
    other = [word if number % 400 else "غير" for number, word in enumerate(words)]
    found = shown(" ".join(words), " ".join(other))
    assert sum(len(second.split()) for _first, second in found) < 40
    assert [second.split().count("غير") for _first, second in found if "غير" in second.split()] == [1] * 10
