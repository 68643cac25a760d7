"""A text as recommenders compare it: word by word, folded, with the way back to what was written."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from annotator.arabic.clitics import letters_before, place_behind
from annotator.arabic.text import fold
from annotator.arabic.tokens import Words
from annotator.frozen import frozen

_WORD = 64
"""Characters up to which a word may come again, and what it folds to is remembered."""


@frozen
class Reading:
    """The words of a text in reading order, each sign between them a word of its own.

    `ranges` are those of the text, `[start, end)` in code points, and `words` what stands there, folded. What folds to
    nothing, such as a bidi control between two words, is no word.
    """

    text: str
    ranges: tuple[tuple[int, int], ...]
    words: tuple[str, ...]

    def written(self, word: int) -> str:
        """A word as it stands in the text."""
        start, end = self.ranges[word]
        return self.text[start:end]

    def range_of(self, first: int, last: int, letters: int = 0) -> tuple[int, int] | None:
        """The range of the words from `first` to `last`, without some letters at the front of the first.

        None where no name can begin behind so many letters, as in the midst of ﻻ.
        """
        start = self.ranges[first][0]
        at = place_behind(self.written(first), letters) if letters else 0
        return None if letters and not at else (start + at, self.ranges[last][1])

    def words_at(self, start: int, end: int) -> tuple[int, int, int] | None:
        """The first and the last word of `[start, end)`, and how many letters of the first stand before it.

        None where the range does not begin and end with words, but for letters at the front of the first.
        """
        first = bisect_left(self.ranges, (start + 1,)) - 1
        last = bisect_left(self.ranges, (end,)) - 1
        if not 0 <= first <= last or self.ranges[last][1] != end or start >= self.ranges[first][1]:
            return None
        within = start - self.ranges[first][0]
        letters = letters_before(self.written(first), within) if within else 0
        return (first, last, letters) if letters or not within else None


def read(text: str) -> Reading:
    """A text, read."""
    ranges: list[tuple[int, int]] = []
    words: list[str] = []
    last = 0
    for start, end in (*Words(text).ranges, (len(text), len(text))):
        if start - last != 1 or text[last] != " ":
            for at in range(last, start):
                if (sign := _folded(text[at])).strip():
                    ranges.append((at, at + 1))
                    words.append(sign)
        if word := _folded(text[start:end]):
            ranges.append((start, end))
            words.append(word)
        last = end
    return Reading(text, tuple(ranges), tuple(words))


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, folded, as a text that holds it is read.

    >>> words_of("أَحْمَد  الشرع")
    ('احمد', 'الشرع')
    """
    return read(name).words


def _folded(word: str) -> str:
    return _remembered(word) if len(word) <= _WORD else fold(word)


@lru_cache(maxsize=1 << 16)
def _remembered(word: str) -> str:
    return fold(word)
