"""Reading months, years, weeks, quarters, seasons, decades and centuries."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from annotator.arabic import calendars
from annotator.arabic.dates.context import Context, Reading, impossible, unpublished
from annotator.arabic.dates.days import month_after, year_named
from annotator.arabic.dates.expression import Alternative, Confidence
from annotator.arabic.dates.grammar import Features
from annotator.arabic.dates.tense import direction
from annotator.errors import BadInput
from annotator.words import _

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
    found = min(months, key=lambda m: (abs(m - now), m))
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
    if not isinstance(number, int):
        return None
    hijri = read.get("era") == "h" or (1300 <= number < 1500 and read.get("era") != "g" and "hijri" in read)
    if hijri:
        return hijri_year(number)
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
        if read["second"] != read["first"] + 1:
            return None
        return Reading("DATE", f"{read['first']:04}/{read['second']:04}")
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
    if "shift" not in read and read.get("mod") and unit == "D":
        return None
    found = shifted(unit, read.get("shift", 0), context)
    if found is not None and unit == "W" and read.get("mod") == "END" and found.value:
        return found.unsure(Alternative(f"{found.value}-WE", _("The weekend.")))
    return found


def weekend(read: Features, context: Context) -> Reading | None:
    """عطلة نهاية الأسبوع."""
    found = shifted("W", read.get("shift", 0), context)
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


def _part_of_year(read: Features, context: Context, parts: int) -> tuple[int, bool] | Reading | None:
    """The year of a quarter or half, and whether the text names it."""
    inner = read.get("of")
    if isinstance(inner, dict | int):
        found = of_period(inner if isinstance(inner, dict) else {"year": inner}, context)
        if found is None or not found.value:
            return found
        if len(found.value) != 4:
            return None
        return int(found.value), True
    if context.published is None:
        return unpublished("DATE")
    published, nth = context.published, read["nth"]
    here = (published.month - 1) * parts // 12 + 1
    told = direction(context)[0]
    if told > 0:
        return published.year + (nth < here), False
    return published.year - (nth > here), False


def quarter(read: Features, context: Context) -> Reading | None:
    """الربع الثالث من العام المقبل."""
    if "shift" in read and "nth" not in read:
        if context.published is None:
            return unpublished("DATE")
        at = context.published.year * 4 + (context.published.month - 1) // 3 + read["shift"]
        return Reading("DATE", f"{at // 4:04}-Q{at % 4 + 1}", Confidence.MEDIUM)
    return _numbered(read | ({"nth": 4} if "last" in read else {}), context, 4, "Q")


def half(read: Features, context: Context) -> Reading | None:
    """النصف الأول من هذا العام; of a month, its days."""
    parts = 3 if "third" in read else 2
    if "shift" in read:
        read = read | {"nth": 1 if read["shift"] < 0 else parts}
    if "last" in read:
        read = read | {"nth": parts}
    inner = read.get("of")
    if "of-century" in read:
        within = read["of-century"] if isinstance(read["of-century"], dict) else {"nth": read["of-century"]}
        return decade(within, context) if "tens" in within else century(within, context)
    if isinstance(inner, dict) and (inner.get("unit") == "M" or "month" in inner):
        whole = of_period(inner, context)
        if whole is None or not whole.value or not 1 <= read["nth"] <= parts:
            return whole
        y, m = map(int, whole.value.split("-"))
        size = 30 // parts
        first = (read["nth"] - 1) * size + 1
        last = monthrange(y, m)[1] if read["nth"] == parts else first + size - 1
        return replace(whole, value=f"{y:04}-{m:02}-{first:02}/{y:04}-{m:02}-{last:02}")
    if parts == 3:
        return _third(read, context)
    if isinstance(inner, dict) and ("nth" in inner or "tens" in inner or inner.get("unit") in ("C", "E")):
        return None
    return _numbered(read, context, 2, "H")


def _third(read: Features, context: Context) -> Reading | None:
    found = _part_of_year(read, context, 3)
    if not isinstance(found, tuple):
        return found
    first = (read["nth"] - 1) * 4 + 1
    return Reading("DATE", f"{found[0]:04}-{first:02}/{found[0]:04}-{first + 3:02}", Confidence.MEDIUM)


def _numbered(read: Features, context: Context, parts: int, letter: str) -> Reading | None:
    if not 1 <= read["nth"] <= parts:
        return None
    found = _part_of_year(read, context, parts)
    if not isinstance(found, tuple):
        return found
    number, named = found
    value = f"{number:04}-{letter}{read['nth']}"
    if named:
        return Reading("DATE", value)
    reason = _("The same part of another year; the text names no year.")
    return Reading("DATE", value).unsure(Alternative(f"{number - 1:04}-{letter}{read['nth']}", reason))


def first_months(read: Features, context: Context) -> Reading | None:
    """الأشهر التسعة الأولى من عام 2025."""
    inner = read.get("of") or ({"year": read["year"]} if "year" in read else None)
    whole = of_period(inner, context) if isinstance(inner, dict) else None
    count = read["count"]
    if whole is None or len(whole.value) != 4 or read["unit"] != "M" or not 1 <= count <= 11:
        return None
    first, last = (13 - count, 12) if "last" in read else (1, count)
    return Reading("DATE", f"{whole.value}-{first:02}/{whole.value}-{last:02}")


_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def season(read: Features, context: Context) -> Reading | None:
    """صيف 2023, الصيف الماضي. The winter of a year begins in its December."""
    letter = read["season"]
    if "winter-end" in read:
        return Reading("DATE", f"{read['year']:04}-{letter}") if read["winter-end"] == read["year"] + 1 else None
    if "which-year" in read:
        named = year_named(read, context)
        if not isinstance(named, int):
            return named
        read = read | {"year": named}
    if "year" in read:
        return Reading("DATE", f"{read['year']:04}-{letter}")
    if context.published is None:
        return unpublished("DATE")
    now = context.published.year * 12 + context.published.month
    shift = read.get("shift", 0)
    start = _SEASON_STARTS[letter]
    years = range(context.published.year - 2, context.published.year + 3)
    if shift < 0:
        found = max(y for y in years if y * 12 + start + 3 <= now)
    elif shift > 0:
        found = min(y for y in years if y * 12 + start > now)
    else:
        found = context.published.year
    return Reading("DATE", f"{found:04}-{letter}", Confidence.MEDIUM)


def decade(read: Features, context: Context) -> Reading | None:
    """ستينات القرن الماضي; without a century, the latest one."""
    tens, inner = read["tens"], read.get("of")
    if isinstance(inner, int):
        inner = {"nth": inner}
    if "of-shift" in read or isinstance(inner, dict):
        which = {"shift": read["of-shift"]} if "of-shift" in read else inner or {}
        whole = century(which, context)
        return replace(whole, value=f"{whole.value}{tens}") if whole and whole.value else whole
    return Reading("DATE", f"19{tens}", Confidence.MEDIUM)


def nth_decade(read: Features, context: Context) -> Reading | None:
    """العقد الأول من القرن الحادي والعشرين is 200."""
    inner = read["of"] if isinstance(read["of"], dict) else {"nth": read["of"]}
    whole = century(inner, context)
    if read["unit"] != "E" or read["form"] != "one" or whole is None or len(whole.value) != 2:
        return None
    return replace(whole, value=f"{whole.value}{read['nth'] - 1}") if 1 <= read["nth"] <= 10 else None


def century(read: Features, context: Context) -> Reading | None:
    """القرن التاسع عشر is 18: the first two digits of its years."""
    if read.get("era") == "h":
        first, last = hijri_year(read["nth"] * 100 - 99), hijri_year(read["nth"] * 100)
        if first is None or last is None:
            return None
        value = f"{first.value[:4]}/{last.value.split('/')[1][:4]}"
        return Reading("DATE", value, Confidence.MEDIUM, "hijri", f"{read['nth'] - 1:02}")
    if "nth" in read:
        return Reading("DATE", f"{read['nth'] - 1:02}") if 1 <= read["nth"] <= 30 else None
    return shifted("C", read.get("shift", 0), context)


def same_period(read: Features, context: Context) -> Reading | None:
    """الفترة نفسها من العام الماضي: the time named before, in another year."""
    anchor = next((one for one in reversed(context.before) if one.type == "DATE" and one.value[:4].isdecimal()), None)
    inner = read.get("of")
    given = inner if isinstance(inner, dict) else read
    whole = None
    if isinstance(inner, dict):
        whole = of_period(inner, context)
    elif "year" in given and given.get("year") is not None:
        whole = year({"year": given["year"]}, context)
    elif "shift" in given and "same" not in given.get("unit", ""):
        whole = of_period({key: read[key] for key in ("unit", "form", "shift") if key in read}, context)
    unit = read.get("unit") if "of" in read or "year" in read else None
    if anchor is None:
        if whole is not None and whole.value:
            if unit == "M" and context.published and len(whole.value) == 4:
                return Reading("DATE", f"{whole.value}-{context.published.month:02}").unsure()
            return whole.unsure()
        return Reading("DATE", "PAST_REF", Confidence.CHECK)
    if whole is None or len(whole.value) != 4:
        value = anchor.value
        if read.get("unit") == "Y":
            value = value[:4]
        elif read.get("unit") == "M":
            value = value[:7]
        return replace(anchor, value=value, confidence=Confidence.MEDIUM, alternatives=(), warning="")
    rest = anchor.value.partition("T")[0]
    if unit == "M":
        rest = rest[:7]
    value = "/".join(whole.value + part[4:] for part in rest.split("/"))
    return Reading("DATE", value, Confidence.MEDIUM)


def week_of_month(read: Features, context: Context) -> Reading | None:
    """الأسبوع الأول من مارس is its days 1 to 7."""
    if read["unit"] not in ("W", "M", "D") or read["form"] != "one":
        return None
    inner = read.get("of") if isinstance(read.get("of"), dict) else read
    if "of-year" in read:
        inner = read["of-year"] if isinstance(read["of-year"], dict) else {"year": read["of-year"]}
    whole = of_period(
        {k: v for k, v in (inner or {}).items() if k not in ("nth", "last", *_own(inner is read))}, context
    )
    if whole is None or not whole.value or (len(whole.value) == 7 and "W" in whole.value):
        return whole if whole and not whole.value else None
    if len(whole.value) == 4 and read["unit"] == "W":
        last = date(int(whole.value), 12, 28).isocalendar().week
        nth = last if "last" in read else read["nth"]
        return replace(whole, value=f"{whole.value}-W{nth:02}") if 1 <= nth <= last else None
    if len(whole.value) == 4 and read["unit"] == "M":
        nth = 12 if "last" in read else read["nth"]
        return replace(whole, value=f"{whole.value}-{nth:02}") if 1 <= nth <= 12 else None
    if len(whole.value) != 7:
        return None
    y, m = map(int, whole.value.split("-"))
    length = monthrange(y, m)[1]
    if read["unit"] == "D":
        nth = length if "last" in read else read["nth"]
        return replace(whole, value=f"{whole.value}-{nth:02}", day=date(y, m, nth)) if 1 <= nth <= length else None
    if read["unit"] != "W":
        return None
    if "last" in read:
        first, last = length - 6, length
    else:
        if not 1 <= read["nth"] <= 5:
            return None
        first = (read["nth"] - 1) * 7 + 1
        last = min(first + 6, length)
    return replace(whole, value=f"{y:04}-{m:02}-{first:02}/{y:04}-{m:02}-{last:02}", confidence=Confidence.CHECK)


def _own(is_outer: bool) -> tuple[str, ...]:
    return ("unit", "form") if is_outer else ()
