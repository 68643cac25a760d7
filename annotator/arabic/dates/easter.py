"""Reading the feasts that move with Easter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from annotator.arabic.dates.context import Context, Reading, unpublished
from annotator.arabic.dates.expression import Confidence
from annotator.arabic.dates.grammar import Features


def by_shift(days: list[date], shift: int, published: date) -> date:
    if shift < 0:
        return max((made for made in days if made < published), default=days[0])
    if shift > 0:
        return min((made for made in days if made > published), default=days[-1])
    return min((made for made in days if made.year == published.year), default=days[0])


def _made(found: date) -> Reading:
    return Reading("DATE", found.isoformat(), day=found)


def easter(read: Features, context: Context) -> Reading | None:
    shift = timedelta(days=read["easter"] if "easter" in read else read["orthodox"])
    sunday = western_easter if "easter" in read else eastern_easter
    if "year" in read:
        return _made(sunday(read["year"]) + shift) if 1583 <= read["year"] < 2200 else None
    if context.published is None:
        return unpublished("DATE")
    days = [sunday(context.published.year + step) + shift for step in (-1, 0, 1)]
    return replace(_made(_nearest(days, read, context.published)), confidence=Confidence.MEDIUM)


def _nearest(days: Iterable[date], read: Features, published: date) -> date:
    listed = list(days)
    if "shift" in read:
        return by_shift(listed, read["shift"], published)
    return min(listed, key=lambda made: abs(made - published))


def western_easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    shift = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * shift) // 451
    month, rest = divmod(h + shift - 7 * m + 114, 31)
    return date(year, month, rest + 1)


def eastern_easter(year: int) -> date:
    """Easter Sunday of the Orthodox churches, as a Gregorian day (Meeus)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, rest = divmod(d + e + 114, 31)
    return date(year, month, rest + 1) + timedelta(days=year // 100 - year // 400 - 2)
