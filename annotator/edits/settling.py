"""Deciding many Cases of an Article at once, by a strategy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from annotator.edits.choosing import labels_of
from annotator.edits.gold import Deciding, EndMissing, Gold
from annotator.model.decision import Choice
from annotator.review.classes import Disagreement
from annotator.review.docket import CaseEntry, CaseState
from annotator.review.strategies import Strategy, choice_of


@dataclass(slots=True)
class Settled:
    """What came of it: how many Cases were decided, how many of them because all say the same, and how many are left
    open, of each class; one that is of two classes counts in both."""

    decided: int = 0
    agreed: int = 0
    left: int = 0
    kinds: Counter[Disagreement] = field(default_factory=Counter)

    def add(self, other: Settled) -> None:
        """Count what came of another Article, too."""
        self.decided += other.decided
        self.agreed += other.agreed
        self.left += other.left
        self.kinds += other.kinds


def settle(
    page: Gold, strategy: Strategy, deciding: Deciding, labels: Collection[str] = (), *, anew: bool = False
) -> Settled:
    """Decide what the strategy can, and what no lead has decided or put off, now or before the annotators changed it.
    With `labels` only where one of these is at issue; with `anew` also what a strategy has decided before. Relations
    come after the Spans at their ends; one whose ends are not both in Gold is left."""
    found = Settled()
    for key in [entry.case.key for entry in page.entries()]:
        entry = page.docket.entry(key)
        if _is_due(entry, anew=anew) and (not labels or not set(labels).isdisjoint(labels_of(entry.case))):
            choice = choice_of(strategy, entry.case)
            if choice is not None and _is_done(page, entry, choice, deciding):
                found.decided += 1
                found.agreed += entry.case.is_agreed
    for entry in page.entries():
        if entry.state in (CaseState.OPEN, CaseState.SKIPPED):
            found.left += 1
            found.kinds.update(entry.case.kinds)
    return found


def _is_due(entry: CaseEntry, *, anew: bool) -> bool:
    if entry.was_by_hand:
        return False
    return entry.is_open or (anew and entry.state is CaseState.DECIDED)


def _is_done(page: Gold, entry: CaseEntry, choice: Choice, deciding: Deciding) -> bool:
    try:
        page.decide(entry, choice, deciding)
    except EndMissing:
        return False
    return True
