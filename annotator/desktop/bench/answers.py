"""What there is to choose from in a Case: the different answers, who gave each, and in what they differ. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.frozen import frozen
from annotator.model.annotation import Relation, Span
from annotator.model.attributes import values_of, with_values
from annotator.model.decision import ATTRIBUTE, Field
from annotator.review.pairs import span_said

if TYPE_CHECKING:
    from annotator.review.cases import Answer, Case


@frozen
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


def says_several(case: Case) -> bool:
    """Whether all answers together mark more than one of them: other words, under other Labels, by other Relations."""
    spans = {(span.label, span.fragments) for answer in case.answers for span in answer.spans}
    arrows = {_relation_said(case, relation) for answer in case.answers for relation in answer.relations}
    return len(spans) > 1 or len(arrows) > 1


def differing(ways: Iterable[Way]) -> frozenset[str]:
    """The fields in which the Spans of the answers differ: each a `Field`, or one Attribute (`attribute:tense`)."""
    spans = [span for way in ways for span in way.answer.spans]
    names = {one.name for span in spans for one in span.attributes}
    told: dict[str, set[Hashable]] = {
        Field.LABEL: {span.label for span in spans},
        Field.RANGE: {span.fragments for span in spans},
        Field.VALUE: {(span.type, span.value) for span in spans},
        Field.NOTE: {span.note for span in spans},
        **{ATTRIBUTE + name: {tuple(sorted(values_of(s.attributes, name))) for s in spans} for name in names},
    }
    return frozenset(str(field) for field, said in told.items() if len(said) > 1)


def taking(span: Span, field: str, source: Span) -> Span:
    """The Span with one field as another one has it."""
    if field.startswith(ATTRIBUTE):
        name = field.removeprefix(ATTRIBUTE)
        return replace(span, attributes=with_values(span.attributes, name, values_of(source.attributes, name)))
    match Field(field):
        case Field.LABEL:
            return replace(span, label=source.label)
        case Field.RANGE:
            return replace(span, fragments=source.fragments)
        case Field.VALUE:
            return replace(span, type=source.type, value=source.value, confidence=None)
        case Field.ATTRIBUTES:
            return replace(span, attributes=source.attributes)
        case Field.NOTE:
            return replace(span, note=source.note)


def _said(case: Case, answer: Answer) -> Hashable:
    spans = tuple(span_said(span) for span in answer.spans)
    return spans, tuple(_relation_said(case, relation) for relation in answer.relations)


def _relation_said(case: Case, relation: Relation) -> Hashable:
    return relation.label, case.end_of(relation.source), case.end_of(relation.target)
