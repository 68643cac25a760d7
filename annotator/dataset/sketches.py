"""Short sketches of many texts, from which the pairs that may have much in common are found without comparing all.

Which texts resemble each other is read from MinHash signatures cut into bands (Leskovec, Rajaraman and Ullman, “Mining
of Massive Datasets”, section 3.4), of which the lowest 16 bits are kept (Li and König, “b-Bit Minwise Hashing”, 2010).
Which texts may lie inside others is read from shingles whose hash is divisible by a number (Broder 1997, section 5).
Both only propose: whoever takes a pair up compares the texts themselves. What is kept of many texts lies in files.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from math import sqrt
from operator import eq

from annotator.dataset.shingles import shingles_of
from annotator.dataset.spool import Rows, Spool

SLOTS = 256
"""Values of a signature. With 16 bits each, those of 100,000 texts take 51 MB on the disk."""

MOST_MISSED = 0.001
"""Pairs just at the threshold of which no band is the same, at most; above it, far fewer are missed."""

LEAST_WORDS = 40
"""Shorter texts are not looked for inside others: a headline says nothing that is not in the report."""

_SEED = 20260127
_EACH = 5
"""One in so many shingles is kept to see what lies inside what."""

_PARTS = 128
"""Pieces in which kept shingles are sorted: one is held at a time, and a window beside it stands still meanwhile."""

_NUMBER_BITS = 24
"""The number of a text, in one value with the hash of a shingle that it has."""

_RUN_BITS = 32
"""The number of a run of texts that share a shingle, in one value with the text that asks about it."""

_RUN = (1 << _RUN_BITS) - 1

_MANY = 200
"""Texts that share a shingle from which on not each pair of them is counted."""

_LEAST_ASKING = 4

_HELD = 2000
"""Signatures that are held while some are compared."""

Heads = Callable[[Sequence[int]], list[int]]
"""Of some texts one for each group that is known already."""


class Sketches:
    """What is kept of each text, by its number: a signature, its size, and some of its shingles. To be closed at the
    end. Any use may raise OSError, where the disk is full."""

    def __init__(self) -> None:
        self._signatures = Rows(2 * SLOTS)
        self._sizes = array("I")
        self._counts = array("I")
        self._kept = Spool(_PARTS)
        self._asking = Spool(_PARTS)

        @lru_cache(_HELD)
        def signature(number: int) -> array[int]:
            return array("H", self._signatures.row(number))

        self._signature = signature

    def close(self) -> None:
        """Let go of everything."""
        for each in (self._signatures, self._kept, self._asking):
            each.close()

    def __len__(self) -> int:
        return len(self._sizes)

    def add(self, texts: Sequence[Sequence[str]]) -> None:
        """Take in texts, each as its folded words; faster for several at once."""
        from rensa import RMinHash

        hashed = RMinHash.hash_token_sets([shingles_of(words) for words in texts])
        for row in RMinHash.digest_matrix_from_token_hash_sets(hashed, SLOTS, _SEED).to_rows():
            self._signatures.add(array("H", [value & 0xFFFF for value in row]).tobytes())
        waiting = self._kept.waiting
        for words, hashes in zip(texts, hashed, strict=True):
            number = len(self._sizes)
            kept = {value for value in hashes if not value % _EACH} if len(words) >= LEAST_WORDS else set()
            self._sizes.append(len(words))
            self._counts.append(len(kept))
            for value in kept:
                waiting[value % _PARTS].append(value >> _NUMBER_BITS << _NUMBER_BITS | number)
        self._kept.settle()

    def estimate(self, first: int, second: int) -> float:
        """About how much two texts resemble each other; the standard error is 0.03 at most."""
        return int(sum(map(eq, self._signature(first), self._signature(second)))) / SLOTS

    def alike(self, threshold: float, numbers: Sequence[int]) -> Iterator[list[list[int]]]:
        """Texts that may resemble each other by `threshold`: band after band, those of which the band is the same.
        `numbers` are those of the texts that are looked at, in order."""
        rows = rows_of_a_band(threshold)
        width = 2 * rows
        for band in range(SLOTS // rows):
            same: dict[bytes, int | list[int]] = {}
            for number, key in self._signatures.columns(band * width, band * width + width, numbers):
                held = same.setdefault(key, number)
                if isinstance(held, list):
                    held.append(number)
                elif held != number:
                    same[key] = [held, number]
            yield [found for found in same.values() if isinstance(found, list)]

    def inside(
        self, threshold: float, heads: Heads, going_on: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[int, list[int]]]:
        """Texts with those longer ones in which `threshold` of them may stand. To be asked once and at the end: what
        was kept is given up on the way.

        Where very many texts share a shingle, only the shortest of them are asked about. `going_on` is called again
        and again before the first one comes, and may raise to end it.
        """
        sharing, ends = array("I"), array("I", [0])
        asking, total = self._asking.waiting, len(self)
        for found in self._sharing(going_on):
            some = heads(found) if len(found) > _MANY else found
            some.sort(key=lambda number: (self._sizes[number], number))
            for number in some[: max(_LEAST_ASKING, _MANY * _MANY // len(some))]:
                asking[number * _PARTS // total].append(number << _RUN_BITS | len(ends))
            sharing.extend(some)
            ends.append(len(sharing))
        for part in range(_PARTS):
            found, upto = self._asking.take(part), 0
            while upto < len(found):
                at, number = upto, found[upto] >> _RUN_BITS
                upto = bisect_left(found, number + 1 << _RUN_BITS, at)
                size, enough = self._sizes[number], _enough(self._counts[number], threshold)
                if upto - at < enough:  # it shares too little with all others together
                    continue
                counted = Counter[int]()
                for packed in found[at:upto]:
                    run = packed & _RUN
                    counted.update(sharing[ends[run - 1] : ends[run]])
                longer = [
                    other
                    for other, shared in counted.items()
                    if shared >= enough and other != number and (self._sizes[other], other) > (size, number)
                ]
                yield number, sorted(longer)

    def _sharing(self, going_on: Callable[[], None]) -> Iterator[list[int]]:
        """The texts that have a kept shingle in common, two and more, shingle by shingle."""
        number_of = (1 << _NUMBER_BITS) - 1
        for part in reversed(range(_PARTS)):
            going_on()
            self._asking.settle()
            last, found = -1, [0]
            for packed in self._kept.take(part):
                if packed >> _NUMBER_BITS == last:
                    found.append(packed & number_of)
                else:
                    if len(found) > 1:
                        yield found
                    last, found = packed >> _NUMBER_BITS, [packed & number_of]
            if len(found) > 1:
                yield found


def rows_of_a_band(threshold: float) -> int:
    """Values of a signature that a band has: as many as find nearly all pairs that resemble each other so much."""
    fits = [rows for rows in range(1, 17) if (1 - threshold**rows) ** (SLOTS // rows) <= MOST_MISSED]
    return max(fits, default=1)


def _enough(kept: int, threshold: float) -> float:
    """How many of a text's kept shingles another must have at least, three standard errors below what is expected."""
    expected = kept * threshold
    return max(1.0, expected - 3 * sqrt(expected * (1 - threshold)))
