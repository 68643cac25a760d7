"""Texts as stretches between white space, for what is cut inside of these alone: news says the same words over and
over, so what was found in a stretch is remembered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import TypeVar

_Found = TypeVar("_Found")
Range = tuple[int, int]

_SPACE = re.compile(r"([^\S\x1c-\x1f]+)")
"""White space as Unicode has it. Python counts four control characters more, which may be inside an address."""
_MOST = 1 << 15
"""Stretches that are remembered; a few MiB."""
_LONGEST = 32
"""Code points of those that are: whatever is longer hardly comes twice."""


def stretches(text: str) -> Iterator[tuple[int, str]]:
    """What stands between white space, and where it begins; the first and the last may be empty.

    >>> list(stretches("قال  كريم"))
    [(0, 'قال'), (5, 'كريم')]
    """
    parts = _SPACE.split(text)
    begins = list(accumulate(map(len, parts), initial=0))
    return zip(begins[::2], parts[::2], strict=True)


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


def cut(text: str, known: Remembered[tuple[Range, ...]]) -> list[Range]:
    """The parts of a text that are known by its stretches."""
    return [(at + start, at + end) for at, stretch in stretches(text) for start, end in known[stretch]]
