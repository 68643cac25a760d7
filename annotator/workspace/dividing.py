"""Dividing a project for machine learning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from annotator.errors import Refused
from annotator.words import _
from annotator.workspace.making import Making

if TYPE_CHECKING:
    from annotator.dataset.duplicates import Group
    from annotator.dataset.splitting import Plan
    from annotator.edits.edit import Edit
    from annotator.model.split import Split, SplitReport, SplitRule


class Dividing(Making):
    """The verbs for splits."""

    def splits(self, uids: Iterable[str] | None = None) -> dict[str, str]:
        """The split of each Article that has one, or of those of these: its uid, and train, dev or test."""
        return self._store.splits.all() if uids is None else self._store.splits.of(uids)

    def split_sizes(self) -> dict[Split, int]:
        """How many Articles each split has; nothing where the project was never divided."""
        from annotator.model.split import Split

        return {} if self.split_rule() is None else {split: self._store.splits.size(split) for split in Split}

    def split_rule(self) -> SplitRule | None:
        """The rule by which the project was divided last; None where it never was."""
        return self._store.splits.rule()

    def without_split(self) -> int:
        """How many Articles have no split: all of an undivided project, else those that came in since."""
        return self._store.splits.missing()

    def duplicates(
        self, threshold: float = 0.8, *, progress: Callable[[int, int], None] = lambda _done, _total: None
    ) -> list[Group]:
        """The groups of Articles that are the same, nearly the same or inside one another, the largest first; see
        `annotator.dataset.duplicates`. Raises BadInput for a threshold that is none.

        `progress` is told how much is done and how much there is; it may raise to cancel.
        """
        from annotator.dataset.duplicates import find_groups
        from annotator.model.split import check_threshold

        check_threshold(threshold)
        with self._store.reading():
            articles = self._store.articles
            return find_groups(
                articles.texts(), articles.text, count=articles.count(), threshold=threshold, progress=progress
            )

    def plan_split(
        self,
        rule: SplitRule,
        *,
        anew: bool = False,
        groups: Sequence[Group] | None = None,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> Plan:
        """How the project would be divided; nothing is changed. Articles that have a split keep it, unless everything
        is to be done `anew`; others are added so that the shares come right.

        `groups` are the near duplicates by the rule's threshold, where they are known already. `progress` is told how
        many Articles are looked at and how many there are; it may raise to cancel.
        """
        from annotator.dataset.splitting import plan

        with self._store.reading():
            held = self.duplicates(rule.threshold, progress=progress) if groups is None else groups
            return plan(self._store, rule, [group.articles for group in held], anew=anew)

    def divide(self, plan: Plan) -> None:
        """Divide the project as it was planned, as one step for undo. Raises Refused where it has been divided
        otherwise since."""
        from annotator.edits.split_edit import Divide

        def edits() -> Iterator[Edit]:
            if self.splits() != plan.before:
                told = _("The project has been divided otherwise meanwhile; look at it again. Nothing was changed.")
                raise Refused(told)
            if plan.changed or self.split_rule() != plan.rule:
                yield Divide(plan.rule, plan.changed)

        self._make(edits())

    def split(
        self,
        rule: SplitRule,
        *,
        anew: bool = False,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> SplitReport:
        """Divide the project right as `plan_split` has it, and return what came of it."""
        plan = self.plan_split(rule, anew=anew, progress=progress)
        self.divide(plan)
        return plan.report
