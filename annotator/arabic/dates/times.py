"""Reading times of a day: parts of the day and the clock, with the day that they belong to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from annotator.arabic.dates import days
from annotator.arabic.dates.context import Context, Reading, no_publication
from annotator.arabic.dates.expression import Alternative, Confidence
from annotator.arabic.dates.grammar import Features
from annotator.arabic.numerals import number_words
from annotator.words import _

_NEAR = 14
"""So many days from publication a day named before may lie, to be the day of a time without one."""
_FOLLOWING = 2
"""So many readings back the day of a time without one is looked for."""


def part(read: Features, context: Context) -> Reading | None:
    """فجر الجمعة, مساء أمس, هذا المساء."""
    found = _day_of(read | ({"offset": min(read["night-shift"], 0)} if "night-shift" in read else {}), context)
    if found is None or not found.value:
        return replace(found, type="TIME") if found else None
    reading = replace(found, type="TIME", value=f"{found.value}T{read.get('part', 'NI')}")
    reading = replace(
        reading,
        alternatives=tuple(replace(one, value=f"{one.value}T{read.get('part', 'NI')}") for one in found.alternatives),
    )
    if read.get("part") == "NI" and "weekday" in read and "day" not in read and "offset" not in read and found.day:
        before = Alternative(f"{found.day - timedelta(days=1)}TNI", _("The night that leads into this day."))
        return reading.unsure(before)
    return reading


def lone_part(read: Features, context: Context) -> Reading | None:
    """مساءً, on the day that the article speaks of."""
    found = _day_of({}, context)
    if found is None or not found.value:
        return None
    return replace(found, type="TIME", value=f"{found.value}T{read['part']}", confidence=Confidence.CHECK)


def eve(read: Features, context: Context) -> Reading | None:
    """ليلة رأس السنة is the night of 31 December."""
    found = _day_of(read, context)
    if found is None or found.day is None:
        return replace(found, type="TIME") if found else None
    part_of_day = read.get("part")
    is_before = part_of_day is None or (part_of_day == "NI" and "hmonth" not in read)
    day = found.day - timedelta(days=1) if is_before else found.day
    return replace(found, type="TIME", value=f"{day}T{part_of_day or 'EV'}", day=day, alternatives=())


def night_between(read: Features, context: Context) -> Reading | None:
    """ليل الجمعة السبت is Friday's night."""
    if read["second"] != read["first"] % 7 + 1:
        return None
    found = _day_of({"weekday": read["first"]}, context)
    if found is None or not found.value:
        return replace(found, type="TIME") if found else None
    return replace(
        found,
        type="TIME",
        value=f"{found.value}T{read['part']}",
        alternatives=tuple(replace(one, value=f"{one.value}T{read['part']}") for one in found.alternatives),
    )


def clock(read: Features, context: Context) -> Reading | None:
    """الساعة 10:30 صباحا بتوقيت غرينتش."""
    if isinstance(read.get("bare-clock"), dict):
        read = read | read["bare-clock"]
        if len(context.prepared.pieces[context.first].raw) < 5:  # 3:1 is a score
            return None
    spoken = "hour" in read and "bare-clock" not in read
    told = _hour_and_minute(read)
    if told is None:
        return None
    hour, minute, unsure = told
    if not _is_clock(read, context, spoken):
        return None
    found = _day_of(read, context)
    if found is None:
        return None
    if not found.value or found.day is None:
        return replace(found, type="TIME")
    zone = _offset_of(read.get("zone", ""), found.day, hour, minute)
    reading = replace(found, type="TIME", value=f"{found.value}T{hour:02}:{minute:02}{zone}")
    others = tuple(replace(one, value=f"{one.value}T{hour:02}:{minute:02}{zone}") for one in found.alternatives)
    reading = replace(reading, alternatives=others)
    if unsure:
        other = Alternative(f"{found.value}T{hour + 12:02}:{minute:02}{zone}", _("The afternoon or evening."))
        return reading.unsure(other)
    return reading


