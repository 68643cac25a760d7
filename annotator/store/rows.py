"""Rows of the tables as model objects, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import orjson

from annotator.model.annotation import Attribute, Relation, Span
from annotator.model.article import Article

ARTICLE_COLUMNS = "uid, title, text, source, url, published, metadata, imported_at"
SPAN_COLUMNS = (
    'uid, label, start, "end", fragments, type, value, attributes, note, origin, confidence, created_at, updated_at'
)


_new = object.__new__
(
    _put_uid,
    _put_label,
    _put_fragments,
    _put_type,
    _put_value,
    _put_attributes,
    _put_note,
    _put_origin,
    _put_confidence,
    _put_created_at,
    _put_updated_at,
) = (getattr(Span, field.name).__set__ for field in fields(Span))


def json(value: Any) -> str:
    return orjson.dumps(value).decode()


def article(row: Sequence[Any]) -> Article:
    uid, title, text, source, url, published, metadata, imported_at = row
    pairs = tuple((name, value) for name, value in orjson.loads(metadata)) if metadata != "[]" else ()
    return Article(uid, title, text, source, url, published, pairs, imported_at)


def article_row(article: Article, position: int) -> tuple[Any, ...]:
    return (
        article.uid,
        article.title,
        article.text,
        article.sha256,
        article.source,
        article.url,
        article.published,
        json(article.metadata),
        position,
        article.imported_at,
    )


def span(row: Sequence[Any]) -> Span:
    uid, label, start, end, fragments, type_, value, attributes, note, origin, confidence, made, changed = row
    ranges = ((start, end),) if fragments.count("[") == 2 else tuple((a, b) for a, b in orjson.loads(fragments))
    pairs = tuple(Attribute(n, v) for n, v in orjson.loads(attributes)) if attributes != "[]" else ()
    # The __init__ of a frozen dataclass looks each slot up anew; an Article of 5,000 Spans opens faster without it.
    found: Span = _new(Span)
    _put_uid(found, uid)
    _put_label(found, label)
    _put_fragments(found, ranges)
    _put_type(found, type_)
    _put_value(found, value)
    _put_attributes(found, pairs)
    _put_note(found, note)
    _put_origin(found, origin)
    _put_confidence(found, confidence)
    _put_created_at(found, made)
    _put_updated_at(found, changed)
    return found


def span_row(span: Span, article: int, annotator: str, text: str) -> tuple[Any, ...]:
    fragments = span.fragments
    start, end = span.start, span.end
    simple = len(fragments) == 1
    return (
        span.uid,
        article,
        annotator,
        span.label,
        start,
        end,
        f"[[{start},{end}]]" if simple else json(fragments),
        text[start:end] if simple else span.surface(text),
        span.type,
        span.value,
        json([(a.name, a.value) for a in span.attributes]) if span.attributes else "[]",
        span.note,
        span.origin,
        span.confidence,
        span.created_at,
        span.updated_at,
    )


def relation(row: Sequence[Any]) -> Relation:
    return Relation(*row)
