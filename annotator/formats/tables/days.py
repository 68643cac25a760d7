"""The days that cells name: written in digits or in words, by Arabs, by programs, or by Excel."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum, auto
from functools import lru_cache

from annotator.frozen import frozen

_LONGEST = 80
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]")
"""Among them the marks that Arabic systems write around slashes."""
_ARABIC = re.compile("[\u0621-\u064a]")
_TIME = r"(?:[T\s,،]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?|[صم]|Z|UTC|GMT|[+-]\d{2}:?\d{2})*)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.IGNORECASE)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_TIME}", re.IGNORECASE)
_RUN_TOGETHER = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_DAY_NAME = re.compile(rf"(?:[a-z]+,?\s+)?(\d{{1,2}})[\s-]{_NAME}[\s,-]\s*(\d{{4}}){_TIME}", re.IGNORECASE)
_NAME_DAY = re.compile(rf"(?:[a-z]+,?\s+)?{_NAME}\s+(\d{{1,2}}),?\s+(\d{{4}}){_TIME}", re.IGNORECASE)
_WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=$|T)")


class Sure(Enum):
    """How sure it is which day a cell means."""

    YES = auto()
    EITHER = auto()
    """Day and month could be the other way round."""
    OTHER_WAY = auto()
    """It is a day only if day and month are the other way round."""
    HIJRI = auto()
    """It was reckoned from the Hijri calendar."""
    NO = auto()
    """It is none, or none that can be read."""


@frozen
class Day:
    """An ISO day, empty where it cannot be told, and how sure it is."""

    iso: str
    sure: Sure


@lru_cache(maxsize=4096)
def day_in(cell: str, *, month_first: bool = False) -> Day:
    """The day that a cell names; in digits the day of the month comes before the month unless it is `month_first`.

    >>> day_in("٢٧/٠١/٢٠٢٦").iso, day_in("03/04/2026").sure.name, day_in("01/27/2026").sure.name
    ('2026-01-27', 'EITHER', 'OTHER_WAY')
    """
    told = _western(" ".join(_INVISIBLE.sub("", cell[: 2 * _LONGEST]).split()))
    if len(told) > _LONGEST:
        return _NONE
    if found := _YEAR_FIRST.fullmatch(told):
        return _day(found[1], found[3], found[4])
    if found := _YEAR_LAST.fullmatch(told):
        return _slashed(found[1], found[3], found[4], month_first=month_first)
    if found := _RUN_TOGETHER.fullmatch(told):
        return _day(found[1], found[2], found[3])
    if found := _DAY_NAME.fullmatch(told):
        return _day(found[3], _month(found[2]), found[1])
    if found := _NAME_DAY.fullmatch(told):
        return _day(found[3], _month(found[1]), found[2])
    return _in_arabic_words(told) if _ARABIC.search(told) else _NONE


_NONE = Day("", Sure.NO)


def _western(text: str) -> str:
    """The text with digits of any script as ASCII ones."""
    return text if text.isascii() else "".join(str(int(char)) if char.isdecimal() else char for char in text)


def _slashed(first: str, second: str, year: str, *, month_first: bool) -> Day:
    usual, other = (second, first), (first, second)
    if month_first:
        usual, other = other, usual
    found, swapped = _day(year, *usual), _day(year, *other)
    if found.iso and swapped.iso and found != swapped:
        return Day(found.iso, Sure.EITHER)
    if swapped.iso and not found.iso:
        return Day("", Sure.OTHER_WAY)
    return found


def _day(year: str, month: str | int, day: str) -> Day:
    if int(year) < 1600:  # of the Hijri calendar, and nobody says by which reckoning
        return _NONE
    try:
        return Day(date(int(year), int(month), int(day)).isoformat(), Sure.YES)
    except ValueError:
        return _NONE


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _in_arabic_words(told: str) -> Day:
    """The one day that words such as «الثلاثاء 27 كانون الثاني 2026» name."""
    from annotator.arabic.dates import find  # its tables are large

    found = [one for one in find(told) if not one.warning]
    days = {match.group() for one in found if (match := _WHOLE_DAY.match(one.value))}
    if len(days) != 1:
        return _NONE
    is_hijri = all(one.calendar == "hijri" for one in found)
    return Day(days.pop(), Sure.HIJRI if is_hijri else Sure.YES)
