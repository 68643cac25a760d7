"""A Suggestion: a Span that a recommender proposes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.frozen import frozen

if TYPE_CHECKING:  # for the start: the grammar of dates is loaded when dates are looked for
    from annotator.arabic.dates import Alternative, Confidence

_AS_NUMBERS = {"high": 0.95, "medium": 0.75, "check": 0.4}
_SURE, _LIKELY = 0.9, 0.8
"""From which confidence on a name is in the highest of three steps, and in the one below it."""


@frozen
class Suggestion:
    """A range, in code points, with the Label that `origin` (a recommender's name) proposes for it.

    `confidence` is between 0 and 1: how often such a proposal is right, as far as its recommender can tell; of a date,
    how sure its value is. `reason` says why (of a date, the name of the rule), and `also` names the other recommenders
    that propose the same. `worth` is how often Suggestions of this confidence were right, once enough was decided.

    Of dates alone: `type` and `value` as in TIMEX3, `alternatives` with their reasons, `warning`, which tells what is
    wrong in the text itself (a weekday and a date that disagree) in words, and `calendar`, the one in which the text
    counts: `gregorian` or `hijri`.
    """

    label: str
    start: int
    end: int
    type: str = ""
    value: str = ""
    confidence: float = 0.0
    reason: str = ""
    alternatives: tuple[Alternative, ...] = ()
    warning: str = ""
    calendar: str = ""
    origin: str = "dates"
    also: tuple[str, ...] = ()
    worth: float | None = None

    @property
    def sureness(self) -> float:
        """What its confidence is worth, where enough was decided to tell; else the confidence itself."""
        return self.confidence if self.worth is None else self.worth

    @property
    def key(self) -> str:
        """What the Suggestion is called within its Article: `dates:12-18`."""
        return f"{self.origin}:{self.start}-{self.end}"

    @property
    def level(self) -> str:
        """Its confidence in three steps: `high`, `medium` or `check`. The steps of names are narrower than those of
        dates: hardly any is shown below .70."""
        if self.type:
            return as_level(self.confidence)
        return "high" if self.sureness >= _SURE else "medium" if self.sureness >= _LIKELY else "check"

    def covers(self, position: int) -> bool:
        """Whether the letter at `position` is in it."""
        return self.start <= position < self.end


def as_number(confidence: Confidence) -> float:
    """How sure the value of a date is, between 0 and 1, as a Span keeps it."""
    return _AS_NUMBERS[confidence]


def as_level(confidence: float) -> str:
    """The level that a `confidence` between 0 and 1 stands for: `high`, `medium` or `check`.

    >>> as_level(0.75)
    'medium'
    """
    return min(_AS_NUMBERS, key=lambda level: abs(_AS_NUMBERS[level] - confidence))
