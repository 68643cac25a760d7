"""Groups of duplicates: found as one finds them who compares every article with every other, and none by chance."""

from __future__ import annotations

import random
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.dataset.duplicates import Group, Likeness, find_groups
from annotator.dataset.shingles import resemblance, shingles_of, words_of
from annotator.dataset.sketches import Sketches
from tests.helpers import wire
from tests.helpers.builders import ANY_TEXT


def groups(texts: dict[str, str], threshold: float = 0.8) -> list[Group]:
    return find_groups(texts.items(), texts.__getitem__, count=len(texts), threshold=threshold)


def members(texts: dict[str, str], threshold: float = 0.8) -> list[set[str]]:
    return [set(group.articles) for group in groups(texts, threshold)]


def story(seed: int, length: int = 100) -> list[str]:
    return wire.words(random.Random(seed), length)


@pytest.mark.parametrize("threshold", [0.6, 0.8, 0.9])
@pytest.mark.parametrize("seed", [1, 2])
def test_what_every_pair_compared_finds_is_found(threshold: float, seed: int) -> None:
    texts = {f"a{number}": text for number, text in enumerate(wire.texts(400, seed=seed))}
    near, inside = wire.alike(texts, threshold)
    assert len(near) > 20
    assert len(inside - near) > 5
    found = groups(texts, threshold)
    home = {uid: number for number, group in enumerate(found) for uid in group.articles}

    def together(pair: frozenset[str]) -> bool:
        first, second = pair
        return home.get(first, -1) == home.get(second, -2)

    assert [pair for pair in near if not together(pair)] == []
    assert sum(map(together, inside)) >= 0.98 * len(inside)
    links = {frozenset((link.first, link.second)) for group in found for link in group.links}
    assert links <= near | inside, "no two articles are linked by chance"


def test_the_same_words_in_another_spelling_are_the_same() -> None:
    text = "قال أحمد إنّ المدرسة الكبيرة في القاهرة قد أُغلقت"
    texts = {"a": text, "b": "قال احمد: «ان المدرسه الكبيره» في القاهره قد اغلقت!", "c": "خبر آخر لا علاقة له بما سبق"}
    (group,) = groups(texts)
    assert (group.articles, group.likeness, group.similarity) == (("a", "b"), Likeness.SAME, 1.0)


def test_a_copy_with_another_lead_is_near() -> None:
    text = story(1)
    (group,) = groups({"a": " ".join(text), "b": " ".join([*story(2, 8), *text])})
    assert group.likeness is Likeness.NEAR
    assert 0.9 < group.similarity < 1


def test_a_report_that_a_longer_one_quotes_is_inside_it() -> None:
    text = " ".join(story(1))
    (group,) = groups({"long": f"{' '.join(story(2, 400))} {text} {' '.join(story(3, 300))}", "short": text})
    (link,) = group.links
    assert (link.likeness, link.first, link.second) == (Likeness.INSIDE, "short", "long")
    assert link.similarity == 1


def test_a_headline_that_a_report_repeats_is_no_duplicate_of_it() -> None:
    text = story(1)
    assert groups({"report": " ".join(text), "headline": " ".join(text[:12])}) == []


def test_two_texts_without_any_word_are_not_the_same() -> None:
    assert groups({"a": "😀😀", "b": "👍👍", "c": "…", "d": "\u200f"}) == []


def test_copies_of_copies_are_one_group_and_the_weakest_link_counts() -> None:
    text = story(1, 120)
    chain = [text[10 * number : 10 * number + 90] for number in range(4)]
    (group,) = groups({str(number): " ".join(piece) for number, piece in enumerate(chain)}, 0.75)
    assert group.articles == ("0", "1", "2", "3")
    assert len(group.links) == 3
    assert group.similarity == pytest.approx(78 / 98)


def test_the_largest_group_comes_first_and_each_in_the_order_of_the_project() -> None:
    first, second = (" ".join(story(seed)) for seed in (1, 2))
    texts = {"b": first, "z": second, "a": f"{first}.", "y": f"{second}.", "x": f"{second}!"}
    assert [group.articles for group in groups(texts)] == [("z", "y", "x"), ("b", "a")]


@given(st.permutations(range(60)), st.integers(0, 3))
def test_the_order_of_the_articles_makes_no_difference(order: list[int], seed: int) -> None:
    texts = wire.texts(60, seed=seed, lengths=(15, 40, 60))
    plain = members({str(number): texts[number] for number in range(60)})
    turned = members({str(number): texts[number] for number in order})
    assert sorted(map(sorted, plain)) == sorted(map(sorted, turned))


@given(st.lists(ANY_TEXT, max_size=8))
def test_any_texts_can_be_compared(found: list[str]) -> None:
    texts = {str(number): text for number, text in enumerate(found)}
    grouped = [uid for group in groups(texts) for uid in group.articles]
    assert len(grouped) == len(set(grouped))
    for group in groups(texts):
        for link in group.links:
            pair = (set(shingles_of(words_of(texts[uid]))) for uid in (link.first, link.second))
            assert link.similarity == pytest.approx(resemblance(*pair))


def test_a_sketch_tells_the_resemblance_within_its_error() -> None:
    dice = random.Random(5)
    text = story(9, 400)
    errors = []
    with closing(Sketches()) as sketches:
        for number in range(200):
            other = [word if dice.random() > 0.03 else "غيرها" for word in text]
            sketches.add([text, other])
            true = resemblance(set(shingles_of(text)), set(shingles_of(other)))
            errors.append(sketches.estimate(2 * number, 2 * number + 1) - true)
    assert abs(sum(errors) / len(errors)) < 0.05
    assert max(map(abs, errors)) < 0.12


class Cancelled(Exception):
    """What a Cancel button raises."""


@pytest.mark.parametrize("stage", [0, 1, 2])
def test_the_search_tells_how_far_it_is_and_can_be_cancelled_in_each_stage(stage: int) -> None:
    texts = {str(number): text for number, text in enumerate(wire.texts(200, seed=4))}
    told: list[int] = []

    def progress(done: int, total: int) -> None:
        assert total == 600
        told.append(done)
        if done > 200 * stage:
            raise Cancelled

    with pytest.raises(Cancelled):
        find_groups(texts.items(), texts.__getitem__, count=200, progress=progress)
    assert told == sorted(told)
    assert told[-1] <= 200 * (stage + 1)
