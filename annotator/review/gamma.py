"""Gamma: how far annotators agree on where units are and what they are, beyond chance, all at once.

`gamma = 1 - observed / expected`. The disorder that is observed is what the best alignment of all units costs (see
`aligning`), for the mean number of units of an annotator. That which is expected by chance is the same of random
annotations: for each annotator the units of one of them, drawn by chance, are all moved along the text by the same
chance distance, what falls off the end coming in at the beginning; distances nearer to each other than half the
mean length of a unit are not drawn together. Y. Mathet, A. Widlöcher and J.-P. Métivier, “The unified and holistic
method gamma (γ) for inter-annotator agreement measure and alignment”, Computational Linguistics 41(3), 2015, pages
437-479; sections 4.3 (dissimilarities, with alpha = beta = 1), 5.1 and 5.2.

Units may be nested, overlap, or be marked twice. A discontinuous Span is taken from its first letter to its last.
Over several Articles, the costs and what chance gives for as many units are added up; the mean of the Articles' own
gammas is told beside it, with those left out in which nobody marked anything.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from annotator.model.annotation import Span
from annotator.review.agreement import Gamma
from annotator.review.aligning import disorder
from annotator.review.tally import Counts, Sums, figure, ratio

if TYPE_CHECKING:
    import numpy as np

    from annotator.review.aligning import Units

SAMPLES = 1000
"""On how many random annotations chance is measured, over all Articles."""

LEAST = 10
"""The same for one Article, where there are many."""


def samples_of(articles: int) -> int:
    """How many random annotations are made of each of so many Articles."""
    return max(LEAST, math.ceil(SAMPLES / max(articles, 1)))


def count_gamma(
    counts: Counts,
    marked: Sequence[Sequence[Span]],
    length: int,
    samples: int,
    dice: np.random.Generator,
    going_on: Callable[[], None] = lambda: None,
) -> None:
    """Count the disorder of one Article of `length` letters; `going_on` is called often, and may raise to end it."""
    rows = _units(marked)
    units = sum(map(len, rows))
    if not units:
        return
    expected = 0.0
    for _sample in range(samples):
        going_on()
        random = _moved(rows, length, dice)
        expected += disorder(random) / sum(map(len, random)) * units
    observed, by_chance = disorder(rows), expected / samples
    counts["gamma", "observed"] += observed
    counts["gamma", "expected"] += by_chance
    if by_chance:
        counts["gamma", "articles"] += 1
        counts["gamma", "own"] += 1 - observed / by_chance


def gamma(sums: Sums, samples: int) -> Gamma:
    """Gamma of all Articles."""
    return Gamma(
        figure(1 - ratio(sums["gamma", "observed"], sums["gamma", "expected"])),
        figure(ratio(sums["gamma", "own"], sums["gamma", "articles"])),
        samples,
    )


def _units(marked: Sequence[Sequence[Span]]) -> list[Units]:
    import numpy as np

    labels = sorted({span.label for spans in marked for span in spans})
    number = {label: at for at, label in enumerate(labels)}
    return [
        np.array([(span.start, span.end, number[span.label]) for span in spans], dtype=np.int64).reshape(-1, 3)
        for spans in marked
    ]


def _moved(rows: list[Units], length: int, dice: np.random.Generator) -> list[Units]:
    """Random annotations made of real ones, with at least one unit among them."""
    import numpy as np

    every = np.concatenate(rows)
    apart = float((every[:, 1] - every[:, 0]).mean()) / 2
    chosen = [int(dice.integers(len(rows))) for _row in rows]
    while not any(len(rows[at]) for at in chosen):
        chosen = [int(dice.integers(len(rows))) for _row in rows]
    moved, free = [], np.ones(length, dtype=bool)
    for at in chosen:
        places = np.flatnonzero(free)
        by = int(dice.choice(places) if len(places) else dice.integers(length))
        free[max(0, math.ceil(by - apart)) : math.floor(by + apart) + 1] = False
        row = rows[at].copy()
        row[:, :2] += by
        row[row[:, 0] >= length, :2] -= length
        moved.append(row)
    return moved
