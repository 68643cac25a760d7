"""From a point to a letter, and from a drag to a range."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from annotator.arabic.tokens import Words
from annotator.desktop.text.geometry import Lines
from annotator.frozen import frozen
from annotator.model.offsets import OffsetMap, Utf16

STIRRED = 4.0
"""Pixels that the pointer must move before a press becomes a drag."""


@frozen
class Hit:
    """The letter under a point: its grapheme cluster `[start, end)`, and the edge of it that is nearer.

    `inside` is False where the point lies beside the text or between two lines' letters.
    """

    start: int
    end: int
    edge: int
    inside: bool


def hit_at(lines: Lines, offsets: OffsetMap, point: QPointF) -> Hit | None:
    """The letter at a point of the document, or the nearest one on its line; None where the line is empty."""
    line = lines.at(point.y())
    run = line.run_at(point.x()) if line else None
    if line is None or run is None:
        return None
    start, end = offsets.snapped(*_letter(offsets, line.position_at(point.x(), run)))
    leading, trailing = line.x_of(offsets.to_u16(start), run), line.x_of(offsets.to_u16(end), run)
    nearer_start = abs(point.x() - leading) <= abs(point.x() - trailing)
    inside = line.left <= point.x() <= line.right and line.top <= point.y() <= line.text_bottom
    return Hit(start, end, start if nearer_start else end, inside)


def _letter(offsets: OffsetMap, position_u16: int) -> tuple[int, int]:
    start = offsets.to_code_point(Utf16(position_u16))
    return start, start + 1


@frozen
class Drag:
    """A drag under way: where it began and where the pointer is."""

    origin: QPointF
    first: Hit
    last: Hit
    is_stirred: bool = False

    def moved(self, point: QPointF, hit: Hit, *, free: bool) -> Drag:
        """The drag with the pointer at another place. A `free` one can be as short as a letter is narrow."""
        way = point - self.origin
        stirred = self.is_stirred or abs(way.x()) + abs(way.y()) >= (1.0 if free else STIRRED)
        return Drag(self.origin, self.first, hit, stirred)

    def range(self, words: Words, *, free: bool) -> tuple[int, int]:
        """The range that the drag means: whole words, or where it is `free` the letters it went over."""
        start, end = sorted((self.first.edge, self.last.edge))
        if start == end:
            start, end = min(self.first.start, self.last.start), max(self.first.end, self.last.end)
        return (start, end) if free else words.snapped(start, end)
