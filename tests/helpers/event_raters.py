"""News sentences in which several people marked who assaulted whom: real work, with all its disagreement.

The people of a sentence are numbered, and number 1 of one sentence need not be number 1 of another: figures of all of
them together mean something, figures of one pair do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from annotator.model.annotation import Layer, LayerId, Relation, Span, Status, joined
from annotator.model.schema import Kind, Label, Role, Schema
from tests.helpers.shared import SHARED

EVENTS = SHARED / "data" / "events"

SCHEMA = Schema(
    "assault",
    {"en": "Assault"},
    (
        Label("Actor", Kind.ENTITY, "#336699"),
        Label(
            "Assault",
            Kind.EVENT,
            "#993366",
            roles=(Role("Source", fillers=("Actor",)), Role("Target", fillers=("Actor",))),
        ),
    ),
)


def sentences() -> Iterator[tuple[str, list[Layer]]]:
    """The text of each sentence, and a Layer of each of its annotators: the verb is an event, the actors are its
    arguments. What could not be found again in the sentence is left out."""
    for line in (EVENTS / "event_assault_spans.jsonl").read_bytes().splitlines():
        found = orjson.loads(line)
        yield found["text"], [_layer(found["id"], one) for one in found["annotators"]]


def votes() -> Iterator[tuple[int, int]]:
    """For each sentence how many people said that it tells of an assault, and how many said that it does not."""
    for line in (EVENTS / "event_assault_detection.jsonl").read_bytes().splitlines():
        found = orjson.loads(line)
        yield found["accept"], found["reject"]


def _layer(article: str, said: dict[str, Any]) -> Layer:
    name = f"a{said['row'] + 1}"
    spans = {}
    for part, label in (("verb", "Assault"), ("source_actor", "Actor"), ("target_actor", "Actor")):
        if fragments := (said.get(part) or {}).get("fragments"):
            uid = f"{article}/{name}/{part}"
            spans[part] = Span(uid, label, joined((start, end) for start, end in fragments))
    relations = tuple(
        Relation(f"{article}/{name}/{role}", role, spans["verb"].uid, spans[part].uid)
        for part, role in (("source_actor", "Source"), ("target_actor", "Target"))
        if part in spans and "verb" in spans
    )
    return Layer(LayerId(article, name), Status.DONE, spans=tuple(spans.values()), relations=relations)
