"""Agreement is what one gets who takes the pieces of paper of two annotators and lays like on like."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.annotation import Layer, LayerId, Span, Status
from annotator.review.totals import Count, SpanTotals

Marked = list[tuple[str, tuple[tuple[int, int], ...]]]

PERS, ORG, TIME = ("PERS", ((0, 4),)), ("ORG", ((0, 9),)), ("DATE", ((10, 12),))
APART = ("PERS", ((0, 2), (5, 7)))
marks = st.lists(st.sampled_from([PERS, ORG, TIME, APART, ("PERS", ((0, 2),)), ("ORG", ((0, 4),))]), max_size=6)


def layer(annotator: str, marked: Marked, status: Status = Status.DONE, article: str = "a") -> Layer:
    spans = tuple(Span(f"{annotator}{n}", label, fragments) for n, (label, fragments) in enumerate(marked))
    return Layer(LayerId(article, annotator), status, spans=spans)


def by_label(first: Marked, second: Marked) -> dict[str, Count]:
    totals = SpanTotals()
    totals.add([layer("a", first), layer("b", second)])
    return {label: totals.of(label=label) for label in totals.labels}


def alike(first: Marked, second: Marked) -> int:
    """How many are left when like is taken away with like, one by one."""
    rest, found = list(second), 0
    for one in first:
        if one in rest:
            rest.remove(one)
            found += 1
    return found


def test_who_marks_the_same_agrees_wholly() -> None:
    agreement = SpanTotals()
    agreement.add([layer("a", [PERS, ORG, APART]), layer("b", [APART, ORG, PERS])])
    assert agreement.of() == Count(3, 3, 3)
    assert agreement.of().f1 == 1


def test_a_nested_span_and_its_outer_one_are_told_apart() -> None:
    assert by_label([PERS, ORG], [ORG]) == {"PERS": Count(0, 1, 0), "ORG": Count(1, 1, 1)}


def test_another_label_on_the_same_words_is_no_agreement() -> None:
    found = by_label([("PERS", ((0, 4),))], [("ORG", ((0, 4),))])
    assert found == {"PERS": Count(0, 1, 0, same_range=1), "ORG": Count(0, 0, 1, same_range=1)}


def test_fragments_must_be_the_same_not_only_the_outer_edges() -> None:
    found = by_label([APART], [("PERS", ((0, 7),))])
    assert found == {"PERS": Count(0, 1, 1, overlapping=2)}
    assert (found["PERS"].f1, found["PERS"].range_f1, found["PERS"].overlap_f1) == (0, 0, 1)


def test_where_nobody_marked_anything_there_is_no_figure() -> None:
    agreement = SpanTotals()
    agreement.add([layer("a", []), layer("b", [])])
    assert agreement.articles == {("a", "b"): 1}
    assert agreement.of().f1 is None


def test_only_what_both_have_done_is_compared() -> None:
    agreement = SpanTotals()
    agreement.add([layer("a", [PERS]), layer("b", [PERS], Status.IN_PROGRESS), layer("c", [PERS], Status.SKIPPED)])
    assert agreement.pairs == []
    assert agreement.of() == Count()


def test_each_span_weighs_the_same_whichever_article_it_is_in() -> None:
    agreement = SpanTotals()
    agreement.add([layer("b", [PERS]), layer("a", [PERS])])
    agreement.add([layer("a", [PERS, TIME, ORG]), layer("b", [TIME])])
    assert agreement.of(("a", "b")) == Count(2, 4, 2)
    assert agreement.of(("a", "b")).f1 == pytest.approx(2 / 3)
    assert agreement.of(label="DATE").f1 == 1
    assert agreement.labels == ["DATE", "ORG", "PERS"]


@settings(max_examples=25)
@given(st.lists(st.tuples(marks, marks, marks), max_size=4))
def test_the_counts_are_those_of_laying_like_on_like(articles: list[tuple[Marked, Marked, Marked]]) -> None:
    agreement = SpanTotals()
    for one in articles:
        agreement.add([layer(name, marked) for name, marked in zip("abc", one, strict=True)])
    for first, second in ((0, 1), (0, 2), (1, 2)):
        found = agreement.of(("abc"[first], "abc"[second]))
        assert (found.both, found.first, found.second) == (
            sum(alike(one[first], one[second]) for one in articles),
            sum(len(one[first]) for one in articles),
            sum(len(one[second]) for one in articles),
        )
    for what in ("both", "first", "second", "same_range", "overlapping"):
        whole = getattr(agreement.of(), what)
        assert whole == sum(getattr(agreement.of(pair), what) for pair in agreement.pairs)
        assert whole == sum(getattr(agreement.of(label=label), what) for label in agreement.labels)
    swapped = SpanTotals()
    for one in articles:
        swapped.add([layer(name, marked) for name, marked in zip("cba", one, strict=True)])
    assert swapped.of().f1 == agreement.of().f1
    assert swapped.of().overlap_f1 == agreement.of().overlap_f1
