"""Deciding many Cases at once: what a strategy does to any Layers."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.edits.gold import Deciding
from annotator.edits.settling import settle
from annotator.model.annotation import Layer
from annotator.model.decision import NONE, SKIP
from annotator.review.docket import CaseState
from annotator.review.strategies import strategy_named
from tests.edits.test_gold import BY, in_gold, page_of, twin
from tests.helpers.gold import answers, said

RULED = Deciding("lead", "2026-01-01T00:00:00.000Z", "rule")
names = st.sampled_from(["unanimous", "majority", "union", "first:a", "first:c"])


@settings(max_examples=15)
@given(answers("a"), names)
def test_every_strategy_makes_gold_of_what_all_say_alike(layer: Layer, name: str) -> None:
    page = page_of(layer, twin(layer, "b"), twin(layer, "c"))
    told = settle(page, strategy_named(name), RULED)
    assert said(in_gold(page)) == said(layer)
    assert told.left == 0 and told.agreed == told.decided == len(page.cases)


@settings(max_examples=15)
@given(answers("a"), answers("b"), answers("c"), names)
def test_a_strategy_that_runs_again_has_nothing_more_to_decide(a: Layer, b: Layer, c: Layer, name: str) -> None:
    page = page_of(a, b, c)
    first = settle(page, strategy_named(name), RULED)
    states = [entry.state for entry in page.entries()]
    assert first.decided == states.count(CaseState.DECIDED)
    assert first.left == states.count(CaseState.OPEN)
    again = settle(page, strategy_named(name), RULED)
    assert again.decided == 0 and again.left == states.count(CaseState.OPEN)


@settings(max_examples=15)
@given(answers("a"), answers("b"), st.lists(st.sampled_from([NONE, SKIP, None]), min_size=1), names)
def test_what_is_decided_by_hand_stands(a: Layer, b: Layer, hands: list[object], name: str) -> None:
    page = page_of(a, b)
    for number, case in enumerate(page.cases):
        choice = hands[number % len(hands)]
        if choice in (NONE, SKIP) and page.docket.entry(case.key).state is not CaseState.VOID:
            page.decide(page.docket.entry(case.key), NONE if choice == NONE else SKIP, BY)
    before = {key: decision for key, decision in page.decisions.items() if decision.is_by_hand}
    settle(page, strategy_named(name), RULED, anew=True)
    assert {key: page.decisions[key] for key in before} == before
