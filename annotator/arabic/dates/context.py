"""What is known around a time expression, and what it was read as."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from annotator.arabic.dates.expression import Alternative, Confidence
from annotator.arabic.dates.sentence import Prepared
from annotator.frozen import frozen
from annotator.words import _


@frozen
class Reading:
    """How a match was read. `day` is the day that a time of day would belong to; `nothing` marks what is no time."""

    type: str
    value: str
    confidence: Confidence = Confidence.HIGH
    calendar: str = "gregorian"
    other: str = ""
    alternatives: tuple[Alternative, ...] = ()
    warning: str = ""
    day: date | None = None
    nothing: bool = False
    features: dict[str, Any] = field(default_factory=dict)

    def unsure(self, *alternatives: Alternative) -> Reading:
        """The same, asking for attention."""
        return replace(self, confidence=Confidence.CHECK, alternatives=self.alternatives + alternatives)


NOTHING = Reading("", "", nothing=True)


@frozen
class Context:
    """Where a match stands: its pieces `[first, last)`, the publication date, and what was read before it."""

    prepared: Prepared
    first: int
    last: int
    published: date | None
    week_starts: int
    before: tuple[Reading, ...] = ()
    given: bool = False
    """Whether someone says that this range is a time, so that doubtful words count too."""

    def week_of(self, day: date) -> date:
        """The first day of the week around `day`, in the project's own reckoning."""
        return day - timedelta(days=(day.weekday() - self.week_starts) % 7)

    def word(self, offset: int) -> str:
        """The piece `offset` places after the last one of the match, or before its first one (-1); "" outside."""
        at = self.last + offset if offset >= 0 else self.first + offset
        words = self.prepared.sentence.words
        return words[at] if 0 <= at < len(words) else ""


def is_before_christ(context: Context) -> bool:
    """Whether قبل الميلاد follows, after another year or century: 2000-1500 قبل الميلاد."""
    words = [context.word(offset) for offset in range(6)]
    if words[0] not in ("-", "و", "الي", "حتي", ","):
        return False
    return words[2:5] == ["ق", ".", "م"] or any(
        pair in (("قبل", "الميلاد"), ("ق", "م")) for pair in pairwise(words[1:])
    )


_NOT_DEFINITE = frozenset({"الي", "الا", "الان", "التي", "الذي", "الذين", "اللذين", "اللتين", "اللواتي", "اللاتي"})


def is_definite(word: str) -> bool:
    """Whether a folded word has the article: الحرب, and neither إلى nor الذي."""
    return word.startswith("ال") and word not in _NOT_DEFINITE


def is_among(word: str, words: frozenset[str]) -> bool:
    """Whether a folded word is one of `words`, as it is or after a joining و or ف: في, وفي, ففي."""
    return word in words or (word[:1] in ("و", "ف") and word[1:] in words)


def unpublished(type: str) -> Reading:  # noqa: A002 (TIMEX3 calls it so)
    """A value that needs the publication date, which is missing."""
    return Reading(type, "", Confidence.CHECK, warning=no_publication())


def unlikely_publication(day: date) -> str:
    """The sentence for a relative time with a publication date that no news can have."""
    return _("No news was published on {day}, so this time has no value.").format(day=day.isoformat())


def no_publication() -> str:
    """The sentence for a relative time without a publication date."""
    return _("The article has no publication date, so this time has no value yet.")


def impossible(type: str, what: str) -> Reading:  # noqa: A002 (TIMEX3 calls it so)
    """A day that is in no calendar."""
    return Reading(type, "", Confidence.CHECK, warning=_("There is no such day: {day}.").format(day=what))
