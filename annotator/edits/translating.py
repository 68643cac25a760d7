"""An old Edit in the names of now: what is undone may come from a time when the Schema called things otherwise."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from annotator.edits import envelope
from annotator.edits.edit import AddRelation, AddSpan, ChangeSpan, ClearLayer, Edit, FillLayer, Several
from annotator.errors import Refused
from annotator.model.annotation import Attribute, Layer, LayerId, Relation, Span, fingerprint
from annotator.model.schema import RelationLabel, Schema
from annotator.store import Store
from annotator.words import _


class Translator:
    """The Edits of one step of the Journal in the names of now, to be made in one transaction. They stay as they are
    where the Schema has not been changed since."""

    def __init__(self, store: Store, last: int) -> None:
        """`last` is the number of the step's last row."""
        self._store = store
        self._version = store.settings.schema_version()
        self._names = _Names(store) if self._version > 1 and store.journal.tells_of_schema_after(last) else None

    def inverse_of(self, edit: str, inverse: str) -> Edit:
        """What takes `edit` back, both as the Journal has them, with Labels, Roles, Relation labels, Attributes and
        choices as the Schema calls them now. Raises Refused for a Label that is gone."""
        found = envelope.unpack(inverse)
        version = self._store.settings.schema_version()
        if version != self._version:  # by what was taken back of the step so far
            self._names = _Names(self._store)
            self._version = version
        return found if self._names is None else _translated(found, self._names, edit, {})


def edit_of_now(store: Store, edit: str, inverse: str) -> Edit:
    """An Edit that was made under former names, in those of now; `edit` and `inverse` are as a Journal has them. Raises
    Refused for a Label that is gone."""
    return _translated(envelope.unpack(edit), _Names(store), inverse, {})


class _Names:
    """What things are called now, and what they were called in former versions of the Schema."""

    def __init__(self, store: Store) -> None:
        self.schema = store.settings.schema()
        self.store = store

    @cached_property
    def _older(self) -> list[Schema]:
        return [version.schema for version in reversed(self.store.settings.versions())]

    def label(self, name: str) -> str:
        """What the Label is called now that once was `name`. Raises Refused where it is gone."""
        called = self.schema.now_called(name)
        if self.schema.label(called) is not None:
            return called
        for older in self._older:  # a renaming that was taken back
            label = older.label(name)
            for former in reversed(label.formerly) if label else ():
                if self.schema.label(self.schema.now_called(former)) is not None:
                    return self.schema.now_called(former)
        raise Refused(_("the schema has no label “{label}”").format(label=name))

    def span(self, span: Span) -> Span:
        return _renamed(span, self.label(span.label), self.schema)

    def relation(self, relation: Relation, source_label: str) -> Relation:
        return relation_of_now(relation, source_label, self.schema)

    def layer(self, layer: Layer) -> Layer:
        spans = tuple(self.span(span) for span in layer.spans)
        return _with_relations(replace(layer, spans=spans), self.schema)


def span_of_now(span: Span, schema: Schema) -> Span:
    """The Span with its Label, Attributes and choices under their names of now."""
    return _renamed(span, schema.now_called(span.label), schema)


def _renamed(span: Span, label: str, schema: Schema) -> Span:
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
    held = schema.relation(relation.label)
    if any(role.name == relation.label for role in roles) or (held and _may_begin(held, source_label, schema)):
        return relation
    names = [role.name for role in roles if relation.label in role.formerly]
    if held is None:
        names += [label.name for label in schema.relations if relation.label in label.formerly]
    return replace(relation, label=names[0]) if names else relation


def _may_begin(relation: RelationLabel, source_label: str, schema: Schema) -> bool:
    ends = [relation.sources, relation.targets] if relation.symmetric else [relation.sources]
    return any(schema.is_a(source_label, wanted) for wanted in ends)


def layer_of_now(layer: Layer, schema: Schema) -> Layer:
    """The Layer with everything in it under its names of now."""
    return _with_relations(replace(layer, spans=tuple(span_of_now(span, schema) for span in layer.spans)), schema)


def _with_relations(layer: Layer, schema: Schema) -> Layer:
    labels = {span.uid: span.label for span in layer.spans}
    relations = tuple(relation_of_now(one, labels.get(one.source, ""), schema) for one in layer.relations)
    return replace(layer, relations=relations)


def _translated(edit: Edit, names: _Names, undone: str, coming: dict[str, str]) -> Edit:
    """`undone` is the Edit that this one takes back, as the Journal has it; `coming` are the Labels of Spans that
    Edits of the same step bring back or change before this one, by uid."""
    match edit:
        case AddSpan(layer, span):
            span = names.span(span)
            coming[span.uid] = span.label
            return AddSpan(layer, span)
        case ChangeSpan(layer, before, after):
            after = names.span(after)
            coming[after.uid] = after.label
            return ChangeSpan(layer, before, after)
        case FillLayer(content):
            return FillLayer(names.layer(content))
        case ClearLayer(layer):
            filled = _filled(envelope.unpack(undone), layer)
            return replace(edit, fingerprint=fingerprint(names.layer(filled))) if filled else edit
        case AddRelation(layer, relation):
            label = coming.get(relation.source) or names.store.layers.label_of(relation.source)
            return AddRelation(layer, names.relation(relation, label))
        case Several(edits):
            return Several(tuple(_translated(part, names, undone, coming) for part in edits))
    return edit


def _filled(edit: Edit, layer: LayerId) -> Layer | None:
    """What an Edit has put into a Layer as a whole, if it has."""
    match edit:
        case FillLayer(content) if content.id == layer:
            return content
        case Several(edits):
            return next((found for part in edits if (found := _filled(part, layer))), None)
    return None
