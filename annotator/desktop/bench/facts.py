"""What an answer says besides words and Label, in words that can be read: values, Attributes, notes, Relations."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from annotator.desktop.plain import along, isolated, one_line
from annotator.frozen import frozen
from annotator.model.annotation import Span
from annotator.model.attributes import choices_of, values_of
from annotator.model.decision import ATTRIBUTE, Field
from annotator.model.schema import AttributeSpec, Kind, Schema
from annotator.words import _

_NOTE = 160
"""Code points of a note that are shown; the whole is in the tooltip."""


@frozen
class Fact:
    """One field of a Span (see `annotator.model.decision.Field`): what it is called, what it says, whether the answers
    differ in it."""

    field: str
    title: str
    told: str
    differs: bool


def facts_of(schema: Schema, span: Span, differing: Collection[str]) -> Iterator[Fact]:
    """What a Span says besides its Label and its range. What is not said is told only where another answer says it."""
    differs = Field.VALUE in differing
    if span.value or (differs and schema.kind(span.label) is Kind.DATE):
        yield Fact(Field.VALUE, _("Value"), _dated(span) if span.value else _("no value"), differs)
    specs = {spec.name: spec for spec in schema.attributes_of(span.label)}
    for name in dict.fromkeys((*specs, *(one.name for one in span.attributes))):
        values, field = values_of(span.attributes, name), ATTRIBUTE + name
        if values or field in differing:
            spec = specs.get(name, AttributeSpec(name))
            told = ", ".join(_choice(spec, value) for value in values) or _("nothing said")
            yield Fact(field, one_line(spec.title), told, field in differing)
    differs = Field.NOTE in differing
    if span.note or differs:
        note = one_line(span.note)
        told = note if len(note) <= _NOTE else f"{note[:_NOTE]}…"
        yield Fact(Field.NOTE, _("Note"), told or _("no note"), differs)


def _dated(span: Span) -> str:
    from annotator.arabic.readings import reading

    told = one_line(reading(span.type, span.value))
    return along(f"\u2066{one_line(span.value)}\u2069" + (f" = {isolated(told)}" if told else ""))


def _choice(spec: AttributeSpec, value: str) -> str:
    return one_line(next((choice.title for choice in choices_of(spec) if choice.name == value), value))
