"""How often each word stands in some articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from annotator.arabic.text import fold

_MARKS = "\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
# Python counts no mark among the letters: a word with tashkeel goes on over them.
_WORD = re.compile(rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*")


class Frequencies:
    """Counts of words, gathered a few articles at a time."""

    def __init__(self) -> None:
        self._written: Counter[str] = Counter()

    def add(self, texts: Iterable[str]) -> None:
        """Count the words of some more articles."""
        for text in texts:
            self._written.update(_WORD.findall(text))

    def folded(self) -> tuple[dict[str, int], int]:
        """How often each word was met, folded, and how many words there were in all."""
        counts: dict[str, int] = {}
        for word, n in self._written.items():
            key = fold(word)
            counts[key] = counts.get(key, 0) + n
        return counts, self._written.total()
