"""Reading months, years, weeks, quarters, seasons, decades and centuries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from annotator.arabic import calendars
from annotator.arabic.dates.context import Context, Reading, impossible, is_before_christ, unpublished
from annotator.arabic.dates.days import month_after, year_named
from annotator.arabic.dates.expression import Alternative, Confidence
from annotator.arabic.dates.grammar import Features
from annotator.arabic.dates.tables import tables
from annotator.arabic.dates.tense import by_preposition
from annotator.errors import BadInput
from annotator.words import _

_HIJRI_OF_OUR_TIME = range(1380, 1470)
"""Years that are Hijri ones even without هـ: 1960 to 2047."""

_FAR = 4
"""From so many months away on, a bare month is offered in both years."""


def month(read: Features, context: Context) -> Reading | None:
    """كانون الأول الماضي, مارس 2020, رمضان."""
    number = read.get("month", read.get("month-number"))
    if "hmonth" in read:
        return _hijri_month(read, context)
    if not isinstance(number, int) or not 1 <= number <= 12:
        return None
    year = read.get("year")
    if "which-year" in read:
        year = year_named(read, context)
        if not isinstance(year, int):
            return year
    if year is not None:
        return Reading("DATE", f"{year:04}-{number:02}") if 1000 <= year < 2200 else None
    if context.published is None:
        return unpublished("DATE")
    published = context.published
    now = published.year * 12 + published.month - 1
    months = [y * 12 + number - 1 for y in range(published.year - 2, published.year + 3)]
    shift = read.get("shift")
    if shift is not None:
        if shift < 0:
            found = max(m for m in months if m < now)
        elif shift > 0:
            found = min(m for m in months if m > now)
        else:
            found = next(m for m in months if m // 12 == published.year)
        return Reading("DATE", _month_value(found), Confidence.MEDIUM)
    side = by_preposition(context) if context.word(-1) not in ("الي", "حتي") else 0
    fitting = [m for m in months if m * side >= now * side] or months  # منذ مارس has begun, بحلول مارس is to come
    found = min(fitting, key=lambda m: (abs(m - now), m))
    second = min((m for m in months if m != found), key=lambda m: abs(m - now))
    if abs(found - now) <= _FAR:
        return Reading("DATE", _month_value(found), Confidence.MEDIUM)
    reason = _("The same month of another year; the text names no year.")
    return Reading("DATE", _month_value(found)).unsure(Alternative(_month_value(second), reason))


def _month_value(months: int) -> str:
    return f"{months // 12:04}-{months % 12 + 1:02}"


def _hijri_month(read: Features, context: Context) -> Reading | None:
    number, year = read["hmonth"], read.get("year")
    try:
        if year is None:
            if context.published is None:
                return unpublished("DATE")
            now = calendars.to_hijri(context.published)
            here, shift = now.year * 12 + now.month - 1, read.get("shift")
            months = [y * 12 + number - 1 for y in range(now.year - 2, now.year + 3)]
            if shift is not None and shift < 0:
                found = max(m for m in months if m < here)
            elif shift is not None and shift > 0:
                found = min(m for m in months if m > here)
            else:
                found = min(months, key=lambda m: abs(m - here))
            year = found // 12
        elif year > 1600:  # رمضان عام 1992: a Hijri month of a Gregorian year
            year = calendars.to_hijri(date(year, 12, 31)).year
            year -= calendars.to_gregorian(year, number, 1).day.year > read["year"]
        start = calendars.to_gregorian(year, number, 1).day
        end = start + timedelta(days=calendars.month_length(year, number) - 1)
    except BadInput:
        return impossible("DATE", f"{year}-{number:02}")
    value = f"{start.isoformat()}/{end.isoformat()}"
    return Reading("DATE", value, Confidence.MEDIUM, "hijri", f"{year:04}-{number:02}")


def month_range(read: Features, context: Context) -> Reading | None:
    """يناير إلى يونيو 2019."""
    if read.get("first-again", read["first"]) != read["first"]:
        return None
    given = {key: read[key] for key in ("year", "shift") if key in read}
    last = month({"month": read["second"]} | given, context)
    if last is None or not last.value:
        return last
    year = int(last.value[:4]) - (read["first"] > read["second"])
    return replace(last, value=f"{year:04}-{read['first']:02}/{last.value}", alternatives=())


def year(read: Features, context: Context) -> Reading | None:
    """عام 2011, 1446هـ."""
    number = read["year"]
    if context.word(0) in tables().sets["metres"] and context.word(-1) not in ("عام", "سنه"):
        return None
    if not isinstance(number, int) or ("bc" not in read and is_before_christ(context)):
        return None
    if "bc" in read:
        return Reading("DATE", f"BC{number:04}")
    if read.get("era") == "h":
        return hijri_year(number)
    if number in _HIJRI_OF_OUR_TIME and "era" not in read:
        hijri = hijri_year(number)
        reason = _("The year of the Gregorian calendar.")
        return hijri.unsure(Alternative(f"{number:04}", reason)) if hijri else None
    if not 1000 <= number < 2200 and read.get("era") != "g":
        return None
    return Reading("DATE", f"{number:04}")


def hijri_year(number: int) -> Reading | None:
    """A Hijri year, as the Gregorian interval that it fills."""
    try:
        start = calendars.to_gregorian(number, 1, 1).day
        end = calendars.to_gregorian(number + 1, 1, 1).day - timedelta(days=1)
    except BadInput:
        return None
    return Reading("DATE", f"{start.isoformat()}/{end.isoformat()}", Confidence.MEDIUM, "hijri", f"{number:04}")


def year_range(read: Features, _context: Context) -> Reading | None:
    """2011-2015."""
    first, second = read["first"], read["second"]
    if not first < second or second - first > 200:
        return None
    if read.get("era") == "h":
        one, two = hijri_year(first), hijri_year(second)
        if one is None or two is None:
            return None
        value = one.value.split("/")[0] + "/" + two.value.split("/")[1]
        return Reading("DATE", value, Confidence.MEDIUM, "hijri", f"{first}/{second}")
    return Reading("DATE", f"{first:04}/{second:04}")


def named_year(read: Features, context: Context) -> Reading | None:
    """العام الدراسي 2024/2025."""
    if "first" in read:
        first, second = sorted((read["first"], read["second"]))
        return Reading("DATE", f"{first:04}/{second:04}") if second == first + 1 else None
    if "year" in read:
        return Reading("DATE", f"{read['year']:04}")
    if context.published is None:
        return unpublished("DATE")
    # School years and seasons begin in the summer.
    start = context.published.year - (context.published.month < 8) + read["shift"]
    return Reading("DATE", f"{start:04}/{start + 1:04}", Confidence.CHECK)


def shifted(unit: str, shift: int, context: Context) -> Reading | None:
    """The day, week, month … that lies `shift` of its kind from publication."""
    if context.published is None:
        return unpublished("DATE")
    published = context.published
    if unit == "D":
        return Reading("DATE", (published + timedelta(days=shift)).isoformat(), Confidence.MEDIUM)
    if unit == "W":
        return _week(published, shift, context)
    if unit == "M":
        return Reading("DATE", "{:04}-{:02}".format(*month_after(published, shift)), Confidence.MEDIUM)
    if unit == "Y":
        return Reading("DATE", f"{published.year + shift:04}", Confidence.MEDIUM)
    if unit == "E":
        return Reading("DATE", f"{published.year // 10 + shift:03}", Confidence.MEDIUM)
    if unit == "C":
        return Reading("DATE", f"{published.year // 100 + shift:02}", Confidence.MEDIUM)
    return None


def _week(published: date, shift: int, context: Context) -> Reading:
    """The ISO week of the day of publication, or the one by the project's own first day where that differs."""
    iso = published + timedelta(weeks=shift)
    value = week_value(iso)
    # Sunday and Saturday may belong to the next ISO week already, where the week starts on them.
    own = context.week_of(published) + timedelta(weeks=shift, days=3)
    if week_value(own) != value:
        reason = _("By the day on which the week starts in this project.")
        return Reading("DATE", value).unsure(Alternative(week_value(own), reason))
    return Reading("DATE", value, Confidence.MEDIUM)


