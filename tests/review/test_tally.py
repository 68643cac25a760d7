"""Sums over Articles, and how far they move when Articles are drawn anew."""

from __future__ import annotations

import numpy as np
import pytest

from annotator.review.tally import NOTHING, Figure, Tally, figure, ratio


def tally(*rows: dict[str, float]) -> Tally:
    found = Tally()
    for row in rows:
        found.add({(name,): value for name, value in row.items()})
    return found


def test_what_is_counted_in_each_article_is_added_up() -> None:
    sums = tally({"a": 1, "b": 2}, {"a": 3}).sums(0, 0)
    assert (sums["a",].tolist(), sums["b",].tolist(), sums["c",].tolist()) == ([4], [2], [0])
    assert sums.total([("a",), ("b",), ("c",)]).tolist() == [6]
    assert sorted(sums) == [("a",), ("b",)]


def test_the_same_seed_draws_the_same_articles_and_another_draws_others() -> None:
    held = tally(*({"a": n} for n in range(20)))
    first, again, other = (held.sums(200, seed)["a",] for seed in (1, 1, 2))
    assert first.tolist() == again.tolist() != other.tolist()


def test_as_many_articles_are_drawn_as_there_are() -> None:
    sums = tally(*({"articles": 1, "a": n} for n in range(7))).sums(300, 3)
    assert set(sums["articles",]) == {7}
    assert len(set(sums["a",])) > 10


def test_all_of_an_article_is_drawn_together() -> None:
    sums = tally(*({"a": n, "twice": 2 * n} for n in range(9))).sums(100, 4)
    assert (2 * sums["a",] == sums["twice",]).all()


def test_an_interval_is_where_19_of_20_resamples_lie() -> None:
    values = np.array([0.5, *np.linspace(0, 1, 1001)])
    assert figure(values) == Figure(0.5, pytest.approx(0.025), pytest.approx(0.975))


def test_an_interval_is_near_to_that_of_theory() -> None:
    """The mean of many throws of a coin has a standard error of 0.5 / sqrt(n)."""
    throws = np.random.default_rng(5).integers(0, 2, 400)
    sums = tally(*({"heads": float(one), "throws": 1} for one in throws)).sums(2000, 6)
    found = figure(ratio(sums["heads",], sums["throws",]))
    assert found.value == throws.mean()
    assert (found.high or 0) - (found.low or 0) == pytest.approx(2 * 1.96 * 0.5 / 20, rel=0.1)


def test_what_is_not_defined_has_no_figure() -> None:
    assert figure(ratio(np.zeros(3), np.zeros(3))) == NOTHING
    assert figure(np.array([0.25])) == Figure(0.25)


def test_resamples_in_which_it_is_not_defined_do_not_count() -> None:
    assert figure(np.array([0.5, np.nan, 0.4, 0.4])) == Figure(0.5, 0.4, 0.4)


def test_it_can_be_ended_in_the_middle() -> None:
    class Enough(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done:
            raise Enough

    with pytest.raises(Enough):
        tally({"a": 1}).sums(1000, 0, stop)
