"""How far the work is: who did how much, on which day, and how long it took. Sums in, numbers out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple, TypeVar

from annotator.errors import BadInput
from annotator.frozen import frozen
from annotator.model.annotation import Status
from annotator.model.clock import day_given
from annotator.words import _

_T = TypeVar("_T")

Moments = Mapping[tuple[str, str], int]
"""Counts by annotator and the minute in UTC, such as `2026-01-27T09:30`."""


@frozen
class Choice:
    """What is looked at: whose work (None that of everybody), of which status (None of any), and from which local day
    to which (ISO days, both included; empty for no bound).

    A Span belongs to the day on which it was made, a Layer to the one on which it was changed last.
    """

    annotators: tuple[str, ...] | None = None
    status: Status | None = None
    since: str = ""
    until: str = ""

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out but other annotators."""
        return not (self.status or self.since or self.until)

    def bounds(self) -> tuple[str, str]:
        """The moments in UTC at which the first day begins and the last one has ended; empty for none. Raises BadInput
        for what is no day, and for a last day before the first."""
        since, until = day_given(self.since), day_given(self.until)
        if since and until and until < since:
            raise BadInput(_("The last day is before the first one."))
        return _midnight(since), _midnight(until, after=1)


def _midnight(day: str, after: int = 0) -> str:
    """The moment in UTC, as the project writes moments, at which a local day begins, or one some days `after` it."""
    if not day:
        return ""
    try:
        moment = datetime.combine(date.fromisoformat(day) + timedelta(days=after), time()).astimezone(UTC)
    except OverflowError:
        return ""  # the first or the last day that there is
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def local_day(minute: str) -> str:
    """The day here, in the time zone of the computer, in which a minute in UTC lies; '' for what is no minute."""
    try:
        return datetime.fromisoformat(f"{minute}+00:00").astimezone().date().isoformat()
    except (ValueError, OverflowError):
        return ""


class Day(NamedTuple):
    """What an annotator did on a day: Spans that they marked or accepted, Spans that came in with files, and Articles
    that they finished."""

    annotator: str
    day: str
    made: int
    imported: int
    finished: int

    @property
    def added(self) -> int:
        return self.made + self.imported


class Quartiles(NamedTuple):
    """How many values there are, and those below which a quarter, a half and three quarters of them lie."""

    number: int
    low: float
    median: float
    high: float


def quartiles(values: Iterable[float]) -> Quartiles | None:
    """The quartiles of values, between two of them where they fall there (R. J. Hyndman and Y. Fan, “Sample Quantiles
    in Statistical Packages”, The American Statistician 50(4), 1996: definition 7); None of none.

    >>> quartiles([1, 2, 3, 4])
    Quartiles(number=4, low=1.75, median=2.5, high=3.25)
    """
    ordered = sorted(values)
    if not ordered:
        return None

    def at(share: float) -> float:
        place = share * (len(ordered) - 1)
        below = int(place)
        above = min(below + 1, len(ordered) - 1)
        return ordered[below] + (place - below) * (ordered[above] - ordered[below])

    return Quartiles(len(ordered), at(0.25), at(0.5), at(0.75))


class Pace(NamedTuple):
    """How long an annotator needs, in seconds: for an Article, and for a Span (of each Article that has any)."""

    article: Quartiles
    span: Quartiles | None


def pace(times: Iterable[tuple[str, int, int]]) -> dict[str, Pace]:
    """The pace of each annotator, from annotator, seconds and number of Spans of each Layer."""
    seconds: dict[str, list[float]] = {}
    shares: dict[str, list[float]] = {}
    for name, spent, spans in times:
        seconds.setdefault(name, []).append(spent)
        if spans:
            shares.setdefault(name, []).append(spent / spans)
    found = ((name, quartiles(values), quartiles(shares.get(name, ()))) for name, values in seconds.items())
    return {name: Pace(article, span) for name, article, span in found if article is not None}


def days(made: Moments, imported: Moments, finished: Mapping[tuple[str, str], str]) -> tuple[Day, ...]:
    """What was done by day and annotator, the first day first. `finished` is the minute by annotator and Article."""
    sums: dict[tuple[str, str], list[int]] = {}
    finishes = Counter((name, minute) for (name, _article), minute in finished.items())
    known: dict[str, str] = {}
    for column, counts in enumerate((made, imported, finishes)):
        for (name, minute), count in counts.items():
            day = known.get(minute)
            if day is None:
                day = known[minute] = local_day(minute)
            if day and count:
                sums.setdefault((day, name), [0, 0, 0])[column] += count
    return tuple(Day(name, day, *counts) for (day, name), counts in sorted(sums.items()))


@frozen
class Gold:
    """How far gold is: Articles whose Gold Layer is done, those where it is begun, all that have two Layers or more
    that are done, so that there is something to decide, and Spans in gold."""

    done: int = 0
    begun: int = 0
    ready: int = 0
    spans: int = 0


@frozen
class Numbers:
    """How far the work is. `assigned` counts the Articles that are an annotator's to do; `statuses`, `seconds` (all
    that were spent), `labels` and `pace` are by annotator as well."""

    articles: int
    annotators: tuple[str, ...]
    assigned: Mapping[str, int] = field(default_factory=dict)
    days: tuple[Day, ...] = ()
    statuses: Mapping[str, Mapping[Status, int]] = field(default_factory=dict)
    seconds: Mapping[str, int] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    pace: Mapping[str, Pace] = field(default_factory=dict)
    gold: Gold = field(default_factory=Gold)

    @property
    def spans(self) -> int:
        """How many Spans there are."""
        return sum(sum(counts.values()) for counts in self.labels.values())

    @property
    def finished(self) -> int:
        """How many Layers are done."""
        return sum(counts.get(Status.DONE, 0) for counts in self.statuses.values())

    def called(self, names: Mapping[str, str]) -> Numbers:
        """The same with other names of the annotators."""
        return replace(
            self,
            annotators=tuple(names.get(name, name) for name in self.annotators),
            assigned=_called(self.assigned, names),
            days=tuple(day._replace(annotator=names.get(day.annotator, day.annotator)) for day in self.days),
            statuses=_called(self.statuses, names),
            seconds=_called(self.seconds, names),
            labels=_called(self.labels, names),
            pace=_called(self.pace, names),
        )


def _called(values: Mapping[str, _T], names: Mapping[str, str]) -> dict[str, _T]:
    return {names.get(name, name): value for name, value in values.items()}
