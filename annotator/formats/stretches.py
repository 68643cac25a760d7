"""Texts as stretches between spaces, for what is cut inside of these alone: news says the same words over and
over, so what was found in a stretch is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate, count
from operator import add
from typing import TypeVar

_Found = TypeVar("_Found")
Range = tuple[int, int]

_MOST = 1 << 15
"""Stretches that are remembered; a few MiB."""
_LONGEST = 32
"""Code points of those that are: whatever is longer hardly comes twice."""
_DIGITS: list[str] = []


def stretches(text: str) -> Iterator[tuple[int, str]]:
    """What stands between spaces, and where it begins. It may be empty, and other white space may be in it.

    >>> list(stretches("قال  كريم"))
    [(0, 'قال'), (4, ''), (5, 'كريم')]
    """
    parts = text.split(" ")
    return zip(map(add, accumulate(map(len, parts), initial=0), count()), parts, strict=False)


class Remembered(dict[str, _Found]):
    """What `look` finds in a stretch, by the stretch; it must always be the same."""

    def __init__(self, look: Callable[[str], _Found]) -> None:
        super().__init__()
        self._look = look

    def __missing__(self, stretch: str) -> _Found:
        found = self._look(stretch)
        if len(stretch) <= _LONGEST:
            if len(self) == _MOST:
                self.clear()
            self[stretch] = found
        return found


def digits_to(most: int) -> list[str]:
    """The numbers from 0 to `most` at least, as they are written: places in texts are written by the thousand."""
    if most >= _MOST:
        return list(map(str, range(most + 1)))
    _DIGITS.extend(map(str, range(len(_DIGITS), most + 1)))
    return _DIGITS


def cut(text: str, known: Remembered[tuple[Range, ...]]) -> list[Range]:
    """The parts of a text that are known by its stretches."""
    return [(at + start, at + end) for at, stretch in stretches(text) for start, end in known[stretch]]
