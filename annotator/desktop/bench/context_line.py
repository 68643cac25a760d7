"""Words of an Article with what is marked in them, wrapped as wide as there is room: the same words in the same places
in each answer to a Case, so that edges can be compared by eye."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.arabic.tokens import Words
from annotator.desktop.plain import unbroken
from annotator.desktop.text.direction import runs_right_to_left
from annotator.desktop.text.geometry import caret_at
from annotator.desktop.theme import Theme
from annotator.frozen import frozen
from annotator.model.annotation import Fragment
from annotator.model.offsets import OffsetMap

_AROUND = 42
"""Code points of context on either side."""
_PADDING = 4.0


@frozen
class Mark:
    """A marked range of the Article in the colour of its Label."""

    fragment: Fragment
    color: QColor


def window_of(text: str, start: int, end: int) -> Fragment:
    """The words around a range that are shown with it, whole ones."""
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    words = Words(text[first:last]).ranges
    inside = [(a + first, b + first) for a, b in words]
    if first and len(inside) > 1 and inside[0][0] < start:
        first = min(inside[1][0], start)
    if last < len(text) and len(inside) > 1 and inside[-1][1] > end:
        last = max(inside[-2][1], end)
    return first, last


class ContextLine(QWidget):
    """Shows a window of a text. Arabic stays joined over the edges of marks."""

    pressed = Signal()

    def __init__(
        self,
        text: str,
        window: Fragment,
        marks: Sequence[Mark],
        font: QFont,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        start, end = window
        shown = unbroken(text[start:end])
        self._theme = theme
        self._marks = marks
        self._offsets = OffsetMap(shown)
        self._start, self._end = start, end
        self._is_rtl = runs_right_to_left(shown)
        self._layout = QTextLayout(shown, font)
        side = Qt.AlignmentFlag.AlignRight if self._is_rtl else Qt.AlignmentFlag.AlignLeft
        option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        direction = Qt.LayoutDirection.RightToLeft if self._is_rtl else Qt.LayoutDirection.LeftToRight
        option.setTextDirection(direction)
        self._layout.setTextOption(option)
        self._laid = (-1, 0.0)
        self.is_pressable = self.is_chosen = False
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(" … ".join(shown[a - start : b - start] for a, b in (mark.fragment for mark in marks)))

    @property
    def marked(self) -> list[Fragment]:
        """The ranges that are marked, in code points of the Article."""
        return [mark.fragment for mark in self._marks]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._lay(width)) + round(2 * _PADDING)

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 20)

    def _lay(self, width: int) -> float:
        """Break the lines for a width; the height of all."""
        if self._laid[0] == width:
            return self._laid[1]
        y = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(width - 2 * _PADDING, 20.0))
            line.setPosition(QPointF(0.0, y))
            y += line.height()
        self._layout.endLayout()
        self._laid = width, y
        return y

    def boxes(self, fragment: Fragment) -> list[QRectF]:
        """Where a range of the Article stands in the widget, line by line."""
        self._lay(self.width())
        to = self._offsets.to_u16
        first, last = (to(min(max(at, self._start), self._end) - self._start) for at in fragment)
        out = []
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            a, b = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
            if a < b:
                edges = [caret_at(line, at) for at in (a, b)]
                left, right = min(edges), max(edges)
                out.append(QRectF(left + _PADDING, line.y() + _PADDING, right - left, line.height()))
        return out

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._lay(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in self._marks:
            soft = QColor(mark.color)
            soft.setAlphaF(0.34 if self._theme.is_dark else 0.22)
            for box in self.boxes(mark.fragment):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(soft)
                painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 3.0, 3.0)
                painter.setPen(QPen(mark.color, 2.0))
                painter.drawLine(box.bottomLeft(), box.bottomRight())
        if self.is_chosen or self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.accent), 1.2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.6, 0.6, -0.6, -0.6), 5.0, 5.0)
        painter.setPen(QColor(self._theme.ink))
        self._layout.draw(painter, QPointF(_PADDING, _PADDING))

    def make_pressable(self) -> None:
        """Let it be pressed, with the mouse or with the space bar."""
        self.is_pressable = True
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_pressable and event.key() == Qt.Key.Key_Space:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_inside = self.rect().contains(event.position().toPoint())
        if self.is_pressable and event.button() is Qt.MouseButton.LeftButton and is_inside:
            self.pressed.emit()
        else:
            super().mouseReleaseEvent(event)
