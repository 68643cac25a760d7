"""TIMEX3 values in plain words of the language spoken now."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from annotator.arabic import amounts, timex
from annotator.arabic.names import month_name, weekday_name
from annotator.errors import BadInput
from annotator.words import _

if TYPE_CHECKING:
    from annotator.arabic.dates import TimeExpression

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?=$|T)")
_ISO_WEEK = re.compile(r"(\d{4}-W)(\d+)(?=$|-\w+$)")
_SOME_DAY = date(2026, 1, 27)
"""Stands in for a publication date, to tell whether one is all that is missing."""


def reading(type: str, value: str, *, calendar: str = "") -> str:  # noqa: A002
    """What a value says, in words and with the weekday; empty for what is no TIMEX3 value.

    `type` tells a SET (`P1D`: every day) from a DURATION (one day). `calendar` is `hijri` where the value
    itself counts Hijri years (`1447-09-15`); otherwise years are Gregorian.
    """
    if calendar in ("hijri", "islamic-umalqura"):
        from annotator.arabic.hijri_words import hijri_reading

        return hijri_reading(value)
    if not timex.type_of(value):
        return ""
    if type == "SET" or value.startswith("R") or timex.RECURRING.fullmatch(value):
        what = value.partition("/")[2] if value.startswith("R") else value
        return amounts.recurrence(what) or _("again and again: {reading}").format(reading=reading("DURATION", what))
    if value.startswith("P") and value not in timex.REFS:
        return amounts.duration(value)
    return _interval(*value.split("/")) if "/" in value else _point(value)


def day_words(day: date) -> str:
    """A Gregorian day in words: “Wednesday 28 January 2026”."""
    return _("{weekday} {day} {month} {year}").format(
        weekday=weekday_name(day), day=day.day, month=month_name(day.month), year=day.year
    )


def _point(value: str) -> str:
    refs = {"PAST_REF": _("some time in the past"), "PRESENT_REF": _("now"), "FUTURE_REF": _("some time in the future")}
    if value in refs:
        return refs[value]
    day, sign, clock = value.partition("T")
    if not sign:
        return _date(day)
    return _clock(clock, _date(day)) if day else _clock_alone(clock)


def _date(value: str) -> str:
    if value.endswith("-XX"):
        return _("a day in {span}").format(span=_date(value.removesuffix("-XX")))
    day = timex.day_of(value)
    if day is not None:
        return day_words(day)
    if value.startswith("XXXX"):
        return _without_year(value)
    year, _sign, rest = value.partition("-")
    if rest.startswith("W"):
        return _week(value, year, rest) if rest not in timex.SEASONS else _season(rest, year)
    if rest in timex.SEASONS:
        return _season(rest, year)
    if rest.isdigit():
        return _("{month} {year}").format(month=month_name(int(rest)), year=year)
    parts = {
        "Q1": _("the first quarter of {year}"), "Q2": _("the second quarter of {year}"),
        "Q3": _("the third quarter of {year}"), "Q4": _("the fourth quarter of {year}"),
        "H1": _("the first half of {year}"), "H2": _("the second half of {year}"),
    }  # fmt: skip
    if rest in parts:
        return parts[rest].format(year=year)
    digits = year.rstrip("X")
    if len(digits) == 4:
        return _("the year {year}").format(year=year)
    ends = {"first": digits.ljust(4, "0"), "last": digits.ljust(4, "9")}
    return (
        _("the decade from {first} to {last}") if len(digits) == 3 else _("the century from {first} to {last}")
    ).format(**ends)


def _week(value: str, year: str, rest: str) -> str:
    if rest.endswith("-WE"):
        return _("the weekend of week {week} of {year}").format(week=int(rest[1:3]), year=year)
    if len(rest) > 3:
        day = timex.day_of_week(value)
        return day_words(day) if day else ""
    return _("week {week} of {year}").format(week=int(rest[1:]), year=year)


def _season(season: str, year: str) -> str:
    return {
        "SP": _("spring {year}"),
        "SU": _("summer {year}"),
        "FA": _("autumn {year}"),
        "WI": _("winter {year}"),
    }[season].format(year=year)


def _without_year(value: str) -> str:
    parts = value.split("-")[1:]
    if parts[0] == "XX":
        return _("day {day} of the month").format(day=int(parts[1]))
    if len(parts) == 1:
        return month_name(int(parts[0]))
    return _("{day} {month}").format(day=int(parts[1]), month=month_name(int(parts[0])))


def _clock(clock: str, day: str) -> str:
    parts = {
        "MO": _("the morning of {day}"), "MI": _("noon of {day}"), "AF": _("the afternoon of {day}"),
        "EV": _("the evening of {day}"), "NI": _("the night of {day}"), "DT": _("in the daytime of {day}"),
    }  # fmt: skip
    if clock in parts:
        return parts[clock].format(day=day)
    return _("{day}, {time}").format(day=day, time=_clock_alone(clock))


def _clock_alone(clock: str) -> str:
    parts = {
        "MO": _("in the morning"), "MI": _("at noon"), "AF": _("in the afternoon"),
        "EV": _("in the evening"), "NI": _("at night"), "DT": _("in the daytime"),
    }  # fmt: skip
    if clock in parts:
        return parts[clock]
    time, zone, offset = re.fullmatch(r"([\d:]+)(Z|[+-])?([\d:]*)", clock).groups()  # type: ignore[union-attr]
    shown = time if ":" in time else f"{time}:00"
    if zone is None:
        return _("at {time}").format(time=shown)
    if zone == "Z":
        return _("at {time} GMT").format(time=shown)
    # The sign would jump to the other side of the number in an Arabic line.
    return _("at {time} (GMT {offset})").format(time=shown, offset=f"\u2066{zone}{offset}\u2069")


def _interval(first: str, last: str) -> str:
    if first in ("", ".."):
        return _("until {last}").format(last=_point(last))
    if last in ("", ".."):
        return _("from {first} on").format(first=_point(first))
    start, end = timex.day_of(first), timex.day_of(last)
    if start and end and len(first) == len(last) == 10 and start.year == end.year:
        told = {"last": end.day, "month": month_name(end.month), "year": end.year}
        if start.month == end.month:
            return _("from {first} to {last} {month} {year}").format(first=start.day, **told)
        return _("from {first} {first_month} to {last} {month} {year}").format(
            first=start.day, first_month=month_name(start.month), **told
        )
    if first.isdigit() and last.isdigit() and len(first) == len(last) == 4:
        return _("from {first} to {last}").format(first=first, last=last)
    return _("from {first} to {last}").format(first=_point(first), last=_point(last))


# What is typed


_BESIDE = frozenset({"في", "من", "منذ", "حتى", "خلال", "بتاريخ", "الموافق", "يوم", "و"})
"""Words that may stand beside a time in the value box without changing it."""


def typed(text: str, published: date | None, *, week_starts: int = 5) -> tuple[str, str]:
    """The TIMEX3 type and value of what a person typed: ISO, TIMEX3, or Arabic such as `غداً`, counted from the day of
    publication. `week_starts` is the first day of a week, Monday being 0. Raises BadInput with one sentence.

    >>> typed("2026-01-28", None)
    ('DATE', '2026-01-28')
    """
    plain = text.strip().translate(_DIGITS)
    if not plain:
        raise BadInput(_("Type a date, such as 2026-01-28, P3M or غداً."))
    value = _ISO.sub(lambda found: f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}", plain.upper(), count=1)
    value = _ISO_WEEK.sub(lambda found: f"{found[1]}{found[2]:0>2}", value, count=1)
    found = timex.type_of(value)
    if found:
        return found, value
    if _ISO.match(value) and value.isascii():
        raise BadInput(_("There is no day {day}.").format(day=plain))
    if _ISO_WEEK.match(value) and value.isascii():
        raise BadInput(_("There is no week {week}.").format(week=plain))
    phrase = _phrase(text, published, week_starts)
    if phrase is not None and phrase.value:
        return phrase.type, phrase.value
    counted = _phrase(text, published or _SOME_DAY, week_starts)
    if counted is not None and counted.value:
        raise BadInput(
            _("“{text}” counts from the publication date, which is not known; set it first.").format(text=text)
        )
    if counted is not None and counted.warning:
        raise BadInput(counted.warning)
    raise BadInput(
        _("“{text}” is no date that can be read; write it as 2026-01-28, as P3M, or in Arabic words.").format(text=text)
    )


def _phrase(text: str, published: date | None, week_starts: int) -> TimeExpression | None:
    """The time that a text says as a whole. What goes beyond it may only be a word such as في: a person who types more
    means more than that."""
    from annotator.arabic import dates

    found = dates.find(text, published, week_starts=week_starts)
    if not found:  # مارس alone may be a word; in a value box it is none
        text = f"في {text}"
        found = dates.find(text, published, week_starts=week_starts)
    if len(found) != 1:
        return None
    beyond = f"{text[: found[0].start]} {text[found[0].end :]}"
    return found[0] if all(word in _BESIDE for word in re.findall(r"\w+", beyond)) else None