def clock_range(read: Features, context: Context) -> Reading | None:
    """بين الخامسة والسابعة مساءً."""
    shared = {key: value for key, value in read.items() if key not in ("first", "second", "hour", "minute")}
    ends: list[Reading] = []
    for key in ("first", "second"):
        given = read[key] if isinstance(read[key], dict) else {"hour": read[key]}
        found = clock(shared | given | {"spoken": True}, context)
        if found is None or not found.value:
            return found
        ends.append(found)
    if ends[0].value > ends[1].value:
        earlier = read["first"] if isinstance(read["first"], dict) else {"hour": read["first"]}
        plain = clock({k: v for k, v in shared.items() if k != "noon"} | earlier | {"spoken": True}, context)
        ends[0] = plain or ends[0]
    return replace(ends[0], value=f"{ends[0].value}/{ends[1].value}", alternatives=(), confidence=Confidence.MEDIUM)


def _hour_and_minute(read: Features) -> tuple[int, int, bool] | None:
    """The hour of 24, the minute, and whether it may as well be twelve hours later."""
    hour, minute = read.get("hour"), read.get("minute", 0)
    if "hhmm" in read:
        hour, minute = divmod(read["hhmm"], 100) if read["hhmm"] > 24 else (read["hhmm"], 0)
    if "clock-decimal" in read:
        hour, minute = read["clock-decimal"][:2]
    if "before" in read and isinstance(hour, int):
        hour, minute = hour - 1, 60 - read["before"]
    if not isinstance(hour, int) or not isinstance(minute, int) or not 0 <= hour <= 24 or not 0 <= minute < 60:
        return None
    noon = read.get("noon")
    if hour > 12:
        return hour % 24, minute, False
    if noon == "am":
        return hour % 12, minute, False
    if noon == "pm":
        return (hour if hour in (10, 11) and read.get("part") == "MI" else hour % 12 + 12), minute, False
    if noon == "night":
        return (hour + 12 if 6 <= hour < 12 else hour % 12), minute, False
    exact = "hhmm" in read or "zone" in read or hour == 0 or ("clock" in read)
    return hour, minute, 1 <= hour < 12 and not exact


def _is_clock(read: Features, context: Context, spoken: bool) -> bool:
    """الثالثة alone is the third of anything: the clock needs الساعة, a part of the day, a zone or minutes."""
    if spoken and context.word(-1) in ("الساعات", "ساعات"):  # الساعات الأولى من صباح اليوم
        return False
    if read.get("spoken") or "bare-clock" in read or "noon" in read or "zone" in read or "hhmm" in read:
        return True
    words = context.prepared.sentence.words[context.first : context.last]
    if any(word in ("الساعه", "ساعه") for word in words):
        return True
    if "moment" in read or ("minute" in read and context.prepared.pieces[context.first].kind != "word"):
        return True
    if "minute" in read or "before" in read:
        return "before" in read or words[-1] not in number_words().all
    return spoken and any(key in read for key in ("offset", "weekday", "month")) and len(words) > 2


def _day_of(read: Features, context: Context) -> Reading | None:
    """The day that a match names, or the day that the text spoke of last, or the day of publication."""
    named = days.day(read, context)
    if named is not None:
        return named
    if any(key in read for key in ("month", "hmonth", "weekday", "numbers")):
        return None
    published = context.published
    for before in reversed(context.before[-_FOLLOWING:]):
        is_near = before.day is not None and published is not None and abs((before.day - published).days) <= _NEAR
        if is_near and before.day and before.value[:10] == before.day.isoformat():
            return Reading("DATE", before.day.isoformat(), Confidence.MEDIUM, day=before.day)
    if published is None:
        return Reading("DATE", "", Confidence.CHECK, warning=no_publication())
    return Reading("DATE", published.isoformat(), Confidence.MEDIUM, day=published)


def _offset_of(zone: str, day: date, hour: int, minute: int) -> str:
    """`Z`, `+03:00`, or nothing where the zone is the reader's own or unknown."""
    if not zone:
        return ""
    if zone == "UTC":
        return "Z"
    try:
        at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        return ""
    stamp = at.strftime("%z")
    return f"{stamp[:3]}:{stamp[3:5]}"


def last_day(read: Features, context: Context) -> Reading | None:
    """The last day of a month or year."""
    from annotator.arabic.dates.periods import of_period

    whole = of_period({key: value for key, value in read.items() if key != "last"}, context)
    if whole is None or not whole.value:
        return whole
    if len(whole.value) == 4:
        return replace(whole, value=f"{whole.value}-12-31", day=date(int(whole.value), 12, 31))
    if len(whole.value) != 7:
        return None
    year, month = map(int, whole.value.split("-"))
    end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return replace(whole, value=end.isoformat(), day=end)


