"""How a project is divided for machine learning: what to learn from, what to tune on, and what to test with."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict
from enum import StrEnum
from typing import Any

from annotator.errors import BadInput
from annotator.frozen import frozen
from annotator.words import _, pgettext

Counts = tuple[tuple[str, int], ...]
"""How many Spans of each Label, in the order of the Labels' names. Of a large project all are held: a pair that several
have is best one and the same."""


class Split(StrEnum):
    """One part of a divided project, in the order in which they are told."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


def split_word(split: Split) -> str:
    """What a split is called."""
    return {
        Split.TRAIN: pgettext("split", "train"),
        Split.DEV: pgettext("split", "dev"),
        Split.TEST: pgettext("split", "test"),
    }[split]


class By(StrEnum):
    """What decides where Articles go, besides the shares.

    `RANDOM`: chance, with each Label spread by the shares. `TIME`: the newest are tested with, the oldest learnt from.
    `SOURCE`: all Articles of one source stay together.
    """

    RANDOM = "random"
    TIME = "time"
    SOURCE = "source"


def check_threshold(threshold: float) -> None:
    """Raise BadInput for what is no similarity from which two texts may be called near duplicates."""
    if not 0.5 <= threshold <= 1:
        told = _("A threshold is a similarity from 0.5 to 1, such as 0.8, and not {value}")
        raise BadInput(told.format(value=f"{threshold:g}"))


@frozen
class SplitRule:
    """How a project is to be divided. Shares are percentages of the Articles; `threshold` is the Jaccard similarity,
    0.5 to 1, from which two Articles are near duplicates, which are never parted. Raises BadInput for what cannot be.
    """

    train: float = 80
    dev: float = 10
    test: float = 10
    by: By = By.RANDOM
    seed: int = 0
    threshold: float = 0.8

    def __post_init__(self) -> None:
        shares = tuple(self.percentages.values())
        if not all(0 <= share <= 100 for share in shares) or not math.isclose(sum(shares), 100, abs_tol=0.011):
            told = _("The shares {shares} do not add up to 100; name all three, such as: --train 80 --dev 10 --test 10")
            raise BadInput(told.format(shares=" + ".join(f"{share:g}" for share in shares)))
        check_threshold(self.threshold)

    @property
    def percentages(self) -> dict[Split, float]:
        """The wished share of each split in percent."""
        return {Split.TRAIN: self.train, Split.DEV: self.dev, Split.TEST: self.test}

    @property
    def shares(self) -> dict[Split, float]:
        """The wished share of each split, 0 to 1, adding up to 1."""
        total = sum(self.percentages.values())
        return {split: share / total for split, share in self.percentages.items()}


def to_rule_json(rule: SplitRule) -> dict[str, Any]:
    """The rule as JSON values."""
    return asdict(rule)


def from_rule_json(told: dict[str, Any]) -> SplitRule:
    """The rule that `to_rule_json` made this from."""
    return SplitRule(**told | {"by": By(told["by"])})


@frozen
class SplitCount:
    """What one split holds: how many Articles, and how many Spans of each Label in all Layers."""

    articles: int
    labels: Mapping[str, int]

    @property
    def spans(self) -> int:
        return sum(self.labels.values())


@frozen
class SplitReport:
    """What came of dividing a project. `added` says how many Articles without a split came into each, `moved` how many
    went from one to another; `remarks` say in words what could not be as it was wished."""

    rule: SplitRule
    counts: Mapping[Split, SplitCount]
    added: Mapping[Split, int]
    moved: Mapping[tuple[Split, Split], int]
    remarks: tuple[str, ...] = ()

    @property
    def articles(self) -> int:
        return sum(count.articles for count in self.counts.values())

    @property
    def labels(self) -> dict[str, int]:
        """How many Spans of each Label there are in all splits, the most frequent first."""
        names = {name for count in self.counts.values() for name in count.labels}
        totals = {name: sum(count.labels.get(name, 0) for count in self.counts.values()) for name in names}
        return dict(sorted(totals.items(), key=lambda item: (-item[1], item[0])))
