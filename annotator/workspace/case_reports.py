"""What is told of the Cases of a project: counts, a Case in its place, and what a strategy has done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.frozen import frozen

if TYPE_CHECKING:
    from annotator.edits.settling import Settled
    from annotator.review.docket import CaseEntry


@dataclass(slots=True)
class CaseCounts:
    """How many Cases there are in each state; `agreed` of the open ones are those in which all say the same. `void`
    are those about Relations that were settled by deciding about the Spans at their ends."""

    open: int = 0
    agreed: int = 0
    decided: int = 0
    skipped: int = 0
    void: int = 0

    @property
    def total(self) -> int:
        return self.open + self.decided + self.skipped + self.void

    def add(self, other: CaseCounts) -> None:
        """Count the Cases of another Article, too."""
        self.open += other.open
        self.agreed += other.agreed
        self.decided += other.decided
        self.skipped += other.skipped
        self.void += other.void


@frozen
class CaseInContext:
    """A Case with its place: the Article's number, counted from 1, and its title, the words, and what stands around
    them. `words` are those of the Spans at the ends of Relations, by uid."""

    entry: CaseEntry
    number: int
    title: str
    before: str
    text: str
    after: str
    words: Mapping[str, str]


@dataclass(slots=True)
class Adjudicated:
    """What a strategy has done in a project, or would do: in how many Articles, and with how many Cases."""

    strategy: str
    articles: int
    cases: Settled
    changed: list[str] = field(default_factory=list)
    """The uids of the Articles in which Gold has changed, or would."""
