"""Rows of the tables as model objects, and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from annotator.model.annotation import Attribute, Relation, Span
from annotator.model.article import Article

ARTICLE_COLUMNS = "uid, title, text, source, url, published, metadata, imported_at"
SPAN_COLUMNS = (
    'uid, label, start, "end", fragments, type, value, attributes, note, origin, confidence, created_at, updated_at, '
    "schema"
)


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
    uid, label, start, end, fragments, type_, value, attributes, note, origin, confidence, made, changed, schema = row
    ranges = ((start, end),) if fragments.count("[") == 2 else tuple((a, b) for a, b in orjson.loads(fragments))
    pairs = tuple(Attribute(n, v) for n, v in orjson.loads(attributes)) if attributes != "[]" else ()
    return Span(uid, label, ranges, type_, value, pairs, note, origin, confidence, made, changed, schema)


def span_row(span: Span, article: int, annotator: str, text: str, schema: int) -> tuple[Any, ...]:
    """`schema` is the version of now, for a Span that was made just now."""
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
        span.schema or schema,
    )


def relation(row: Sequence[Any]) -> Relation:
    return Relation(*row)
