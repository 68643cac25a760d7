"""What all say alike is found in the rows alone, and nothing that they differ in is lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.annotation import Layer, LayerId, Status
from annotator.model.article import Article
from annotator.review.cases import cases_of
from annotator.review.contested import classes_of
from annotator.review.totals import SpanTotals
from annotator.store import rows
from annotator.store.differing import differing
from tests.helpers.builders import small_schema

TEXT = "التقى الرئيس محمود عباس وزير الخارجية في القاهرة يوم الأحد. " * 2
Said = tuple[int, int, int, str, str]
SAID = st.tuples(
    st.integers(0, 60), st.integers(1, 12), st.integers(0, 2), st.sampled_from(["PERS", "GPE"]), st.sampled_from("-n")
)


def row(name: str, number: int, said: Said) -> Any:
    """A row as the store reads it: a range, with a gap or without, its Label and its note."""
    start, length, gap, label, note = said
    ranges = [[start, start + length]]
    ranges += [[start + length + gap, start + length + gap + 2]] if gap else []
    uid, end = f"{name}{number}", ranges[-1][1]
    return uid, label, start, end, rows.json(ranges), "", "", "[]", note, "human", None, "", "", 1, 1, name


def held(own: list[list[Said]]) -> list[list[Any]]:
    return [[row(f"a{at}", number, one) for number, one in enumerate(sorted(said))] for at, said in enumerate(own)]


def layers(held: list[list[Any]]) -> list[Layer]:
    return [
        Layer(LayerId("x", f"a{at}"), spans=tuple(rows.span(one[:-2]) for one in some)) for at, some in enumerate(held)
    ]


def counts(found: SpanTotals) -> list[object]:
    labels = (None, *found.labels)
    return [found.labels, *(found.of(pair, label) for pair in (None, *found.pairs) for label in labels)]


def done(found: list[Layer]) -> list[Layer]:
    return [replace(layer, status=Status.DONE) for layer in found]


@settings(max_examples=25)
@given(st.lists(SAID, max_size=6), st.lists(st.lists(SAID, max_size=3), min_size=2, max_size=3))
def test_agreement_and_classes_are_those_of_all_spans(alike: list[Said], own: list[list[Said]]) -> None:
    whole = held([[*alike, *more] for more in own])
    left, same = differing(whole)
    of_all, of_some = SpanTotals(), SpanTotals()
    of_all.add(done(layers(whole)))
    of_some.add(done(layers(left)), same)
    assert counts(of_some) == counts(of_all)
    article, schema = Article("x", "", TEXT), small_schema()
    cases = cases_of(article, layers(whole), schema)
    assert classes_of(article, layers(left), schema) == Counter(kind for case in cases for kind in case.kinds)


def test_what_all_have_alike_is_left_out_and_nothing_else() -> None:
    both: list[Said] = [(0, 5, 0, "PERS", "-"), (10, 5, 0, "GPE", "-"), (20, 5, 0, "GPE", "n")]
    left, same = differing(held([both, [*both[:2], (20, 5, 0, "GPE", "-")]]))
    assert ([[one[2] for one in some] for some in left], same) == ([[20], [20]], {"PERS": 1, "GPE": 1})
    left, same = differing(held([both, [*both, (8, 22, 0, "PERS", "-")]]))
    assert ([[one[2] for one in some] for some in left], same) == ([[10, 20], [8, 10, 20]], {"PERS": 1})
    assert differing(held([both, []])) == ([held([both])[0], []], {})
