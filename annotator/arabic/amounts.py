"""Amounts of time, and what recurs, in plain words of the language spoken now."""

from __future__ import annotations

import re

from annotator.arabic import timex
from annotator.words import _, ngettext, pgettext

_SPELLED_UP_TO = 10


def duration(value: str) -> str:
    """An amount of time in words: `P3M` is “three months”. Empty for what is none."""
    found = timex.DURATION.fullmatch(value)
    if found is None:
        return ""
    amounts = [(number, unit) for number, unit in re.findall(r"([\d.]+|X)([A-Z]+)", found[1] or "")]
    shorter = [(number, f"T{unit}") for number, unit in re.findall(r"([\d.]+|X)([A-Z])", found[2] or "")]
    return _joined([_amount(number, unit) for number, unit in amounts + shorter])


def _joined(parts: list[str]) -> str:
    told = parts[0]
    for part in parts[1:]:
        told = _("{first} and {rest}").format(first=told, rest=part)
    return told


def _amount(number: str, unit: str) -> str:
    if number == "X":
        return {
            "D": _("some days"), "W": _("some weeks"), "M": _("some months"), "Y": _("some years"),
            "DE": _("some decades"), "CE": _("some centuries"), "TH": _("some hours"), "TM": _("some minutes"),
            "TS": _("some seconds"),
        }.get(unit, "")  # fmt: skip
    if "." in number:
        return _("{number} {units}").format(number=number, units=_fractional(unit))
    n = int(number)
    told = {
        "D": ngettext("{n} day", "{n} days", n), "W": ngettext("{n} week", "{n} weeks", n),
        "M": ngettext("{n} month", "{n} months", n), "Y": ngettext("{n} year", "{n} years", n),
        "Q": ngettext("{n} quarter of a year", "{n} quarters of a year", n),
        "WE": ngettext("{n} weekend", "{n} weekends", n), "DE": ngettext("{n} decade", "{n} decades", n),
        "CE": ngettext("{n} century", "{n} centuries", n), "TH": ngettext("{n} hour", "{n} hours", n),
        "TM": ngettext("{n} minute", "{n} minutes", n), "TS": ngettext("{n} second", "{n} seconds", n),
    }[unit]  # fmt: skip
    return _spelled(told, n, unit)


def _fractional(unit: str) -> str:
    return {
        "D": _("days"), "W": _("weeks"), "M": _("months"), "Y": _("years"), "Q": _("quarters of a year"),
        "WE": _("weekends"), "DE": _("decades"), "CE": _("centuries"), "TH": _("hours"), "TM": _("minutes"),
        "TS": _("seconds"),
    }[unit]  # fmt: skip


def _spelled(told: str, n: int, unit: str) -> str:
    """A counted sentence with its number as a word where it is small; Arabic has it in two genders."""
    if not 2 < n <= _SPELLED_UP_TO:
        return told
    feminine = unit in ("TH", "TM", "TS", "WE")
    if feminine:
        words = (
            pgettext("feminine", "three"), pgettext("feminine", "four"), pgettext("feminine", "five"),
            pgettext("feminine", "six"), pgettext("feminine", "seven"), pgettext("feminine", "eight"),
            pgettext("feminine", "nine"), pgettext("feminine", "ten"),
        )  # fmt: skip
    else:
        words = (
            pgettext("masculine", "three"), pgettext("masculine", "four"), pgettext("masculine", "five"),
            pgettext("masculine", "six"), pgettext("masculine", "seven"), pgettext("masculine", "eight"),
            pgettext("masculine", "nine"), pgettext("masculine", "ten"),
        )  # fmt: skip
    return told.replace(str(n), words[n - 3])


def recurrence(value: str) -> str:
    """What recurs, in words: `P1W` is “every week”, `XXXX-WXX-5` “every Friday”. Empty for what is no such value."""
    told = {
        "XXXX-WXX": _every(1, "W"), "XXXX-XX": _every(1, "M"), "XXXX-XX-XX": _every(1, "D"), "XXXX-QX": _every(3, "M"),
        "XXXX-HX": _every(6, "M"),
    }.get(value)  # fmt: skip
    if told:
        return told
    if value.startswith("XXXX-WXX-"):
        return _every_weekday()[int(value[-1]) - 1]
    found = re.fullmatch(r"P(T?)(\d+)([A-Z]+)", value)
    return _every(int(found[2]), found[1] + found[3]) if found else ""


def _every(n: int, unit: str) -> str:
    told = {
        "D": ngettext("every day", "every {n} days", n), "W": ngettext("every week", "every {n} weeks", n),
        "M": ngettext("every month", "every {n} months", n), "Y": ngettext("every year", "every {n} years", n),
        "TH": ngettext("every hour", "every {n} hours", n), "TM": ngettext("every minute", "every {n} minutes", n),
    }.get(unit, "")  # fmt: skip
    return _spelled(told, n, unit)


def _every_weekday() -> tuple[str, ...]:
    return (
        _("every Monday"), _("every Tuesday"), _("every Wednesday"), _("every Thursday"), _("every Friday"),
        _("every Saturday"), _("every Sunday"),
    )  # fmt: skip
