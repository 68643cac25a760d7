"""Reading parts of a period: quarters, halves, thirds, its weeks and months."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date

from annotator.arabic.dates.context import Context, Reading, unpublished
from annotator.arabic.dates.eras import century, decade
from annotator.arabic.dates.expression import Alternative, Confidence
from annotator.arabic.dates.grammar import Features
from annotator.arabic.dates.periods import of_period
from annotator.arabic.dates.tense import direction
from annotator.words import _


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
    if context.word(0) == "من" or context.prepared.sentence.words[context.first] == "الفصل":
        return None  # of a book, a match, …
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
