"""Reading seasons, decades and centuries."""

from __future__ import annotations

from dataclasses import replace

from annotator.arabic.dates.context import Context, Reading, is_before_christ, unpublished
from annotator.arabic.dates.days import year_named
from annotator.arabic.dates.expression import Confidence
from annotator.arabic.dates.grammar import Features
from annotator.arabic.dates.periods import hijri_year, shifted

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
    if context.word(0) == "من" and "عمر" in context.word(1):  # a man in his sixties
        return None
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
    if "bc" in read:
        return Reading("DATE", f"BC{read['nth'] - 1:02}")
    if is_before_christ(context):
        return None
    if "nth" in read:
        return Reading("DATE", f"{read['nth'] - 1:02}") if 1 <= read["nth"] <= 30 else None
    return shifted("C", read.get("shift", 0), context)
