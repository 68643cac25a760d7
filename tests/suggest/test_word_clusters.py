"""Clusters of words that stand among the same neighbours."""

from __future__ import annotations

import random

import pytest

from annotator.suggest import word_clusters
from annotator.suggest.word_clusters import learn

TOWNS = ["دمشق", "عمان", "تونس", "الرباط", "مسقط"]
VERBS = ["قال", "اكد", "اعلن", "اضاف", "صرح"]


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Much text in which towns stand behind في and verbs before الوزير, and a few clusters to divide it into."""
    monkeypatch.setattr(word_clusters, "_CLUSTERS", 3)
    monkeypatch.setattr(word_clusters, "_DIMENSIONS", 3)
    dealt = random.Random(5)
    return [[dealt.choice(VERBS), "الوزير", "في", dealt.choice(TOWNS), "ان", "كل", "شيء"] for _text in range(3_000)]


def test_words_that_stand_in_the_same_places_share_a_cluster(texts: list[list[str]]) -> None:
    found = learn(texts)
    assert len({found[word] for word in TOWNS}) == 1
    assert len({found[word] for word in VERBS}) == 1
    assert found["دمشق"] != found["قال"]


def test_the_same_texts_and_seed_give_the_same_clusters(texts: list[list[str]]) -> None:
    assert learn(texts, seed=3) == learn(texts, seed=3)


def test_rare_words_are_in_no_cluster(texts: list[list[str]]) -> None:
    assert "نادر" not in learn([*texts, ["نادر"]])


def test_from_little_text_nothing_is_learned() -> None:
    assert learn([["قال", "الوزير"]] * 100) == {}
