"""Counting in what annotators differ, for who wants no Cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from annotator.model.annotation import Layer, Span, reading_order
from annotator.model.article import Article
from annotator.model.schema import Schema
from annotator.review.cases import cases_of
from annotator.review.classes import Disagreement


def classes_of(article: Article, layers: Sequence[Layer], schema: Schema) -> Counter[str]:
    """How many Cases of each class there are in the Layers of an Article, as `cases_of` finds them. A Span over which
    no other one lies is one that all others have missed, and nobody makes a Case of it."""
    found: Counter[str] = Counter()
    if not any(layer.relations for layer in layers):
        layers, alone = _without_lone(layers)
        if alone:
            found[Disagreement.MISSED.value] = alone
    if any(layer.spans for layer in layers):
        for case in cases_of(article, layers, schema):
            found.update(kind.value for kind in case.kinds)
    return found


def _without_lone(layers: Sequence[Layer]) -> tuple[list[Layer], int]:
    """The Layers without the Spans over which, gaps included, no other one lies; and how many these are."""
    held = sorted(
        ((span.start, span.end, number, span) for number, layer in enumerate(layers) for span in layer.spans),
        key=lambda one: one[:3],
    )
    left: list[list[Span]] = [[] for _layer in layers]
    alone = reach = 0
    for at, (start, end, number, span) in enumerate(held):
        if start >= reach and (at + 1 == len(held) or held[at + 1][0] >= end):
            alone += 1
        else:
            left[number].append(span)
        reach = max(reach, end)
    return [
        replace(layer, spans=tuple(sorted(spans, key=reading_order))) for layer, spans in zip(layers, left, strict=True)
    ], alone
