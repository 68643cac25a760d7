"""What of a project a format can carry, what is kept of a Layer in it, and what is lost: told before it is written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from annotator.formats.characters import count_in
from annotator.model.annotation import Layer, Relation, Span, Status, reading_order
from annotator.model.article import Article
from annotator.model.problems import is_argument
from annotator.model.schema import Schema


class Part(StrEnum):
    """Something that a project may hold and a format may carry."""

    TEXT = "text"
    """The text letter for letter, white space included; other formats carry its tokens."""
    NESTED = "nested"
    """Spans inside others, and those that overlap them."""
    ALIKE = "alike"
    """Which of the Spans of one Label that lie in each other goes on from token to token."""
    DISCONTINUOUS = "discontinuous"
    RELATIONS = "relations"
    """Relations that are no event's arguments, those of chains among them."""
    ARGUMENTS = "arguments"
    """Events' arguments with their Roles."""
    ATTRIBUTES = "attributes"
    VALUES = "values"
    """TIMEX3 types and values of dates."""
    NOTES = "notes"
    LAYERS = "layers"
    """The work of several annotators on one Article."""
    STATUS = "status"
    """How far an annotator is with an Article."""
    ABOUT = "about"
    """Title, source, URL and publication date."""
    METADATA = "metadata"
    CHARACTERS = "characters"
    """Each character that a text may have, control characters too."""


EVERYTHING = frozenset(Part)
_OF_A_SPAN = {Part.ATTRIBUTES, Part.VALUES, Part.NOTES}


def kept(layer: Layer, carries: frozenset[Part], schema: Schema) -> Layer:
    """What is left of a Layer in a format that carries only these parts. Flat formats keep the outermost of Spans that
    nest or overlap; an arrow goes with a Span that it begins or ends at."""
    spans = list(layer.spans)
    if Part.DISCONTINUOUS not in carries:
        spans = [span for span in spans if len(span.fragments) == 1]
    if Part.NESTED not in carries:
        spans = outermost(spans)
    if not carries >= _OF_A_SPAN:
        spans = [_bare(span, carries) for span in spans]
    labels = {span.uid: span.label for span in spans}
    relations = tuple(
        one
        for one in layer.relations
        if one.source in labels and one.target in labels and _part_of(one, labels[one.source], schema) in carries
    )
    return replace(layer, spans=tuple(sorted(spans, key=reading_order)), relations=relations)


def outermost(spans: Iterable[Span]) -> list[Span]:
    """Spans that neither nest nor overlap, in reading order: the longest is kept, the earlier one of two that are as
    long, as spaCy's `filter_spans` does it."""
    starts: list[int] = []  # of those that are chosen, which are in the order of the text
    chosen: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start - one.end, one.start, one.uid)):
        start, end = span.start, span.end
        at = bisect_left(starts, start)
        if (at == 0 or chosen[at - 1].end <= start) and (at == len(chosen) or end <= starts[at]):
            starts.insert(at, start)
            chosen.insert(at, span)
    return chosen


def lost(
    article: Article,
    layers: Sequence[Layer],
    carries: frozenset[Part],
    schema: Schema,
    forbidden: re.Pattern[str] | None = None,
) -> Counter[Part]:
    """How many of each part of an Article with its Layers a format cannot carry. A format without Layers gets the first
    of them alone; `forbidden` are the characters that its files cannot hold."""
    found: Counter[Part] = Counter()
    if Part.LAYERS not in carries:
        found[Part.LAYERS] = max(len(layers) - 1, 0)
        layers = layers[:1]
    for layer in layers:
        found += _lost_of(layer, carries, schema)
    if Part.ABOUT not in carries:
        found[Part.ABOUT] += sum(map(bool, (article.source, article.url, article.published)))
    if Part.METADATA not in carries:
        found[Part.METADATA] += len(article.metadata)
    if Part.TEXT not in carries:
        found[Part.TEXT] = 1
    if forbidden is not None:
        found[Part.CHARACTERS] = count_in(article, layers, forbidden)
    return +found


def _lost_of(layer: Layer, carries: frozenset[Part], schema: Schema) -> Counter[Part]:
    found: Counter[Part] = Counter()
    after = kept(layer, carries, schema)
    whole = [span for span in layer.spans if len(span.fragments) == 1]
    if Part.DISCONTINUOUS not in carries:
        found[Part.DISCONTINUOUS] = len(layer.spans) - len(whole)
    if Part.NESTED not in carries:
        found[Part.NESTED] = (len(layer.spans) if Part.DISCONTINUOUS in carries else len(whole)) - len(after.spans)
    if Part.ALIKE not in carries:
        found[Part.ALIKE] = _alike(after.spans)
    labels = {span.uid: span.label for span in layer.spans}
    there = {one.uid for one in after.relations}
    for one in layer.relations:
        if one.uid not in there:
            found[_part_of(one, labels.get(one.source, ""), schema)] += 1
    for part, count in (
        (Part.ATTRIBUTES, sum(len(span.attributes) for span in layer.spans)),
        (Part.VALUES, sum(bool(span.value) for span in layer.spans)),
        (Part.NOTES, sum(bool(span.note) for span in layer.spans)),
        (Part.STATUS, int(layer.status is not Status.NEW)),
    ):
        if part not in carries:
            found[part] += count
    return found


def _alike(spans: Iterable[Span]) -> int:
    """How many of these, which are in reading order, begin in another one of their Label."""
    reached: dict[str, int] = {}
    count = 0
    for span in spans:
        count += span.start < reached.get(span.label, 0)
        reached[span.label] = max(reached.get(span.label, 0), span.end)
    return count


def _part_of(relation: Relation, source: str, schema: Schema) -> Part:
    return Part.ARGUMENTS if is_argument(schema, relation, source) else Part.RELATIONS


def _bare(span: Span, carries: frozenset[Part]) -> Span:
    """The Span without what a format cannot say of it."""
    if Part.ATTRIBUTES not in carries and span.attributes:
        span = replace(span, attributes=())
    if Part.VALUES not in carries and (span.type or span.value):
        span = replace(span, type="", value="")
    return replace(span, note="") if Part.NOTES not in carries and span.note else span
