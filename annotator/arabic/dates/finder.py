"""Finding the time expressions of a text: one walk over its pieces, the longest rule first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from annotator.arabic import calendars
from annotator.arabic.dates import amounts, days, eras, parts, periods, times
from annotator.arabic.dates.context import NOTHING, Context, Reading, no_publication, unlikely_publication
from annotator.arabic.dates.expression import TimeExpression
from annotator.arabic.dates.grammar import Features
from annotator.arabic.dates.needs import is_met, is_name
from annotator.arabic.dates.sentence import Prepared, prepared
from annotator.arabic.dates.tables import Rule, tables
from annotator.errors import BadInput

_END_OF_HISTORY = 3000
_LOOKING_BACK = 400
_NUMBERS = ("digits", "thousands", "decimal")
_NEWSPAPERS = range(1600, 2400)
_READERS: dict[str, Callable[[Features, Context], Reading | None]] = {
    "day": days.day,
    "eve": times.eve,
    "nth_weekday": times.nth_weekday,
    "feast_day": times.feast_day,
    "nth_decade": eras.nth_decade,
    "dozens": amounts.dozens,
    "last_day": times.last_day,
    "anchored_day": times.anchored_day,
    "day_range": times.day_range,
    "two_dates": times.two_dates,
    "two_weekdays": times.two_weekdays,
    "part": times.part,
    "anchored_part": times.anchored_part,
    "lone_part": times.lone_part,
    "night_between": times.night_between,
    "clock": times.clock,
    "clock_range": times.clock_range,
    "month": periods.month,
    "month_range": periods.month_range,
    "year": periods.year,
    "year_range": periods.year_range,
    "named_year": periods.named_year,
    "period": periods.period,
    "that_period": periods.that_period,
    "weekend": periods.weekend,
    "week_of_month": parts.week_of_month,
    "quarter": parts.quarter,
    "half": parts.half,
    "first_months": parts.first_months,
    "season": eras.season,
    "decade": eras.decade,
    "century": eras.century,
    "same_period": periods.same_period,
    "offset": amounts.offset,
    "duration": amounts.duration,
    "duration_range": amounts.duration_range,
    "definite_duration": amounts.definite_duration,
    "every": amounts.every,
    "adverb_set": amounts.adverb_set,
    "times_set": amounts.times_set,
    "vague": amounts.vague,
    "nothing": lambda _read, _context: NOTHING,
}


def find(text: str, published: date | None, week_starts: int) -> list[TimeExpression]:
    """See the door, `annotator.arabic.dates`."""
    given, published = published, _newspaper_day(published)
    ready = prepared(text, tables())
    found: list[TimeExpression] = []
    readings: list[Reading] = []
    at = 0
    first_words, senses = tables().by_first.keys(), ready.sentence.senses
    while at < len(senses):
        if senses[at].keys().isdisjoint(first_words):
            at += 1
            continue
        best = _best(ready, at, None, published, week_starts, tuple(readings[-4:]))
        if best is None:
            at += 1
            continue
        end, reading, rule = best
        if not reading.nothing:
            readings.append(reading)
            found.append(_told_truly(_expression(ready, at, end, reading, rule), given))
        at = end
    return found


def read(text: str, start: int, end: int, published: date | None, week_starts: int) -> TimeExpression | None:
    """See the door, `annotator.arabic.dates`."""
    given, published = published, _newspaper_day(published)
    ready = prepared(text, tables())
    inside = [n for n, piece in enumerate(ready.pieces) if piece.end > start and piece.start < end]
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    before = _readings_before(text, ready.pieces[first].start, published, week_starts)
    for begin in range(first, last):
        if begin > first and ready.pieces[begin - 1].kind in _NUMBERS and "unit" in ready.sentence.senses[begin]:
            continue  # a number that cannot be read: its سنة is no year alone
        best = _best(ready, begin, last, published, week_starts, before, given=True)
        if best is not None and not best[1].nothing:
            return _told_truly(_expression(ready, begin, best[0], best[1], best[2]), given)
    return None


def _newspaper_day(published: date | None) -> date | None:
    """The day of publication; a day that no newspaper can have is none, so nothing runs off the calendar's ends."""
    return published if published is not None and published.year in _NEWSPAPERS else None


def _told_truly(found: TimeExpression, given: date | None) -> TimeExpression:
    """The same, where a day is given as the publication's that can be none: it does not say that there is no day."""
    if given is None or _newspaper_day(given) or found.warning != no_publication():
        return found
    return replace(found, warning=unlikely_publication(given))


def _readings_before(text: str, start: int, published: date | None, week_starts: int) -> tuple[Reading, ...]:
    farthest = max(0, start - 2 * _LOOKING_BACK)
    from_line = max(text.rfind("\n", farthest, max(0, start - _LOOKING_BACK)) + 1, farthest)
    times_before = find(text[from_line:start], published, week_starts)[-4:]
    return tuple(
        Reading(one.type, one.value, one.confidence, day=_as_day(one.value)) for one in times_before if one.value
    )


def _as_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value.partition("T")[0])
    except ValueError:
        return None


def _best(
    ready: Prepared,
    at: int,
    limit: int | None,
    published: date | None,
    week_starts: int,
    before: tuple[Reading, ...],
    *,
    given: bool = False,
) -> tuple[int, Reading, Rule] | None:
    """The longest match that begins at the piece `at` and can be read, with its reading."""
    known = tables()
    candidates: set[int] = set()
    for sense in ready.sentence.senses[at]:
        candidates.update(known.by_first.get(sense, ()))
    matches: list[tuple[int, int, int, Features]] = []
    for index in candidates:
        for order, (end, read_as) in enumerate(known.rules[index].pattern.match(ready.sentence, at)):
            if end > at and (limit is None or end <= limit):
                matches.append((-end, index, order, read_as))
    matches.sort(key=lambda match: match[:3])
    for minus_end, index, _order, read_as in matches:
        rule = known.rules[index]
        context = Context(ready, at, -minus_end, published, week_starts, before, given)
        if not given and is_name(read_as, context):
            return -minus_end, NOTHING, rule
        if not given and not is_met(rule, context):
            continue
        reading = _READERS[rule.reads](read_as, context) if _has_a_year_of_history(read_as) else None
        if reading is not None:
            return -minus_end, reading, rule
    return None


def _has_a_year_of_history(read_as: Features) -> bool:
    """Two thousand million in words is no year, whatever stands before it."""
    years = (read_as[key] for key in ("year", "first", "second", "of-year") if isinstance(read_as.get(key), int))
    return "bc" in read_as or all(year < _END_OF_HISTORY for year in years)


def _expression(ready: Prepared, first: int, end: int, reading: Reading, rule: Rule) -> TimeExpression:
    return TimeExpression(
        ready.pieces[first].start,
        ready.pieces[end - 1].end,
        reading.type,
        reading.value,
        reading.calendar,
        reading.other or _in_hijri(reading),
        reading.confidence,
        rule.name,
        reading.alternatives,
        reading.warning,
    )


def _in_hijri(reading: Reading) -> str:
    """The Hijri date of a single Gregorian day; nothing for months, years and lengths."""
    if reading.type not in ("DATE", "TIME") or len(reading.value.partition("T")[0]) != 10:
        return ""
    try:
        return str(calendars.to_hijri(date.fromisoformat(reading.value[:10])))
    except (ValueError, BadInput):
        return ""
