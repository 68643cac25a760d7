"""What the sums of all Articles say: every figure of an `Agreement`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from annotator.review.agreement import Agreement, LabelAgreement, Level, PairAgreement, Unitizing
from annotator.review.alpha import alpha, alpha_of_label
from annotator.review.alpha_u import alpha_u
from annotator.review.closeness import closeness, naming
from annotator.review.fields import fields
from annotator.review.kappa import cohen, cohen_of_label, fleiss, fleiss_of_label
from annotator.review.related import arrow_agreement
from annotator.review.tally import Sums, figure
from annotator.review.units import GAP, unit_alphas

if TYPE_CHECKING:
    from annotator.review.tally import Sum

Couple = tuple[str, str]
"""The names of two annotators, in their order."""


class Telling:
    """Makes figures of sums. `articles` is how many each pair of annotators shares."""

    def __init__(self, sums: Sums, articles: Mapping[Couple, int], levels: Sequence[Level]) -> None:
        self._sums = sums
        self._articles = articles
        self._couples = sorted(articles)
        self._levels = levels
        self._said: defaultdict[Hashable, set[Hashable]] = defaultdict(set)
        for key in sums:
            scope, what, *name = key
            if name:
                self._said[what].add(name[0])
                self._said[scope, what].add(name[0])

    def agreement(self) -> Agreement:
        """All of it, but for what is no sum over Articles."""
        sums, couples, labels = self._sums, self._couples, self._labels
        kappas = {level: [self._cohen(level, couple) for couple in couples] for level in self._levels}
        return Agreement(
            annotators=tuple(sorted({name for couple in couples for name in couple})),
            pairs=tuple(self._pair(couple) for couple in couples),
            f1=closeness(sums, couples, labels),
            naming=naming(sums, couples, labels),
            labels={label: self._label(label) for label in labels},
            kappa={level: figure(_mean(found)) for level, found in kappas.items()},
            fleiss={level: figure(fleiss(sums, level, self._values(level))) for level in self._levels},
            alpha={level: figure(alpha(sums, level, self._values(level))) for level in self._levels},
            unitizing=self._unitizing(),
            fields=fields(sums, couples, self._fields),
            relations=arrow_agreement(sums, couples, "relation", self._arrows("relation")),
            arguments=arrow_agreement(sums, couples, "argument", self._arrows("argument")),
        )

    def _pair(self, couple: Couple) -> PairAgreement:
        sums, labels = self._sums, self._labels
        return PairAgreement(
            *couple,
            articles=self._articles[couple],
            spans=self._spans([couple], labels),
            f1=closeness(sums, [couple], labels),
            naming=naming(sums, [couple], labels),
            kappa={level: figure(self._cohen(level, couple)) for level in self._levels},
            labels={label: self._label_of_pair(couple, label) for label in labels},
            fields=fields(sums, [couple], self._fields),
            relations=arrow_agreement(sums, [couple], "relation", self._arrows("relation")),
            arguments=arrow_agreement(sums, [couple], "argument", self._arrows("argument")),
        )

    def _label(self, label: str) -> LabelAgreement:
        sums, couples = self._sums, self._couples
        kappas = {level: [self._cohen_of(level, couple, label) for couple in couples] for level in self._levels}
        return LabelAgreement(
            self._spans(couples, [label]),
            closeness(sums, couples, [label]),
            {level: figure(_mean(found)) for level, found in kappas.items()},
            {level: figure(fleiss_of_label(sums, level, label)) for level in self._levels},
            {level: figure(alpha_of_label(sums, level, label)) for level in self._levels},
            figure(alpha_u(sums, [label])),
        )

    def _label_of_pair(self, couple: Couple, label: str) -> LabelAgreement:
        return LabelAgreement(
            self._spans([couple], [label]),
            closeness(self._sums, [couple], [label]),
            {level: figure(self._cohen_of(level, couple, label)) for level in self._levels},
        )

    def _unitizing(self) -> Unitizing:
        values = [value for value in self._said["unit", "given"] if value != GAP]
        named = {" + ".join(value): value for value in values if isinstance(value, tuple)}
        found = unit_alphas(self._sums, sorted(named.values()))
        return Unitizing(
            figure(alpha_u(self._sums, self._labels)),
            figure(found.u),
            figure(found.binary),
            figure(found.cu),
            {name: figure(found.by_value[named[name]]) for name in sorted(named)},
        )

    def _cohen(self, level: Level, couple: Couple) -> Sum:
        return cohen(self._sums, (level, *couple), self._values(level))

    def _cohen_of(self, level: Level, couple: Couple, label: str) -> Sum:
        return cohen_of_label(self._sums, (level, *couple), label)

    def _spans(self, couples: Iterable[Couple], labels: Iterable[str]) -> tuple[int, int]:
        keys = [(couple, label) for couple in couples for label in labels]
        sides = ([(couple, side, label) for couple, label in keys] for side in ("first", "second"))
        first, second = (int(self._sums.total(side)[0]) for side in sides)
        return first, second

    @cached_property
    def _labels(self) -> list[str]:
        return sorted(map(str, self._said["first"] | self._said["second"]))

    @cached_property
    def _fields(self) -> list[tuple[str, str]]:
        return sorted(name for name in self._said["field"] if isinstance(name, tuple))

    def _values(self, level: Level) -> set[Hashable]:
        return self._said[level, "value"]

    def _arrows(self, kind: str) -> list[str]:
        drawn = self._said["arrows first"] | self._said["arrows second"]
        return sorted(arrow[1] for arrow in drawn if isinstance(arrow, tuple) and arrow[0] == kind)


def _mean(found: Sequence[Sum]) -> Sum:
    """The mean of those that are defined."""
    import numpy as np

    held = np.stack(found)
    known = ~np.isnan(held)
    mean: Sum = np.where(known, held, 0).sum(axis=0) / np.where(known.any(axis=0), known.sum(axis=0), np.nan)
    return mean
