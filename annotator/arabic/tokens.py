"""Words, and the edges that an annotator means when a drag is only roughly right."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_URL = r"(?:https?://|www\.)[^\s<>\"“”«»]*[\p{L}\p{N}/]"
# A word begins with something to read: the joiners and variation selectors inside emoji are none.
_LETTERS = r"[\p{L}\p{N}_][\p{L}\p{M}\p{N}_\u200c\u200d]*+"
# Latin names and numbers hold together over these: COVID-19, A&B, 2024/03, 10:30, 3,000, j.doe@example.com.
_JOINED = rf"{_LETTERS}(?:(?<=[\p{{Latin}}\p{{N}}])[-‑/.:'’@&+,٫٬](?=[\p{{Latin}}\p{{N}}]){_LETTERS})*"
_WORD = rf"{_URL}|{_JOINED}(?:(?<=\p{{N}})[%٪‰])?"

_CLOSERS = {")": "(", "]": "[", "}": "{", "»": "«", "”": "“", "’": "‘", '"': '"', "﴾": "﴿"}
_OPENERS = {opener: closer for closer, opener in _CLOSERS.items()}
_PAIRED = frozenset({*_CLOSERS, *_OPENERS} - {"‘", "’"})
_KEPT = frozenset("%٪‰#@&_")
_OUTSIDE = r"[\s\p{P}\p{Cc}\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u2060\ufeff]"


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    import regex  # here, for the start: nobody points at a word before the window stands

    return regex.compile(pattern)


class Words:
    """The words of one text, as ranges of code points in reading order."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def ranges(self) -> list[tuple[int, int]]:
        """Every word, `[start, end)`. Arabic words end at white space and punctuation; Latin names, numbers and
        addresses hold together over the signs inside them."""
        return [match.span() for match in _compiled(_WORD).finditer(self._text)]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _end in self.ranges]

    def index_at(self, position: int) -> int:
        """The number of the word at `position`, or of the last one before it; -1 before the first word."""
        return bisect_right(self._starts, position) - 1

    def at(self, position: int) -> tuple[int, int] | None:
        """The word whose letters include the one at `position`, or None."""
        index = self.index_at(position)
        if index >= 0 and position < self.ranges[index][1]:
            return self.ranges[index]
        return None

    def snapped(self, start: int, end: int) -> tuple[int, int]:
        """The whole words that `[start, end)` touches, without the spaces and punctuation around them.

        A bracket or quote stays where its partner is inside. A range without any word in it stays as it is.

        >>> text = 'تنظيم "داعش".'
        >>> Words(text).snapped(2, 13)
        (0, 12)
        """
        first, last = self.at(start), self.at(end - 1)
        wide = (first[0] if first else start, last[1] if last else end)
        return trimmed(self._text, *wide) or (start, end)


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """`[start, end)` without the spaces and punctuation at its edges, or None where nothing else is in it.

    A bracket or quote stays where its partner is inside, and goes with it where both are the edges.

    >>> trimmed("(أنباء الأناضول)،", 0, 17)
    (1, 15)
    """
    if start < end and text[start].isalnum() and text[end - 1].isalnum():
        return start, end
    while start < end:
        head, tail = text[start], text[end - 1]
        if end - start > 1 and _OPENERS.get(head) == tail and _partner(text, start, end) == end - 1:
            start, end = start + 1, end - 1
        elif _is_outside(head) and not _partner(text, start, end):
            start += 1
        elif _is_outside(tail) and not _holds_opener(text, start, end - 1, tail):
            end -= 1
        else:
            return start, end
    return None


def _is_outside(char: str) -> bool:
    return char not in _KEPT and _compiled(_OUTSIDE).fullmatch(char) is not None


def _partner(text: str, start: int, end: int) -> int:
    """Where the bracket or quote that opens at `start` is closed before `end`; 0 where it is not."""
    closer = _OPENERS.get(text[start])
    if closer is None:
        return 0
    depth = 0
    for position in range(start + 1, end):
        if text[position] == closer:
            if depth == 0:
                return position
            depth -= 1
        elif text[position] == text[start]:
            depth += 1
    return 0


def _holds_opener(text: str, start: int, end: int, closer: str) -> bool:
    """Whether the bracket or quote that closes at `end` was opened after `start`."""
    opener = _CLOSERS.get(closer)
    if opener is None:
        return False
    inside = text[start:end]
    if opener == closer:
        return inside.count(opener) % 2 == 1
    return inside.count(opener) > inside.count(closer)


def without_partner(text: str, start: int, end: int) -> list[int]:
    """Where in `[start, end)` brackets and quotes stand that have no partner there. Apostrophes do not count.

    >>> without_partner("(أ) ب)", 0, 6)
    [5]
    """
    if _PAIRED.isdisjoint(text[start:end]):
        return []
    alone: list[int] = []
    for position in range(start, end):
        sign = text[position]
        opener = _CLOSERS.get(sign)
        if opener is not None and alone and text[alone[-1]] == opener:
            alone.pop()
        elif sign in _PAIRED:
            alone.append(position)
    return alone
