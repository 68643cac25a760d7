"""Days in a row, for a figure with a time axis: single ones, or weeks or months where there are many."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

_MOST = 92
"""Columns from which days are gathered to weeks, and weeks to months."""


def without_gaps(days: Iterable[str]) -> tuple[tuple[str, ...], dict[str, str]]:
    """The columns from the first of `days` (ISO) to the last with none left out, and the column of each day: the day
    itself, the day on which its week begins (Monday), or its month, such as `2026-01`."""
    known = sorted(set(days))
    if not known:
        return (), {}
    first, last = date.fromisoformat(known[0]), date.fromisoformat(known[-1])
    if (last - first).days < _MOST:
        return _every(first, last, 1), {day: day for day in known}
    weeks = {day: _monday(date.fromisoformat(day)) for day in known}
    if (last - first).days < 7 * _MOST:
        return _every(min(weeks.values()), max(weeks.values()), 7), {
            day: week.isoformat() for day, week in weeks.items()
        }
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple(f"{month // 12:04}-{month % 12 + 1:02}" for month in months), {day: day[:7] for day in known}


def _every(first: date, last: date, step: int) -> tuple[str, ...]:
    return tuple((first + timedelta(days=n)).isoformat() for n in range(0, (last - first).days + 1, step))


def _monday(day: date) -> date:
    return day - timedelta(days=min(day.weekday(), (day - date.min).days))
