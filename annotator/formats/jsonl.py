"""JSON Lines: Hashiya's own (`hashiya/1`) to the byte, and plain ones that have at least a `text`.

A line of the native format holds one Article and one Layer; every key stands in every line and has one JSON type, so
that Arrow, `datasets`, Polars, DuckDB and pandas infer one schema from any part of a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import orjson

from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Bundle, Defaults, Format, Options, Pack
from annotator.formats.encoding import LONGEST, all_of, decode, encoding_of, too_long, unmarked_utf16
from annotator.formats.jsonl_reader import bundle_of
from annotator.model.annotation import Layer, Relation, Span
from annotator.model.chains import chains
from annotator.model.problems import is_argument
from annotator.model.schema import Kind, Schema
from annotator.words import _

NATIVE = "hashiya/1"


def read(stream: BinaryIO, defaults: Defaults) -> Iterator[Bundle | BadLine]:
    """Each line's Bundle, or why it is none. Blank lines are passed over."""
    try:
        for number, line in enumerate(_lines(stream, defaults.encoding), 1):
            if isinstance(line, BadLine):
                yield BadLine(number, line.reason)
            elif line.strip():
                yield _read_line(line, number, defaults)
    except BadInput as error:
        yield BadLine(1, str(error))


def _lines(stream: BinaryIO, named: str | None) -> Iterator[str | BadLine]:
    first = stream.read(4)
    encoding, mark = encoding_of(first, named)
    stream.seek(mark)
    if "\n".encode(encoding) != b"\n":
        # Bytes cannot be cut into lines here: in UTF-16 the two of a newline may belong to two other letters.
        yield from decode(all_of(stream), encoding).split("\n")
        return
    while raw := stream.readline(LONGEST + 1):
        if len(raw) > LONGEST:
            yield BadLine(0, too_long())
            return
        try:
            yield BadLine(0, unmarked_utf16()) if b"\0" in raw and named is None else decode(raw, encoding)
        except BadInput as error:
            yield BadLine(0, str(error))


def _read_line(line: str, number: int, defaults: Defaults) -> Bundle | BadLine:
    try:
        data = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return BadLine(number, _("not JSON: {detail}").format(detail=error.msg))
    try:
        return bundle_of(data, number, defaults, native=NATIVE)
    except BadInput as error:
        return BadLine(number, str(error))


def write(bundles: Iterable[Bundle], schema: Schema, out: BinaryIO) -> int:
    """Write one line a Bundle; raises BadInput where a line's offsets do not give its Spans' words."""
    told = Told(schema)
    written = 0
    for bundle in bundles:
        line = orjson.dumps(line_of(bundle, told), option=orjson.OPT_APPEND_NEWLINE)
        _prove(line)
        out.write(line)
        written += 1
    return written


def _prove(line: bytes) -> None:
    """Read the line back and cut each of its Spans out of its text."""
    data = orjson.loads(line)
    text = data["text"]
    for span in data["spans"]:
        found, fragments = text[span["start"] : span["end"]], span["fragments"]
        if len(fragments) > 1:
            found = " ".join([text[start:end] for start, end in fragments])
        if found != span["text"] or not found:
            raise BadInput(
                _("“{title}”: the offsets of span {uid} do not give its words. Nothing was exported").format(
                    title=data["title"], uid=span["id"]
                )
            )


class Told:
    """What a line tells of the Schema: the kinds of Labels, and which arrows are arguments and which make chains."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.kinds = {label.name: label.kind.value for label in schema.labels}


def line_of(bundle: Bundle, told: Told) -> dict[str, Any]:
    """The Bundle as the JSON object of one line."""
    article = bundle.article
    layer = bundle.layer
    spans = layer.spans if layer else ()
    relations = layer.relations if layer else ()
    return {
        "format": NATIVE,
        "offset_unit": "codepoint",
        "id": article.uid,
        "title": article.title,
        "text": article.text,
        "sha256": article.sha256,
        "source": article.source,
        "url": article.url,
        "published": article.published,
        "annotator": layer.id.annotator if layer else "",
        "status": layer.status.value if layer else "new",
        "spans": [_span(span, article.text, told.kinds) for span in spans],
        "relations": [{"id": r.uid, "label": r.label, "source": r.source, "target": r.target} for r in relations],
        "events": _events(layer, told),
        "chains": _chains(layer, told.schema),
        "metadata": [{"name": name, "value": value} for name, value in article.metadata],
    }


def _span(span: Span, text: str, kinds: dict[str, str]) -> dict[str, Any]:
    fragments = span.fragments
    return {
        "id": span.uid,
        "start": fragments[0][0],
        "end": fragments[-1][1],
        "text": span.surface(text),
        "label": span.label,
        "kind": kinds.get(span.label, "entity"),
        "fragments": fragments,
        "type": span.type,
        "value": span.value,
        "attributes": [{"name": a.name, "value": a.value} for a in span.attributes] if span.attributes else (),
        "note": span.note,
        "origin": span.origin,
        "confidence": 1.0 if span.confidence is None else span.confidence,
    }


def _chains(layer: Layer | None, schema: Schema) -> list[dict[str, Any]]:
    """The Spans that mean the same, chain by chain."""
    if layer is None or not layer.relations:
        return []
    found = chains(schema, layer.spans, layer.relations)
    return [{"label": chain.label, "spans": [span.uid for span in chain.spans]} for chain in found]


def _events(layer: Layer | None, told: Told) -> list[dict[str, Any]]:
    """Each event trigger with its arguments: the Relations that begin at it, labelled with the role."""
    if layer is None:
        return []
    labels = {span.uid: span.label for span in layer.spans} if layer.relations else {}
    arrows: dict[str, list[Relation]] = {}
    for relation in layer.relations:
        if is_argument(told.schema, relation, labels[relation.source]):
            arrows.setdefault(relation.source, []).append(relation)
    return [
        {
            "trigger": span.uid,
            "label": span.label,
            "arguments": [{"role": r.label, "span": r.target} for r in arrows.get(span.uid, ())],
        }
        for span in layer.spans
        if told.kinds.get(span.label) == Kind.EVENT
    ]


def write_packs(packs: Iterable[Pack], schema: Schema, out: BinaryIO, _options: Options) -> int:
    """Write one line a Layer, and one for an Article without any; returns the number of lines."""
    return write((Bundle(pack.article, layer) for pack in packs for layer in pack.layers or (None,)), schema, out)


def sniff(data: bytes, name: str) -> bool:
    """Whether the first line is an object with a text: ours, or a plain one."""
    first = data.lstrip(b"\xef\xbb\xbf").lstrip()
    return name.lower().endswith((".jsonl", ".ndjson")) and first.startswith((b"{", b"\xff\xfe", b"\xfe\xff"))


FORMAT = Format("jsonl", (".jsonl", ".ndjson"), read=read, write=write_packs, sniff=sniff, proves=True)