def week_value(day: date) -> str:
    """The ISO week of a day, as TIMEX3 writes it."""
    iso = day.isocalendar()
    return f"{iso.year:04}-W{iso.week:02}"


def period(read: Features, context: Context) -> Reading | None:
    """الأسبوع المقبل, هذا العام, نهاية الشهر."""
    unit, form = read["unit"], read["form"]
    if form != "one" or unit in ("TM", "TS", "TH", "Q"):
        return None
    if "same" in read:
        return same_period(read, context)
    if "year" in read:
        return Reading("DATE", f"{read['year']:04}")
    if context.prepared.sentence.words[context.last - 1] in ("التالي", "التاليه") and unit in ("M", "Y"):
        following = _following(read, context)
        if following is not None:
            return following
    if "new" in read:
        return _new_year(read, context)
    if "shift" not in read and read.get("mod") and unit == "D":
        return None
    found = shifted(unit, read.get("shift", 0), context)
    if found is None or unit != "W" or "mod" not in read or not found.value:
        return found
    return found.unsure(*([Alternative(f"{found.value}-WE", _("The weekend."))] if read["mod"] == "END" else []))


def _following(read: Features, context: Context) -> Reading | None:
    """السنة التالية after a time that was named: the one after it."""
    width = {"Y": 4, "M": 7}[read["unit"]]
    named = next((one.value for one in reversed(context.before) if one.type in ("DATE", "TIME")), "")
    if len(named) < width or not named[:width].replace("-", "").isdecimal():
        return None
    if read["unit"] == "Y":
        return Reading("DATE", f"{int(named[:4]) + 1:04}", Confidence.CHECK)
    following = month_after(date(int(named[:4]), int(named[5:7]), 1), 1)
    return Reading("DATE", "{:04}-{:02}".format(*following), Confidence.CHECK)


