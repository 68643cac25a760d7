"""The shapes that a TIMEX3 value can have, and whether it names anything that exists."""

from __future__ import annotations

import re
from datetime import date

REFS = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")
PARTS_OF_DAY = ("MO", "MI", "AF", "EV", "NI", "DT")
"""Morning, midday, afternoon, evening, night, daytime."""
SEASONS = ("SP", "SU", "FA", "WI")

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-([1-7]|WE))?")
_OTHER_DATES = re.compile(
    r"\d{2}(?:XX)?|\d{3}X?|\d{4}"  # century, decade, year
    r"|\d{4}-(?:0[1-9]|1[0-2]|Q[1-4]|H[12]|SP|SU|FA|WI)(?:-XX)?"
    r"|XXXX-(?:(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?|XX-(?:0[1-9]|[12]\d|3[01])|WXX(?:-[1-7])?|XX(?:-XX)?|QX|HX)"
)
_CLOCK = re.compile(
    rf"{'|'.join(PARTS_OF_DAY)}|(?:(?:[01]\d|2[0-3])(?::[0-5]\d(?::[0-5]\d)?)?|24(?::00)?)(?:Z|[+-]\d\d(?::?\d\d)?)?"
)
_AMOUNT = r"(?:\d{1,15}(?:\.\d{1,15})?|X)"
DURATION = re.compile(
    rf"P(?=[\dXT])((?:{_AMOUNT}(?:CE|DE|Y|Q|M|W|WE|D))*)(?:T(?=[\dX])((?:{_AMOUNT}[HMS])+))?(?<=[A-Z])"
)
"""Two groups: the amounts of days and longer, and those of hours and shorter."""
RECURRING = re.compile(r"XXXX-(?:WXX(?:-[1-7])?|XX(?:-XX)?|QX|HX)")
_REPEATED = re.compile(r"R\d{0,15}/")


def day_of(value: str) -> date | None:
    """The day that a value such as `2026-01-28` names, or one with a time of day; None for anything else."""
    head = value[:10]
    if not _DAY.fullmatch(head) or value[10:11] not in ("", "T"):
        return None
    try:
        return date.fromisoformat(head)
    except ValueError:
        return None


def day_of_week(value: str) -> date | None:
    """The Monday of a week such as `2026-W05`, or its day in `2026-W05-3`; None for weeks that do not exist."""
    found = _WEEK.fullmatch(value)
    if found is None:
        return None
    year, week, day = found.groups()
    try:
        return date.fromisocalendar(int(year), int(week), int(day) if day and day.isdigit() else 1)
    except ValueError:
        return None


def is_date(value: str) -> bool:
    """Whether a value names a day, a week, a month or something longer, without a time of day."""
    if _DAY.fullmatch(value):
        return day_of(value) is not None
    if _WEEK.fullmatch(value):
        return day_of_week(value) is not None
    return value in REFS or _OTHER_DATES.fullmatch(value) is not None


def is_time(value: str) -> bool:
    """Whether a value names a time of day, with its day or without."""
    day, sign, clock = value.partition("T")
    return bool(sign) and (not day or (is_date(day) and "REF" not in value)) and _CLOCK.fullmatch(clock) is not None


def type_of(value: str) -> str:
    """The TIMEX3 type of a well-formed value: DATE, TIME, DURATION or SET; empty for anything else.

    >>> type_of("2026-01-27TEV"), type_of("P3M"), type_of("2026-02-30")
    ('TIME', 'DURATION', '')
    """
    if _REPEATED.match(value):
        rest = value.partition("/")[2]
        return "SET" if type_of(rest) in ("DURATION", "DATE", "SET") else ""
    if DURATION.fullmatch(value):
        return "DURATION"
    if is_date(value):
        return "SET" if RECURRING.fullmatch(value) else "DATE"
    if is_time(value):
        return "TIME"
    return _type_of_interval(*value.split("/")) if value.count("/") == 1 else ""


def _type_of_interval(first: str, last: str) -> str:
    ends = [end for end in (first, last) if end not in ("", "..")]
    types = {type_of(end) for end in ends if end not in REFS}
    start, end = day_of(first), day_of(last)
    if not ends or not types <= {"DATE", "TIME"} or (start and end and end < start):
        return ""
    return "TIME" if "TIME" in types else "DATE"


def fits(type: str, value: str) -> bool:  # noqa: A002
    """Whether `value` can be the value of a date Span of TIMEX3 `type`: `P1D` is a DURATION, and a SET too."""
    found = type_of(value)
    return bool(found) and (found == type or (type == "SET" and (found == "DURATION" or value.startswith("XXXX-"))))
