"""What months and weekdays are called in the language spoken now."""

from __future__ import annotations

from datetime import date

from annotator.words import _, pgettext


def month_name(month: int) -> str:
    """What a Gregorian month is called."""
    names = (
        _("January"), _("February"), _("March"), _("April"), pgettext("month", "May"), _("June"), _("July"),
        _("August"), _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip
    return names[month - 1]


def weekday_name(day: date) -> str:
    """What the weekday of a day is called."""
    return weekdays()[day.weekday()]


def hijri_month_name(month: int) -> str:
    """What a Hijri month is called."""
    names = (
        _("Muharram"), _("Safar"), _("Rabi al-Awwal"), _("Rabi al-Akhir"), _("Jumada al-Ula"), _("Jumada al-Akhira"),
        _("Rajab"), _("Shaban"), _("Ramadan"), _("Shawwal"), _("Dhu al-Qada"), _("Dhu al-Hijja"),
    )  # fmt: skip
    return names[month - 1]


def weekdays() -> tuple[str, ...]:
    """The weekdays from Monday on."""
    return (
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
    )  # fmt: skip
