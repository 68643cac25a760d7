"""The order of the Labels in a Schema, and which of them is under which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from annotator.model.schema import Kind, Label, RelationLabel, Schema

_T = TypeVar("_T", Label, RelationLabel)


def children(schema: Schema, parent: str, kind: Kind | None = None) -> list[Label]:
    """The subtypes of a Label in their order, or where it is empty the Labels of a kind that have no parent."""
    return [label for label in schema.labels if label.parent == parent and (parent or label.kind is kind)]


def family(schema: Schema, head: Label) -> Iterator[Label]:
    """A Label, then each of its subtypes with theirs."""
    yield head
    for child in children(schema, head.name):
        yield from family(schema, child)


def in_families(schema: Schema) -> Schema:
    """The Schema with every subtype behind its parent and what is under that; else in the same order."""
    heads = [label for label in schema.labels if not label.parent]
    return replace(schema, labels=tuple(label for head in heads for label in family(schema, head)))


def moved(schema: Schema, name: str, step: int) -> Schema:
    """The Schema with a Label moved by one place, up (-1) or down (1), among those beside it; the same Schema where
    there is no place further on."""
    label = next(one for one in schema.labels if one.name == name)
    labels = _swapped(schema.labels, children(schema, label.parent, label.kind), name, step)
    return schema if labels == schema.labels else in_families(replace(schema, labels=labels))


def moved_relation(schema: Schema, name: str, step: int) -> Schema:
    """The same with a Relation label, among all."""
    return replace(schema, relations=_swapped(schema.relations, schema.relations, name, step))


def _swapped(items: tuple[_T, ...], beside: Sequence[_T], name: str, step: int) -> tuple[_T, ...]:
    """`items` in which the one called `name` and its neighbour in `beside` have changed places."""
    at = next(i for i, one in enumerate(beside) if one.name == name)
    if not 0 <= at + step < len(beside):
        return items
    one, other = beside[at], beside[at + step]
    return tuple(other if item is one else one if item is other else item for item in items)
