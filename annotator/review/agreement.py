"""How far annotators agree who marked the same Articles: every figure, each with its interval.

The measures are in the files beside this one: `closeness` (F1), `coding` (kappa and alpha of letters or words),
`unitizing` (alpha of units), `gamma`, `fields` (values and Attributes) and `arrows` (Relations and arguments).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.review.closeness import NO_F1, NO_NAMING, Closeness, Naming
from annotator.review.tally import NOTHING, Figure


class Level(StrEnum):
    """What is looked at one by one where kappa and alpha are counted."""

    CHARACTER = "character"
    TOKEN = "token"


@dataclass(frozen=True, slots=True)
class LabelAgreement:
    """What is told of one Label. `spans` are how many Spans the first of each pair marked with it, and the second.

    `kappa` is Cohen's, of two annotators; `fleiss` and `alpha` are of all of them, and empty for a single pair. Each
    asks of every letter or word whether this Label is on it, whatever else is.
    """

    spans: tuple[int, int] = (0, 0)
    f1: Closeness = NO_F1
    kappa: Mapping[Level, Figure] = field(default_factory=dict)
    fleiss: Mapping[Level, Figure] = field(default_factory=dict)
    alpha: Mapping[Level, Figure] = field(default_factory=dict)
    alpha_u: Figure = NOTHING


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """What two annotators say of the same Span beyond its Label, over the pairs of Spans of one Label that overlap.

    `pairs` is how many of these pairs have the field on either side, `same` the share of them that say the same.
    """

    pairs: int = 0
    same: Figure = NOTHING


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two annotators, over the `articles` that both have done. `spans` are how many Spans each of them marked there.

    `fields` are by name: `type` and `value` of dates, the parts of the value, and each Attribute; `relations` and
    `arguments` are F1 of arrows, whose ends must be alike as F1 of that kind asks.
    """

    first: str
    second: str
    articles: int = 0
    spans: tuple[int, int] = (0, 0)
    f1: Closeness = NO_F1
    naming: Naming = NO_NAMING
    kappa: Mapping[Level, Figure] = field(default_factory=dict)
    labels: Mapping[str, LabelAgreement] = field(default_factory=dict)
    fields: Mapping[str, FieldAgreement] = field(default_factory=dict)
    relations: Closeness = NO_F1
    arguments: Closeness = NO_F1


@dataclass(frozen=True, slots=True)
class Unitizing:
    """Krippendorff's alphas of units: see `unitizing`. `by_value` is the last of the four of 2016, for each Label, or
    for each set of Labels where Spans lie over each other."""

    alpha_u: Figure = NOTHING
    u: Figure = NOTHING
    binary: Figure = NOTHING
    cu: Figure = NOTHING
    by_value: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gamma:
    """Gamma over all Articles together, and the mean of the Articles' own; `samples` is how many random annotations
    of each Article chance was measured on."""

    value: Figure = NOTHING
    mean: Figure = NOTHING
    samples: int = 0


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of several annotators. `articles` is how many at least two of them have done.

    `f1`, `naming`, `labels`, `fields`, `relations` and `arguments` are of all pairs together, each pair's counts added
    up; `kappa` is the mean of Cohen's kappas of the pairs (R. J. Light, 1971). `gamma` is None where it was not asked
    for. `interval` is the share of the `resamples` that lies between `low` and `high` of a Figure.
    """

    annotators: tuple[str, ...] = ()
    articles: int = 0
    pairs: tuple[PairAgreement, ...] = ()
    f1: Closeness = NO_F1
    naming: Naming = NO_NAMING
    labels: Mapping[str, LabelAgreement] = field(default_factory=dict)
    kappa: Mapping[Level, Figure] = field(default_factory=dict)
    fleiss: Mapping[Level, Figure] = field(default_factory=dict)
    alpha: Mapping[Level, Figure] = field(default_factory=dict)
    unitizing: Unitizing = field(default_factory=Unitizing)
    fields: Mapping[str, FieldAgreement] = field(default_factory=dict)
    relations: Closeness = NO_F1
    arguments: Closeness = NO_F1
    gamma: Gamma | None = None
    resamples: int = 0
    seed: int = 0
    interval: float = 0.95

    def pair(self, first: str, second: str) -> PairAgreement | None:
        """What is told of two annotators, in whatever order they are named; None where they share no Article."""
        return next((one for one in self.pairs if {one.first, one.second} == {first, second}), None)