def nth_weekday(read: Features, context: Context) -> Reading | None:
    """ثالث ثلاثاء في أيلول, آخر جمعة من الشهر; الأحد الأول من مايو where 1 May is no Sunday."""
    from annotator.arabic.dates.periods import of_period

    inner = {key: value for key, value in read.items() if key not in ("nth", "last", "weekday")}
    whole = of_period(inner, context)
    if whole is None or not whole.value:
        return whole
    if whole.calendar == "hijri" and "/" in whole.value:
        first, last = (date.fromisoformat(end) for end in whole.value.split("/"))
    elif len(whole.value) == 7 and "W" not in whole.value and "Q" not in whole.value:
        year, month = map(int, whole.value.split("-"))
        first = date(year, month, 1)
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    else:
        return None
    if "nth" in read and context.prepared.pieces[context.first].word.startswith("ال"):
        called = first + timedelta(days=read["nth"] - 1)
        if called.isoweekday() == read["weekday"] and whole.calendar != "hijri":
            return None
    fitting = [
        day for n in range((last - first).days + 1) if (day := first + timedelta(n)).isoweekday() == read["weekday"]
    ]
    nth = len(fitting) if "last" in read else read["nth"]
    if not 1 <= nth <= len(fitting):
        return None
    return Reading("DATE", fitting[nth - 1].isoformat(), whole.confidence, day=fitting[nth - 1])


def feast_day(read: Features, context: Context) -> Reading | None:
    """ثاني أيام عيد الأضحى."""
    found = days.day(read, context)
    if found is None or found.day is None or not 1 <= read["nth"] <= 10:
        return found
    day = found.day + timedelta(days=read["nth"] - 1)
    return replace(found, value=day.isoformat(), day=day, other="", alternatives=())


def anchored_day(read: Features, context: Context) -> Reading | None:
    """اليوم نفسه, اليوم التالي: counted from the day that the text named last."""
    named = next((one.day for one in reversed(context.before) if one.day), None)
    anchor = named or (None if "that" in read else context.published)
    if anchor is None and "that" in read:
        return None
    if anchor is None:
        return Reading("DATE", "", Confidence.CHECK, warning=no_publication())
    found = anchor + timedelta(days=read.get("shift", 0))
    return Reading("DATE", found.isoformat(), Confidence.CHECK, day=found)


def anchored_part(read: Features, context: Context) -> Reading | None:
    """فجر اليوم التالي."""
    found = anchored_day(read, context)
    return replace(found, type="TIME", value=f"{found.value}T{read['part']}") if found and found.value else found


def day_range(read: Features, context: Context) -> Reading | None:
    """3 و5 مارس."""
    if read["day"] >= read["last"] and "year" not in read and read["day"] - read["last"] < 15:
        return None
    rest = {key: value for key, value in read.items() if key not in ("day", "last", "between", "head")}
    ends = [days.day(rest | {"day": read[key]}, context) for key in ("day", "last")]
    return _interval(ends[0], ends[1])


def two_dates(read: Features, context: Context) -> Reading | None:
    """28 يناير إلى 3 فبراير 2026."""
    shared = {key: value for key, value in read.items() if key not in ("first", "second")}
    ends = [days.day(shared | read[key], context) for key in ("first", "second") if isinstance(read[key], dict)]
    return _interval(ends[0], ends[1]) if len(ends) == 2 else None


def two_weekdays(read: Features, context: Context) -> Reading | None:
    """يومي السبت والأحد."""
    shift = {"wshift": read["shift"]} if "shift" in read else {}
    first = days.day({"weekday": read["first"]} | shift, context)
    second = days.day({"weekday": read["second"]} | shift, context)
    if first is None or second is None or first.day is None or second.day is None or context.published is None:
        return first
    gap = timedelta(days=(read["second"] - read["first"]) % 7 or 7)
    # Days that have been end with the last of them, days to come begin with the first.
    start = second.day - gap if second.day < context.published else first.day
    return replace(first, value=f"{start}/{start + gap}", alternatives=(), confidence=Confidence.CHECK)


def _interval(first: Reading | None, last: Reading | None) -> Reading | None:
    if first is None or last is None:
        return None
    if not first.value or not last.value:
        return last if not last.value else first
    if first.value > last.value:
        return None
    other = f"{first.other}/{last.other}" if first.other and last.other else ""
    return replace(last, value=f"{first.value}/{last.value}", alternatives=(), other=other)
