"""The best alignment of the units of several annotators: who means the same unit as whom, all at once.

A unitary alignment holds at most one unit of each annotator. It costs the mean dissimilarity of all pairs of
annotators, where one without a unit counts 1 with everybody: so a unit that stays alone costs 1 too. Each unit is in
just one unitary alignment, and the best alignment is the cheapest: an assignment for two annotators, a set partition
for more, which HiGHS solves (Mathet et al. 2015, section 5.1; see `gamma`).

Of the many unitary alignments only those are offered to the solver that can pay: one of k units, in which a unit costs
its partners as much as it would save to leave it alone, is never better than the two parts. With n annotators that is
so where its dissimilarities from the k - 1 others add up to `n (n - 1) / 2 + k - 1` or more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]
    Units = npt.NDArray[np.int64]
    """One unit a row: start, end, and the number of its Label."""


def dissimilarity(one: Units, other: Units, position: float = 1) -> Numbers:
    """How far each unit of one annotator is from each of another: `((difference of starts + difference of ends) / sum
    of lengths)²`, which counts `position` times, and 1 more where the Labels differ."""
    starts = abs(one[:, None, 0] - other[None, :, 0])
    ends = abs(one[:, None, 1] - other[None, :, 1])
    lengths = (one[:, 1] - one[:, 0])[:, None] + (other[:, 1] - other[:, 0])[None, :]
    found: Numbers = position * ((starts + ends) / lengths) ** 2 + (one[:, None, 2] != other[None, :, 2])
    return found


def disorder(rows: list[Units], position: float = 1) -> float:
    """What the best alignment of the units of these annotators costs."""
    units = sum(len(row) for row in rows)
    if len(rows) == 2:
        return units - _saved_by_two(dissimilarity(rows[0], rows[1], position))
    return units - _saved(rows, position)


def _saved_by_two(apart: Numbers) -> float:
    """How much cheaper than to leave all units alone it is to pair them in the best way."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    worth = np.maximum(2 - apart, 0)
    return float(worth[linear_sum_assignment(worth, maximize=True)].sum())


def _saved(rows: list[Units], position: float) -> float:
    """The same for more than two."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    chosen, worth = _unitary(rows, position)
    if not len(worth):
        return 0.0
    before = np.cumsum([0, *map(len, rows)])
    at, who = np.nonzero(chosen >= 0)
    unit = chosen[at, who] + before[who]
    uses = csr_array((np.ones(len(at)), (unit, at)), shape=(before[-1], len(worth)))
    once = LinearConstraint(uses, -np.inf, 1)
    found = milp(-worth, constraints=once, bounds=Bounds(0, 1), integrality=np.ones(len(worth)))
    return float(-found.fun)


def _unitary(rows: list[Units], position: float) -> tuple[npt.NDArray[np.int64], Numbers]:
    """The unitary alignments of two units and more that can pay: the number of each annotator's unit, -1 for none; and
    what each saves."""
    import numpy as np

    size = len(rows)
    pairs = size * (size - 1) / 2
    most = pairs + size - 1
    apart = {(i, j): dissimilarity(rows[i], rows[j], position) for j in range(size) for i in range(j)}
    chosen = np.full((1, 0), -1)
    costs = np.zeros((1, size))  # what each annotator's unit is apart from the others', so far
    for j, row in enumerate(rows):
        able = np.ones((len(chosen), len(row)), dtype=bool)
        for i in range(j):
            has = chosen[:, i] >= 0
            able[has] &= (apart[i, j] < most)[chosen[has, i]]
        before, pick = np.nonzero(able)
        before = np.concatenate([np.arange(len(chosen)), before])
        pick = np.concatenate([np.full(len(chosen), -1), pick])
        costs = costs[before]
        for i in range(j):
            both = np.flatnonzero((chosen[before, i] >= 0) & (pick >= 0))
            cost = apart[i, j][chosen[before[both], i], pick[both]]
            costs[both, i] += cost
            costs[both, j] += cost
        chosen = np.column_stack([chosen[before], pick])
        kept = (costs < most).all(axis=1)
        chosen, costs = chosen[kept], costs[kept]
    units = (chosen >= 0).sum(axis=1)
    kept = (units > 1) & (costs < (pairs + units - 1)[:, None]).all(axis=1)
    chosen, costs, units = chosen[kept], costs[kept], units[kept]
    alone = pairs - units * (units - 1) / 2
    worth = units - (costs.sum(axis=1) / 2 + alone) / pairs
    paying = worth > 0
    return chosen[paying], worth[paying]
