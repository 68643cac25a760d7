"""How Articles may be handed out, and how not."""

from __future__ import annotations

import pytest

from annotator.errors import BadInput
from annotator.model.assignment import AssignRule, Strategy, strategy_word
from annotator.words import LANGUAGES, Language, use


@pytest.mark.parametrize(
    "told",
    [
        {"annotators": ()},
        {"annotators": ("a", "a")},
        {"annotators": ("a", "b"), "overlap": 101},
        {"annotators": ("a",), "overlap": 10},
        {"annotators": ("a", "b"), "together": 3},
        {"annotators": ("a",), "most": -1},
    ],
)
def test_what_cannot_be_is_refused_in_words(told: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        AssignRule(**told)  # type: ignore[arg-type]


def test_a_shared_article_goes_to_all_where_nothing_is_said() -> None:
    assert AssignRule(("a", "b", "c")).copies == 3
    assert AssignRule(("a", "b", "c"), together=2).copies == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_strategy_has_a_name(language: Language) -> None:
    use(language)
    assert len({strategy_word(strategy) for strategy in Strategy}) == len(Strategy)
