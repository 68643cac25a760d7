"""How well recommenders do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seqeval.metrics import f1_score, precision_score, recall_score
from seqeval.scheme import IOB2

from annotator.errors import BadInput
from annotator.suggest.evaluating import cross_validated, learning_curve, out_of_fold
from annotator.suggest.memory import Memory
from annotator.suggest.recommender import Example, Marked
from annotator.suggest.scores import Score, Scores, scored
from annotator.suggest.suggestion import Suggestion
from tests.suggest.examples import SCHEMA, example

CITIES = ("بغداد", "دمشق", "عمان", "مسقط")
EXAMPLES = [example(f"وصل إلى {CITIES[number % 4]} أمس", (CITIES[number % 4], "GPE")) for number in range(20)]


def proposed(*marked: Marked) -> list[Suggestion]:
    return [Suggestion(label, start, end, confidence=0.8) for start, end, label in marked]


def test_the_range_and_the_label_must_be_right_to_be_exact() -> None:
    found = scored(
        proposed((0, 4, "PERS"), (5, 9, "GPE"), (10, 13, "ORG")), [(0, 4, "PERS"), (5, 9, "ORG"), (10, 14, "ORG")]
    )
    assert found.exact == Score(1, 3, 3)
    assert found.ranges == Score(2, 3, 3)
    assert found.overlap == Score(2, 3, 3)
    assert found.labels == {"PERS": Score(1, 1, 1), "GPE": Score(0, 1, 0), "ORG": Score(0, 1, 2)}


def test_one_marked_range_makes_one_overlapping_proposal_right() -> None:
    assert scored(proposed((0, 4, "PERS"), (5, 9, "PERS")), [(0, 9, "PERS")]).overlap == Score(1, 2, 1)


def test_ratios_of_nothing_are_nought() -> None:
    assert (Score().precision, Score().recall, Score().f1) == (0, 0, 0)
    assert (Score(1, 2, 4).precision, Score(1, 2, 4).recall) == (0.5, 0.25)
    assert Score(1, 2, 4).f1 == pytest.approx(2 * 0.5 * 0.25 / 0.75)


WORDS = 12
RANGES = st.lists(st.integers(0, WORDS), max_size=8, unique=True).map(sorted)
LABELS = st.lists(st.sampled_from(["PERS", "GPE"]), min_size=4, max_size=4)
FLAT = st.builds(
    lambda cuts, labels: [
        (start, end, label)
        for (start, end), label in zip(zip(cuts[::2], cuts[1::2], strict=False), labels, strict=False)
    ],
    RANGES,
    LABELS,
)


def columns(marked: Sequence[Marked]) -> list[str]:
    tags = ["O"] * WORDS
    for start, end, label in marked:
        tags[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
    return tags


@given(st.lists(st.tuples(FLAT, FLAT), min_size=1, max_size=4))
def test_exact_scores_are_those_of_seqeval(articles: list[tuple[list[Marked], list[Marked]]]) -> None:
    ours = sum((scored(proposed(*found), gold) for found, gold in articles), Scores()).exact
    theirs = [columns(gold) for _found, gold in articles], [columns(found) for found, _gold in articles]
    options = {"mode": "strict", "scheme": IOB2, "zero_division": 0}
    if ours.marked and ours.proposed:
        assert ours.precision == pytest.approx(precision_score(*theirs, **options))
        assert ours.recall == pytest.approx(recall_score(*theirs, **options))
        assert ours.f1 == pytest.approx(f1_score(*theirs, **options))


SPANS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(1, 6)).map(lambda one: (one[0], sum(one), "PERS")),
    max_size=5,
    unique=True,
)


@given(SPANS, SPANS)
def test_overlaps_are_as_many_as_can_be_paired(found: list[Marked], gold: list[Marked]) -> None:
    few, many = sorted((found, gold), key=len)
    best = max(
        sum(one[0] < other[1] and other[0] < one[1] for one, other in zip(few, chosen, strict=True))
        for chosen in permutations(many, len(few))
    )
    assert scored(proposed(*found), gold).overlap.right == best


@given(st.lists(st.tuples(SPANS, SPANS), max_size=4))
def test_exact_is_never_more_than_overlap_or_ranges_and_the_labels_add_up(
    articles: list[tuple[list[Marked], list[Marked]]],
) -> None:
    found = sum((scored(proposed(*ours), gold) for ours, gold in articles), Scores())
    assert found.exact.right <= min(found.overlap.right, found.ranges.right)
    assert sum(found.labels.values(), Score()) == found.exact


def test_no_article_is_asked_for_by_what_has_learned_from_it() -> None:
    seen: list[set[str]] = []

    def train(examples: Sequence[Example]) -> Memory:
        seen.append({one.article for one in examples})
        return Memory(examples)

    asked = [one.article for one, _found in out_of_fold(EXAMPLES, train, SCHEMA, folds=5)]
    assert sorted(asked) == sorted(one.article for one in EXAMPLES)
    assert all(seen[at // 4].isdisjoint(asked[at - at % 4 : at - at % 4 + 4]) for at in range(20))
    assert [len(articles) for articles in seen] == [16] * 5


def test_the_same_seed_deals_the_same_folds() -> None:
    first, again, other = (
        [one.article for one, _found in out_of_fold(EXAMPLES, Memory, SCHEMA, seed=seed)] for seed in (1, 1, 2)
    )
    assert first == again != other


def test_names_that_other_articles_have_are_found() -> None:
    assert cross_validated(EXAMPLES, Memory, SCHEMA).exact == Score(20, 20, 20)
    assert cross_validated(EXAMPLES, Memory, SCHEMA, least=0.95).exact == Score(0, 0, 20)


def test_two_articles_are_the_fewest() -> None:
    assert cross_validated(EXAMPLES[:2], Memory, SCHEMA).exact.marked == 2
    with pytest.raises(BadInput, match="two finished articles"):
        cross_validated(EXAMPLES[:1], Memory, SCHEMA)


def test_a_learning_curve_rises_to_the_cross_validated_score() -> None:
    curve = list(learning_curve(EXAMPLES, Memory, SCHEMA, sizes=(1, 4, 16, 100)))
    assert [point.articles for point in curve] == [1, 4, 16]
    assert curve[0].scores.exact.recall < curve[1].scores.exact.recall < 1
    assert curve[-1].scores == cross_validated(EXAMPLES, Memory, SCHEMA)
