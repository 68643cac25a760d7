"""How far annotators agree who marked the same Articles: every figure, each with its interval.

The measures are in the files beside this one: `closeness` (F1), `kappa` and `alpha` (of letters or words), `alpha_u`
and `units` (alphas of units), `gamma`, `fields` (values and Attributes) and `related` (Relations and arguments).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from annotator.frozen import frozen
from annotator.model.annotation import Status
from annotator.review.closeness import NO_F1, NO_NAMING, Closeness, Naming
from annotator.review.fields import NO_FIELDS, FieldsAgreement
from annotator.review.related import NO_ARROWS, ArrowAgreement
from annotator.review.tally import CONFIDENCE, NOTHING, Figure


class Level(StrEnum):
    """What is looked at one by one where kappa and alpha are counted."""

    CHARACTER = "character"
    TOKEN = "token"


@frozen
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


@frozen
class PairAgreement:
    """Two annotators, over the `articles` that both have done. `spans` are how many Spans each of them marked there.

    `fields` are what they say beyond the Labels; `relations` and `arguments` are arrows, the latter those of events.
    """

    first: str
    second: str
    articles: int = 0
    spans: tuple[int, int] = (0, 0)
    f1: Closeness = NO_F1
    naming: Naming = NO_NAMING
    kappa: Mapping[Level, Figure] = field(default_factory=dict)
    labels: Mapping[str, LabelAgreement] = field(default_factory=dict)
    fields: FieldsAgreement = NO_FIELDS
    relations: ArrowAgreement = NO_ARROWS
    arguments: ArrowAgreement = NO_ARROWS


@frozen
class Unitizing:
    """Krippendorff's alphas of units: `alpha_u` of 1995, and those of 2016, see `units`. `by_value` is the last of
    them, for each Label, or for the Labels of Spans that lie over each other, joined by “ + ”."""

    alpha_u: Figure = NOTHING
    u: Figure = NOTHING
    binary: Figure = NOTHING
    cu: Figure = NOTHING
    by_value: Mapping[str, Figure] = field(default_factory=dict)


@frozen
class Gamma:
    """Gamma over all Articles together, and the mean of the Articles' own; `samples` is how many random annotations
    of each Article chance was measured on."""

    value: Figure = NOTHING
    mean: Figure = NOTHING
    samples: int = 0


@frozen
class Agreement:
    """The agreement of several annotators. `articles` is how many at least two of them have worked on, with a Layer of
    one of these `statuses` each.

    `f1`, `naming`, `labels`, `fields`, `relations` and `arguments` are of all pairs together, each pair's counts added
    up; `kappa` is the mean of Cohen's kappas of the pairs (R. J. Light, 1971). `gamma` is None where it was not asked
    for. `interval` is the share of the `resamples` that lies between `low` and `high` of a Figure.
    """

    annotators: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = (Status.DONE,)
    articles: int = 0
    pairs: tuple[PairAgreement, ...] = ()
    f1: Closeness = NO_F1
    naming: Naming = NO_NAMING
    labels: Mapping[str, LabelAgreement] = field(default_factory=dict)
    kappa: Mapping[Level, Figure] = field(default_factory=dict)
    fleiss: Mapping[Level, Figure] = field(default_factory=dict)
    alpha: Mapping[Level, Figure] = field(default_factory=dict)
    unitizing: Unitizing = field(default_factory=Unitizing)
    fields: FieldsAgreement = NO_FIELDS
    relations: ArrowAgreement = NO_ARROWS
    arguments: ArrowAgreement = NO_ARROWS
    gamma: Gamma | None = None
    resamples: int = 0
    seed: int = 0
    interval: float = CONFIDENCE

    def pair(self, first: str, second: str) -> PairAgreement | None:
        """What is told of two annotators, in whatever order they are named; None where they share no Article."""
        return next((one for one in self.pairs if {one.first, one.second} == {first, second}), None)
