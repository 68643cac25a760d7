"""Layers go in, and every figure of their agreement comes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.annotation import Relation, Span
from annotator.review.agreement import Agreement, Level
from annotator.review.comparing import Comparison
from annotator.review.tally import NOTHING, Figure
from tests.helpers.builders import small_schema
from tests.review.layers import LENGTH, layer, several, span, spans

NAMES = "abcd"
TEXT = ("قال ا" * LENGTH)[:LENGTH]


def compared(
    *articles: Sequence[list[Span]],
    names: Sequence[str] = NAMES,
    resamples: int = 0,
    labels: Sequence[str] = (),
    samples: int = 0,
    seed: int = 0,
) -> Agreement:
    comparison = Comparison(small_schema(), labels, samples=samples, seed=seed)
    for marked in articles:
        comparison.add(TEXT, [layer(names[at], held) for at, held in enumerate(marked)])
    return comparison.told(resamples)


def figures(value: object) -> Iterator[Figure]:
    """Every figure that is told, in order."""
    if isinstance(value, Figure):
        yield value
    elif isinstance(value, dict):
        for name in sorted(value):
            yield from figures(value[name])
    elif isinstance(value, tuple):
        for one in value:
            yield from figures(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from figures(getattr(value, one.name))


def known(found: Agreement) -> list[float]:
    return [figure.value for figure in figures(found) if figure.value is not None]


MARKED = [span("PERS", (0, 4)), span("ORG", (5, 12)), span("GPE", (8, 12)), span("PERS", (13, 15), (17, 19))]
OTHER = [span("PERS", (0, 4)), span("ORG", (5, 11)), span("ORG", (13, 15))]


def test_every_measure_of_the_same_work_is_one() -> None:
    found = compared([MARKED] * 3, [OTHER] * 3, samples=3)
    assert known(found) == pytest.approx([1] * len(known(found)))
    assert (found.f1.exact.value, found.naming.kappa.value, found.unitizing.u.value) == (1, 1, 1)
    assert found.gamma is not None
    assert found.gamma.value.value == 1
    assert [figure.value for figure in (*found.kappa.values(), *found.fleiss.values(), *found.alpha.values())] == [
        pytest.approx(1)
    ] * 6


def test_pairs_share_the_articles_that_both_have_done() -> None:
    comparison = Comparison(small_schema())
    comparison.add(TEXT, [layer("b", MARKED), layer("a", OTHER)])
    comparison.add(TEXT, [layer("a", MARKED), layer("c", MARKED)])
    found = comparison.told(0)
    assert [(pair.first, pair.second, pair.articles, pair.spans) for pair in found.pairs] == [
        ("a", "b", 1, (3, 4)),
        ("a", "c", 1, (4, 4)),
    ]
    assert (found.annotators, found.articles) == (("a", "b", "c"), 2)
    assert found.pair("c", "a") == found.pairs[1]
    assert found.pair("b", "c") is None
    assert found.f1.exact.value == pytest.approx(2 * (1 + 4) / 15)


def test_labels_are_told_for_a_pair_and_for_all() -> None:
    found = compared([MARKED, OTHER, MARKED])
    assert sorted(found.labels) == sorted(found.pairs[0].labels) == ["GPE", "ORG", "PERS"]
    assert found.pairs[0].labels["ORG"].spans == (1, 2)
    assert found.labels["ORG"].spans == (1 + 1 + 2, 2 + 1 + 1)
    assert set(found.labels["GPE"].fleiss) == set(found.labels["GPE"].alpha) == set(Level)


def test_only_spans_of_the_wanted_labels_are_compared_and_arrows_between_them() -> None:
    person, other = replace(MARKED[0], uid="1"), replace(MARKED[1], uid="2")
    held = replace(
        layer("a", [person, other]), relations=(Relation("r", "in", "1", "2"), Relation("s", "in", "1", "1"))
    )
    comparison = Comparison(small_schema(), ["PERS"])
    comparison.add(TEXT, [held, layer("b", [person])])
    found = comparison.told(0)
    assert (found.f1.exact.value, list(found.labels), found.relations.arrows) == (1, ["PERS"], (1, 0))


def test_only_the_wanted_level_is_looked_at() -> None:
    comparison = Comparison(small_schema(), levels=[Level.TOKEN])
    comparison.add(TEXT, [layer("a", MARKED), layer("b", OTHER)])
    found = comparison.told(0)
    assert list(found.kappa) == list(found.fleiss) == list(found.alpha) == list(found.pairs[0].kappa) == [Level.TOKEN]


def test_spans_behind_the_end_of_a_text_are_no_reason_to_stop() -> None:
    comparison = Comparison(small_schema(), samples=1)
    comparison.add("", [layer("a", [span("PERS", (0, 1))]), layer("b", [span("PERS", (0, 1))])])
    comparison.add(TEXT, [layer("a", [span("PERS", (LENGTH, LENGTH + 4))]), layer("b", [])])
    assert comparison.told(2).f1.exact.value == 2 / 3


def test_without_articles_there_is_nothing_to_tell() -> None:
    assert compared() == Agreement(resamples=0)
    assert known(compared([[], []])) == []


def test_the_seed_decides_all_that_is_by_chance() -> None:
    articles = [[MARKED, OTHER], [MARKED, MARKED], [OTHER, []], [MARKED[:2], OTHER]]
    first, again, other = (compared(*articles, resamples=50, samples=4, seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert first.f1.exact != other.f1.exact
    assert first.f1.exact.value == other.f1.exact.value


def test_an_interval_holds_the_figure_and_shrinks_to_it_where_all_articles_are_alike() -> None:
    found = compared(*[[MARKED, OTHER]] * 8, resamples=40)
    assert [figure for figure in figures(found) if figure != NOTHING]
    for figure in figures(found):
        if figure.value is not None:
            assert (figure.low, figure.high) == (pytest.approx(figure.value), pytest.approx(figure.value))
    one = compared([MARKED, OTHER], [MARKED, []], [OTHER, OTHER], resamples=200).f1.exact
    assert one.value is not None
    assert (one.low or 0) < one.value < (one.high or 0)


@settings(max_examples=12)
@given(st.lists(st.tuples(spans, spans, spans), min_size=1, max_size=3), st.permutations("abc"))
def test_who_is_called_what_changes_no_figure_of_all(articles: list[tuple[list[Span], ...]], names: list[str]) -> None:
    first, second = compared(*map(list, articles)), compared(*map(list, articles), names=names)
    for name in ("f1", "naming", "fleiss", "alpha", "unitizing", "kappa"):
        ours, theirs = ([figure.value for figure in figures(getattr(found, name))] for found in (first, second))
        assert ours == pytest.approx(theirs, nan_ok=True)
    ours = sorted(pair.f1.overlap.value or 0 for pair in first.pairs)
    assert ours == sorted(pair.f1.overlap.value or 0 for pair in second.pairs)


@settings(max_examples=12)
@given(several)
def test_no_measure_is_greater_than_one(marked: list[list[Span]]) -> None:
    assert all(value <= 1 + 1e-9 for value in known(compared(marked, samples=2)))


@settings(max_examples=12)
@given(spans)
def test_identical_layers_agree_wholly(marked: list[Span]) -> None:
    found = compared([marked, marked[::-1], marked], samples=2)
    assert known(found) == pytest.approx([1] * len(known(found)))
    assert (found.f1.exact.value == 1) == bool(marked)
