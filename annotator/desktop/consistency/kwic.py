"""A place of a Finding in one line of its text: the words in the middle, the edges of its Spans where they are."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPen, QTextLayout, QTextOption

from annotator.desktop.plain import unbroken
from annotator.desktop.text.direction import runs_right_to_left
from annotator.desktop.text.geometry import caret_at
from annotator.desktop.theme import Theme
from annotator.model.offsets import OffsetMap
from annotator.workspace.harmonising import InContext

_FADING = 22
"""Pixels at either end in which a line fades."""


class Line:
    """One line, laid out once for a font: Arabic stays joined over the edges of Spans."""

    def __init__(self, found: InContext, font: QFont) -> None:
        shown = unbroken(f"{found.left}{found.words}{found.right}")
        offsets = OffsetMap(shown)
        self._layout = QTextLayout(shown, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        is_rtl = runs_right_to_left(shown)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
        self._layout.setTextOption(option)
        self._layout.beginLayout()
        self._line = self._layout.createLine()
        self._line.setLineWidth(100_000)
        self._layout.endLayout()
        at = len(found.left)
        self._marked: list[tuple[float, float]] = []
        self._whole = self._edges(offsets, at, at + len(found.words))
        for text, is_marked in found.pieces:
            if is_marked:
                self._marked.append(self._edges(offsets, at, at + len(text)))
            at += len(text)

    def _edges(self, offsets: OffsetMap, start: int, end: int) -> tuple[float, float]:
        """Where a range of the line is, in pixels from its left."""
        sides = [caret_at(self._line, offsets.to_u16(at)) for at in (start, end)]
        return min(sides), max(sides)

    def paint(
        self, painter: QPainter, box: QRect, theme: Theme, *, color: QColor, tint: QColor, ground: QColor
    ) -> None:
        """Paint the line with its words in the middle of a box; what does not fit fades away. `color` is that of the
        Label, for the edges, `tint` that behind the words, and `ground` that of the row."""
        shift = box.center().x() - (self._whole[0] + self._whole[1]) / 2
        y = box.y() + (box.height() - self._line.height()) / 2
        painter.save()
        painter.setClipRect(box)
        top, height = box.y() + 3.0, box.height() - 6.0
        for left, right in self._marked:
            around = QRectF(left + shift, top, right - left, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            painter.drawRect(around)
            painter.setBrush(color)
            painter.drawRect(QRectF(around.x(), around.bottom() - 2.0, around.width(), 2.0))
            painter.setPen(QPen(color, 1.6))
            painter.drawLine(around.topLeft(), around.bottomLeft())
            painter.drawLine(around.topRight(), around.bottomRight())
        if not self._marked:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.muted), 1.2, Qt.PenStyle.DashLine))
            painter.drawRect(QRectF(self._whole[0] + shift, top, self._whole[1] - self._whole[0], height))
        painter.setPen(QColor(theme.ink))
        self._layout.draw(painter, QPointF(shift, y))
        for left, inner in ((box.x(), box.x() + _FADING), (box.right() + 1, box.right() + 1 - _FADING)):
            fading = QLinearGradient(left, 0, inner, 0)
            fading.setColorAt(0, ground)
            clear = QColor(ground)
            clear.setAlpha(0)
            fading.setColorAt(1, clear)
            painter.fillRect(QRect(min(left, inner), box.y(), _FADING, box.height()), fading)
        painter.restore()
