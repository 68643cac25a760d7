"""The recommender of dates: what the date finder finds, under the Labels of a Schema."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from annotator.arabic import dates, timex
from annotator.model.schema import Kind, Schema
from annotator.suggest.suggestion import Suggestion, as_number

TYPES = ("DATE", "TIME", "DURATION", "SET")
"""The TIMEX3 types, which are names of Labels too in a Schema that tells them apart."""

_BEFORE, _AFTER = 500, 200
"""Code points before and after a date that can tell what it means: the verb, the dates named before."""


def label_for(schema: Schema, type: str) -> str:  # noqa: A002
    """The Label for a TIMEX3 type: the date Label of that name, else the first date Label, else none ('')."""
    names = [label.name for label in schema.markable() if label.kind is Kind.DATE]
    return type if type in names else next(iter(names), "")


def suggest(text: str, published: date | None, schema: Schema, *, week_starts: int = 5) -> list[Suggestion]:
    """The dates of an Article as Suggestions, in reading order; none where the Schema marks no dates."""
    if not label_for(schema, "DATE"):
        return []
    found = dates.find(text, published, week_starts=week_starts)
    return sorted((_suggestion(one, schema) for one in found), key=lambda one: (one.start, -one.end))


def value_of(
    text: str, start: int, end: int, published: date | None, label: str, schema: Schema, *, week_starts: int = 5
) -> Suggestion | None:
    """What the words `[start, end)` under a Label say, or None where nobody can tell.

    The type is that of the Label where the value can have it (`يومياً` under SET), else that of the words.
    """
    first, last = _around(text, start, end)
    found = dates.read(text[first:last], start - first, end - first, published, week_starts=week_starts)
    if found is None:
        return None
    return under(label, replace(_suggestion(found, schema), start=start, end=end))


def under(label: str, one: Suggestion) -> Suggestion:
    """A Suggestion as it is under a Label, whose type it has where its value can have it."""
    kind = label if label in TYPES and timex.fits(label, one.value) else one.type
    return replace(one, label=label, type=kind)


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """What is read of a text for a date in it: whole lines where they are not too long. A long text would take long."""
    first, last = text.rfind("\n", 0, max(start - _BEFORE // 2, 0)) + 1, text.find("\n", end)
    if first < start - _BEFORE:  # not in the midst of a word
        first = text.find(" ", start - _BEFORE, start) + 1 or start
    last = len(text) if last < 0 else last
    return first, last if last <= end + _AFTER else max(text.rfind(" ", end, end + _AFTER), end)


def _suggestion(found: dates.TimeExpression, schema: Schema) -> Suggestion:
    return Suggestion(
        label_for(schema, found.type),
        found.start,
        found.end,
        found.type,
        found.value,
        as_number(found.confidence),
        found.rule,
        found.alternatives,
        found.warning,
        found.calendar,
    )
