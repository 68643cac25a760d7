"""The YAML at the head of a dataset card, by which the Hub and `datasets` know what is in the folder."""

from __future__ import annotations

from typing import Any

from annotator.dataset.publishing.columns import features
from annotator.dataset.publishing.markdown import yaml
from annotator.dataset.publishing.publication import HUB_SPLITS, Publication
from annotator.model.schema import Kind

_SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
)
_LARGER = "10M<n<100M"
_TAGS = {Kind.ENTITY: "named-entity-recognition", Kind.EVENT: "event-detection", Kind.DATE: "temporal-expressions"}


def front_matter(made: Publication) -> str:
    """The block between two lines of three hyphens, these included."""
    licence = made.wish.licence
    told: dict[str, Any] = {"language": ["ar"], "license": licence.hub}
    if licence.hub == "other" and licence.link:
        told |= {"license_name": "custom", "license_link": licence.link}
    told |= {"pretty_name": made.wish.title, "task_categories": ["token-classification"]}
    if tasks := _task_ids(made):
        told["task_ids"] = tasks
    told |= {
        "size_categories": [next((name for most, name in _SIZES if made.rows < most), _LARGER)],
        "tags": _tags(made),
    }
    if not made.columns:
        told["viewer"] = False  # the Hub would show what it cannot read
    files = [{"split": HUB_SPLITS[file.split], "path": file.name} for file in made.data]
    told["configs"] = [{"config_name": "default", "data_files": files}]
    if made.columns:
        told["dataset_info"] = _info(made)
    return f"---\n{yaml(told)}---\n"


def _info(made: Publication) -> dict[str, Any]:
    size = sum(file.size for file in made.data)
    splits = [
        {"name": HUB_SPLITS[file.split], "num_bytes": file.size, "num_examples": file.rows or 0} for file in made.data
    ]
    told = features(made.columns, made.schema, made.wish.options)
    return {"features": told, "splits": splits, "download_size": size, "dataset_size": size}


def _kinds(made: Publication) -> list[Kind]:
    """The kinds of which something is marked."""
    return [kind for kind in Kind if any(made.schema.kind(label) is kind for label in made.survey.labels)]


def _has_chains(made: Publication) -> bool:
    found = (made.schema.relation(name) for name in made.survey.relations)
    return any(label is not None and label.is_chain for label in found)


def _task_ids(made: Publication) -> list[str]:
    told = ["named-entity-recognition"] if Kind.ENTITY in _kinds(made) else []
    return [*told, "coreference-resolution"] if _has_chains(made) else told


def _tags(made: Publication) -> list[str]:
    tags = ["arabic", "news", "hashiya", *(_TAGS[kind] for kind in _kinds(made))]
    if made.survey.arguments:
        tags.append("event-extraction")
    if made.survey.relations:
        tags.append("relation-extraction")
    return tags
