"""The Labels of a dataset and its whole Schema, for programs."""

from __future__ import annotations

from typing import Any

import orjson

from annotator.dataset.publishing.columns import TAG
from annotator.dataset.publishing.publication import HUB_SPLITS, Publication
from annotator.formats.huggingface import tag_names
from annotator.model.schema_json import fingerprint, to_file


def labels_file(made: Publication) -> bytes:
    """`labels.json`: the Labels with their counts by split, what offsets count, and the tags by their numbers where
    the data have numbers for them."""
    told: dict[str, Any] = {
        "schema": {
            "name": made.schema.name,
            "version": made.schema_version,
            "fingerprint": fingerprint(made.schema),
            "file": "schema.json",
        },
        "offset_unit": made.offset_unit,
        "labels": [
            {
                "name": label.name,
                "kind": label.kind.value,
                "titles": label.titles,
                "parent": label.parent,
                "spans": {HUB_SPLITS[one.split]: made.survey.spans(one.split, label.name) for one in made.data},
            }
            for label in made.labels
        ],
        "relations": [{"name": relation.name, "titles": relation.titles} for relation in made.schema.relations],
    }
    if any(column.kind == TAG for column in made.columns):
        told |= {"scheme": made.wish.options.scheme, "tags": tag_names(made.schema, made.wish.options)}
    return orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def schema_file(made: Publication) -> bytes:
    """`schema.json`: the Schema, as `hashiya new --schema` takes it."""
    return to_file(made.schema)
