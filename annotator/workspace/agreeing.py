"""How far the annotators of a project agree."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from annotator.errors import BadInput, Refused, Unknown
from annotator.model.annotation import Status
from annotator.words import _
from annotator.workspace.making import Making

if TYPE_CHECKING:
    from annotator.review.agreement import Agreement, Level

RESAMPLES = 1000
"""How often Articles are drawn anew for an interval."""


class Agreeing(Making):
    """The verb for agreement."""

    def agreement(
        self,
        annotators: Collection[str] = (),
        *,
        statuses: Collection[Status] = (Status.DONE,),
        labels: Collection[str] = (),
        levels: Collection[Level] = (),
        resamples: int = RESAMPLES,
        seed: int = 0,
        with_gamma: bool = False,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> Agreement:
        """How far these annotators agree, or all but Gold, over the Articles of which at least two of them have a Layer
        with one of these statuses; in Spans of these Labels, or of all.

        The same `seed` gives the same intervals and the same gamma. `progress` is told how many Articles are looked at
        and how many there are; it may raise to cancel. Raises Unknown for a name or a Label that the project does not
        have, BadInput for fewer than two annotators, Refused where others' work may not be seen yet.
        """
        from annotator.review.agreement import Level
        from annotator.review.comparing import Comparison
        from annotator.review.gamma import samples_of

        if not self.sees_others:
            told = _("A lead has not opened the review yet: until then {annotator} sees no others’ work.")
            raise Refused(told.format(annotator=self.annotator))
        if resamples < 0 or seed < 0:
            raise BadInput(_("The number of resamples and the seed are nought or more."))
        with self._store.reading():
            chosen = self._compared(annotators)
            beside = self._store.beside(chosen, statuses)
            total = len(beside)
            comparison = Comparison(
                self.schema,
                [self._known_label(label) for label in labels],
                levels or tuple(Level),
                seed=seed,
                samples=samples_of(total) if with_gamma else 0,
            )
            for done, (_uid, text, layers) in enumerate(beside):
                progress(done, total)
                comparison.add(text, layers, partial(progress, done, total))
        found = comparison.told(resamples, lambda _done, _total: progress(total, total))
        return replace(found, statuses=tuple(statuses))

    def _compared(self, annotators: Collection[str]) -> list[str]:
        known = self._store.layers.compared_annotators()
        chosen = [self.known_annotator(name) for name in dict.fromkeys(annotators)] or known
        if annotators and len(chosen) < 2:
            raise BadInput(_("Agreement needs two annotators at least."))
        return chosen

    def _known_label(self, name: str) -> str:
        """`name`, where the Schema has such a Label or a Span has it; raises Unknown."""
        known = {label.name for label in self.schema.labels} | set(self._store.naming.labels())
        if name not in known:
            told = _("The project has no label “{name}”; it has {known}.")
            raise Unknown(told.format(name=name, known=", ".join(sorted(known))))
        return name
