"""What comes of comparing annotators with one another, and with Suggestions, for the dashboard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from typing import NamedTuple

from annotator.frozen import frozen
from annotator.model.verdict import Outcome

EVERY = ""
"""Stands for every Label, or every pair."""


class Agreed(NamedTuple):
    """The agreement of two annotators (`EVERY` for all pairs) on a Label (`EVERY` for all of them), over so many
    Articles: F1 of Spans with the same range and Label, with the same range, and of those that overlap; None where
    neither has any."""

    first: str
    second: str
    label: str
    articles: int
    f1: float | None
    range: float | None = None
    overlap: float | None = None

    @property
    def pair(self) -> tuple[str, str]:
        return self.first, self.second


class Side(NamedTuple):
    """Finished Articles on which Suggestions were shown, or hidden: how many, the Spans in a thousand characters, the
    seconds for a thousand characters, and F1 with what would have been proposed."""

    articles: int
    density: float
    pace: float
    f1: float


@frozen
class Compared:
    """What was found. `classes` counts Cases by the name of their class; `shown` and `hidden` are None where
    Suggestions are not hidden anywhere."""

    agreed: tuple[Agreed, ...] = ()
    classes: Mapping[str, int] = field(default_factory=dict)
    verdicts: Mapping[Outcome, int] = field(default_factory=dict)
    shown: Side | None = None
    hidden: Side | None = None

    @property
    def f1(self) -> float | None:
        """The agreement of all pairs on all Labels."""
        return next((one.f1 for one in self.agreed if one.pair == (EVERY, EVERY) and one.label == EVERY), None)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The pairs that share Articles, without that of all."""
        return tuple(dict.fromkeys(one.pair for one in self.agreed if one.first != EVERY))

    def of(self, pair: tuple[str, str], label: str = EVERY) -> Agreed | None:
        """The agreement of a pair on a Label."""
        return next((one for one in self.agreed if one.pair == pair and one.label == label), None)

    def called(self, names: Mapping[str, str]) -> Compared:
        """The same with other names of the annotators."""
        return replace(
            self,
            agreed=tuple(
                one._replace(first=names.get(one.first, one.first), second=names.get(one.second, one.second))
                for one in self.agreed
            ),
        )
