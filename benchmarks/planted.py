"""Mistakes planted among the Spans of ANERcorp, and how many of them are found to be doubtful.

Of 600 Spans drawn by chance a third gets another Label, a third is left out, and of a third the last word is cut off,
where there are several. A mistake in a name can be found where the name is marked elsewhere: what counts are names that
stand at three other places or more, folded.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from annotator.arabic.text import fold
from annotator.model.schema import Kind, Label, Schema
from annotator.workspace import Workspace
from benchmarks.real_news import DATA
from benchmarks.table import Row

SOURCE = DATA / "ner" / "ner_anercorp_train.jsonl"
LABELS = ("LOC", "MISC", "ORG", "PERS")
PLANTED, OTHERS, SEED = 600, 3, 5
LEAST = {"label": 0.95, "missed": 0.8, "boundary": 0.8}

Place = tuple[str, int, int]


@dataclass(slots=True)
class Planted:
    """Sentences with mistakes in them, and where these are, by kind; names that are too rare are not among them."""

    lines: list[dict[str, Any]]
    places: dict[str, set[Place]] = field(default_factory=lambda: {kind: set() for kind in LEAST})


def rows() -> list[Row]:
    if not SOURCE.is_file():
        return []
    planted = plant()
    found = dict(_found(planted))
    return [
        Row(
            f"mistakes found that were planted in ANERcorp: {kind}",
            f"{found[kind]}",
            f"{len(planted.places[kind])} planted",
            f"{found[kind] / len(planted.places[kind]):.2f}",
            f"at least {LEAST[kind]:.2f}",
            found[kind] >= LEAST[kind] * len(planted.places[kind]),
        )
        for kind in LEAST
    ]


def plant() -> Planted:
    """The corpus with mistakes in it, the same each time."""
    told = {line["text"]: line for line in map(json.loads, SOURCE.read_text(encoding="utf-8").splitlines())}
    planted, dice = Planted(list(told.values())), random.Random(SEED)
    spans = [(line, span) for line in planted.lines for span in line["spans"]]
    often = Counter(_name(*one) for one in spans)
    for number, (line, span) in enumerate(dice.sample(spans, PLANTED)):
        kind, words = list(LEAST)[number % len(LEAST)], line["text"][span["start"] : span["end"]]
        place = line["id"], span["start"], span["end"]
        is_known = often[_name(line, span)] > OTHERS
        if kind == "label":
            span["label"] = dice.choice([label for label in LABELS if label != span["label"]])
        elif kind == "missed":
            span["label"] = ""
        elif " " in words:
            span["end"] = span["start"] + words.rindex(" ")
        else:
            continue
        if is_known:
            planted.places[kind].add(place)
    for line in planted.lines:
        line["spans"] = [span for span in line["spans"] if span["label"]]
    return planted


def _name(line: dict[str, Any], span: dict[str, Any]) -> str:
    return fold(line["text"][span["start"] : span["end"]])


def _found(planted: Planted) -> Iterator[tuple[str, int]]:
    """How many of the mistakes of each kind are at doubtful places."""
    from annotator.review.doubts import Doubt

    labels = tuple(Label(name, Kind.ENTITY, "#336699", name[0]) for name in LABELS)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "planted.jsonl"
        keys = ("id", "text", "spans")
        lines = ({"title": line["id"], "status": "done", **{key: line[key] for key in keys}} for line in planted.lines)
        source.write_bytes(b"".join(orjson.dumps(line) + b"\n" for line in lines))
        schema = Schema("aner", {"ar": "أنير", "en": "ANER"}, labels)
        with Workspace.create(Path(folder) / "planted.hashiya", schema=schema, annotator="a1") as workspace:
            workspace.import_files([source])
            titles = {entry.uid: entry.title for entry in workspace.entries()}
            for kind in LEAST:
                places = {
                    (titles[place.layer.article], place.first, place.last)
                    for one in workspace.doubts([Doubt(kind)])
                    for place in one.doubtful_places
                }
                yield kind, len(planted.places[kind] & places)
