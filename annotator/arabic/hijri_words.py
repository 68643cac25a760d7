"""Hijri days, months and years in words, and the Hijri side of a Gregorian value."""

from __future__ import annotations

import re
from datetime import date, timedelta

from annotator.arabic import timex
from annotator.arabic.calendars import HijriDay, month_length, to_gregorian, to_hijri
from annotator.arabic.names import hijri_month_name, weekday_name
from annotator.errors import BadInput
from annotator.words import _


def hijri_reading(value: str) -> str:
    """What a value that counts Hijri years says: `1447-09-15`, `1447-09` or `1447`; empty for anything else."""
    found = re.fullmatch(r"(\d{1,4})(?:-(\d\d))?(?:-(\d\d))?", value)
    if found is None:
        return ""
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        if month is None:
            return _("the year {year} AH").format(year=year)
        if day is None:
            month_length(year, month)
            return _("{month} {year} AH").format(month=hijri_month_name(month), year=year)
        there = to_gregorian(year, month, day)
    except BadInput:
        return ""
    return _in_words(HijriDay(year, month, day, there.is_exact), there.day)


def other_calendar(value: str) -> str:
    """The Hijri side of a Gregorian value in words: of a day or a time on it, and of an interval; else empty.

    An interval that is just a Hijri month or year is told as that.
    """
    try:
        day = timex.day_of(value)
        if day is not None and "/" not in value:
            return _in_words(to_hijri(day), day)
        ends = _ends(value)
        return _range(*ends) if ends else ""
    except BadInput:  # before the Hijra
        return ""


def _ends(value: str) -> tuple[date, date] | None:
    """The first and last day of an interval of days, or of a month; None for anything else."""
    first, _sign, last = value.partition("/")
    start, end = timex.day_of(first), timex.day_of(last)
    if start and end:
        return start, end
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value):
        start = date.fromisoformat(f"{value}-01")
        return start, (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return None


def _range(start: date, end: date) -> str:
    first, last = to_hijri(start), to_hijri(end)
    if first.day == 1 and last.day == month_length(last.year, last.month) and first.year == last.year:
        if first.month == last.month:
            return hijri_reading(f"{first.year:04}-{first.month:02}")
        if (first.month, last.month) == (1, 12):
            return hijri_reading(f"{first.year:04}")
    return _("from {first} to {last}").format(first=_plain(first), last=_plain(last))


def _plain(day: HijriDay) -> str:
    return _("{day} {month} {year} AH").format(day=day.day, month=hijri_month_name(day.month), year=day.year)


def _in_words(day: HijriDay, there: date) -> str:
    told = _("{weekday} {day} {month} {year} AH").format(
        weekday=weekday_name(there), day=day.day, month=hijri_month_name(day.month), year=day.year
    )
    return told if day.is_exact else _("{day}, reckoned").format(day=told)
