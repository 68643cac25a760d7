"""Reading the test files of Duckling and Recognizers-Text, and comparing their answers with ours as far as both mean
the same: a beginning, a length, or a time of the clock."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from tests.helpers.shared import SHARED

FOLDER = SHARED / "data" / "dates"
_MOMENT = re.compile(r"\((\d{4}), (\d+), (\d+), (\d+), (\d+), (\d+)\)")


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of one of the files."""
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines() if line.strip()]


def begins(value: str) -> tuple[str, str]:
    """The first day of a TIMEX3 value and its time of the clock, as far as it has them."""
    first = value.partition("/")[0]
    day, _sign, clock = first.partition("T")
    if match := re.fullmatch(r"(\d{4})-W(\d\d)", day):
        return date.fromisocalendar(int(match[1]), int(match[2]), 1).isoformat(), clock
    if match := re.fullmatch(r"(\d{4})-Q(\d)", day):
        return f"{match[1]}-{int(match[2]) * 3 - 2:02}-01", clock
    if re.fullmatch(r"\d{3}", day):
        day = f"{day}0"
    return (f"{day}-01-01"[:10] if len(day) == 4 else f"{day}-01" if len(day) == 7 else day), clock


def agrees_with_duckling(row: dict[str, Any], value: str) -> bool:
    """Whether our value begins where Duckling's does."""
    moments = _MOMENT.findall(row.get("expected_raw", ""))
    if not moments:
        return not row.get("negative") and value.startswith("P")
    year, month, day, hour, minute, _second = map(int, moments[0])
    ours, clock = begins(value)
    if ours != f"{year:04}-{month:02}-{day:02}":
        return False
    return not re.match(r"\d\d:", clock) or clock[:5] == f"{hour:02}:{minute:02}"


def agrees_with_recognizers(result: dict[str, Any], value: str) -> bool:
    """Whether our value is one of theirs (they give the last and the next), or the length inside their range."""
    theirs = result.get("Value") or {}
    timex = theirs.get("Timex", "")
    starts = {
        str(told.get(key))
        for told in (theirs.get("FutureResolution") or {}, theirs.get("PastResolution") or {})
        for key in ("date", "startDate")
    }
    if value == timex or (value.startswith("P") and timex.endswith(f",{value})")):
        return True
    day, clock = begins(value)
    if timex.startswith(("T", "(T")):
        start = timex.strip("(").split(",")[0].removeprefix("T")
        return clock[: len(start)] == start
    return day in starts or (bool(timex) and value.startswith(timex))
