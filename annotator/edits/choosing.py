"""What a Choice in a Case comes to: whose Spans are taken, with which of their fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotator.errors import Refused
from annotator.model.annotation import Relation, Span
from annotator.model.attributes import values_of, with_values
from annotator.model.decision import ATTRIBUTE, Choice, Field, origin_of
from annotator.review.cases import Answer, Case
from annotator.words import _


def asked(case: Case, names: Iterable[str]) -> list[Answer]:
    found = []
    for name in names:
        answer = case.answer(name)
        if answer is None:
            raise Refused(_("{annotator} is not among those who are compared here.").format(annotator=name))
        found.append(answer)
    return found


def taken(case: Case, choice: Choice) -> list[tuple[Span, str]]:
    """The Spans of the annotators that were chosen; what two of them have marked alike is taken from the first."""
    found: dict[object, tuple[Span, str]] = {}
    for answer in asked(case, choice.annotators):
        for span in answer.spans:
            found.setdefault((span.label, span.fragments), (span, answer.annotator))
    if choice.fields:
        if len(found) != 1:
            raise Refused(_("Single fields can be taken from others where one span is taken, and not several or none."))
        ((span, annotator),) = found.values()
        return [(replace(_mixed(case, span, dict(choice.fields)), origin=origin_of([annotator])), span.uid)]
    return [(replace(span, origin=origin_of(_who(case, span))), span.uid) for span, _name in found.values()]


def _who(case: Case, span: Span) -> list[str]:
    """The annotators who have marked just this, with the same things said of it."""

    def said(one: Span) -> object:
        return one.label, one.fragments, one.type, one.value, sorted((a.name, a.value) for a in one.attributes)

    return [answer.annotator for answer in case.answers if said(span) in map(said, answer.spans)]


def _mixed(case: Case, span: Span, fields: Mapping[str, str]) -> Span:
    """The Span with some fields of others' Spans."""
    for name, annotator in fields.items():
        (answer,) = asked(case, [annotator])
        if len(answer.spans) != 1:
            told = _("{annotator} has not marked one span here, of which something could be taken.")
            raise Refused(told.format(annotator=annotator))
        other = answer.spans[0]
        match name:
            case Field.LABEL:
                span = replace(span, label=other.label)
            case Field.RANGE:
                span = replace(span, fragments=other.fragments)
            case Field.VALUE:
                span = replace(span, type=other.type, value=other.value)
            case Field.NOTE:
                span = replace(span, note=other.note)
            case Field.ATTRIBUTES:
                span = replace(span, attributes=other.attributes)
            case _ if name.startswith(ATTRIBUTE):
                called = name.removeprefix(ATTRIBUTE)
                values = values_of(other.attributes, called)
                span = replace(span, attributes=with_values(span.attributes, called, values))
            case _:
                raise Refused(_("A span has no field “{name}”.").format(name=name))
    return span


def labels_of(case: Case, choice: Choice | None = None) -> tuple[str, ...]:
    """The Labels of all that was to be decided about."""
    held: list[Span | Relation] = [*choice.spans, *choice.relations] if choice else []
    for answer in case.answers:
        held += [*answer.spans, *answer.relations]
    return tuple(sorted({one.label for one in held}))
