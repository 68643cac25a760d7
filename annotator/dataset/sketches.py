"""Short sketches of many texts, from which the pairs that may have much in common are found without comparing all.

Which texts resemble each other is read from MinHash signatures cut into bands (Leskovec, Rajaraman and Ullman, “Mining
of Massive Datasets”, section 3.4), of which the lowest 16 bits are kept (Li and König, “b-Bit Minwise Hashing”, 2010).
Which texts may lie inside others is read from shingles whose hash is divisible by a number (Broder 1997, section 5).
Both only propose: whoever takes a pair up compares the texts themselves.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from math import sqrt
from operator import eq

from annotator.dataset.shingles import shingles_of

SLOTS = 256
"""Values of a signature. With 16 bits each, 100,000 texts take 51 MB."""

MOST_MISSED = 0.001
"""Pairs just at the threshold of which no band is the same, at most; above it, far fewer are missed."""

LEAST_WORDS = 40
"""Shorter texts are not looked for inside others: a headline says nothing that is not in the report."""

_SEED = 20260127
_EACH = 5
"""One in so many shingles is kept to see what lies inside what."""

_PARTS = 128
"""Pieces in which kept shingles are sorted: a window beside it stands still while one is."""

_NUMBER_BITS = 24
"""The number of a text, in one value with the hash of a shingle that it has."""

_MANY = 200
"""Texts that share a shingle from which on not each pair of them is counted."""

_LEAST_ASKING = 4

Heads = Callable[[Sequence[int]], list[int]]
"""Of some texts one for each group that is known already."""


class Sketches:
    """What is kept of each text, by its number: a signature, its size, and some of its shingles."""

    def __init__(self) -> None:
        self._signatures = array("H")
        self._sizes = array("I")
        self._counts = array("I")
        self._kept: list[array[int]] = [array("Q") for _part in range(_PARTS)]

    def __len__(self) -> int:
        return len(self._sizes)

    def add(self, texts: Sequence[Sequence[str]]) -> None:
        """Take in texts, each as its folded words; faster for several at once."""
        from rensa import RMinHash

        hashed = RMinHash.hash_token_sets([shingles_of(words) for words in texts])
        for row in RMinHash.digest_matrix_from_token_hash_sets(hashed, SLOTS, _SEED).to_rows():
            self._signatures.extend([value & 0xFFFF for value in row])
        for words, hashes in zip(texts, hashed, strict=True):
            number = len(self._sizes)
            kept = {value for value in hashes if not value % _EACH} if len(words) >= LEAST_WORDS else set()
            self._sizes.append(len(words))
            self._counts.append(len(kept))
            for value in kept:
                self._kept[value % _PARTS].append(value >> _NUMBER_BITS << _NUMBER_BITS | number)

    def estimate(self, first: int, second: int) -> float:
        """About how much two texts resemble each other; the standard error is 0.03 at most."""
        ours = self._signatures[first * SLOTS : first * SLOTS + SLOTS]
        theirs = self._signatures[second * SLOTS : second * SLOTS + SLOTS]
        return int(sum(map(eq, ours, theirs))) / SLOTS

    def alike(self, threshold: float, numbers: Sequence[int]) -> Iterator[list[list[int]]]:
        """Texts that may resemble each other by `threshold`: band after band, those of which the band is the same."""
        rows = rows_of_a_band(threshold)
        values = memoryview(self._signatures).cast("B")
        width = 2 * rows
        for band in range(SLOTS // rows):
            same: dict[bytes, int | list[int]] = {}
            at = band * width
            for number in numbers:
                key = bytes(values[2 * SLOTS * number + at : 2 * SLOTS * number + at + width])
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
        self._signatures = array("H")
        asking: dict[int, array[int]] = defaultdict(lambda: array("I"))
        sharing, ends = array("I"), array("I", [0])
        for found in self._sharing(going_on):
            some = heads(found) if len(found) > _MANY else found
            some.sort(key=lambda number: (self._sizes[number], number))
            for number in some[: max(_LEAST_ASKING, _MANY * _MANY // len(some))]:
                asking[number].append(len(ends))
            sharing.extend(some)
            ends.append(len(sharing))
        for number, size in enumerate(self._sizes):
            runs = asking.pop(number, ())
            enough = _enough(self._counts[number], threshold)
            if len(runs) < enough:  # it shares too little with all others together
                continue
            counted = Counter[int]()
            for run in runs:
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
        while self._kept:
            part = self._kept.pop()
            going_on()
            last, found = -1, [0]
            for packed in sorted(part):
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
