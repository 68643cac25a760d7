"""The Hijri calendar and the Gregorian one: the same day in both.

From 1343 to 1500 the days are those of the Umm al-Qura calendar, which Saudi Arabia publishes (the tables of the
library `hijridate`). Outside these years no such table is at hand; there the tabular calendar answers, and says so in
`is_exact`: the civil one, with the leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of thirty (“type II” of R. H.
van Gent's survey; E. M. Reingold and N. Dershowitz, Calendrical Calculations, chapter 7). The two do not fit together
to the day at the seam: 29 Dhu al-Hijja 1342 of the tabular calendar is 1 Muharram 1343 of Umm al-Qura.
"""

from __future__ import annotations

from datetime import date

from annotator.errors import BadInput
from annotator.frozen import frozen
from annotator.words import _

EXACT_YEARS = range(1343, 1501)
"""The Hijri years of the Umm al-Qura tables."""

_EPOCH = date(622, 7, 19).toordinal()
"""1 Muharram 1: 16 July 622 of the Julian calendar, a Friday."""

_LEAP = frozenset({2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29})
_CYCLE_DAYS = 30 * 354 + 11


@frozen
class Conversion:
    """A Gregorian day. `is_exact` is False where it was reckoned and may be a day or two off."""

    day: date
    is_exact: bool


@frozen
class HijriDay:
    """A day of the Hijri calendar. `is_exact` is False where it was reckoned and may be a day or two off."""

    year: int
    month: int
    day: int
    is_exact: bool

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


def to_gregorian(year: int, month: int, day: int) -> Conversion:
    """The Gregorian day of a Hijri one; raises BadInput for a day that does not exist.

    >>> to_gregorian(1447, 9, 15).day.isoformat()
    '2026-03-04'
    """
    if not 1 <= day <= month_length(year, month):
        raise _no_such_day(year, month, day)
    if year in EXACT_YEARS:
        from hijridate import Hijri

        found = Hijri(year, month, day).to_gregorian()
        return Conversion(date(found.year, found.month, found.day), True)
    try:
        return Conversion(date.fromordinal(_tabular_start(year, month) + day - 1), False)
    except (ValueError, OverflowError):
        raise _no_such_day(year, month, day) from None


def to_hijri(day: date) -> HijriDay:
    """The Hijri day of a Gregorian one; raises BadInput for one before the Hijra.

    >>> str(to_hijri(date(2026, 3, 4)))
    '1447-09-15'
    """
    if _first_exact() <= day <= _last_exact():
        from hijridate import Gregorian

        found = Gregorian(day.year, day.month, day.day).to_hijri()
        return HijriDay(found.year, found.month, found.day, True)
    if day.toordinal() < _EPOCH:
        raise BadInput(_("{day} is before the first Hijri year.").format(day=day.isoformat()))
    cycles, rest = divmod(day.toordinal() - _EPOCH, _CYCLE_DAYS)
    year = cycles * 30 + min(rest // 355, 29) + 1
    while _tabular_start(year + 1, 1) <= day.toordinal():
        year += 1
    month = next(m for m in range(12, 0, -1) if _tabular_start(year, m) <= day.toordinal())
    return HijriDay(year, month, day.toordinal() - _tabular_start(year, month) + 1, False)


def month_length(year: int, month: int) -> int:
    """How many days a Hijri month has, 29 or 30; raises BadInput for a month that does not exist."""
    if year < 1 or not 1 <= month <= 12:
        raise _no_such_day(year, month, None)
    if year in EXACT_YEARS:
        from hijridate import Hijri

        return int(Hijri(year, month, 1).month_length())
    return 30 if month % 2 or (month == 12 and _is_leap(year)) else 29


def _is_leap(year: int) -> bool:
    return (year - 1) % 30 + 1 in _LEAP


def _tabular_start(year: int, month: int) -> int:
    """The ordinal of the first day of a month of the tabular calendar."""
    cycles, within = divmod(year - 1, 30)
    leaps = sum(leap <= within for leap in _LEAP)
    return _EPOCH + cycles * _CYCLE_DAYS + within * 354 + leaps + 29 * (month - 1) + month // 2


def _first_exact() -> date:
    return to_gregorian(EXACT_YEARS[0], 1, 1).day


def _last_exact() -> date:
    last = EXACT_YEARS[-1]
    return to_gregorian(last, 12, month_length(last, 12)).day


def _no_such_day(year: int, month: int, day: int | None) -> BadInput:
    told = f"{year}-{month:02}" if day is None else f"{year}-{month:02}-{day:02}"
    return BadInput(_("The Hijri calendar has no {day}.").format(day=told))
