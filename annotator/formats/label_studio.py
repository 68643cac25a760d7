"""Label Studio's JSON: tasks with the annotations of several people and the predictions of models.

Label Studio gives every annotation of a file to the account that imports it, but keeps the `meta` of a task, and the
`id` of an annotation as its `import_id`; so `meta` says whose it is, and how far. Values of a region share its id:
`choices`, `textarea`, `number` and `datetime` are Attributes, those called after TIMEX3 its type and value.
`label_studio_reader` reads; `label_studio_config` makes the XML that goes with a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import orjson

from annotator.formats.bundle import Format, Options, Pack
from annotator.formats.json_parts import about
from annotator.formats.label_studio_config import (
    LABELS,
    TEXT,
    TIMEX_TYPE,
    TIMEX_VALUE,
    Question,
    configuration,
    questions,
)
from annotator.formats.label_studio_reader import WHOSE, read
from annotator.formats.parts import EVERYTHING, Part, kept
from annotator.model.annotation import Layer, Span, Status
from annotator.model.article import Article
from annotator.model.attributes import NUMBER
from annotator.model.schema import AttributeType, Schema

_Asked = dict[tuple[str, str], Question]
"""The tag of an Attribute by a Label's name and its own."""


def write(packs: Iterable[Pack], schema: Schema, out: BinaryIO, _options: Options) -> int:
    """One task an Article, with an annotation for each annotator's Layer and a prediction for each model's; returns the
    number of tasks."""
    asked: _Asked = {(label, one.spec.name): one for one in questions(schema) for label in one.labels}
    written = 0
    out.write(b"[")
    for pack in packs:
        layers = [kept(layer, FORMAT.carries, schema) for layer in pack.layers]
        models = [layer for layer in layers if _is_prediction(layer)]
        people = [layer for layer in layers if not _is_prediction(layer)]
        numbered = list(enumerate(people, 1))
        task = {
            "data": {"text": pack.article.text, **about(pack.article, ("text",))},
            "meta": {WHOSE: {str(number): _whose(layer) for number, layer in numbered}},
            "annotations": [_annotation(number, one, pack.article, asked, schema) for number, one in numbered],
            "predictions": [_prediction(layer, pack.article, asked, schema) for layer in models],
        }
        out.write(b",\n" if written else b"\n")
        out.write(orjson.dumps(task))
        written += 1
    out.write(b"\n]\n")
    return written


def _is_prediction(layer: Layer) -> bool:
    """Whether a Layer is a model's: it is called after what all its Spans come from, and nobody is done with it."""
    name = layer.id.annotator
    is_proposed = name not in ("manual", "import") and all(one.origin == name for one in layer.spans)
    return bool(layer.spans) and layer.status is Status.IN_PROGRESS and is_proposed


def _whose(layer: Layer) -> dict[str, str]:
    return {"annotator": layer.id.annotator, "status": layer.status.value}


def _annotation(number: int, layer: Layer, article: Article, asked: _Asked, schema: Schema) -> dict[str, Any]:
    return {
        "id": number,
        "was_cancelled": layer.status is Status.SKIPPED,
        "ground_truth": False,
        "result": list(_results(layer, article, asked, schema)),
    }


def _prediction(layer: Layer, article: Article, asked: _Asked, schema: Schema) -> dict[str, Any]:
    return {"model_version": layer.id.annotator, "result": list(_results(layer, article, asked, schema))}


def _results(layer: Layer, article: Article, asked: _Asked, schema: Schema) -> Iterator[dict[str, Any]]:
    for span in layer.spans:
        place = {"start": span.start, "end": span.end, "text": span.surface(article.text)}
        region: dict[str, Any] = _result(span, LABELS, "labels", {**place, "labels": [span.label]})
        if span.note:
            region["meta"] = {"text": [span.note]}
        if span.confidence is not None:
            region["score"] = span.confidence
        yield region
        for name, kind, value in _values(span, asked):
            # A textarea's answer stands where the words of other regions do.
            yield _result(span, name, kind, {**place, "text" if kind == "textarea" else kind: value})
    for one in layer.relations:
        known = schema.relation(one.label)
        yield {
            "type": "relation",
            "from_id": one.source,
            "to_id": one.target,
            "direction": "bi" if known is not None and known.symmetric else "right",
            "labels": [one.label],
        }


def _result(span: Span, name: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    origin = "manual" if span.origin in ("manual", "import") else "prediction"
    told = {"id": span.uid, "from_name": name, "to_name": TEXT, "type": kind, "origin": origin}
    return {**told, "value": value}


def _values(span: Span, asked: _Asked) -> Iterator[tuple[str, str, Any]]:
    """What is said of a Span besides its Label: the tag, the kind of answer and the answer."""
    if span.type:
        yield TIMEX_TYPE, "choices", [span.type]
    if span.value:
        yield TIMEX_VALUE, "textarea", [span.value]
    several: dict[str, list[str]] = {}
    for one in span.attributes:
        several.setdefault(one.name, []).append(one.value)
    for name, values in several.items():
        question = asked.get((span.label, name))
        tag = question.tag if question else name
        match question.spec.type if question else AttributeType.TEXT:
            case AttributeType.ONE | AttributeType.SEVERAL | AttributeType.YES_NO:
                yield tag, "choices", values
            case AttributeType.NUMBER if len(values) == 1 and NUMBER.fullmatch(values[0]):
                yield tag, "number", _number(values[0])
            case AttributeType.DATE if len(values) == 1:
                yield tag, "datetime", values[0]
            case _:
                yield tag, "textarea", values


def _number(text: str) -> float | int:
    if "." not in text and len(text) < 16:
        return int(text)
    return float(text[:300])


_TASK = re.compile(rb'"(?:annotations|predictions|completions|annotation_id)"\s*:')
_DATA = re.compile(rb'"(?:data|lead_time|annotation_id)"\s*:')


def sniff(data: bytes, name: str) -> bool:
    """Whether it begins with tasks as Label Studio writes them."""
    first = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not name.lower().endswith((".json", ".jsonl")) or not first.startswith((b"[", b"{")):
        return False
    if b'"hashiya/' in first[:200] or b'"%TYPES"' in first or b'"@context"' in first:
        return False
    return _TASK.search(first) is not None and _DATA.search(first) is not None


FORMAT = Format(
    "label-studio",
    (".json", ".jsonl"),
    read=read,
    write=write,
    carries=EVERYTHING - {Part.DISCONTINUOUS},
    sniff=sniff,
    beside=(".config.xml", configuration),
)
