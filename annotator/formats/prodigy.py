"""Prodigy's JSON lines: spans with tokens, relations between spans, and the answer of an annotator.

`token_end` is the last token of a span and not the one after it; a relation names the last token of each of its spans.
Attributes, values and notes are keys of our own on spans, which Prodigy leaves alone. Hashes are Prodigy's to make.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO

import orjson

from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Bundle, Defaults, Format, Found, Options, Pack
from annotator.formats.json_parts import Gathered, about, article_of, clean, placed, plain, text_in, whole
from annotator.formats.json_stream import values
from annotator.formats.parts import EVERYTHING, Part, kept
from annotator.formats.prodigy_tokens import tokens_of
from annotator.formats.units import Mention, Unit
from annotator.model.annotation import Attribute, Layer, LayerId, Relation, Span, Status, annotator_name, reading_order
from annotator.model.article import Article
from annotator.model.ids import new_uid
from annotator.model.schema import Schema
from annotator.words import _

_MOST_TEXTS = 100_000
"""Texts of which it is remembered that another line had them already."""
_ANSWERS = {Status.DONE: "accept", Status.SKIPPED: "ignore"}


def read(stream: BinaryIO, defaults: Defaults) -> Iterator[Found]:
    """Each line's Bundle, or why it is none, and at the end what was found out. Rejected answers are not taken in."""
    told = Gathered()
    seen: dict[str, str] = {}
    for line, data in values(stream, defaults.encoding):
        try:
            if isinstance(data, dict) and data.get("answer") == "reject":
                told.count(_("Rejected answers were not taken in: {count}."), line)
            else:
                yield _bundle(data, line, defaults, told, seen)
        except BadInput as error:
            yield BadLine(line, str(error))
    yield from told.notes()


def _bundle(data: object, line: int, defaults: Defaults, told: Gathered, seen: dict[str, str]) -> Bundle:
    """`seen` are the uids of the Articles of other lines, by the sums of their texts."""
    if isinstance(data, BadInput):
        raise data
    if not isinstance(data, dict):
        raise BadInput(_("not a JSON object"))
    meta = data.get("meta")
    article = article_of(data.get("text"), meta if isinstance(meta, dict) else {}, defaults, ())
    key = article.sha256
    if key in seen:  # one line an annotator
        article = replace(article, uid=seen[key])
    elif len(seen) < _MOST_TEXTS:
        seen[key] = article.uid
    spans, ends = _spans(data, article, line, told)
    relations = tuple(_relations(data.get("relations"), ends, line, told))
    name = next((data[key] for key in ("_annotator_id", "_session_id") if data.get(key)), defaults.annotator)
    layer = Layer(
        LayerId(article.uid, annotator_name(plain(name, "_annotator_id"))),
        _status(data, bool(spans)),
        spans=tuple(sorted(spans, key=reading_order)),
        relations=relations,
    )
    return Bundle(article, None if layer.is_untouched else layer, line)


def _status(data: dict[str, Any], is_marked: bool) -> Status:
    said = data.get("status")
    match data.get("answer"):
        case "ignore":
            return Status.SKIPPED
        case "accept":
            return Status.FLAGGED if data.get("flagged") is True else Status.DONE
    if isinstance(said, str) and said in set(Status):
        return Status(said)
    return Status.IN_PROGRESS if is_marked else Status.NEW


def _spans(data: dict[str, Any], article: Article, line: int, told: Gathered) -> tuple[list[Span], dict[Any, str]]:
    """The Spans, and their uids by start, end and label as the file has them. Tokens tell the unit too."""
    marks = _objects(data, "spans")
    tokens = [one for one in _objects(data, "tokens") if isinstance(one.get("text"), str)]
    mentions = [_mention(one) for one in (*marks, *tokens)]
    found = placed(article.text, mentions, (Unit.CODE_POINTS, Unit.UTF16, Unit.BYTES))
    if found.unit is not Unit.CODE_POINTS:
        told.unit(found.unit, line)
    told.rough(found, line)
    spans, ends = list[Span](), dict[Any, str]()
    for one, mention, fragment in zip(marks, mentions, found.ranges, strict=False):
        at, label = article.imported_at, told.ours(one.get("label"), "Label")
        span = Span(
            new_uid(),
            label,
            (fragment,),
            text_in(one, "type"),
            text_in(one, "value"),
            tuple(_attributes(one.get("attributes"))),
            text_in(one, "note"),
            "import",
            None,
            at,
            at,
        )
        spans.append(span)
        ends.setdefault((mention[0], mention[1], one.get("label")), span.uid)
        if isinstance(one.get("id"), str):
            ends.setdefault(one["id"], span.uid)
    return spans, ends


