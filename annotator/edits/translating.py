"""An old Edit in the names of now: what is undone may come from a time when the Schema called things otherwise."""

from __future__ import annotations

from dataclasses import replace

from annotator.edits.edit import AddRelation, AddSpan, ChangeSpan, Edit, FillLayer, Several
from annotator.model.annotation import Attribute, Layer, Relation, Span
from annotator.model.schema import Schema
from annotator.store import Store


def in_names_of_now(edit: Edit, store: Store) -> Edit:
    """The Edit with the Labels, Roles, Relation labels, Attributes and choices as the Schema calls them now."""
    if store.settings.schema_version() < 2:
        return edit
    return _translated(edit, store.settings.schema(), store)


def span_of_now(span: Span, schema: Schema) -> Span:
    """The Span with its Label, Attributes and choices under their names of now."""
    label = schema.now_called(span.label)
    specs = schema.attributes_of(label)
    said = []
    for one in span.attributes:
        spec = next((spec for spec in specs if spec.name == one.name), None) or next(
            (spec for spec in specs if one.name in spec.formerly), None
        )
        if spec is None:
            said.append(one)
            continue
        known = {choice.name for choice in spec.choices}
        value = one.value
        if value not in known:
            value = next((choice.name for choice in spec.choices if value in choice.formerly), value)
        said.append(Attribute(spec.name, value))
    if label == span.label and tuple(said) == span.attributes:
        return span
    return replace(span, label=label, attributes=tuple(said))


def relation_of_now(relation: Relation, source_label: str, schema: Schema) -> Relation:
    """The Relation, which begins at a Span of this Label, under its name of now."""
    roles = schema.roles_of(source_label)
    if any(role.name == relation.label for role in roles) or schema.relation(relation.label):
        return relation
    names = [role.name for role in roles if relation.label in role.formerly]
    names += [label.name for label in schema.relations if relation.label in label.formerly]
    return replace(relation, label=names[0]) if names else relation


def layer_of_now(layer: Layer, schema: Schema) -> Layer:
    """The Layer with everything in it under its names of now."""
    spans = tuple(span_of_now(span, schema) for span in layer.spans)
    labels = {span.uid: span.label for span in spans}
    relations = tuple(relation_of_now(one, labels.get(one.source, ""), schema) for one in layer.relations)
    return replace(layer, spans=spans, relations=relations)


def _translated(edit: Edit, schema: Schema, store: Store, coming: dict[str, str] | None = None) -> Edit:
    """`coming` are the Labels of Spans that Edits of the same step bring back before this one, by uid."""
    coming = {} if coming is None else coming
    match edit:
        case AddSpan(layer, span):
            span = span_of_now(span, schema)
            coming[span.uid] = span.label
            return AddSpan(layer, span)
        case ChangeSpan(layer, before, after):
            return ChangeSpan(layer, before, span_of_now(after, schema))
        case FillLayer(content):
            return FillLayer(layer_of_now(content, schema))
        case AddRelation(layer, relation):
            label = coming.get(relation.source) or store.layers.label_of(relation.source)
            return AddRelation(layer, relation_of_now(relation, label, schema))
        case Several(edits):
            return Several(tuple(_translated(part, schema, store, coming) for part in edits))
    return edit
