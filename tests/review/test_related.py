"""Arrows answer to each other where their ends do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.annotation import Layer, Relation, Span
from annotator.review.matching import pair_up
from annotator.review.related import ArrowAgreement, arrow_agreement, count_arrows
from annotator.review.tally import Counts
from tests.review.layers import counted, layer, span


def drawn(annotator: str, spans: list[Span], *arrows: tuple[str, int, int]) -> Layer:
    held = [replace(one, uid=f"{annotator}{at}") for at, one in enumerate(spans)]
    relations = [
        Relation(f"{annotator}r{n}", label, held[i].uid, held[j].uid) for n, (label, i, j) in enumerate(arrows)
    ]
    return replace(layer(annotator, held), relations=tuple(relations))


def compared(first: Layer, second: Layer, kind: str = "relation") -> ArrowAgreement:
    def count(counts: Counts) -> None:
        pairs = pair_up(first.spans, second.spans)
        count_arrows(
            counts, "ab", first, second, pairs, lambda source, _one: "argument" if source == "Meet" else "relation"
        )

    sums = counted(count)
    labels = {name[1] for _c, what, name in sums if what in ("arrows first", "arrows second") and name[0] == kind}  # type: ignore[index]
    return arrow_agreement(sums, ["ab"], kind, labels)


def values(found: ArrowAgreement) -> dict[str, float | None]:
    return {way: getattr(found.f1, way).value for way in ("exact", "range", "overlap", "type")}


SPANS = [span("PERS", (0, 4)), span("ORG", (5, 9)), span("GPE", (10, 14))]


def test_arrows_of_the_same_label_between_the_same_spans_agree() -> None:
    first = drawn("a", SPANS, ("works_for", 0, 1), ("in", 1, 2))
    second = drawn("b", SPANS[::-1], ("in", 1, 0), ("in", 2, 1))
    found = compared(first, second)
    assert values(found) == dict.fromkeys(("exact", "range", "overlap", "type"), 0.5)
    assert found.arrows == (2, 2)
    assert {label: one.exact.value for label, one in found.labels.items()} == {
        "works_for": 0,
        "in": pytest.approx(2 / 3),
    }


def test_an_arrow_has_a_direction() -> None:
    found = compared(drawn("a", SPANS, ("in", 1, 2)), drawn("b", SPANS, ("in", 2, 1)))
    assert values(found) == dict.fromkeys(("exact", "range", "overlap", "type"), 0)


def test_the_ends_must_be_as_alike_as_the_kind_of_f1_asks() -> None:
    first = drawn("a", SPANS, ("r", 0, 1), ("r", 1, 2), ("r", 0, 2))
    second = drawn("b", [SPANS[0], span("GPE", (5, 9)), span("GPE", (11, 14))], ("r", 0, 1), ("r", 1, 2), ("r", 0, 2))
    found = values(compared(first, second))
    assert found == pytest.approx({"exact": 0, "range": 1 / 3, "overlap": 1, "type": 1 / 3})


def test_an_arrow_that_is_drawn_twice_needs_to_be_drawn_twice_by_the_other() -> None:
    found = compared(drawn("a", SPANS, ("r", 0, 1), ("r", 0, 1)), drawn("b", SPANS, ("r", 0, 1)))
    assert found.f1.exact.value == pytest.approx(2 / 3)


def test_arguments_are_told_apart_from_relations() -> None:
    spans = [span("Meet", (0, 4)), *SPANS[1:]]
    first, second = drawn("a", spans, ("Place", 0, 2), ("in", 1, 2)), drawn("b", spans, ("Place", 0, 2))
    assert compared(first, second, "argument").f1.exact.value == 1
    assert compared(first, second, "relation").f1.exact.value == 0


def test_without_arrows_there_is_no_figure() -> None:
    assert compared(drawn("a", SPANS), drawn("b", SPANS)) == ArrowAgreement()
