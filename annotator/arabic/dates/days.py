"""Reading days: calendar dates, weekdays, yesterday and tomorrow, feasts."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from annotator.arabic import calendars
from annotator.arabic.dates.context import Context, Reading, impossible, unpublished
from annotator.arabic.dates.easter import by_shift, easter
from annotator.arabic.dates.expression import Alternative, Confidence
from annotator.arabic.dates.grammar import Features
from annotator.arabic.dates.tables import tables
from annotator.arabic.dates.tense import by_preposition, direction
from annotator.errors import BadInput
from annotator.words import _

_LAST_HIJRI_NUMBER = 1600
_CLEARLY_NEARER = timedelta(days=120)


def day(read: Features, context: Context) -> Reading | None:
    """The day that a match names, by whatever it holds."""
    if "numbers" in read:
        return _numeric(read, context)
    if "which-year" in read and "month" not in read:
        named = year_named(read, context)
        if not isinstance(named, int):
            return named
        read = read | {"year": named}
    if "hmonth" in read and ("day" in read):
        return _hijri(read, context)
    if "easter" in read or "orthodox" in read:
        return easter(read, context)
    if "month" in read and "day" in read:
        return _calendar_day(read, context)
    if "day" in read and "pshift" in read and "unit" not in read:
        return _day_of_period(read | {"unit": {"unit": "M", "form": "one"}}, context)
    if "unit" in read or "this-unit" in read:
        return _day_of_period(read, context) if "day" in read else _weekday_of_week(read, context)
    if "offset" in read:
        return _deictic(read, context)
    if "dom" in read:
        return _weekday_with_number(read, context)
    if "weekday" in read:
        return _weekday(read, context)
    return None


def _made(found: date, confidence: Confidence = Confidence.HIGH) -> Reading:
    return Reading("DATE", found.isoformat(), confidence, day=found)


def valid(year: int, month: int, number: int) -> date | None:
    """The day, or None where the calendar has none."""
    try:
        return date(year, month, number)
    except (ValueError, OverflowError):
        return None


def full_year(number: int, width: int, published: date | None) -> int:
    """A year of two digits in full: up to twenty years ahead, otherwise in the past."""
    if width > 2:
        return number
    pivot = (published.year if published else date.today().year) + 20
    century = pivot // 100 * 100
    return number + century if number + century <= pivot else number + century - 100


def _numeric(read: Features, context: Context) -> Reading | None:
    """15/7/2018 is day first, 2018/7/15 year first; a year under 1600 is a Hijri one."""
    first, month, last = read["numbers"]
    widths = read["widths"]
    if widths[0] == 4:
        year, number = first, last
    elif widths[2] in (2, 4) and widths[0] <= 2:
        year, number = full_year(last, widths[2], context.published), first
    else:
        return None
    if widths[0] == 4 and widths[2] > 2:
        return None
    if month > 12 >= number and widths[0] != 4:
        month, number = number, month  # 4/17/1948 can be read one way only
    if not 1 <= month <= 12 or not 1 <= number <= 31:
        return None
    rest = {key: value for key, value in read.items() if key in ("weekday", "offset", "era")}
    if read.get("era") == "h" or (1200 <= year < _LAST_HIJRI_NUMBER and read.get("era") != "g"):
        return _hijri(rest | {"hmonth": month, "day": number, "year": year}, context)
    return _calendar_day(rest | {"month": month, "day": number, "year": year}, context)


def _calendar_day(read: Features, context: Context) -> Reading | None:
    month, number = read["month"], read["day"]
    if not 1 <= number <= 31:
        return None
    if "which-year" in read:
        named = year_named(read, context)
        if not isinstance(named, int):
            return named
        read = read | {"year": named}
    year = _plausible_year(read)
    if "year" in read and year is None:
        return None
    head = context.word(-1)
    if year is None and any(form.removeprefix("ال") in tables().sets["known-head"] for form in (head, head[1:])):
        year = tables().known_days.get((month, number))
    if year is not None:
        found = valid(year, month, number)
        if found is None:
            return impossible("DATE", f"{number}/{month}/{year}")
        return _checked(found, read, context)
    return _day_without_year(read, context)


def _day_without_year(read: Features, context: Context) -> Reading:
    """The day nearest to publication, unless الماضي, a weekday or اليوم beside it says more."""
    month, number = read["month"], read["day"]
    published = context.published
    if published is None:
        return unpublished("DATE")
    days = [made for y in range(published.year - 8, published.year + 9) if (made := valid(y, month, number))]
    if not days:
        return impossible("DATE", f"{number}/{month}")
    shift = read.get("shift")
    if shift is None and "offset" in read:
        said = published + timedelta(days=read["offset"])
        if (said.month, said.day) == (month, number):
            return _deictic(read, context) or unpublished("DATE")
        near = min(days, key=lambda made: abs(made - said))
        if "weekday" in read:
            return _checked(near, read, context)
        return replace(_made(near), confidence=Confidence.CHECK)  # اليوم الثالث من أكتوبر
    if shift is not None:
        reading = _checked(by_shift(days, shift, published), read, context)
        return reading if reading.warning or "weekday" in read else replace(reading, confidence=Confidence.MEDIUM)
    if "weekday" in read:
        fitting = [made for made in days if made.isoweekday() == read["weekday"]] or days
        return _checked(min(fitting, key=lambda made: abs(made - published)), read, context)
    if by_preposition(context) < 0:  # منذ 20 ديسمبر
        days = [made for made in days if made <= published] or days
    near = _feast(days, context) if "feast" in read else min(days, key=lambda made: (abs(made - published), made))
    second = min((made for made in days if made != near), key=lambda made: abs(made - published))
    reading = replace(_made(near), confidence=Confidence.CHECK)
    reason = _("The same day of another year; the text names no year.")
    return replace(reading, alternatives=(Alternative(second.isoformat(), reason),))


def year_named(read: Features, context: Context) -> int | Reading | None:
    """The year of من العام الماضي."""
    named = read["which-year"]
    if not isinstance(named, dict) or named.get("unit") != "Y" or named.get("form") != "one":
        return None
    if isinstance(named.get("year"), int):
        return int(named["year"])
    if context.published is None:
        return unpublished("DATE")
    return int(context.published.year + named.get("shift", 0))


def _plausible_year(read: Features) -> int | None:
    year = read.get("year")
    return year if isinstance(year, int) and 1000 <= year < 2200 else None


def _checked(found: date, read: Features, context: Context) -> Reading:
    """The day, with a warning where a weekday or اليوم beside it says otherwise."""
    reading = _made(found)
    weekday = read.get("weekday")
    if weekday is not None and found.isoweekday() != weekday:
        near = found + timedelta(days=(weekday - found.isoweekday() + 3) % 7 - 3)
        told = Alternative(near.isoformat(), _("The nearest day that is this weekday."))
        return replace(reading.unsure(told), warning=_("The weekday and the date do not agree."))
    if "offset" in read and context.published:
        said = context.published + timedelta(days=read["offset"])
        if said != found:
            told = Alternative(said.isoformat(), _("Counted from the publication date."))
            return replace(reading.unsure(told), warning=_("The date and the publication date do not agree."))
    return reading


def _hijri(read: Features, context: Context) -> Reading | None:
    month, number, year = read["hmonth"], read["day"], read.get("year")
    if not 1 <= number <= 30:
        return None
    if isinstance(year, int) and 1900 <= year < 2200 and read.get("era") != "h":  # عيد الفطر 2013
        year = _hijri_year_in(month, number, year)
    if year is not None and not (1 <= year < _LAST_HIJRI_NUMBER):
        return None
    try:
        if year is None:
            year = _hijri_year(read, context)
            if year is None:
                return unpublished("DATE")
        found = calendars.to_gregorian(year, month, number)
    except BadInput:
        return impossible("DATE", f"{year}-{month:02}-{number:02}")
    named = "year" in read or "weekday" in read
    reading = _checked(found.day, read, context)
    if "weekday" in read and reading.warning and abs(found.day.isoweekday() - read["weekday"]) in (1, 6):
        told = reading.alternatives[0]
        reading = replace(reading, warning=_("The weekday is a day off: the month was sighted elsewhere."))
        reading = replace(reading, alternatives=(told,))
    sure = Confidence.MEDIUM if named and not reading.warning else Confidence.CHECK
    return replace(reading, calendar="hijri", other=f"{year:04}-{month:02}-{number:02}", confidence=sure)


def _hijri_year_in(month: int, number: int, gregorian: int) -> int:
    """The Hijri year whose day falls into a Gregorian year."""
    first = calendars.to_hijri(date(gregorian, 1, 1)).year
    fitting = (y for y in (first, first + 1) if calendars.to_gregorian(y, month, number).day.year == gregorian)
    return next(fitting, first)


def _hijri_year(read: Features, context: Context) -> int | None:
    """The Hijri year in which the day is nearest to publication, or last, or next."""
    if context.published is None:
        return None
    now = calendars.to_hijri(context.published).year
    days: dict[date, int] = {}
    for year in (now - 2, now - 1, now, now + 1, now + 2):
        length = calendars.month_length(year, read["hmonth"])
        days[calendars.to_gregorian(year, read["hmonth"], min(read["day"], length)).day] = year
    shift = read.get("shift")
    if shift is not None and shift != 0:
        return days[by_shift(list(days), shift, context.published)]
    if shift == 0:
        return now
    published = context.published
    if "feast" in read:
        return days[_feast(list(days), context)]
    return days[min(days, key=lambda made: abs(made - published))]


def _feast(days: list[date], context: Context) -> date:
    """The nearest feast; where the last and the next are about as far, the verb tells, else the next one."""
    published = context.published or days[0]
    before = max((made for made in days if made <= published), default=days[0])
    after = min((made for made in days if made > published), default=days[-1])
    if abs((after - published) - (published - before)) > _CLEARLY_NEARER:
        return min(before, after, key=lambda made: abs(made - published))
    return before if direction(context)[0] < 0 else after


def _deictic(read: Features, context: Context) -> Reading | None:
    if context.published is None:
        return unpublished("DATE")
    found = context.published + timedelta(days=read["offset"])
    reading = _made(found)
    weekday = read.get("weekday")
    if weekday is not None and found.isoweekday() != weekday:
        near = found + timedelta(days=(weekday - found.isoweekday() + 3) % 7 - 3)
        reason = _("The weekday of the text, nearest to the publication date.")
        reading = replace(
            reading.unsure(Alternative(near.isoformat(), reason)),
            warning=_("The weekday does not fit the publication date."),
        )
    return reading


def _weekday(read: Features, context: Context) -> Reading | None:
    published = context.published
    if published is None:
        return unpublished("DATE")
    ahead = (read["weekday"] - published.isoweekday()) % 7
    after = published + timedelta(days=ahead or 7)
    before = published - timedelta(days=(-ahead) % 7 or 7)
    shift = read.get("wshift")
    if shift is not None and shift != 0:
        weeks = timedelta(weeks=abs(shift) - 1)
        return _made(after + weeks if shift > 0 else before - weeks)
    if "coming" in read:
        return _made(after if ahead else published, Confidence.MEDIUM)
    if shift == 0:
        start = published - timedelta(days=published.weekday())
        return _made(start + timedelta(days=read["weekday"] - 1))
    told, word = direction(context)
    if ahead == 0:
        reason = _("A week later.") if told > 0 else _("A week earlier.")
        other = after if told > 0 else before
        return _made(published).unsure(Alternative(other.isoformat(), reason))
    if by_preposition(context):
        reason = _("Against “{word}”, which stands before it.").format(word=word)
    elif word:
        reason = _("Against the tense of “{word}”.").format(word=word)
    else:
        reason = _("Nothing in the sentence says which week.")
    found, other = (after, before) if told > 0 else (before, after)
    earlier = context.before[-1].day if context.before else None
    if context.word(-1) in ("الي", "حتي") and earlier and found <= earlier <= after:  # من السبت إلى الخميس
        found, other = after, found
    return _made(found).unsure(Alternative(other.isoformat(), reason))


def _weekday_with_number(read: Features, context: Context) -> Reading | None:
    """السبت السادس عشر: the sixteenth that is a Saturday, of this month or of one beside it."""
    if context.published is None:
        return unpublished("DATE")
    months = (month_after(context.published, step) for step in (-1, 0, 1))
    days = [made for y, m in months if (made := valid(y, m, read["dom"])) and made.isoweekday() == read["weekday"]]
    return _made(days[0], Confidence.CHECK) if days else None


def _weekday_of_week(read: Features, context: Context) -> Reading | None:
    if read.get("unit", {}).get("unit") != "W" or "weekday" not in read:
        return None
    if context.published is None:
        return unpublished("DATE")
    shift = timedelta(weeks=int(read.get("pshift", 0)))
    monday = context.published - timedelta(days=context.published.weekday()) + shift
    found = monday + timedelta(days=read["weekday"] - 1)
    start = context.week_of(context.published) + shift
    own = start + timedelta(days=(read["weekday"] - 1 - start.weekday()) % 7)
    if own == found:
        return _made(found, Confidence.MEDIUM)
    reason = _("By the day on which the week starts in this project.")
    return _made(found).unsure(Alternative(own.isoformat(), reason))


def _day_of_period(read: Features, context: Context) -> Reading | None:
    unit = read.get("unit") or read.get("this-unit")
    if not isinstance(unit, dict) or unit["unit"] != "M" or unit["form"] != "one":
        return None
    if context.published is None:
        return unpublished("DATE")
    year, month = month_after(context.published, read.get("pshift", 0))
    if not 1 <= read["day"] <= monthrange(year, month)[1]:
        return impossible("DATE", f"{read['day']}/{month}/{year}")
    return _checked(date(year, month, read["day"]), read, context)


def month_after(day: date, months: int) -> tuple[int, int]:
    """The (year, month) that lies `months` after the month of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1
