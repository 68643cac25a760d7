"""A Suggestion: a Span that a recommender proposes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # for the start: the grammar of dates is loaded when dates are looked for
    from annotator.arabic.dates import Alternative, Confidence

_AS_NUMBERS = {"high": 0.95, "medium": 0.75, "check": 0.4}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A range, in code points, with the Label and the value that `origin` (a recommender's name) proposes for it.

    `rule` says why, `alternatives` are other values with their reasons, `warning` tells what is wrong in the text
    itself (a weekday and a date that disagree), in words. `calendar` is the one in which the text counts: `gregorian`
    or `hijri`.
    """

    label: str
    start: int
    end: int
    type: str
    value: str
    confidence: Confidence
    rule: str = ""
    alternatives: tuple[Alternative, ...] = ()
    warning: str = ""
    calendar: str = ""
    origin: str = "dates"

    @property
    def key(self) -> str:
        """What the Suggestion is called within its Article: `dates:12-18`."""
        return f"{self.origin}:{self.start}-{self.end}"

    def covers(self, position: int) -> bool:
        """Whether the letter at `position` is in it."""
        return self.start <= position < self.end


def as_number(confidence: Confidence) -> float:
    """How sure a proposal is, between 0 and 1, as a Span keeps it."""
    return _AS_NUMBERS[confidence]


def as_level(confidence: float) -> str:
    """The level that a Span's `confidence` stands for: `high`, `medium` or `check`.

    >>> as_level(0.75)
    'medium'
    """
    return min(_AS_NUMBERS, key=lambda level: abs(_AS_NUMBERS[level] - confidence))
