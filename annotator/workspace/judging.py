"""What verdicts teach about Suggestions: how sure they have to be, what their confidence is worth, and whether the
annotator is steered by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.errors import BadInput
from annotator.model.verdict import Outcome
from annotator.store import Store
from annotator.suggest.suggestion import Suggestion
from annotator.words import _
from annotator.workspace.making import Changed, Making

if TYPE_CHECKING:
    from annotator.suggest.calibration import Points
    from annotator.suggest.thresholds import Decision, Outlook

BLIND_FROM = 20
"""Articles that a project has at least before Suggestions are hidden on some of them."""
BLIND = 10
"""Of a hundred Articles, on how many Suggestions are hidden unless the lead decides otherwise."""

_COUNTED = 2_000
"""The last verdicts that count."""
_HURRIED, _HURRY, _BLINDLY = 200, 0.7, 0.95
"""A warning is due where of the last 200 verdicts 95 of 100 were to accept, each in less than 0.7 seconds."""

_THRESHOLD, _BLIND = "suggestions/threshold", "suggestions/blind"


class Judging(Making):
    """The verbs for how sure Suggestions have to be, and for what keeps them from steering."""

    def __init__(self, store: Store, annotator: str) -> None:
        super().__init__(store, annotator)
        self._thresholds: dict[str, float] | None = None
        self._decisions: dict[str, list[Decision]] | None = None
        self._points: dict[str, Points] | None = None

    def judge_anew(self) -> None:
        """There are other verdicts now, or another threshold."""
        self._thresholds = self._decisions = self._points = None

    # How sure they have to be

    @property
    def threshold(self) -> float:
        """The confidence from which Suggestions are shown in this project, unless more is asked of their Label."""
        from annotator.suggest.thresholds import USUAL

        try:
            return min(max(float(self._store.settings.get(_THRESHOLD, str(USUAL))), 0.0), 1.0)
        except ValueError:
            return USUAL

    def settle_threshold(self, threshold: float) -> None:
        """Show Suggestions from this confidence on, between 0 and 1. Raises BadInput for another number."""
        if not 0 <= threshold <= 1:
            raise BadInput(_("A threshold is a number between 0 and 1."))
        with self._store.atomic():
            self._store.settings.put(_THRESHOLD, f"{threshold:.2f}")
        self.judge_anew()

    def thresholds(self) -> dict[str, float]:
        """What is asked of each Label about which this annotator has decided often enough: more than usual where
        fewer than three in four of what was shown lately were right."""
        if self._thresholds is None:
            from annotator.suggest.thresholds import thresholds_for

            worth_showing = {Outcome.ACCEPTED, Outcome.RESHAPED}  # moving an edge is less work than marking
            self._thresholds = thresholds_for((one for _name, one in self._judged(worth_showing)), self.threshold)
        return self._thresholds

    def outlooks(self) -> list[Outlook]:
        """What each threshold from 0 to 1 would have shown of what this annotator decided lately."""
        from annotator.suggest.thresholds import outlooks

        return outlooks([one for _name, one in self._judged({Outcome.ACCEPTED})])

    def _judged(self, right: Collection[Outcome]) -> Iterator[tuple[str, Decision]]:
        """The last verdicts, oldest first, each with its recommender; those with one of these outcomes were `right`."""
        from annotator.suggest.thresholds import Decision

        for one in self._store.verdicts.latest(self.annotator, _COUNTED):
            if one.label and one.origin != "dates":
                label = self.schema.now_called(one.label)
                yield one.origin, Decision(label, one.confidence, one.outcome in right)

    # What their confidence is worth

    def _judged_by_recommender(self) -> Mapping[str, Sequence[Decision]]:
        """The last verdicts of each recommender."""
        if self._decisions is None:
            found: defaultdict[str, list[Decision]] = defaultdict(list)
            for recommender, decision in self._judged({Outcome.ACCEPTED}):
                found[recommender].append(decision)
            self._decisions = dict(found)
        return self._decisions

    def _with_worth(
        self, suggestions: Iterable[Suggestion], judged: Mapping[str, Sequence[Decision]]
    ) -> list[Suggestion]:
        """Suggestions with what their confidence is worth by what was decided so far, where that is enough to tell.
        Any thread may ask."""
        if self._points is None:
            from annotator.suggest.thresholds import calibration_of

            self._points = {name: points for name, ones in judged.items() if (points := calibration_of(ones))}
        known = self._points
        if not known:
            return list(suggestions)
        from annotator.suggest.calibration import calibrated

        return [
            replace(one, worth=calibrated(one.confidence, known[one.origin])) if one.origin in known else one
            for one in suggestions
        ]

    # Against steering the annotator

    @property
    def blind_share(self) -> int:
        """On how many of a hundred Articles Suggestions are hidden, to see what annotators do without them."""
        told = self._store.settings.get(_BLIND, str(BLIND))
        return min(int(told), 100) if told.isdecimal() else BLIND

    def settle_blind_share(self, share: int) -> None:
        """Hide Suggestions on so many of a hundred Articles. Raises BadInput for a number that is none of those."""
        if not 0 <= share <= 100:
            raise BadInput(_("Suggestions are hidden on 0 to 100 of a hundred articles."))
        with self._store.atomic():
            self._store.settings.put(_BLIND, str(share))
        self.announce_suggestions()

    def is_blind(self, article: str) -> bool:
        """Whether Suggestions are hidden on this Article. Chance decides it, the same way on every machine; projects
        of fewer than 20 Articles have none."""
        from hashlib import sha256  # here, for the start of the window: OpenSSL is large

        drawn = int.from_bytes(sha256(article.encode()).digest()[:4], "big") % 100 < self.blind_share
        return drawn and self._store.articles.count() >= BLIND_FROM

    def is_hurried(self) -> bool:
        """Whether the last 200 Suggestions were nearly all accepted faster than anyone reads them."""
        last = self._store.verdicts.latest(self.annotator, _HURRIED)
        quick = [
            one for one in last if one.outcome is Outcome.ACCEPTED and one.seconds is not None and one.seconds < _HURRY
        ]
        return len(last) == _HURRIED and len(quick) >= _BLINDLY * _HURRIED

    def announce_suggestions(self) -> None:
        """Tell those who listen that other things may be proposed now."""
        self.announce(Changed())