def _new_year(read: Features, context: Context) -> Reading | None:
    """العام الجديد: the next one in the second half of a year, the present one in the first."""
    if read["unit"] != "Y":
        return None
    ahead = context.published is not None and context.published.month > 6
    found = shifted("Y", int(ahead), context)
    return found.unsure() if found else None


def that_period(read: Features, context: Context) -> Reading | None:
    """ذلك العام: the year of the time named before, and nothing where none was."""
    widths = {"Y": 4, "M": 7}
    if read["form"] != "one" or read["unit"] not in widths:
        return None
    width = widths[read["unit"]]
    anchors = (one.value for one in reversed(context.before) if one.type == "DATE" and one.value[:4].isdecimal())
    value = next((value for value in anchors if len(value) >= width and "W" not in value[:width]), "")
    return Reading("DATE", value[:width], Confidence.CHECK) if value else None


def weekend(read: Features, context: Context) -> Reading | None:
    """عطلة نهاية الأسبوع."""
    shift = read.get("shift", 0)
    if shift == 1 and context.prepared.sentence.words[context.last - 1].endswith("ه"):
        shift = 0  # العطلة المقبلة is the one to come, عطلة الأسبوع المقبل that of the week to come
    found = shifted("W", shift, context)
    return replace(found, value=f"{found.value}-WE") if found and found.value else found


def of_period(read: Features, context: Context) -> Reading | None:
    """The month, week or year that a part belongs to; publication's own year where the text names none."""
    if "month" in read or "hmonth" in read or "month-number" in read:
        return month(read, context)
    if "year" in read and "unit" not in read:
        return year(read, context)
    if "unit" in read:
        return period(read, context)
    return None


def same_period(read: Features, context: Context) -> Reading | None:
    """الفترة نفسها من العام الماضي: the time named before, in another year; الشهر نفسه: its month."""
    anchor = next((one for one in reversed(context.before) if one.type == "DATE" and one.value[:4].isdecimal()), None)
    whole, counted_in = _whole_of_same(read, context)
    is_month = counted_in == "M"
    if anchor is None:
        if whole is None or not whole.value:
            return Reading("DATE", "PAST_REF", Confidence.CHECK)
        if is_month and context.published and len(whole.value) == 4:
            return Reading("DATE", f"{whole.value}-{context.published.month:02}").unsure()
        return whole.unsure()
    if whole is None or len(whole.value) != 4:
        width = {"Y": 4, "M": 7}.get(read.get("unit", ""), len(anchor.value))
        return replace(anchor, value=anchor.value[:width], confidence=Confidence.MEDIUM, alternatives=(), warning="")
    days = anchor.value.partition("T")[0]
    parts = (days[:7] if is_month else days).split("/")
    return Reading("DATE", "/".join(whole.value + part[4:] for part in parts), Confidence.MEDIUM)


def _whole_of_same(read: Features, context: Context) -> tuple[Reading | None, str]:
    """The year that the same period is looked for in, and the unit of that period: الشهر نفسه من عام 2024."""
    inner = read.get("of")
    if isinstance(inner, dict):
        return of_period(inner, context), read.get("unit", "")
    if "year" in read:
        return year({"year": read["year"]}, context), read.get("unit", "")
    if "shift" in read:
        return of_period({key: read[key] for key in ("unit", "form", "shift") if key in read}, context), ""
    return None, ""
