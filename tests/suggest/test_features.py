"""What the learned recommender sees of each word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from numpy.typing import NDArray

from annotator.arabic.text import fold
from annotator.suggest.features import Features, jack_knifed, sentences
from annotator.suggest.memory import Memory
from annotator.suggest.reading import read
from annotator.suggest.triggers import kinds_of
from tests.suggest.examples import TEXTS, example
from tests.suggest.news import news

PLAIN = Features({}, {})


def seen(text: str, features: Features = PLAIN, memory: Memory | None = None) -> list[list[str]]:
    return features.of(read(text), memory or Memory())


def test_a_word_is_seen_as_written_folded_and_without_its_proclitic() -> None:
    word = seen("وإيران")[0]
    assert {"w=وإيران", "f=وايران", "s=ايران", "cut=و", "p1=و", "x2=ان"} <= set(word)


def test_a_rest_that_is_no_better_known_than_the_word_is_not_taken_for_a_stem() -> None:
    assert PLAIN.stem("وليد") == "وليد"
    assert Features({"زغردن": 9, "وزغردن": 1}, {}).stem("وزغردن") == "زغردن"
    assert Features({"زغردن": 1, "وزغردن": 9}, {}).stem("وزغردن") == "وزغردن"


def test_what_lists_say_of_a_word_is_seen_beside_it_too() -> None:
    person = seen("الرئيس سامر")[1]
    assert "-1:t=title" in person
    assert "t=title" in seen("الرئيس سامر")[0]


def test_a_word_of_two_kinds_tells_both_whatever_its_spelling() -> None:
    assert kinds_of(fold("لواء")) == ("org", "place", "title")
    assert kinds_of("الذي") == ("stop",)
    assert kinds_of("سامر") == ()


def test_a_place_of_several_words_is_seen_as_one() -> None:
    before, first, second = seen("قرب الولايات المتحدة")
    assert "l0=B-country" in first
    assert "l0=I-country" in second
    assert "l1=B-country" in before


def test_a_word_is_seen_in_its_cluster_and_so_is_its_neighbour() -> None:
    clustered = seen("قال سامر", Features({}, {"سامر": 7}))
    assert "c=7" in clustered[1]
    assert "1:c=7" in clustered[0]


def test_a_name_that_the_memory_knows_is_seen_with_how_sure_it_is() -> None:
    memory = Memory([example("زار سامر النجار المدينة", ("سامر النجار", "PERS"))])
    told = seen("قال سامر النجار أمس", memory=memory)
    assert {"m0=B-PERS", "m0=B-PERS-2"} <= set(told[1])
    assert "m0=I-PERS" in told[2]
    assert "m1=B-PERS" in told[0]


def test_the_memory_says_nothing_of_an_article_from_what_stands_in_it_alone() -> None:
    examples = [example("زار سامر المدينة", ("سامر", "PERS")), example("زارت هند المدينة", ("هند", "PERS"))]
    memory = Memory(examples)
    for one in jack_knifed(memory, examples):
        assert not any(feature.startswith("m0=") for word in seen(one.text, memory=memory) for feature in word)


def test_after_the_jack_knife_the_memory_knows_all_again() -> None:
    examples = news(12)
    memory = Memory(examples)
    before = [memory.matches(one.text) for one in examples]
    assert [one.article for one in jack_knifed(memory, examples)] != []
    assert [memory.matches(one.text) for one in examples] == before


def test_a_sentence_sees_nothing_of_the_next_one() -> None:
    told = seen("جاء سامر\nقال خالد")
    assert "1:#" in told[1]
    assert "-1:#" in told[2]


@given(TEXTS)
def test_sentences_hold_every_word_once_and_in_order(text: str) -> None:
    reading = read(text)
    assert [at for words in sentences(reading) for at in words] == list(range(len(reading.words)))


@given(TEXTS)
def test_every_word_of_any_text_has_features_and_always_the_same(text: str) -> None:
    reading = read(text)
    told = PLAIN.of(reading, Memory())
    assert len(told) == len(reading.words)
    assert all(told)
    assert Features({}, {}).of(reading, Memory()) == told


class Halves:
    """An encoder whose vectors say which half of the text a word is in."""

    id = "halves"

    def vectors(self, words: Sequence[str]) -> NDArray[np.float32]:
        return np.array([[at * 2 < len(words), -0.5] for at, _word in enumerate(words)], np.float32)


def test_an_encoder_adds_the_numbers_of_its_vectors_as_weights() -> None:
    reading = read("قال سامر أمس شيئا")
    plain, told = (Features({}, {}, encoder).of(reading, Memory()) for encoder in (None, Halves()))
    assert [{name: told[at][name] for name in ("e0", "e1")} for at in range(4)] == [
        {"e0": float(at < 2), "e1": -0.5} for at in range(4)
    ]
    for at in range(4):
        assert {name for name in told[at] if name not in ("e0", "e1")} == set(plain[at])
        assert all(told[at][name] == 1.0 for name in plain[at])
