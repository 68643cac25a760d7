"""What two texts that are nearly the same do not have in common, word by word."""

from __future__ import annotations

from difflib import SequenceMatcher

from annotator.arabic.text import fold
from annotator.arabic.tokens import Words
from annotator.frozen import frozen

_LONG = 3000
"""Words from which on frequent words are no points to go by: with them it would take seconds."""


@frozen
class Difference:
    """A place where two texts differ: the words of the first, `[start, end)` in code points, and those that the second
    has there instead. One of the two may be empty; then it is where the words would stand."""

    first: tuple[int, int]
    second: tuple[int, int]


def differences(first: str, second: str) -> list[Difference]:
    """Where the words of two texts differ, in order. Spelling that folds to the same is no difference, and punctuation
    and white space are none.

    >>> differences("قال أحمد في دمشق", "قال احمد إنه في دمشق")
    [Difference(first=(9, 9), second=(9, 12))]
    """
    ours, theirs = Words(first).ranges, Words(second).ranges
    told, other = (
        [fold(text[start:end]) for start, end in ranges] for text, ranges in ((first, ours), (second, theirs))
    )
    matcher = SequenceMatcher(None, told, other, autojunk=max(len(told), len(other)) > _LONG)
    return [
        Difference(_range(ours, a, b), _range(theirs, c, d))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def _range(ranges: list[tuple[int, int]], first: int, last: int) -> tuple[int, int]:
    """From the beginning of a word to the end of the last before another; the empty range before the word, or behind
    the one before it, where there are none."""
    if first < last:
        return ranges[first][0], ranges[last - 1][1]
    at = ranges[first][0] if first < len(ranges) else ranges[-1][1] if ranges else 0
    return at, at
