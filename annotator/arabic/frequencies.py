"""How often each word stands in some articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from annotator.arabic.text import fold

_MARKS = "\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
# Python counts no mark among the letters: a word with tashkeel goes on over them.
_WORD = re.compile(rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*")


_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?؟؛])\s+|[\r\n]+")


class Frequencies:
    """Counts of words, gathered a few articles at a time.

    A sentence that was met before is not counted again: what agencies, headers and footers repeat from article to
    article tells nothing new about a word.
    """

    def __init__(self) -> None:
        self._written: Counter[str] = Counter()
        self._met: set[int] = set()

    def add(self, texts: Iterable[str]) -> None:
        """Count the words of some more articles."""
        for text in texts:
            for sentence in _BETWEEN_SENTENCES.split(text):
                told = hash(sentence)
                if told not in self._met:
                    self._met.add(told)
                    self._written.update(_WORD.findall(sentence))

    def folded(self) -> tuple[dict[str, int], int]:
        """How often each word was met, folded, and how many words there were in all."""
        counts: dict[str, int] = {}
        for word, n in self._written.items():
            key = fold(word)
            counts[key] = counts.get(key, 0) + n
        return counts, self._written.total()
