"""Quotes of a language model are found where they were read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.arabic.clitics import is_front
from annotator.arabic.tokens import Words
from annotator.suggest.external.quotes import Quote, Quoted
from benchmarks import quotes as figure
from tests.helpers.builders import ANY_TEXT

TEXT = "وصل الرئيس إلى القاهرة، وقال لرويترز إن للأمم المتحدة دوراً. ثم غادر القاهرةَ إلى «موسكو» في 12 مايو."


def found(words: str, before: str = "", after: str = "", occurrence: int = 1, text: str = TEXT) -> str | None:
    place = Quoted(text).find(Quote(words, before, after, occurrence))
    return None if place is None else text[slice(*place)]


@pytest.mark.parametrize(
    ("quote", "meant"),
    [
        ("القاهره", "القاهرة"),
        ("الأمم المتّحدة", "لأمم المتحدة"),
        ("للامم  المتحده", "للأمم المتحدة"),
        ("رويترز", "رويترز"),
        ("لرويترز", "لرويترز"),
        ("وموسكو", "موسكو"),
        ("ب“موسكو”", "موسكو"),
        ("١٢ مايو", "12 مايو"),
        ("الرّئيـــس", "الرئيس"),
    ],
)
def test_a_quote_is_found_however_it_is_spelt(quote: str, meant: str) -> None:
    assert found(quote) == meant


@pytest.mark.parametrize("quote", ["دمشق", "رويتر", "قاهرة", "", "  ", "«»", "ومو", "يترز"])
def test_a_quote_that_is_not_there_is_found_nowhere(quote: str) -> None:
    assert found(quote) is None


def test_what_stands_beside_a_quote_tells_which_place_is_meant() -> None:
    second = Quoted(TEXT).find(Quote("القاهرة", before="ثم غادر "))
    assert second == (TEXT.rindex("القاهرة"), TEXT.rindex("القاهرة") + len("القاهرةَ"))
    assert found("القاهرة", after=" إلى «موسكو") == "القاهرةَ"


def test_without_context_the_number_of_the_occurrence_tells_it() -> None:
    text = "باريس ثم باريس ثم باريس"
    assert Quoted(text).find(Quote("باريس", occurrence=3)) == (18, 23)
    assert Quoted(text).find(Quote("باريس", occurrence=9)) == (0, 5)
    assert Quoted(text).find(Quote("باريس", after=" ثم باريس", occurrence=2)) == (9, 14)


def test_the_context_may_end_with_the_proclitic_or_before_it() -> None:
    text = "زار بيروت أمس. وتحدث عن لبيروت كثيراً وعن غيرها"
    for before in ("وتحدث عن ل", "وتحدث عن "):
        assert Quoted(text).find(Quote("بيروت", before=before)) == (25, 30)


@given(ANY_TEXT, st.sampled_from(["موسكو", "وموسكو", "ال", "للأمم", "ب", "«"]), ANY_TEXT, st.integers(-3, 9))
def test_whatever_is_asked_the_range_lies_in_the_text_and_cuts_no_word(
    text: str, words: str, context: str, occurrence: int
) -> None:
    whole = f"{text} لموسكو {text[::-1]}"
    for quote in (words, text[:12], context):
        place = Quoted(whole).find(Quote(quote, context, text, occurrence))
        if place is not None:
            assert 0 <= place[0] < place[1] <= len(whole)


def test_a_name_never_begins_or_ends_inside_a_word() -> None:
    text = "مغادر القاهرتين وبالقاهرة"
    start, end = Quoted(text).find(Quote("القاهرة")) or (0, 0)
    word = Words(text).at(start)
    assert word is not None
    assert is_front(text[word[0] : start])
    assert end == len(text)


@pytest.mark.real_data
def test_nearly_every_distorted_quote_of_real_news_is_found_exactly() -> None:
    read = list(figure.quotes())
    if not read:
        pytest.skip("2,110 quotes of ANERcorp are left out: ../shared/data is not there")
    places = [(one, Quoted(one.text).find(one.quote)) for one in read]
    assert sum(place == (one.start, one.end) for one, place in places) >= 0.98 * len(read)
    assert not [one for one, place in places if place and figure.cuts_a_word(one.text, *place)]
