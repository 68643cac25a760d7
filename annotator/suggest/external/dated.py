"""Dates from outside: whoever proposes one says where it stands, and what it means is read from its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from annotator.model.article import Article
from annotator.model.schema import Kind, Schema
from annotator.suggest.suggestion import Suggestion


def dated(
    suggestions: Iterable[Suggestion], article: Article, schema: Schema, week_starts: int
) -> tuple[Suggestion, ...]:
    """Suggestions with the type and value of those that are under a date Label. Their confidence stays: it says how
    sure it is that they are dates."""
    return tuple(
        _valued(one, article, schema, week_starts) if schema.kind(one.label) is Kind.DATE else one
        for one in suggestions
    )


def _valued(one: Suggestion, article: Article, schema: Schema, week_starts: int) -> Suggestion:
    from annotator.suggest.dates import TYPES, value_of

    try:
        published = date.fromisoformat(article.published[:10])
    except ValueError:
        published = None
    found = value_of(article.text, one.start, one.end, published, one.label, schema, week_starts=week_starts)
    if found is None:
        return replace(one, type=one.label if one.label in TYPES else "DATE")
    return replace(
        one,
        type=found.type,
        value=found.value,
        alternatives=found.alternatives,
        warning=found.warning,
        calendar=found.calendar,
    )