def _objects(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = data.get(name)
    if found is None:
        return []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise BadInput(_("“{name}” is not a list").format(name=name))
    return found


def _mention(one: dict[str, Any]) -> Mention:
    words = one.get("text")
    return whole(one.get("start")), whole(one.get("end")), words if isinstance(words, str) else None


def _attributes(found: object) -> Iterator[Attribute]:
    if isinstance(found, dict):
        found = [{"name": name, "value": value} for name, value in found.items()]
    for one in found if isinstance(found, list) else ():
        if isinstance(one, dict) and isinstance(one.get("name"), str):
            yield Attribute(clean(one["name"], "attributes"), plain(one.get("value"), "attributes"))


def _relations(found: object, ends: dict[Any, str], line: int, told: Gathered) -> Iterator[Relation]:
    if not isinstance(found, list | None):
        raise BadInput(_("“relations” is not a list"))
    for one in found or ():
        if not isinstance(one, dict):
            raise BadInput(_("a relation must be an object"))
        source, target = _end(one.get("head_span"), ends), _end(one.get("child_span"), ends)
        if source is None or target is None:
            told.count(_("Relations between words without a label were left out: {count}."), line)
            continue
        yield Relation(new_uid(), told.ours(one.get("label"), "Relation"), source, target)


def _end(span: object, ends: dict[Any, str]) -> str | None:
    """The uid of the Span at one end of a relation."""
    if not isinstance(span, dict):
        return None
    by_id = ends.get(span["id"]) if isinstance(span.get("id"), str) else None
    key = span.get("start"), span.get("end"), span.get("label")
    return by_id or (ends.get(key) if all(isinstance(part, int | str) for part in key) else None)


def write(packs: Iterable[Pack], schema: Schema, out: BinaryIO, _options: Options) -> int:
    """One line a Layer, and one for an Article without any; returns the number of lines."""
    written = 0
    for pack in packs:
        for layer in pack.layers or (None,):
            line = _line(pack.article, kept(layer, FORMAT.carries, schema) if layer else None)
            out.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
            written += 1
    return written


def _line(article: Article, layer: Layer | None) -> dict[str, Any]:
    spans = layer.spans if layer else ()
    tokens = tokens_of(article.text, [(span.start, span.end) for span in spans])
    first, last = {one["start"]: one["id"] for one in tokens}, {one["end"]: one["id"] for one in tokens}
    marks = {span.uid: _span(span, article.text, first, last) for span in spans}
    line: dict[str, Any] = {
        "text": article.text,
        "meta": about(article, ()),
        "tokens": tokens,
        "spans": list(marks.values()),
    }
    if layer is None:
        return line
    if layer.relations:
        line["relations"] = [_relation(one, marks) for one in layer.relations]
    line["_view_id"] = "relations" if layer.relations else "spans_manual"
    if layer.status in _ANSWERS:
        line["answer"] = _ANSWERS[layer.status]
    if layer.status is Status.FLAGGED:
        line["flagged"] = True
    name = layer.id.annotator
    return {**line, "status": layer.status.value, "_annotator_id": name, "_session_id": name}


def _span(span: Span, text: str, first: dict[int, int], last: dict[int, int]) -> dict[str, Any]:
    """A Span as Prodigy has it; `first` and `last` are the numbers of the tokens that begin and end at a place, as some
    do at each edge of a Span."""
    ((start, end),) = span.fragments  # others are not carried
    told: dict[str, Any] = {
        "id": span.uid,
        "start": start,
        "end": end,
        "text": text[start:end],
        "token_start": first[start],
        "token_end": last[end],
        "label": span.label,
    }
    for name in ("type", "value", "note"):
        if value := getattr(span, name):
            told[name] = value
    if span.attributes:
        told["attributes"] = [{"name": one.name, "value": one.value} for one in span.attributes]
    return told


def _relation(one: Relation, marks: dict[str, dict[str, Any]]) -> dict[str, Any]:
    names = ("id", "start", "end", "token_start", "token_end", "label")
    head, child = ({name: marks[uid][name] for name in names} for uid in (one.source, one.target))
    return {
        "head": head["token_end"],
        "child": child["token_end"],
        "head_span": head,
        "child_span": child,
        "label": one.label,
    }


_KEYS = re.compile(rb'"(?:_task_hash|_input_hash|_view_id|_session_id|token_start)"\s*:')


def sniff(data: bytes, name: str) -> bool:
    """Whether the first object has what Prodigy alone writes."""
    first = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    is_json = name.lower().endswith((".jsonl", ".json")) and first.startswith((b"{", b"["))
    return is_json and b'"hashiya/' not in first[:200] and _KEYS.search(first.partition(b"\n")[0]) is not None


FORMAT = Format(
    "prodigy", (".jsonl", ".json"), read=read, write=write, carries=EVERYTHING - {Part.DISCONTINUOUS}, sniff=sniff
)
