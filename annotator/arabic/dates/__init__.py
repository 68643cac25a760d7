"""Time expressions of Arabic news: where they are, and which TIMEX3 type and value they have."""

from __future__ import annotations

from datetime import date

from annotator.arabic.dates.expression import Alternative, Confidence, TimeExpression

__all__ = ["Alternative", "Confidence", "TimeExpression", "find", "read", "rule_title"]


def find(text: str, published: date | None = None, *, week_starts: int = 5) -> list[TimeExpression]:
    """The time expressions of `text` in reading order, none overlapping another.

    Relative times are counted from `published`; without it they are found and have no value. `week_starts` is the
    first day of the week, 0 for Monday to 6 for Sunday.
    """
    from annotator.arabic.dates import finder  # here, for the start: nobody asks before the window stands

    return finder.find(text, published, week_starts)


def read(
    text: str, start: int, end: int, published: date | None = None, *, week_starts: int = 5
) -> TimeExpression | None:
    """What the range `[start, end)` of `text` says as a time; None where it says none.

    The text around it is used for the tense and for the times named before.
    """
    from annotator.arabic.dates import finder

    return finder.read(text, start, end, published, week_starts)


def rule_title(name: str) -> str:
    """What the rule called `name` looks for, in a few words of the language spoken now."""
    from annotator.arabic.dates import tables

    return tables.rule_title(name)
