"""Sums over Articles, and how far chance in the choice of Articles moves what is made of them.

Each measure of agreement is a function of a few sums over Articles: so many Spans, so many pairs, so many letters. They
are counted Article by Article once. For an interval the Articles are drawn anew, as many as there are, with repetition,
and only the sums are added up again (percentile bootstrap: B. Efron and R. Tibshirani, “An Introduction to the
Bootstrap”, 1993, chapter 13). Articles are drawn and not Spans, because what stands in one Article hangs together.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from annotator.frozen import frozen

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Sum = npt.NDArray[np.float64]
    """One sum over the Articles as they are, and behind it the same over each time that they were drawn anew."""

Key = tuple[Hashable, ...]
"""The name of a sum: whose it is, what is counted, and of which Label or value."""

Counts = defaultdict[Key, float]
"""What is counted in one Article."""

CONFIDENCE = 0.95
"""The share of resamples that an interval holds."""

_AT_ONCE = 128


@frozen
class Figure:
    """A measure with its interval. `value` is None where it is not defined, as where nobody marked anything; `low` and
    `high` are None where there are no resamples in which it is."""

    value: float | None = None
    low: float | None = None
    high: float | None = None


NOTHING = Figure()


class Tally:
    """What is counted in each Article: numbers by key. Each number takes twelve bytes."""

    def __init__(self) -> None:
        self._columns: dict[Key, int] = {}
        self._at = array("i")
        self._values = array("d")
        self._ends = array("q", [0])

    @property
    def articles(self) -> int:
        """How many Articles were taken in."""
        return len(self._ends) - 1

    def add(self, counts: Mapping[Key, float]) -> None:
        """Take in one more Article."""
        columns = self._columns
        self._at.extend([columns.setdefault(key, len(columns)) for key in counts])
        self._values.extend(counts.values())
        self._ends.append(len(self._at))

    def sums(
        self, resamples: int, seed: int, progress: Callable[[int, int], None] = lambda _done, _total: None
    ) -> Sums:
        """The sums, and those of so many resamples. The same seed gives the same ones; `progress` may raise to end."""
        import numpy as np
        from scipy.sparse import csr_array

        values, at, ends = (np.asarray(held) for held in (self._values, self._at, self._ends))
        table = csr_array((values, at, ends), shape=(self.articles, len(self._columns))).T
        found = np.empty((len(self._columns), 1 + resamples))
        found[:, 0] = table.sum(axis=1)
        dice = np.random.default_rng(seed)
        for start in range(0, resamples, _AT_ONCE):
            progress(start, resamples)
            end = min(start + _AT_ONCE, resamples)
            drawn = np.empty((self.articles, end - start))
            for column in range(end - start):
                chosen = dice.integers(self.articles, size=self.articles)
                drawn[:, column] = np.bincount(chosen, minlength=self.articles)
            found[:, 1 + start : 1 + end] = table @ drawn
        return Sums(self._columns, found)


class Sums:
    """Sums by key; one that was never counted is nought."""

    def __init__(self, columns: Mapping[Key, int], table: Sum) -> None:
        import numpy as np

        self._columns = columns
        self._table = table
        self.nought: Sum = np.zeros(table.shape[1])

    def __getitem__(self, key: Key) -> Sum:
        at = self._columns.get(key)
        return self.nought if at is None else self._table[at]

    def total(self, keys: Iterable[Key]) -> Sum:
        """The sum of several."""
        at = [self._columns[key] for key in keys if key in self._columns]
        found: Sum = self._table[at].sum(axis=0)
        return found

    def of(self, keys: Iterable[Key]) -> Sum:
        """Several, one a row."""
        import numpy as np

        held = [self[key] for key in keys]
        return np.stack(held) if held else np.zeros((0, len(self.nought)))

    def __iter__(self) -> Iterator[Key]:
        """The keys of everything that was counted."""
        return iter(self._columns)


def ratio(above: Sum, below: Sum) -> Sum:
    """`above / below`, and not a number where `below` is nought."""
    import numpy as np

    one, other = np.broadcast_arrays(above, below)
    found: Sum = np.divide(one, other, out=np.full(one.shape, np.nan), where=other != 0)
    return found


def figure(values: Sum) -> Figure:
    """A measure of the Articles as they are, with the interval that most resamples lie in."""
    import numpy as np

    first = float(values[0])
    known = values[1:][~np.isnan(values[1:])]
    if np.isnan(first):
        return NOTHING
    if not known.size:
        return Figure(first)
    rest = (1 - CONFIDENCE) / 2
    low, high = np.quantile(known, (rest, 1 - rest))
    return Figure(first, float(low), float(high))
