"""What there is to choose from in a Case: the different answers, who gave each, and in what they differ. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from annotator.model.annotation import Relation, Span
from annotator.model.attributes import values_of

if TYPE_CHECKING:
    from annotator.review.cases import Answer, Case


class Part(StrEnum):
    """A part of what a Span says, which can be taken from one answer while the rest is from another."""

    LABEL = "label"
    RANGE = "range"
    VALUE = "value"
    ATTRIBUTE = "attribute"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Way:
    """One of the different answers to a Case, and those who gave it, in their order."""

    annotators: tuple[str, ...]
    answer: Answer


Find = Callable[[str, str], Span | None]
"""The Span of an annotator with a uid; None where it is not there."""


def ways_of(case: Case) -> tuple[Way, ...]:
    """The different answers to a Case, in the order of those who gave them first."""
    given: dict[Hashable, list[Answer]] = {}
    for answer in case.answers:
        given.setdefault(_said(case, answer), []).append(answer)
    return tuple(Way(tuple(one.annotator for one in alike), alike[0]) for alike in given.values())


def leading(case: Case) -> Way | None:
    """The answer that most gave, the first of those that as many gave; None where nobody has marked anything."""
    said = [way for way in ways_of(case) if not way.answer.is_empty]
    return max(said, key=lambda way: len(way.annotators), default=None)


def differing(ways: Iterable[Way]) -> frozenset[tuple[Part, str]]:
    """In which parts the Spans of the answers differ, Attributes each by its name."""
    spans = [span for way in ways for span in way.answer.spans]
    names = {one.name for span in spans for one in span.attributes}
    told: dict[tuple[Part, str], set[Hashable]] = {
        (Part.LABEL, ""): {span.label for span in spans},
        (Part.RANGE, ""): {span.fragments for span in spans},
        (Part.VALUE, ""): {(span.type, span.value) for span in spans},
        (Part.NOTE, ""): {span.note for span in spans},
        **{(Part.ATTRIBUTE, name): {tuple(sorted(values_of(s.attributes, name))) for s in spans} for name in names},
    }
    return frozenset(part for part, ways_told in told.items() if len(ways_told) > 1)


def _said(case: Case, answer: Answer) -> Hashable:
    spans = tuple(_span_said(span) for span in answer.spans)
    return spans, tuple(_relation_said(case, relation) for relation in answer.relations)


def _span_said(span: Span) -> Hashable:
    attributes = tuple(sorted((one.name, one.value) for one in span.attributes))
    return span.label, span.fragments, span.type, span.value, attributes, span.note


def _relation_said(case: Case, relation: Relation) -> Hashable:
    return relation.label, case.end_of(relation.source), case.end_of(relation.target)
