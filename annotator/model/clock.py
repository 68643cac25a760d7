"""The time as it is written into a project."""

from __future__ import annotations

from datetime import UTC, date, datetime

from annotator.errors import BadInput
from annotator.words import _


def now() -> str:
    """The present moment in UTC, ISO 8601 with milliseconds, such as `2026-01-27T09:30:00.125Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def iso_day(text: str) -> str:
    """The day that an ISO 8601 date, or a date with a time, names; raises ValueError.

    >>> iso_day("2026-01-27T09:30:00Z")
    '2026-01-27'
    """
    if len(text) > 10 and text[10] not in "Tt ":
        raise ValueError(text)
    return date.fromisoformat(text[:10]).isoformat()


def day_given(text: str) -> str:
    """The ISO day that a person gave, or nothing where they gave nothing; raises BadInput for what is no date."""
    try:
        return iso_day(text) if text else ""
    except ValueError:
        raise BadInput(_("“{value}” is no date; write it as 2026-01-27.").format(value=text)) from None
