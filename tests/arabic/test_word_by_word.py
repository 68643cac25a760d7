"""Texts as recommenders compare them, and the names in them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.arabic.clitics import Knowledge
from annotator.arabic.naming import name_at
from annotator.arabic.occurrences import places, readings, writings
from annotator.arabic.word_by_word import read, words_of
from tests.helpers.builders import where
from tests.suggest.examples import TEXTS

LETTERS = st.text(st.sampled_from("البكفوم"), min_size=1, max_size=6)


def test_words_and_the_signs_between_them_are_read_folded() -> None:
    assert words_of("«أَحْمَد»، قـال\u200f COVID-19") == ("«", "احمد", "»", "،", "قال", "covid-19")


def test_a_range_across_letters_that_are_no_proclitics_is_no_name() -> None:
    reading = read("وصل الرئيس")
    assert reading.words_at(0, 2) is None
    assert name_at(reading, 1, 3, Knowledge(), cutting=False) == (("صل",), 0, 0, 0, 1)
    assert name_at(reading, 2, 3, Knowledge(), cutting=False) is None
    assert name_at(reading, 5, 10, Knowledge(), cutting=False) is None


def test_proclitics_within_a_range_are_cut_off_where_that_is_asked_and_sure() -> None:
    text = "بين مصر وإسرائيل"
    reading = read(text)
    assert name_at(reading, *where("وإسرائيل", text), Knowledge(), cutting=True) == (("اسراءيل",), 2, 2, 1, 0)
    assert name_at(reading, *where("وإسرائيل", text), Knowledge(), cutting=False) == (("واسراءيل",), 2, 2, 0, 0)


@given(TEXTS)
def test_each_word_of_any_text_lies_where_the_reading_says(text: str) -> None:
    reading = read(text)
    assert all(start < end for start, end in reading.ranges)
    assert all(one[1] <= other[0] for one, other in pairwise(reading.ranges))
    assert all(words_of(reading.written(at)) == (word,) for at, word in enumerate(reading.words) if word.isalpha())
    for at, (start, end) in enumerate(reading.ranges):
        assert reading.words_at(start, end) == (at, at, 0)
        assert reading.range_of(at, at) == (start, end)


@given(TEXTS)
def test_a_range_behind_proclitics_comes_back_from_its_words(text: str) -> None:
    reading = read(text)
    for at, word in enumerate(reading.words):
        for letters, _rest in readings(word):
            if (found := reading.range_of(at, at, letters)) is not None:
                assert reading.words_at(*found) == (at, at, letters)


@given(LETTERS)
def test_a_word_is_read_as_a_name_if_and_only_if_the_name_may_be_written_so(word: str) -> None:
    assert all(word in writings(rest) for _letters, rest in readings(word))
    assert all(any(rest == word for _letters, rest in readings(writing)) for writing in writings(word))


@given(LETTERS.filter(lambda name: len(name) > 1))
def test_readings_are_the_places_where_a_name_is_found(name: str) -> None:
    for writing in writings(name):
        found = [place.start for place in places(writing, name)]
        assert found == [letters for letters, rest in readings(writing) if rest == name]
