"""Positions in a text: code points everywhere, UTF-16 only for Qt, and grapheme clusters as the smallest unit."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import NewType

Utf16 = NewType("Utf16", int)
"""A position as Qt counts it: UTF-16 units, with CRLF as one. Such values are named `…_u16`."""

_WIDE = re.compile("[\U00010000-\U0010ffff]")
_WORD_JOINER = "\u2060"


class OffsetMap:
    """Translates positions of one text between code points and Qt's positions, and knows its grapheme clusters.

    Qt makes one paragraph separator of CRLF; a lone CR or LF, U+2028, U+2029, VT, FF and NEL are one position
    each; a character beyond U+FFFF takes two. Everything else is one to one.
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        # Where the two counts part: after a wide character Qt is one ahead, after the LF of a CRLF one behind.
        steps = [(match.end(), 1) for match in _WIDE.finditer(text)]
        lf = text.find("\r\n")
        while lf >= 0:
            steps.append((lf + 2, -1))
            lf = text.find("\r\n", lf + 2)
        self._text = text
        self._from: list[int] = [0]
        self._shift: list[int] = [0]
        for position, step in sorted(steps):
            self._from.append(position)
            self._shift.append(self._shift[-1] + step)
        self._from_u16 = [a + b for a, b in zip(self._from, self._shift, strict=True)]

    @property
    def shown(self) -> str:
        """The text to hand to Qt. A leading byte order mark, which would be lost on the way, becomes a word joiner."""
        return _WORD_JOINER + self._text[1:] if self._text.startswith("\ufeff") else self._text

    def to_u16(self, position: int) -> Utf16:
        """Qt's position for a code point position; between CR and LF it is the position before both."""
        if 0 < position < self._length and self._text[position - 1 : position + 1] == "\r\n":
            position -= 1
        piece = bisect_right(self._from, position) - 1
        return Utf16(position + self._shift[piece])

    def to_code_point(self, position: Utf16) -> int:
        """The code point position for one of Qt's; inside a surrogate pair it is the character's start."""
        piece = bisect_right(self._from_u16, position) - 1
        found = position - self._shift[piece]
        # Within the last unit of a piece the next shift may already have begun (a wide character's second half).
        if piece + 1 < len(self._from) and found >= self._from[piece + 1]:
            found = self._from[piece + 1] - 1
        return min(max(found, 0), self._length)

    @cached_property
    def boundaries(self) -> list[int]:
        """Where grapheme clusters begin, and the text's end: the only places where a Span's edge may stand.

        Clusters are the extended ones of Unicode Standard Annex 29.
        """
        import regex  # here, for the start: nobody points at a letter before the window stands

        return [match.start() for match in regex.finditer(r"\X", self._text)] + [self._length]

    def before(self, position: int) -> int:
        """The nearest cluster boundary at or before `position`."""
        return self.boundaries[max(bisect_right(self.boundaries, position) - 1, 0)]

    def after(self, position: int) -> int:
        """The nearest cluster boundary at or after `position`."""
        return self.boundaries[min(bisect_left(self.boundaries, position), len(self.boundaries) - 1)]

    def previous(self, position: int) -> int:
        """The cluster boundary one letter back, or the text's start."""
        return self.before(position - 1) if position > 0 else 0

    def next(self, position: int) -> int:
        """The cluster boundary one letter on, or the text's end."""
        return self.after(position + 1) if position < self._length else self._length

    def snapped(self, start: int, end: int) -> tuple[int, int]:
        """The smallest range of whole clusters that holds `[start, end)`."""
        return self.before(start), self.after(end)


def around(text: str, start: int, end: int, most: int) -> tuple[str, str]:
    """What stands before a range and behind it, `most` code points of each."""
    return text[max(start - most, 0) : start], text[end : end + most]
