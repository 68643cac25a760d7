"""A Model that is learned once for the tests of this room."""

from __future__ import annotations

import pytest

from annotator.suggest.learning import learn
from annotator.suggest.model import Model
from annotator.suggest.recommender import Example
from tests.suggest.news import news


@pytest.fixture(scope="session")
def learned_from() -> list[Example]:
    return news(40)


@pytest.fixture(scope="session")
def model(learned_from: list[Example]) -> Model:
    return learn(learned_from, labels=("PERS", "GPE", "ORG"))
