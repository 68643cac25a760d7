"""What is known about a time expression of a text."""

from __future__ import annotations

from enum import StrEnum

from annotator.frozen import frozen


class Confidence(StrEnum):
    """How sure a value is: only `check` asks for attention."""

    HIGH = "high"
    MEDIUM = "medium"
    CHECK = "check"


@frozen
class Alternative:
    """Another value that the same words may have, with the reason in a sentence for people."""

    value: str
    reason: str


@frozen
class TimeExpression:
    """A range of code points that names a time, with its TIMEX3 type and value.

    `value` is empty where there is none: no publication date to count from, or no such day; `warning` says why.
    `other` is the same time in the other calendar: Hijri for Gregorian days, months and years named as such in the
    text, and the Hijri date of the text where `calendar` is "hijri" (`value` is always Gregorian).
    """

    start: int
    end: int
    type: str
    value: str
    calendar: str
    other: str
    confidence: Confidence
    rule: str
    alternatives: tuple[Alternative, ...] = ()
    warning: str = ""
