"""What the learned recommender has learned, and how good it was on Articles that it had not learned from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from annotator.frozen import frozen
from annotator.suggest.calibration import Points
from annotator.suggest.marks import Edges
from annotator.suggest.scores import Score

if TYPE_CHECKING:
    from annotator.suggest.external.vectors import Projection

THRESHOLD = 0.70
"""The confidence from which Suggestions are shown unless somebody says otherwise."""

GATE = 0.70
"""The precision, at the threshold and out of fold, from which what was learned is good enough to be shown."""


@frozen
class Model:
    """Everything that is needed to propose, but for the memory. `groups` are Labels, each with its tagger in the file
    of CRFsuite at the same place of `taggers`; `counts` and `clusters` are of folded words.

    `scores` are out of fold, by Label; `shown` is the one of what is at or above the threshold, and `pool` how many
    code points of text there were when words were counted and clusters learned. Where it looks at vectors, `encoder`
    is the id of what gives them, and `projection` makes them small.
    """

    groups: tuple[tuple[str, ...], ...]
    taggers: tuple[bytes, ...]
    counts: Mapping[str, int]
    clusters: Mapping[str, int]
    edges: Edges
    calibration: Points
    scores: Mapping[str, Score]
    shown: Score
    articles: tuple[str, ...]
    labels: str
    pool: int
    seed: int
    iterations: int
    versions: Mapping[str, str] = field(default_factory=dict)
    encoder: str = ""
    projection: Projection | None = None

    @property
    def score(self) -> Score:
        """The score over all Labels."""
        return sum(self.scores.values(), Score())

    @property
    def is_good(self) -> bool:
        """Whether it is good enough to be shown: what it is sure of is right often enough."""
        return self.shown.right > 0 and self.shown.precision >= GATE


def hash_of(labels: Iterable[str]) -> str:
    """What tells one set of Labels from another."""
    return hashlib.sha256("\n".join(sorted(set(labels))).encode()).hexdigest()
