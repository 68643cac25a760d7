"""In what two of the annotators differ in a Case: the class counts by pair."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from itertools import combinations

from annotator.model.annotation import Span
from annotator.review.cases import Answer, Case
from annotator.review.classes import Disagreement, Kinds, disagreement

Pair = tuple[str, str]
"""Two annotators, in the order in which they are compared."""

_LACKING = frozenset({Disagreement.MISSED, Disagreement.NESTING})


def pairs_of(text: str, case: Case) -> Iterator[tuple[Pair, Kinds]]:
    """The pairs of annotators who differ in a Case, each with its classes. Of what one of them has not marked it is the
    whole Case that tells whether it is nested or missed."""
    for one, other in combinations(case.answers, 2):
        kinds = _between(text, case, one, other)
        if kinds:
            yield (one.annotator, other.annotator), kinds


def _between(text: str, case: Case, one: Answer, other: Answer) -> Kinds:
    if _said(case, one) == _said(case, other):
        return frozenset()
    if case.is_relation:
        return case.kinds
    if one.is_empty or other.is_empty:
        return case.kinds & _LACKING
    if len(one.spans) == len(other.spans) == 1:
        return disagreement(text, one.spans[0], other.spans[0])
    found = {Disagreement.BOUNDARY}
    if {span.label for span in one.spans} != {span.label for span in other.spans}:
        found.add(Disagreement.LABEL)
    return frozenset(found)


def _said(case: Case, answer: Answer) -> Hashable:
    ends = frozenset((one.label, case.end_of(one.source), case.end_of(one.target)) for one in answer.relations)
    return tuple(map(span_said, answer.spans)), ends


def span_said(span: Span) -> Hashable:
    """What a Span says; two that say the same need not be one."""
    attributes = tuple(sorted((one.name, one.value) for one in span.attributes))
    return span.label, span.fragments, span.type, span.value, attributes, span.note
