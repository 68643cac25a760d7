"""A table of places in texts: what stands before, the words in the middle, what stands after, all read in one line."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.desktop.lettering import CENTRE, LEFT, RIGHT, Lettering
from annotator.desktop.plain import one_line
from annotator.desktop.theme import Theme

TICK = 15
"""Pixels of a tick box."""


def paint_place(
    painter: QPainter, box: QRect, letters: Lettering, before: str, words: str, after: str, theme: Theme, color: QColor
) -> None:
    """Paint the words in the middle of a box on a ground of `color`, with the context on either side running out of
    the box. The line reads from right to left."""
    shown = one_line(words)
    width = min(round(letters.width(shown)) + 10, box.width() // 2)
    middle = QRect(box.center().x() - width // 2, box.y() + 3, width, box.height() - 6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(middle, 4, 4)
    painter.setPen(QColor(theme.ink))
    letters.write(painter, middle.adjusted(4, 0, -4, 0), shown, CENTRE, is_rtl=True)
    painter.setPen(QColor(theme.muted))
    right = QRect(middle.right() + 5, box.y(), box.right() - middle.right() - 5, box.height())
    left = QRect(box.x(), box.y(), middle.left() - 5 - box.x(), box.height())
    letters.write(painter, right, letters.last_words(one_line(before), right.width()), LEFT, is_rtl=True)
    letters.write(painter, left, one_line(after), RIGHT, is_rtl=True)


def paint_tick(painter: QPainter, box: QRect, theme: Theme, *, is_on: bool, can_be: bool = True) -> None:
    """Paint a tick box in the middle of a box; a faint one where it cannot be ticked."""
    square = QRect(0, 0, TICK, TICK)
    square.moveCenter(box.center())
    painter.setOpacity(1.0 if can_be else 0.35)
    painter.setPen(QPen(QColor(theme.accent if is_on else theme.muted), 1.3))
    painter.setBrush(QColor(theme.accent) if is_on else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(square, 3, 3)
    if is_on:
        painter.setPen(QPen(QColor(theme.on_accent), 2.0))
        x, y = square.x(), square.y()
        painter.drawLine(x + 3, y + 8, x + 6, y + 11)
        painter.drawLine(x + 6, y + 11, x + 12, y + 4)
    painter.setOpacity(1.0)


def split(box: QRect, width: int, *, from_right: bool) -> tuple[QRect, QRect]:
    """A piece of a box at one side, and the rest."""
    if from_right:
        return box.adjusted(box.width() - width, 0, 0, 0), box.adjusted(0, 0, -width, 0)
    return box.adjusted(0, 0, width - box.width(), 0), box.adjusted(width, 0, 0, 0)
