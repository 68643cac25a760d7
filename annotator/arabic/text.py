"""Folding Arabic spelling, so that what reads the same is found, and the way back to the text as it was written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import accumulate

from annotator.arabic.clusters import widened
from annotator.arabic.spelling import HAMZAS, SEATED, Level, bare_table, in_word, pairs, plain, table

__all__ = ["Folded", "Level", "bare", "fold", "folded"]


def fold(text: str, level: Level = Level.LETTERS) -> str:
    """Reduce spelling variety for searching; never for showing. `Level` says what becomes what.

    >>> fold("أَحْمَـد")
    'احمد'
    >>> fold("أَحْمَـد", Level.MARKS)
    'أحمد'
    """
    if level is Level.EXACT:
        return text
    return table(level).fold(_seated(text))


def bare(text: str) -> str:
    """The text folded, and each character that belongs to no word a space: what an index holds.

    >>> bare("«أَحْمَد»، قال")
    ' احمد   قال'
    """
    return bare_table().fold(_seated(text))


def folded(text: str, level: Level = Level.LETTERS) -> Folded:
    """The folded text together with the way back to the original."""
    return Folded(text, level)


class Folded:
    """A text and what it folds to. Positions are code points; nothing in it changes.

    >>> name = folded("قال أَحْمَدُ").find("احمد")
    >>> list(name)
    [(4, 12)]
    """

    __slots__ = ("__dict__", "_level", "_original", "_text")

    def __init__(self, original: str, level: Level = Level.LETTERS) -> None:
        self._original = original
        self._level = level
        self._text = fold(original, level)

    @property
    def original(self) -> str:
        return self._original

    @property
    def level(self) -> Level:
        return self._level

    @property
    def text(self) -> str:
        """The folded text."""
        return self._text

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that `[start, end)` of the folded text stands for, in whole grapheme clusters.

        A character that became several is there as a whole. Raises ValueError for an empty range or one outside.
        """
        if not 0 <= start < end <= len(self._text):
            raise ValueError((start, end))
        return widened(self._original, self._source(start)[0], self._source(end - 1)[1])

    def find(self, needle: str, *, whole: bool = False) -> Iterator[tuple[int, int]]:
        """Where `needle`, folded likewise, stands in the original, in order and without overlaps.

        White space in it stands for any white space. `whole` leaves out what goes on as a word before or behind.
        A needle that folds to nothing is nowhere. Where several places lie in one letter, such as ﷺ, it is found once.
        """
        at, end = self._next(needle := fold(needle, self._level).strip(), 0)
        last = 0
        while at >= 0:
            if self._stands_for_itself(end) and (not whole or self.is_whole(at, end)):
                found = self.origin(at, end)
                if found[0] >= last:
                    last = found[1]
                    yield found
                at, end = self._next(needle, end)
            else:
                at, end = self._next(needle, at + 1)

    def _next(self, needle: str, since: int) -> tuple[int, int]:
        """The next place of a folded needle in the folded text, or (-1, -1)."""
        if not needle:
            return -1, -1
        if len(pieces := needle.split()) > 1:
            found = _phrase(tuple(pieces)).search(self._text, since)
            return found.span() if found else (-1, -1)
        at = self._text.find(needle, since)
        return (at, at + len(needle)) if at >= 0 else (-1, -1)

    def is_whole(self, start: int, end: int) -> bool:
        """Whether no word goes on across either edge of `[start, end)` of the folded text.

        Marks, tatweel and joiners end no word, whether the level keeps them or not.
        """
        text, inside = self._text, range(start, end)
        opens, closes = _first_plain(text, inside), _first_plain(text, inside[::-1])
        before, behind = _first_plain(text, range(start - 1, -1, -1)), _first_plain(text, range(end, len(text)))
        return not (
            (in_word(opens[:1] or "_") and in_word(before[-1:]))
            or (in_word(closes[-1:] or "_") and in_word(behind[:1]))
        )

    def _stands_for_itself(self, end: int) -> bool:
        """Whether the folded text may be cut at `end`. A hamza behind makes another letter of its seat; only a text
        that is as it was written has the two apart."""
        text = self._text
        if self._level is not Level.EXACT:
            return True
        behind = next((text[at] for at in range(end, len(text)) if text[at] in HAMZAS or plain(text[at])), "")
        if behind not in HAMZAS:
            return True
        at = next((at for at in range(end - 1, -1, -1) if plain(text[at])), end)
        pair = pairs().match(text, at)
        return pair is None or pair.end() <= end

    def _source(self, index: int) -> tuple[int, int]:
        """The characters of the original that the folded one at `index` comes from."""
        starts, ends, folded_starts, folded_ends = self._changes
        done = bisect_right(folded_ends, index)
        if done < len(starts) and folded_starts[done] <= index:
            return starts[done], ends[done]
        at = index + (ends[done - 1] - folded_ends[done - 1] if done else 0)
        return at, at + 1

    @cached_property
    def _changes(self) -> tuple[list[int], list[int], list[int], list[int]]:
        """Where the two texts part: the ranges of the original, starts and ends, that do not become one character
        each, and the starts and ends of what they become."""
        changing = _changing(self._original, self._level)
        gained = [size - (end - start) for start, end, size in changing]
        shifts = list(accumulate(gained))
        ends = [end for _start, end, _size in changing]
        folded_ends = [end + shift for end, shift in zip(ends, shifts, strict=True)]
        folded_starts = [end - change[2] for end, change in zip(folded_ends, changing, strict=True)]
        return [start for start, _end, _size in changing], ends, folded_starts, folded_ends


def _first_plain(text: str, places: range) -> str:
    """What the first character at these places that is no mark is as part of a word; '' where there is none."""
    return next((char for at in places if (char := plain(text[at]))), "")


def _changing(text: str, level: Level) -> list[tuple[int, int, int]]:
    """The ranges that do not become one character each, in order, and how many they become."""
    characters = table(level)
    pattern = characters.changes()
    if level is Level.EXACT or pattern is None:
        return []
    sizes = characters.sizes
    found = [(match.start(), match.end(), sizes[match.group()]) for match in pattern.finditer(text)]
    if not _has_hamzas(text):
        return found
    seated = [(*match.span(), 1) for match in pairs().finditer(text)]
    inside = {at for start, end, _size in seated for at in range(start, end)}
    return sorted([*seated, *(change for change in found if change[0] not in inside)])


def _seated(text: str) -> str:
    """The text with letters that are written as a seat and a hamza in one character."""
    if not _has_hamzas(text):
        return text
    return pairs().sub(lambda match: SEATED.get(match[1] + match[2], match[1]), text)


@lru_cache
def _phrase(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, words)))


def _has_hamzas(text: str) -> bool:
    """Whether a hamza or madda stands by itself in the text, which is rare."""
    return any(hamza in text for hamza in HAMZAS)
