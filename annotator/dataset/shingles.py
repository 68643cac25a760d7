"""Texts as sets of what stands in a row in them, so that one can say how much two of them have in common.

A shingle is three words in a row, folded, whatever stands between them (Broder, “On the resemblance and containment of
documents”, 1997, who calls this the w-shingling of a document). Spelling, tashkeel and punctuation make no difference.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import accumulate

from annotator.arabic.text import bare, fold

WORDS = 3
"""Words in a row that are one shingle."""


def words_of(text: str) -> list[str]:
    """The folded words of a text; where it has none, such as one of emoji alone, what it has instead of them."""
    return bare(text).split() or fold(text).split() or [text]


def shingles_of(words: Sequence[str]) -> list[str]:
    """The shingles of these words in order; fewer than three words are one.

    >>> shingles_of("قال الرئيس إن بلاده".split())
    ['قال الرئيس إن', 'الرئيس إن بلاده']
    """
    line = " ".join(words)
    starts = list(accumulate([len(word) + 1 for word in words], initial=0))
    return [line[start : end - 1] for start, end in zip(starts, starts[WORDS:], strict=False)] or [line]


def resemblance(first: Set[object], second: Set[object]) -> float:
    """The Jaccard similarity of two sets that are not both empty: what both have, of what either has."""
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared)


def containment(inner: Set[object], outer: Set[object]) -> float:
    """How much of `inner`, which is not empty, is in `outer` too."""
    return len(inner & outer) / len(inner)
