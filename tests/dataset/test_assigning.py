"""Handing Articles out: all of them, fairly, and always in the same way."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.dataset.assigning import hand_out, report
from annotator.model.assignment import AssignRule, Load, Sized, Strategy


def articles(*lengths: int) -> list[Sized]:
    """Articles of two sources by turns, a day each."""
    return [Sized(f"u{n}", length, "ab"[n % 2], f"2026-01-{n % 28 + 1:02}") for n, length in enumerate(lengths)]


def test_shared_articles_go_around_where_not_all_get_them() -> None:
    rule = AssignRule(("a", "b", "c"), overlap=100, together=2)
    out = hand_out(articles(*[10] * 30), rule, {})
    assert [len(uids) for uids in out.values()] == [20, 20, 20]
    pairs = Counter(
        tuple(name for name in out if uid in out[name]) for uid in {uid for uids in out.values() for uid in uids}
    )
    assert len(pairs) == 3


def test_what_is_shared_already_counts() -> None:
    some = articles(*[10] * 10)
    held = {"a": {"u0", "u1"}, "b": {"u0", "u1"}}
    out = hand_out(some, AssignRule(("a", "b"), overlap=20), held)
    assert out["a"] & out["b"] == {"u0", "u1"}


def test_an_article_that_only_one_has_room_for_is_not_shared() -> None:
    out = hand_out(articles(10, 10, 10), AssignRule(("a", "b"), overlap=100, most=1), {"a": {"u0"}})
    assert out == {"a": {"u0"}, "b": set()}


def test_those_who_are_not_named_keep_theirs_and_get_nothing() -> None:
    out = hand_out(articles(10, 10), AssignRule(("b",)), {"a": {"u0"}})
    assert out == {"a": {"u0"}, "b": {"u1"}}


@pytest.mark.parametrize("seed", range(3))
def test_another_seed_draws_otherwise(seed: int) -> None:
    some = articles(*range(10, 40))
    drawn = [hand_out(some, AssignRule(("a", "b"), Strategy.RANDOM, seed=one), {}) for one in (seed, seed + 1)]
    assert drawn[0] != drawn[1]


def test_the_report_counts_what_came_and_what_went() -> None:
    told = report(articles(10, 20, 30, 40), {"a": {"u0", "u1"}, "b": {"u1"}}, {"a": {"u0", "u2"}})
    assert told.loads == {"a": Load(2, 30, 1, 1, 1), "b": Load(1, 20, 1, 1, 0)}
    assert (told.articles, told.shared, told.unassigned) == (4, 1, 2)


ARTICLES = st.lists(st.tuples(st.integers(1, 500), st.sampled_from(["", "a", "b"])), max_size=30).map(
    lambda ones: [Sized(f"u{n}", length, source, f"2026-01-{n % 28 + 1:02}") for n, (length, source) in enumerate(ones)]
)
RULES = st.builds(
    AssignRule,
    st.sampled_from([("a", "b"), ("a", "b", "c")]),
    st.sampled_from([Strategy.OVERLAP, Strategy.RANDOM, Strategy.ALL, Strategy.DATE, Strategy.SOURCE]),
    st.sampled_from([0.0, 20.0, 100.0]),
    seed=st.integers(0, 3),
)


@settings(max_examples=40, deadline=None)
@given(ARTICLES, RULES)
def test_all_is_handed_out_fairly_and_always_in_the_same_way(articles: list[Sized], rule: AssignRule) -> None:
    out = hand_out(articles, rule, {})
    assert out == hand_out(articles[::-1], rule, {})
    assert set().union(*out.values()) == {one.uid for one in articles}
    assert hand_out(articles, rule, out) == out
    lengths = {one.uid: one.length for one in articles}
    loads = [sum(lengths[uid] for uid in uids) for uids in out.values()]
    if rule.strategy in (Strategy.OVERLAP, Strategy.RANDOM, Strategy.ALL) and articles:
        assert max(loads) - min(loads) <= max(lengths.values())
