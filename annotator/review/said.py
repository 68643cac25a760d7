"""What Spans and Relations say, in names that outlast a renaming: so a Decision stays where nothing but a name changed.

Each Label, Attribute, choice, Role and Relation label goes by the first name that it ever had, as far as the Schema
remembers. What Spans are called, who made them and when is no part of what they say.
"""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.annotation import Span
from annotator.model.schema import AttributeSpec, Schema


class Sayings:
    """What is said, as texts, under a Schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._labels = {label.name: _first(label.name, label.formerly) for label in schema.labels}
        self._relations = {label.name: _first(label.name, label.formerly) for label in schema.relations}
        self._specs: dict[str, dict[str, AttributeSpec]] = {}

    def of_spans(self, spans: Iterable[Span]) -> str:
        """What one annotator says by Spans, in their order; empty where there are none."""
        return "\n".join(map(self._of_span, spans))

    def of_relation(self, label: str, source_label: str, ends: str) -> str:
        """What a Relation says that begins at a Span with `source_label`; `ends` tell where it begins and ends."""
        role = self._schema.role(source_label, label)
        name = _first(role.name, role.formerly) if role else self._relations.get(label, label)
        return f"{name} {ends}"

    def _of_span(self, span: Span) -> str:
        said = sorted(self._attribute(span.label, one.name, one.value) for one in span.attributes)
        label = self._labels.get(span.label, span.label)
        return repr((label, span.fragments, span.type, span.value, said, span.note))

    def _attribute(self, label: str, name: str, value: str) -> tuple[str, str]:
        if label not in self._specs:
            self._specs[label] = {spec.name: spec for spec in self._schema.attributes_of(label)}
        spec = self._specs[label].get(name)
        if spec is None:
            return name, value
        choice = next((choice for choice in spec.choices if choice.name == value), None)
        return _first(name, spec.formerly), _first(value, choice.formerly) if choice else value


def _first(name: str, formerly: tuple[str, ...]) -> str:
    return formerly[0] if formerly else name
