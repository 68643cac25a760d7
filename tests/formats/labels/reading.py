"""Reading labels in tests: whatever comes of it is a Schema that our own format carries."""

from __future__ import annotations

from annotator.formats.labels import FoundLabels, read_labels
from annotator.model.schema import Label, RelationLabel, Schema
from annotator.model.schema_json import from_json, to_json


def found_in(text: str | bytes, name: str = "labels") -> FoundLabels:
    """What is found in a file with this content."""
    found = read_labels(text.encode() if isinstance(text, str) else text, name)
    assert from_json(to_json(found.schema)) == found.schema
    return found


def label_of(schema: Schema, name: str) -> Label:
    label = schema.label(name)
    assert label is not None, f"no label {name}"
    return label


def relation_of(schema: Schema, name: str) -> RelationLabel:
    relation = schema.relation(name)
    assert relation is not None, f"no relation {name}"
    return relation


def remark_on(found: FoundLabels, beginning: str) -> str:
    """The one remark that begins so."""
    (remark,) = (remark for remark in found.remarks if remark.startswith(beginning))
    return remark
